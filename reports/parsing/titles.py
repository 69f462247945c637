"""Which lines of a page's head are the report's title (标题).

A title stands in one line, or its issuers, its subject and its last words have lines of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .dates import YEAR
from .types import Line
from .view import squeeze

TOPIC = "法治|法制政府|法制建设|依法行政|依法治[镇乡街区县市理国]|述法|第一责任人|普法"
_KIND = (
    "报告|总结|汇报|述职|小结|综述|年报|情况|公示|公告|通报|说明|自评|自查|材料|计划|要点|方案|通知|意见|安排|打算|报告书"
    "|公开|清单|办法|规划|决定|决议|预案"
)
#: What a report is called, against what other papers are called.
_REPORT = r"报告|总结|汇报|小结|年报|综述|述职"
_SUFFIX = rf"(?:[(〔\[]{YEAR}?年?度?[^)〕\]]{{0,12}}[)〕\]]|\.(?:docx?|pdf|wps|ofd|html?))"
_ENDS = re.compile(rf"(?:{_KIND})[》”\"]?{_SUFFIX}{{0,2}}$")
_ENDS_AS_REPORT = re.compile(rf"(?:{_REPORT})[》”\"]?{_SUFFIX}{{0,2}}$")
_ONLY_SUFFIX = re.compile(rf"{_SUFFIX}|[(][^()]{{1,12}}年度?[)]")
_TOPIC = re.compile(TOPIC)
_YEAR = re.compile(rf"{YEAR}(?=年|度|法|工|[-—至])")
_TOWN = r"(?:镇|乡|街道|苏木|工委|地区|农场|林场|牧场|渔场|管理区|开发区|园区|新区|示范区|景区|度假区|工业区|区公所|办事处)"
_PLACE = re.compile(rf"{_TOWN}|人民政府|委员会|[县区市州旗局]")
ORGAN = re.compile(
    rf"(?:中国共产党|中共)?[\u3400-\u9fff·、]{{2,40}}?(?:{_TOWN}(?:人民政府|办事处|党委|党工委|工作委员会|工委|委员会|政府|管委会|管理委员会)?|委员会|党工委|党委)"
    r"(?:办公室|党政综合办公室|党政办公室|党政办|司法所)?"
)
_SUPERIOR_ORGAN = re.compile(r"[\u3400-\u9fff]{2,20}(?:人民政府|司法局|委员会|管委会|局)")
_LISTED = re.compile(r"[\[(]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])]?$")
#: 法治政府建设年度报告 alone is the name of a site's column, unless the text follows.
_COLUMN = re.compile(
    rf"(?:推进|加强)?(?:{TOPIC})(?:政府)?(?:建设|工作)*(?:年度|情况|工作)*(?:{_KIND})(?:公开|公示)?"
)
_SITE = re.compile(
    r"(?<=[告结报要划案公示况])\d{0,2}(?:[-_|–—－]+|\s[-_|–—－]+\s?)[^-_|]{2,30}?(?:政府|网|网站|门户|平台|政务公开|信息公开|公开目录|公开|报告)"
    r"(?:[-_|–—－].*)?$"
)
_LABELLED = re.compile(r"^(?:标题|名称|信息名称|文件名称|题目)[:|]")


@dataclass(frozen=True)
class FoundTitle:
    """A title over the lines ``[first, last]`` (indexes of the text's lines) and the spans of its parts."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]
    #: The parts in plain characters without blanks, put together.
    key: str
    score: int


def _trimmed(line: Line) -> tuple[int, int, str] | None:
    """The span of a line's possible title words, without bars, quotes around all and a site's name."""
    key = squeeze(line.text, line.start)
    text, first, last = key.text, 0, len(key.text)
    site = _SITE.search(text)
    if site and site.start() > 6:
        last = site.start()
    while last > first and text[last - 1] in "|*#·":
        last -= 1
    while first < last and text[first] in "|*#·●■◆":
        first += 1
    if first < last and text[first] == "《" and text[last - 1] == "》" and text.count("《") == 1:
        first, last = first + 1, last - 1
    if first >= last:
        return None
    start, end = key.span(first, last)
    return start, end, text[first:last]


def _score(key: str) -> int:
    """How much a title's plain text says: subject, year, place, kind of paper; 0 when it is none."""
    if not 5 <= len(key) <= 110 or re.search(r"[。;!?]|,.*,", key) or key.startswith(("(", "附件", "附:")):
        return 0
    report, ends, topic = _ENDS_AS_REPORT.search(key), _ENDS.search(key), _TOPIC.search(key)
    year, place = _YEAR.search(key), _PLACE.search(key)
    if not (ends or (topic and year and (place or "关于" in key))):
        return 0
    if not (topic or year or (place and "关于" in key)):
        return 0
    return (
        4 * bool(topic)
        + 3 * bool(report)
        + bool(ends)
        + 3 * bool(year)
        + 2 * bool(place)
        + bool("关于" in key)
    )


def _opens_without_issuer(key: str) -> bool:
    return bool(re.match(rf"(?:关于|{YEAR}年|{YEAR}法|法治|依法|推进|落实)", key))


def _is_fragment(key: str) -> bool:
    """May a line be the first part of a title whose last words stand in the next line?"""
    if _ENDS.search(key) or len(key) > 60 or re.search(r"[。;,!?:]", key):
        return False
    return bool(
        re.search(r"关于|年度?", key) and (_TOPIC.search(key) or _PLACE.search(key) or _YEAR.search(key))
    )


def find_title(lines: Sequence[tuple[int, Line]]) -> FoundTitle | None:
    """The best title among the head's lines of text, given with their indexes; furniture left out.

    Of equals the last, which is nearest to the text; of repetitions the first.
    """
    parts = [(index, *trimmed) for index, line in lines if (trimmed := _trimmed(line))]
    best: FoundTitle | None = None
    for at, (_, _, _, key) in enumerate(parts):
        if not _ENDS.search(key) and not _score(key):
            continue
        first = at
        joined = key
        while first > 0 and at - first < 4:
            index, _, _, before = parts[first - 1]
            if parts[first][0] - index > 3:
                break
            complete = _TOPIC.search(joined) and (_YEAR.search(joined) or "关于" in joined)
            issuer_above = _is_issuer_line(before, first - 1) and (
                _opens_without_issuer(joined) or (first < at and bool(ORGAN.fullmatch(parts[first][3])))
            )
            first_part_above = (
                not (complete and _PLACE.search(joined)) and len(key) <= 40 and _is_fragment(before)
            )
            if not issuer_above and not first_part_above:
                break
            joined = before + joined
            first -= 1
        last = at
        if (
            last + 1 < len(parts)
            and _ONLY_SUFFIX.fullmatch(parts[last + 1][3])
            and parts[last + 1][0] - parts[last][0] <= 2
        ):
            joined += parts[last + 1][3]
            last += 1
        score = _score(joined)
        if at + 1 < len(parts) and _COLUMN.fullmatch(joined):
            continue
        if score and (best is None or score > best.score or (score == best.score and joined != best.key)):
            spans = tuple((start, end) for _, start, end, _ in parts[first : last + 1])
            best = FoundTitle(parts[first][0], parts[last][0], spans, joined, score)
    return best


def _is_issuer_line(key: str, position: int) -> bool:
    if ORGAN.fullmatch(key):
        return True
    # A page opens with its site's name, often that of the county's government.
    return position > 0 and bool(_SUPERIOR_ORGAN.fullmatch(key))


def plain_title(lines: Sequence[tuple[int, Line]], text_below: Line, on_a_page: bool) -> FoundTitle | None:
    """The title of another paper (a notice, a piece of news): the last short line above the text.

    ``on_a_page`` says that the head has a byline. Without one the line must be clearly shorter than the text
    below it: the lines of a page of print all have one length.
    """
    if not lines:
        return None
    index, line = lines[-1]
    found = _trimmed(line)
    if (
        not found
        or not re.fullmatch(r"(?=.*[\u3400-\u9fff]{4})[^。,:;!?]{8,60}", found[2])
        or ORGAN.fullmatch(found[2])
    ):
        return None
    if not on_a_page and len(text_below.text) < 2 * len(found[2]):
        return None
    return FoundTitle(index, index, (found[:2],), found[2], 0)


_RUN_IN = re.compile(rf"[^。;!?,\n]{{4,70}}?(?:{_REPORT}){_SUFFIX}?")


def title_in_prose(line: Line) -> tuple[int, int, str] | None:
    """The title that opens a line and is parted from the text behind it by blanks only."""
    key = squeeze(line.text[:160], line.start)
    for match in _RUN_IN.finditer(key.text):
        if match.start() > 0:
            return None
        end = match.end()
        if end >= len(key.text) or key.offsets[end] == key.offsets[end - 1] + 1:
            return None
        if _score(match.group()) >= 9:
            start, stop = key.span(0, end)
            return start, stop, match.group()
    return None


def listed_date(line: Line) -> int | None:
    """Where the date begins that stands behind a title in one line."""
    if len(line.text) > 120:
        return None
    key = squeeze(line.text, line.start)
    match = _LISTED.search(key.text)
    return key.offsets[match.start()] if match and _ENDS.search(key.text[: match.start()]) else None
