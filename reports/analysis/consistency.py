"""What in a report's figures does not add up (数据核对): hints for a careful reader, never verdicts.

Pure functions over plain facts; the database rows and the parser's metrics both give them. A hint is shown with
the words it rests on, so every one carries its spans, offsets into the report's text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from reports.parsing.vocab import load

from .leftover import leftover_years

#: Indicators counted at a date (存量): their figures may well stay the same from year to year.
STOCK = frozenset(row["id"] for row in load("indicators")["indicator"] if row["stock_or_flow"] == "stock")

#: A share that is part of a whole: (rate, part, whole), all indicator ids. 化解率 = 化解数 / 调处数.
RATES = (
    ("dispute_resolution_rate", "disputes_resolved", "disputes_mediated"),
    ("review_opinion_adoption_rate", "review_opinions_adopted", "review_opinions"),
)
#: (part, whole): the first can't be larger than the second.
PARTS = (
    ("disputes_resolved", "disputes_mediated"),
    ("petitions_closed", "petitions_received"),
    ("review_opinions_adopted", "review_opinions"),
    ("contract_reviews", "legality_reviews"),
)
#: How far a stated rate and its counts may stand apart in the text.
_NEAR = 200
#: Fewer reports than this tell nothing of what is usual.
ENOUGH = 20
#: A value this many times outside the usual range is remarked on.
_FAR = 5

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_AMONG = re.compile(r"其中[:：，,]?|包括|分别[为是]")
# 其中…，调解成功110件: what was achieved of the whole is no further part beside the others.
_OUTCOME = re.compile(r"成功|办结|化解|整改|完成|完毕|采纳|满意|回复|答复|结案|审结")
# 党员85人次、妇女60人次: traits of people that cut across each other are no parts that add up.
_TRAIT = re.compile(r"党员|团员|妇女|女性|女[童生]|男性|少数民族|青年|青少年|老年|残疾|退役|退休|低保|在职")
#: What is done with a part of the cases, and what is said of all of them: 受理40件，办结37件，办结率100%.
_STEMS = "办结|办理|化解|成功|调解|调处|采纳|答复|回复|整改|结案|销号|解决|交办|兑现|完成"
_RATE = re.compile(rf"({_STEMS})率")
_WHOLE = re.compile(r"受理|收到|接到|接[访收件]|登记|调处|调解|排查|发现|提出|交办|转办|承办|共|总")
_OPENING_BRACKET, _CLOSING_BRACKET = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure as far as it is compared; ``[start, end)`` is its place in the report's text."""

    value: Decimal
    unit: str | None
    subject: str
    indicator: str | None
    start: int
    end: int
    year: int | None = None
    approx: bool = False
    bound: str | None = None
    per: str | None = None
    planned: bool = False

    @classmethod
    def of(cls, metric: Any) -> "Fact":
        """The fact of a parser's metric or a stored one (whose blank fields are empty strings)."""
        indicator = getattr(metric, "indicator_id", None) or getattr(metric, "indicator", None)
        return cls(
            value=metric.value,
            unit=metric.unit or None,
            subject=metric.subject,
            indicator=indicator or None,
            start=metric.start,
            end=metric.end,
            year=metric.year,
            approx=metric.approx,
            bound=metric.bound or None,
            per=metric.per or None,
            planned=metric.planned,
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual range of an indicator in one unit: the 5th and 95th percentile of ``n`` reports."""

    low: Decimal
    high: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again. ``kind`` is stable; ``sentence`` is shown; ``spans`` are the words it rests on."""

    kind: str
    sentence: str
    spans: tuple[tuple[int, int], ...]


def consistency_hints(
    text: str,
    facts: Sequence[Fact],
    year: int | None,
    *,
    last_year: Iterable[Fact] = (),
    usual: Mapping[tuple[str, str | None], Usual] | None = None,
    stock: frozenset[str] = frozenset(),
) -> tuple[Hint, ...]:
    """All hints on a report, in the order of the text.

    ``text`` is the report's readable text, ``facts`` its figures in order, ``last_year`` those of the same body's
    report of the year before, ``usual`` the ranges by indicator and unit, ``stock`` the indicators whose figures
    may well stay the same from year to year (存量).
    """
    own = [fact for fact in facts if not fact.planned and not fact.per]
    found = [
        *_parts_of_totals(text, own),
        *_parts_over_wholes(own),
        *_rates(text, own),
        *_over_hundred(own),
        *_leftover_years(text, year),
        *_unchanged(own, last_year, year, stock),
        *_unusual(own, usual or {}, year),
    ]
    return tuple(sorted(found, key=lambda hint: hint.spans[0]))


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _figure(fact: Fact) -> str:
    return f"{_plain(fact.value)}{fact.unit or ''}"


def _parts_of_totals(text: str, facts: Sequence[Fact]) -> Iterable[Hint]:
    """办结315件，其中一般39件、简易280件: the parts named after 其中 exceed the whole."""
    for index, total in enumerate(facts[:-1]):
        first = facts[index + 1]
        if not _AMONG.search(text, total.end, first.start + 1) or _SENTENCE_END.search(
            text, total.end, first.start
        ):
            continue
        parts: list[Fact] = []
        before, depth = first.start, 0
        for part in facts[index + 1 :]:
            between = text[before : part.start]
            depth += sum((c in _OPENING_BRACKET) - (c in _CLOSING_BRACKET) for c in between)
            if (
                depth < 0
                or _SENTENCE_END.search(between)
                or (parts and depth == 0 and _AMONG.search(between))
            ):
                break
            # 50件（其中宅基地20件）: a part of a part.
            if depth == 0:
                if part.unit != total.unit or (
                    _OUTCOME.search(part.subject) and not _OUTCOME.search(total.subject)
                ):
                    break
                parts.append(part)
            before = part.start
        if any(_TRAIT.search(part.subject) for part in parts):
            continue
        if not parts or total.approx or total.unit in ("%", "‰"):
            continue
        whole = sum((part.value for part in parts), Decimal(0))
        if whole > total.value:
            yield Hint(
                "parts_exceed_total",
                f"分项合计{_plain(whole)}{total.unit or ''}，多于总数{_figure(total)}。",
                tuple((fact.start, fact.end) for fact in (total, *parts)),
            )


def _only(facts: Sequence[Fact], indicator: str) -> Fact | None:
    """The report's figure for ``indicator`` if it gives exactly one exact one."""
    found = [fact for fact in facts if fact.indicator == indicator]
    return found[0] if len(found) == 1 and not found[0].approx else None


def _parts_over_wholes(facts: Sequence[Fact]) -> Iterable[Hint]:
    for part_id, whole_id in PARTS:
        part, whole = _only(facts, part_id), _only(facts, whole_id)
        if (
            part
            and whole
            and part.unit == whole.unit
            and part.year == whole.year
            and part.value > whole.value
        ):
            yield Hint(
                "part_exceeds_whole",
                f"“{part.subject}”{_figure(part)}，多于“{whole.subject}”{_figure(whole)}。",
                ((whole.start, whole.end), (part.start, part.end)),
            )


def _rates(text: str, facts: Sequence[Fact]) -> Iterable[Hint]:
    """调处48起、化解40起, 化解率98%: the stated rate is not that of the counts beside it."""
    for rate in facts:
        if rate.unit != "%":
            continue
        part, whole = _named_counts(text, facts, rate) or _catalogued_counts(facts, rate)
        if not part or not whole or part.unit != whole.unit or not whole.value or part.year != whole.year:
            continue
        counted = part.value / whole.value * 100
        if counted > 100 or _agrees(rate, counted):
            continue
        shown = counted.quantize(Decimal("0.1"), ROUND_HALF_UP)
        yield Hint(
            "rate_differs_from_counts",
            f"文中写{_plain(rate.value)}%，按{_plain(part.value)}/{_plain(whole.value)}计算是{_plain(shown)}%。",
            tuple(sorted((fact.start, fact.end) for fact in (whole, part, rate))),
        )


def _named_counts(text: str, facts: Sequence[Fact], rate: Fact) -> tuple[Fact, Fact] | None:
    """The exact counts in the rate's sentence by their words: 办结37件 and right before it 受理40件, for 办结率."""
    named = _RATE.search(text, rate.start, rate.end)
    if named is None:
        return None
    floor = max(0, rate.start - _NEAR)
    start = max((end.end() for end in _SENTENCE_END.finditer(text, floor, rate.start)), default=floor)
    before = [fact for fact in facts if start <= fact.start < rate.start and fact.unit != "%"]
    for whole, part in reversed(list(pairwise(before))):
        if named[1] not in text[part.start : part.end]:
            continue
        words = text[whole.start : whole.end]
        fit = _WHOLE.search(words) and named[1] not in words and not whole.approx and not part.approx
        return (part, whole) if fit else None
    return None


def _catalogued_counts(facts: Sequence[Fact], rate: Fact) -> tuple[Fact | None, Fact | None]:
    for rate_id, part_id, whole_id in RATES:
        if rate.indicator == rate_id:
            return _nearest(facts, part_id, rate), _nearest(facts, whole_id, rate)
    return None, None


def _nearest(facts: Sequence[Fact], indicator: str, rate: Fact) -> Fact | None:
    """The exact figure of ``indicator`` nearest before ``rate``."""
    near = [f for f in facts if f.indicator == indicator and rate.start - _NEAR <= f.start < rate.start]
    return near[-1] if near and not near[-1].approx else None


def _agrees(rate: Fact, counted: Decimal) -> bool:
    """Whether a stated rate is the counted one, rounded or cut off at its own last place, within its bound."""
    exponent = rate.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if rate.bound == "min":
        return counted >= rate.value - 1
    if rate.bound == "max":
        return counted <= rate.value + 1
    return abs(rate.value - counted) <= (Decimal(1).scaleb(-places) if not rate.approx else Decimal(3))


def _over_hundred(facts: Sequence[Fact]) -> Iterable[Hint]:
    for fact in facts:
        if fact.unit == "%" and fact.value > 100 and fact.indicator:
            yield Hint(
                "rate_over_100", f"“{fact.subject}”写作{_figure(fact)}，超过100%。", ((fact.start, fact.end),)
            )


def _leftover_years(text: str, year: int | None) -> Iterable[Hint]:
    """Words of an older report: see :mod:`reports.analysis.leftover`."""
    for one in leftover_years(text, year) if year is not None else ():
        if one.planned:
            sentence = f"这里写的是{one.year}年的计划，而{year}年度的报告应安排{(year or 0) + 1}年的工作。"
        else:
            sentence = f"这里写的是{one.year}年，报告的是{year}年度，可能沿用了旧报告的文字。"
        yield Hint("leftover_year", sentence, ((one.start, one.end),))


def _unchanged(
    facts: Sequence[Fact], last_year: Iterable[Fact], year: int | None, stock: frozenset[str]
) -> Iterable[Hint]:
    """The very figure of the last report: copied, or a stock that did not change."""
    old = {
        (fact.indicator, fact.unit, fact.value)
        for fact in last_year
        if fact.indicator
        and not fact.planned
        and not fact.per
        and (year is None or fact.year in (None, year - 1))
    }
    for fact in facts:
        if (
            fact.unit in ("%", "‰")
            or fact.value < 10
            or fact.indicator in stock
            or fact.year not in (None, year)
        ):
            continue
        if (fact.indicator, fact.unit, fact.value) in old:
            yield Hint(
                "same_as_last_year",
                f"“{fact.subject}”{_figure(fact)}，与上一年度报告的数字相同。",
                ((fact.start, fact.end),),
            )


def _unusual(
    facts: Sequence[Fact], usual: Mapping[tuple[str, str | None], Usual], year: int | None
) -> Iterable[Hint]:
    for fact in facts:
        if fact.indicator is None or fact.unit in ("%", "‰") or fact.year not in (None, year):
            continue
        span = usual.get((fact.indicator, fact.unit))
        if span is None or span.n < ENOUGH:
            continue
        if fact.value > span.high * _FAR or 0 < fact.value < span.low / _FAR:
            yield Hint(
                "out_of_range",
                f"“{fact.subject}”{_figure(fact)}，其他{span.n}份报告多在{_plain(span.low)}至{_plain(span.high)}之间。",
                ((fact.start, fact.end),),
            )
