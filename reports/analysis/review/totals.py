"""Parts named after 其中 or in brackets against the total before them (分项与总数).

Only figures that are surely parts are added up: wrong is worse than missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.text.stops import COLONS, COMMAS, PAUSE, SEMICOLONS, SENTENCE_END
from reports.wording.sentence import Sentence

from .facts import Fact, Hint, figure, plain

_AMONG = re.compile(r"其中[:：，,]?|包括|分别[为是]")
# 其中…，调解成功110件: what was achieved of the whole is no further part beside the others.
_OUTCOME = re.compile(r"成功|办结|化解|整改|完成|完毕|采纳|满意|回复|答复|结案|审结")
# 党员85人次、妇女60人次: traits of people that cut across each other are no parts that add up.
_TRAIT = re.compile(r"党员|团员|妇女|女性|女[童生]|男性|少数民族|青年|青少年|老年|残疾|退役|退休|低保|在职")
# 其中线上10场、线下10场，开展法律咨询15场: a clause with a verb of its own begins something else.
_VERB = re.compile(
    r"^(?:[并共还另又]|累计|全年|同时)*(开展|举办|组织|召开|发放|制作|接受|接待|受理|收到|办理|解答|完成|查处|处理|调解|调处|化解|排查|整改|新增|"
    r"新建|培训|走访|参加|参与|印发|审查|出具|提出|提供|张贴|悬挂|推送|发布|检查|巡查)"
)
_COMMA = re.compile(r"[，,]")
_BRACKET = re.compile(r"\s?[（(]")
# 20件（上年同期25件，累计60件）: beside the total, not of it.
_NO_PART = re.compile(r"较|同比|环比|上年|去年|同期|累计|历年|合计|总计|共|现有|目标|计划|增|减|达到|涉及")
#: What announces the sum of the parts before it, and how far before the figure's own words it may stand.
_SUMMING = re.compile(r"[，,](?:共计|总计|合计|一共|总共|共)(?=[0-9])")
_LEAD = 4
_PARTS_BEFORE = re.compile(r"其中[:：，,]?|包括|分别[为是]")
#: A part, its unit where it has one of its own; a number in a word (七五普法) is written in characters.
_LISTED = re.compile(r"(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<unit>[^、，,0-9]*)")
#: 约20件, 成功18件, 占60%: no parts that add up to what follows.
_NO_SUM = re.compile(rf"约|近[0-9]|余|多[件起人次场]|[%％年月日]|{_OUTCOME.pattern}|{_NO_PART.pattern}")
_OPENING, _CLOSING = "（(", "）)"
#: Subjects this short (一般、简易) are named for one another.
_SHORT = 4


def parts_of_totals(text: str, facts: Sequence[Fact]) -> Iterator[Hint]:
    """办结315件，其中一般39件、简易280件: the parts exceed the whole. ``facts`` are in the order of the text."""
    for index, total in enumerate(facts[:-1]):
        if total.approx or total.unit in ("%", "‰"):
            continue
        following = facts[index + 1]
        # The part's own words may begin with 其中.
        among = _AMONG.search(text, total.end, following.start + 2)
        bracket = _BRACKET.match(text, total.end) if among is None else None
        begins = among or bracket
        if begins is None or SENTENCE_END.search(text, total.end, following.start):
            continue
        parts = list(_parts(text, total, facts[index + 1 :], begins.end()))
        if bracket and not _are_parts(text, total, parts):
            continue
        whole = sum((part.value for part in parts), Decimal(0))
        if whole > total.value and not any(_TRAIT.search(part.subject) for part in parts):
            yield Hint(
                "parts_exceed_total",
                Sentence(
                    "分项合计%(parts)s，多于总数%(total)s。",
                    parts=f"{plain(whole)}{total.unit or ''}",
                    total=figure(total),
                ),
                tuple((fact.start, fact.end) for fact in (total, *parts)),
            )


def sums_behind_parts(text: str, facts: Sequence[Fact]) -> Iterator[Hint]:
    """其中邻里20件、婚姻60件、土地30件，共120件: what is said to be the sum of the parts before it is not."""
    for total in facts:
        summing = _SUMMING.search(text, max(0, total.start - _LEAD), total.end)
        if summing is None or total.approx or total.unit in ("%", "‰"):
            continue
        begins = max((found.end() for found in _PARTS_BEFORE.finditer(text, 0, summing.start())), default=0)
        listed = text[begins : summing.start()]
        if not begins or SENTENCE_END.search(listed) or _NO_SUM.search(listed) or _TRAIT.search(listed):
            continue
        parts = list(_LISTED.finditer(listed))
        # Every number counts what the sum counts, or leaves its unit to it.
        if len(parts) < 2 or any(
            part["unit"] and part["unit"][: len(total.unit or "")] != total.unit for part in parts
        ):
            continue
        whole = sum((Decimal(part["number"]) for part in parts), Decimal(0))
        if whole != total.value:
            spans = [(begins + part.start("number"), begins + part.end("number")) for part in parts]
            yield Hint(
                "sum_differs",
                Sentence(
                    "分项合计%(parts)s，写的总数是%(total)s。",
                    parts=f"{plain(whole)}{total.unit or ''}",
                    total=figure(total),
                ),
                (*spans, (total.start, total.end)),
            )


def _are_parts(text: str, total: Fact, parts: Sequence[Fact]) -> bool:
    """Whether what stands in brackets behind a total without 其中 is surely its parts: 23件（普通8件，简易18件）."""
    return (
        len(parts) > 1
        and all(part.year == total.year for part in parts)
        and not any(_NO_PART.search(_words(text, part)) for part in parts)
    )


def _parts(text: str, total: Fact, following: Sequence[Fact], start: int) -> Iterator[Fact]:
    """The figures from offset ``start`` on that are parts of ``total``, up to the first that is not."""
    first: Fact | None = None
    enumerated = False
    before, depth = start, 0
    for fact in following:
        between = text[before : fact.start]
        depth += sum((c in _OPENING) - (c in _CLOSING) for c in between)
        if depth < 0 or SENTENCE_END.search(between):
            return
        # 50件（其中宅基地20件）: a part of a part.
        if depth > 0:
            before = fact.end
            continue
        if fact.unit != total.unit or (_OUTCOME.search(fact.subject) and not _OUTCOME.search(total.subject)):
            return
        if first is None:
            first = fact
        else:
            if _AMONG.search(between):
                return
            comma = _COMMA.search(text, before, max(before, fact.start)) is not None
            if comma and (enumerated or not _alike(text, first, fact)):
                return
            enumerated = enumerated or not comma
        yield fact
        before = fact.end


def _alike(text: str, first: Fact, other: Fact) -> bool:
    """Whether a part behind a comma goes on with the series that ``first`` began."""
    verb, own = (_VERB.match(_words(text, fact)) for fact in (other, first))
    if verb and not (own and own[1] == verb[1]):
        return False
    one, two = first.subject, other.subject
    if not one or not two:
        return False
    return one[0] == two[0] or one[-1] == two[-1] or max(len(one), len(two)) <= _SHORT


def _words(text: str, fact: Fact) -> str:
    """The words of a figure's clause up to its end."""
    clause = max(text.rfind(mark, 0, fact.end) for mark in f"{COMMAS}{PAUSE}{SEMICOLONS}。{COLONS}\n")
    return text[clause + 1 : fact.end].strip()
