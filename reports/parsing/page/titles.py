"""Which lines of a page's head are the report's title (标题).

A title stands in one line, or its issuers, its subject and its last words have lines of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.text.view import squeeze

from ..types import Line
from .dates import YEAR, only_date
from .injected import has_spam
from .organs import OFFICIAL, ORGAN, SUPERIOR_ORGAN, TOWN

_SUBJECT = "法治|法制政府|法制建设|依法行政|依法治[镇乡街区县市理国]|述法|第一责任人|普法"
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
_TOPIC = re.compile(_SUBJECT)
_YEAR = re.compile(rf"{YEAR}(?=年|度|法|工|[-—至])")
_TOWN = re.compile(TOWN)
_PLACE = re.compile(rf"{TOWN}|人民政府|委员会|[县区市州旗局]")
_LISTED = re.compile(r"[\[(]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])]?$")
#: 法治政府建设年度报告 alone is the name of a site's column, unless the text follows.
_COLUMN = re.compile(
    rf"(?:推进|加强)?(?:{_SUBJECT})(?:政府)?(?:建设|工作)*(?:年度|情况|工作)*(?:{_KIND})(?:公开|公示)?"
)
_SITE = re.compile(
    r"(?<=[告结报要划案公示况])\d{0,2}(?:[-_|–—－]+|\s[-_|–—－]+\s?)[^-_|]{2,30}?(?:政府|网|网站|门户|平台|政务公开|信息公开|公开目录|公开|报告)"
    r"(?:[-_|–—－].*)?$"
)


#: Characters of a last word that may stand in a line of their own.
_CUT_OFF = 3
_BARE_PLACE = re.compile(rf"[\u3400-\u9fff]{{2,20}}{TOWN}")
_WITH_COUNTY = re.compile(rf"[\u3400-\u9fff]{{2,12}}[县市区旗州][\u3400-\u9fff]{{1,8}}{TOWN}$")
_OPENS_WITHOUT_ISSUER = re.compile(rf"关于|{YEAR}年|{YEAR}法|法治|依法|推进|落实")


@dataclass(frozen=True)
class FoundTitle:
    """A title over the lines ``[first, last]`` (indexes of the text's lines) and the spans of its parts."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]
    #: The parts in plain characters without blanks, put together.
    key: str
    score: int


#: Words that the end of a line may cut in two: the lines of a title are put together there without a blank.
_WORDS = (
    "报告", "总结", "汇报", "年度", "法治", "政府", "建设", "工作", "情况", "推进", "依法", "行政", "街道", "人民", "关于",
    "委员会", "办事处", "自查", "履行", "负责人", "责任人", "职责", "落实", "计划", "要点", "方案",
)  # fmt: skip


def put_together(parts: Sequence[str]) -> str:
    """The lines of a title as one: parted by a blank, but not within a word (年度报 + 告)."""
    title = ""
    for part in filter(None, parts):
        cut = any(
            title.endswith(word[:at]) and part.startswith(word[at:])
            for word in _WORDS
            for at in range(1, len(word))
        )
        title += part if not title or cut or len(part) == 1 else f" {part}"
    return title


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


#: A title with foreign text in it gives way to any other.
_FOREIGN = 6


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
        - _FOREIGN * has_spam(key)
    )


def _is_fragment(key: str) -> bool:
    """May a line be the first part of a title whose last words stand in the next line?"""
    if _ENDS.search(key) or len(key) > 60 or re.search(r"[。;,!?:]", key):
        return False
    return bool(
        re.search(r"关于|年度?", key) and (_TOPIC.search(key) or _PLACE.search(key) or _YEAR.search(key))
    )


@dataclass(frozen=True)
class _Part:
    """A line of a title, or what may be one: its number, the span of its words, the words in plain characters."""

    number: int
    start: int
    end: int
    key: str


