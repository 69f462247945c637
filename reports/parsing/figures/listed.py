"""Things listed before their figures (并列): 参考率、合格率均达100%, 邻里、土地纠纷分别为5件、8件.

One figure said of several things counts for each; several figures said of them in turn belong one to each.
"""

import re

# 参与, 以及, 普及, 涉及, 及时, 及格, 总和, 和解 hold the same characters and link nothing.
_LINK = re.compile(
    r"以及|(?<![总调祥协])和(?![解谐睦美平气善议])|(?<![以普涉提顾惠])及(?![时格早])|(?<![参给赋付])与(?!会|率)|[、]"
)
_QUOTED = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")
#: Before a figure that holds for all that is listed.
ALIKE = re.compile(
    r"(?:均|都|各|皆)(?:已|能|可|约|近)?(?:达到?|在|为|是|有|超过?|保持在?|稳定在|实现|完成)?了?\s*$"
)
#: Before the first of figures that belong to what is listed in turn.
SEVERALLY = re.compile(r"分别(?:为|是|达到?|有|计|占)?了?\s*$")
#: Before a figure that sums up what is listed.
SUMMED = re.compile(r"(?:等\S{0,4})?(?:共计|总计|合计|总共|一共|共)\s*$")
#: A verb before the first of what is listed: 调处婚姻、邻里、债务纠纷.
DEED = re.compile("(?:成功)?(?:排查|调[处解]|化解|受理|办[理结]|处[理置])")
#: Words that end a noun of its own: what is listed before 债务纠纷 has none of them, and so shares its 纠纷.
_HEAD = re.compile(r"(?:[率数量额度]|案件|案|纠纷|人员|活动|会|[次件])$")
#: What shares the head of the last is short: 婚姻、邻里、债务纠纷.
_SHORT = 6
#: Shares of a whole end so.
RATE = re.compile(r"(?:率|度|面|比例|比重)$")

_YEAR = r"(?:20\d\d年度?|去年|上年|今年|本年)"
_YEARS = re.compile(rf"({_YEAR}(?:[、和与及]{_YEAR})+)[^，,。；;]*分别")


def items(text: str) -> list[tuple[int, int]]:
    """The spans of what ``text`` lists, in order; what stands in quotes or brackets is not parted."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    spans, start = [], 0
    for match in _LINK.finditer(text):
        if any(first < match.start() < last for first, last in quoted):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def share_a_head(nouns: list[str]) -> bool:
    """Whether the last of ``nouns`` has the head of all: 婚姻、邻里、债务纠纷, but not 受理数、办结数."""
    return all(len(noun) <= _SHORT and not _HEAD.search(noun) for noun in nouns[:-1])


def years_in_turn(clause: str, year: int | None) -> list[int | None]:
    """The years of 2022年、2023年分别调解30件、45件, empty for other clauses; ``year`` is the one reported on."""
    match = _YEARS.search(clause)
    if match is None:
        return []
    return [_year(word, year) for word in re.findall(_YEAR, match[1])]


def _year(word: str, year: int | None) -> int | None:
    if word[0] == "2":
        return int(word[:4])
    return year if word in ("今年", "本年") or year is None else year - 1
