"""Where a heading ends (标题的止处), once its marker is known.

A heading stands in lines of its own, runs into its text (`（一）抓学习。今年…`: the first sentence), or is
parted from it by a blank only, where a page was flattened into one paragraph.
"""

import re
from dataclasses import dataclass

from reports.text.stops import STOPS

from ..vocab import load

#: A line longer than this that holds no sentence end is text, not a heading.
LONGEST_LINE = 60
#: With the half-width stop that some sites put for 。, but not that of 1.5 or 3.15.
_SENTENCE_END = re.compile(rf"[{STOPS}]|(?<=[一-龥”’）)])[.．](?=[一-龥“‘《\s]|$)")
_TRAILING = " \t\r\n\v\f\u3000\xa0\u200b\ufeff|*。：:；;，,、."
_LEADING = re.compile(r"[\s|*\u200b\ufeff]*(?:是(?!否|非))?[\s：:，,、.．]*")
#: A heading that cannot end here: its sentence goes on in the next line.
_OPEN_END = re.compile(r"[，,、和与及的“‘《（(\-—]$")
_FIRST_ITEM = re.compile(r"[，,：:。；;\s]?\s{0,3}(?<![统唯之单同专万])(?:一是|首先[，,])")
#: A blank that parts heading from text, not one of justified type or around figures.
_PARTING_BLANK = re.compile(r"(?<=[一-龥”’」』》）)])[ \t\u3000\xa0]+(?=[一-龥“‘《「]|20\d\d年|\d+月)")
#: 存 在 问 题
_SPACED_OUT = re.compile(r"(?:[一-龥][ \t\u3000\xa0]{1,4}){2,}[一-龥](?![一-龥])")
_COLON = re.compile(r"(?<!\d)[：:]")
#: Characters after a colon from which on they are the section's text, not its heading's.
_TEXT_BELOW = 10
#: How a paragraph's first line begins where paragraphs are indented.
_INDENT = re.compile(r"\u3000{1,4}|[ \xa0]{2,8}")
#: Words after which a heading is complete, for pages that lost even the blank between heading and text.
_WHOLE = re.compile(
    r"(?:\d{4}年度?)?(?:(?:推进)?法治政府建设)?(?:工作)?"
    r"(?:(?:主要)?(?:工作)?(?:开展|完成|进展|推进)情况|主要(?:举措|做法|措施)(?:[和及与](?:工作)?成效)?"
    r"|(?:工作)?(?:中)?存在的?(?:主要|突出)?(?:问题|不足)(?:[和及与](?:不足|问题|原因|困难))?(?:分析)?"
    r"|下一?步(?:的)?(?:工作)?(?:打算|计划|安排|思路|举措|重点))"
    r"(?=[一-龥]{2}[^\n]{0,60}?[，,][^\n]{8})"
)
#: How a section's text begins, straight after a heading that lost what parted it from its text.
_OPENING = re.compile(r"(?<=[一-龥”])(?:今年以来|今年来|近年来|一年来|20\d\d年以?来?)[，,]")
#: What a text's first words say that its issuer does: 强化组织领导 + 白桥镇党委坚持….
_DOES = (
    r"(?:人民政府|政府|党委|党工委|办事处|司法所|综合执法队)?(?:[、和]?(?:人民政府|政府|办事处))?"
    r"(?:坚持|始终|高度|认真|严格|积极|充分|深入|切实|利用|通过|组织|召开|开展|成立|建立|制定|不断|持续|大力|全面|扎实|进一步|把|将|以|按照"
    r"|根据|结合|围绕|紧扣|紧紧|聚焦|立足|依托|共|全年|累计|多次|先后|定期|及时|牢固|强化|加强|健全|完善|推进|推动|落实|明确|聘请|邀请|印发|严格|着力|抓住|依法)"
)
_DONE = "(?:共|累计|全年|上下|各|办理|受理|化解|调解|召开|举办)"
#: A heading that ends in these goes on: 深入推进 + 白桥镇依法行政.
_GOES_ON = re.compile(
    rf"(?:{'|'.join(load('page')['issuer']['before'])}|发挥|展示|彰显|营造|擦亮|夯实|巩固|构建|树牢|压实|凝聚|服务|保障|护航|助推|赋能"
    r"|规范|完成|[在对以由为向与和及的把将是从到据于、，,“《（(])$"
)
#: How far into a line a heading that ran into its text is looked for, and how long the text is at least.
_GLUED_WITHIN, _GLUED_TEXT = 40, 9
_OWN_NAME = re.compile(r"(?:^|[省市县区州旗、])([一-龥]{2,8}?(?:镇|乡|街道|苏木))")
#: The whole text of a section that has nothing to report.
_NOTHING = frozenset({"无", "暂无", "没有"})
_JOINT = re.compile(r"[及和与或、，,的]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words and its span; over several lines the line ends are dropped from ``text``."""

    text: str
    start: int
    end: int


def speaker(name: str | None) -> re.Pattern[str]:
    """Where a report's text begins to speak of its issuer, ``name``: 白桥镇政府坚持…, 我镇利用…, 全镇共….

    A heading that lost what parted it from its text ends there.
    """
    own = [re.escape(found) for found in _OWN_NAME.findall(name or "")]
    return re.compile(
        rf"(?<=[一-龥”])(?:(?:{'|'.join([*own, '[我本](?:镇|乡|街道)'])}){_DOES}|全(?:镇|乡|街道)(?:共|累计|全年|上下))"
    )


def read_heading(text: str, start: int, limit: int, speaks: re.Pattern[str] | None = None) -> Heading | None:
    """The heading that begins after a marker ending at ``start``, none of it at or after ``limit``.

    ``limit`` is where the next heading's marker stands (or the body ends). None when there are no words.
    """
    lead = _LEADING.match(text, start, limit)
    start = lead.end() if lead else start
    if start >= limit:
        return None
    line_end = _line_end(text, start, limit)
    rest = text[start:line_end]
    end = start + _cut(rest, speaks)
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if end <= start:
        return None
    words = re.sub(r"\s*\n[\s|]*", "", text[start:end])
    return Heading(words, start, end) if re.search(r"\w", words) else None


def _line_end(text: str, start: int, limit: int) -> int:
    """The end of the line, or of the last of the lines over which the heading runs."""
    end = _newline(text, start, limit)
    for _ in range(3):
        if end >= limit:
            break
        line = text[text.rfind("\n", max(0, end - 200), end) + 1 : end].rstrip()
        following = _newline(text, end + 1, limit)
        new = text[end + 1 : following].strip()
        if not new or _INDENT.match(text, end + 1) or _SENTENCE_END.search(text[start:end]):
            break
        if not _OPEN_END.search(line) or len(_SENTENCE_END.split(new, maxsplit=1)[0]) > 40:
            break
        end = following
    return end


def _newline(text: str, start: int, limit: int) -> int:
    at = text.find("\n", start, limit)
    return limit if at < 0 else at


def _cut(rest: str, speaks: re.Pattern[str] | None) -> int:
    """How many characters of ``rest`` (marker's line) are heading."""
    stop = _SENTENCE_END.search(rest)
    bar = rest.find("|")
    end = min(len(rest), stop.start() if stop else len(rest), bar if bar > 0 else len(rest))
    whole_line = end >= len(rest.rstrip(_TRAILING))
    spaced = _SPACED_OUT.match(rest)
    blank = _PARTING_BLANK.search(rest, spaced.end() if spaced else 2, end)
    if blank and _is_text(rest[blank.end() :]):
        return blank.start()
    if speaks and (glued := _glued(rest, end, speaks)):
        return glued
    opening = _OPENING.search(rest, 4, end)
    if opening:
        return opening.start()
    item = _FIRST_ITEM.search(rest, 3, end + 4)
    if item:
        return min(end, item.start())
    colon = _COLON.search(rest, 2, min(end, 40))
    if colon and (stop or not whole_line) and len(rest.rstrip()) - colon.end() >= _TEXT_BELOW:
        return colon.start()
    known = _WHOLE.match(rest)
    if stop and known and known.end() < end and not _JOINT.match(rest, known.end()):
        return known.end()
    if whole_line and end <= LONGEST_LINE:
        return end
    return end


def _glued(rest: str, end: int, speaks: re.Pattern[str]) -> int | None:
    """Where a heading ends that nothing parts from its text (强化组织领导白桥镇政府坚持…)."""
    for match in speaks.finditer(rest, 4, min(end, _GLUED_WITHIN)):
        before, text = rest[: match.start()], rest[match.start() : end]
        told = len(text) >= _GLUED_TEXT and re.search(r"[，,\d]", text)
        if not _GOES_ON.search(before) and (told or end < len(rest.rstrip(_TRAILING))):
            return match.start()
    return None


def _is_text(rest: str) -> bool:
    """Whether what stands after a blank reads as running text rather than as more of a heading."""
    rest = rest.strip(" \t\u3000\xa0|")
    return len(rest) >= 25 or (len(rest) >= 8 and rest[-1:] in "。；！？") or rest.strip("。") in _NOTHING