def find_title(runs: Sequence[Sequence[tuple[int, Line]]], opening: int | None = None) -> FoundTitle | None:
    """The best title among the lines of the head, given with their numbers; ``opening`` is that of the page's first.

    A run is broken by nothing but blank lines; a title does not reach from one into the next. Of equals the
    last wins, which is nearest to the text; of repetitions the first.
    """
    best: FoundTitle | None = None
    for run in runs:
        parts = [_Part(number, *found) for number, line in run if (found := _trimmed(line))]
        for at in range(len(parts)):
            title = _title_that_ends(parts, at, opening)
            if title is None:
                continue
            is_last = run is runs[-1] and title.last == parts[-1].number
            if _COLUMN.fullmatch(title.key) and not is_last:
                continue
            if (
                best is None
                or title.score > best.score
                or (title.score == best.score and title.key != best.key)
            ):
                best = title
    return best


def _title_that_ends(parts: Sequence[_Part], at: int, opening: int | None) -> FoundTitle | None:
    """The title whose last words are those of ``parts[at]``, with the lines above that belong to it."""
    last_words = parts[at].key
    first, last, key = at, at, last_words
    if len(key) <= _CUT_OFF and at and parts[at].number == parts[at - 1].number + 1:
        # The line end cut the last word in two: 年度报 and 告.
        whole = parts[at - 1].key + key
        if _ENDS.search(whole) and not _ENDS.search(key):
            first, key = at - 1, whole
    if not _ENDS.search(key) and not _score(key):
        return None
    while first > 0 and at - first < 4 and parts[first].number - parts[first - 1].number <= 3:
        before = parts[first - 1].key
        below_is_issuer = first < at and bool(ORGAN.fullmatch(parts[first].key))
        names_issuer = (
            _is_issuer(before, opens_page=first == 1) or _is_place(parts[first - 1], parts[first], opening)
        ) and (below_is_issuer or key.startswith("关于") or is_title_without_issuer(key))
        complete = _TOPIC.search(key) and _PLACE.search(key) and (_YEAR.search(key) or "关于" in key)
        goes_on = parts[first].key.startswith("暨") and before[-1] not in "。;!?:"
        if (
            not names_issuer
            and not goes_on
            and (complete or len(last_words) > 40 or not _is_fragment(before))
        ):
            break
        key = before + key
        first -= 1
    below = parts[at + 1].key if at + 1 < len(parts) else ""
    if _ONLY_SUFFIX.fullmatch(below) and not only_date(below):
        last = at + 1
        key += parts[last].key
    score = _score(key)
    if not score:
        return None
    spans = tuple((part.start, part.end) for part in parts[first : last + 1])
    return FoundTitle(parts[first].number, parts[last].number, spans, key, score)


def is_title_without_issuer(key: str) -> bool:
    """Is a line, in plain characters without blanks, a title whose issuer must stand in the line above it?"""
    return bool(_OPENS_WITHOUT_ISSUER.match(key)) and not _TOWN.search(key) and _score(key) > 0


def _is_issuer(key: str, opens_page: bool) -> bool:
    """Can a line be the issuer above the rest of its title?

    Bare places are columns of a site; a county's government at the very top is the site's name.
    """
    if ORGAN.fullmatch(key) and OFFICIAL.search(key):
        return True
    return not opens_page and bool(SUPERIOR_ORGAN.fullmatch(key))


def _is_place(part: _Part, below: _Part, opening: int | None) -> bool:
    """Is a line right above a title the bare place that its issuer is named by?

    A township alone is that only where the page begins with it; with its county (东岭县白桥镇) it is no site's column.
    """
    if below.number - part.number > 2 or not _BARE_PLACE.fullmatch(part.key):
        return False
    return part.number == opening or bool(_WITH_COUNTY.match(part.key))


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
        # 某镇：多措并举…: news names its place first.
        or not re.fullmatch(
            rf"(?=.*[\u3400-\u9fff]{{4}})(?:.{{0,8}}{_TOWN.pattern}:)?[^。,:;!?]{{8,60}}", found[2]
        )
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
