"""What in a report's figures does not add up (数据核对): hints for a careful reader, never verdicts.

Pure functions over plain facts; the database rows and the parser's metrics both give them. A hint is shown with
the words it rests on, so every one carries its spans, offsets into the report's text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from reports.parsing.vocab import load
from reports.text.stops import SENTENCE_END
from reports.wording.sentence import Sentence

from .facts import Fact, Hint, Usual, figure, plain
from .leftover import leftover_years
from .totals import parts_of_totals, sums_behind_parts

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
#: What is done once a month is done so each year.
ONCE_A_MONTH = 12
#: A value this many times outside the usual range is remarked on.
_FAR = 5

#: What is done with a part of the cases, and what is said of all of them: 受理40件，办结37件，办结率100%.
_STEMS = "办结|办理|化解|成功|调解|调处|采纳|答复|回复|整改|结案|销号|解决|交办|兑现|完成"
_RATE = re.compile(rf"({_STEMS})率")
_CARRIED_OVER = re.compile(r"结转|遗留|积案|历年|往年|(?:上年|去年)(?:未|底)|陈年")
_IN_TIME = re.compile(r"按期|按时|及时|限期")
_WHOLE = re.compile(r"受理|收到|接到|接[访收件]|登记|调处|调解|排查|发现|提出|交办|转办|承办|共|总")


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
        *parts_of_totals(text, own),
        *sums_behind_parts(text, own),
        *_parts_over_wholes(text, own),
        *_rates(text, own),
        *_over_hundred(own),
        *_leftover_years(text, year),
        *_unchanged(own, last_year, year, stock),
        *_unusual(own, usual or {}, year),
    ]
    return tuple(sorted(found, key=lambda hint: hint.spans[0]))


def _only(facts: Sequence[Fact], indicator: str) -> Fact | None:
    """The report's figure for ``indicator`` if it gives exactly one exact one."""
    found = [fact for fact in facts if fact.indicator == indicator]
    return found[0] if len(found) == 1 and not found[0].approx else None


def _parts_over_wholes(text: str, facts: Sequence[Fact]) -> Iterable[Hint]:
    for part_id, whole_id in PARTS:
        part, whole = _only(facts, part_id), _only(facts, whole_id)
        if (
            part
            and whole
            and part.unit == whole.unit
            and part.year == whole.year
            and part.value > whole.value
            and not _carried_over(text, part, whole)
        ):
            yield Hint(
                "part_exceeds_whole",
                Sentence(
                    "“%(part)s”%(few)s，多于“%(whole)s”%(all)s。",
                    part=part.subject,
                    few=figure(part),
                    whole=whole.subject,
                    all=figure(whole),
                ),
                ((whole.start, whole.end), (part.start, part.end)),
            )


def _carried_over(text: str, *facts: Fact) -> bool:
    """Whether a sentence of one of ``facts`` tells of cases of years before: 上年结转3件，受理30件，办结33件."""
    for fact in facts:
        low = max(0, fact.start - _NEAR)
        start = max((end.end() for end in SENTENCE_END.finditer(text, low, fact.start)), default=low)
        end = SENTENCE_END.search(text, fact.end)
        if _CARRIED_OVER.search(text, start, end.start() if end else len(text)):
            return True
    return False


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
            Sentence(
                "文中写%(rate)s%%，按%(part)s/%(whole)s计算是%(counted)s%%。",
                rate=plain(rate.value),
                part=plain(part.value),
                whole=plain(whole.value),
                counted=plain(shown),
            ),
            tuple(sorted((fact.start, fact.end) for fact in (whole, part, rate))),
        )


def _named_counts(text: str, facts: Sequence[Fact], rate: Fact) -> tuple[Fact, Fact] | None:
    """The exact counts in the rate's sentence by their words: 办结37件 and right before it 受理40件, for 办结率."""
    named = _RATE.search(text, rate.start, rate.end)
    if named is None:
        return None
    in_time = _IN_TIME.search(text, rate.start, rate.end)
    floor = max(0, rate.start - _NEAR)
    start = max((end.end() for end in SENTENCE_END.finditer(text, floor, rate.start)), default=floor)
    before = [fact for fact in facts if start <= fact.start < rate.start and fact.unit != "%"]
    for whole, part in reversed(list(pairwise(before))):
        if named[1] not in text[part.start : part.end]:
            continue
        words = text[whole.start : whole.end]
        exact = not whole.approx and not part.approx
        # 按期办结率 has those that were due under it, unless what was done is counted so too.
        like = not in_time or _IN_TIME.search(text, part.start, part.end)
        return (part, whole) if exact and like and _WHOLE.search(words) and named[1] not in words else None
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
                "rate_over_100",
                Sentence(
                    "“%(subject)s”写作%(figure)s，超过100%%。", subject=fact.subject, figure=figure(fact)
                ),
                ((fact.start, fact.end),),
            )


def _leftover_years(text: str, year: int | None) -> Iterable[Hint]:
    """Words of an older report: see :mod:`reports.analysis.review.leftover`."""
    for one in leftover_years(text, year) if year is not None else ():
        if one.planned:
            sentence = Sentence(
                "这里写的是%(named)s年的计划，而%(year)s年度的报告应安排%(next)s年的工作。",
                named=one.year,
                year=year,
                next=(year or 0) + 1,
            )
        else:
            sentence = Sentence(
                "这里写的是%(named)s年，报告的是%(year)s年度，可能沿用了旧报告的文字。",
                named=one.year,
                year=year,
            )
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
            or fact.value == ONCE_A_MONTH
            or fact.indicator in stock
            or fact.year not in (None, year)
        ):
            continue
        if (fact.indicator, fact.unit, fact.value) in old:
            yield Hint(
                "same_as_last_year",
                Sentence(
                    "“%(subject)s”%(figure)s，与上一年度报告的数字相同。",
                    subject=fact.subject,
                    figure=figure(fact),
                ),
                ((fact.start, fact.end),),
            )


def _unusual(
    facts: Sequence[Fact], usual: Mapping[tuple[str, str | None], Usual], year: int | None
) -> Iterable[Hint]:
    largest: dict[tuple[str | None, str | None], Decimal] = {}
    for fact in facts:
        key = (fact.indicator, fact.unit)
        largest[key] = max(fact.value, largest.get(key, fact.value))
    for fact in facts:
        if fact.indicator is None or fact.unit in ("%", "‰") or fact.year not in (None, year):
            continue
        span = usual.get((fact.indicator, fact.unit))
        if span is None or span.n < ENOUGH:
            continue
        # Of several figures the smaller may be parts of the larger.
        low = 0 < fact.value < span.low / _FAR and fact.value == largest[fact.indicator, fact.unit]
        if low or fact.value > span.high * _FAR:
            yield Hint(
                "out_of_range",
                Sentence(
                    "“%(subject)s”%(figure)s，其他%(n)s份报告多在%(low)s至%(high)s之间。",
                    subject=fact.subject,
                    figure=figure(fact),
                    n=span.n,
                    low=plain(span.low),
                    high=plain(span.high),
                ),
                ((fact.start, fact.end),),
            )
