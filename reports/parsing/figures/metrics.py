"""The figures of a report (指标数值): what is counted, how many, in which unit, for which time.

One pass over the readable text finds numerals with measure words; each is then judged by the words around it.
A figure that may be part of a name or slogan is left out: wrong is worse than missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reports.text.folding import drop_unseen, simplify

from ..types import Metric, ParsedReport
from .candidates import Candidate, find_candidates
from .contradicted import without_contradicted
from .from_to import Change, change_at, year_then
from .indicators import indicator_of
from .listed import ALIKE, DEED, RATE, SEVERALLY, SUMMED, items, share_a_head, years_in_turn
from .naming import Naming, carried, is_difference, leaves_out
from .not_figures import Standing
from .numbers import AFTER_UNIT, read_figure
from .periods import per_of
from .subjects import Subject, clause_start, squeeze, subject_of
from .surroundings import SENTENCE_START, Surroundings
from .table_cells import CellFigure, cell_figures
from .zero_statements import ZeroStatement, is_zero_words, zero_of, zero_statements

_ONLY_LINK = re.compile(r"(?:[、和及与，,\s]|以及)*")


def read_metrics(report: ParsedReport) -> ParsedReport:
    """The step of the pipeline that fills ``metrics``; sections and year are taken as far as they are known."""
    return replace(report, metrics=tuple(without_contradicted(_Reader(report).metrics())))


def reread(metric: Metric) -> Decimal | None:
    """The value that the stored figure of ``metric`` says by itself; equal to ``metric.value``."""
    figure = simplify(drop_unseen(metric.figure)[0])
    quantity = read_figure(figure)
    return Decimal(0) if is_zero_words(figure) else quantity.value if quantity else None


# 未办结, 不予公开, 3月 at the head of a column or row: its figures are none of those of 办结, 公开, the year.
_OF_LESS = re.compile(r"未(?!成年)|不(?!动产)|没有|逾期|超期|(?<!\d)\d{1,2}月|季度")


@dataclass(frozen=True, slots=True)
class _Share:
    """What one of several figures that are told in turn counts; ``year`` where it is years that are told."""

    subject: str
    indicator: str | None
    year: int | None = None

    def of(self, metric: Metric) -> Metric:
        return replace(metric, subject=self.subject, indicator=self.indicator, year=self.year or metric.year)


class _Reader:
    """The text under reading and what is known of its places."""

    def __init__(self, report: ParsedReport) -> None:
        self.report = report
        self.raw = report.text
        self.begin = report.body_start
        self.finish = len(report.readable) if report.body_end is None else report.body_end
        self.text = report.readable
        self.around = Surroundings(report, self.text, self.begin)
        self.naming = Naming(self.text, self.around)

    def metrics(self) -> list[Metric]:
        """All figures in the order of the text."""
        zeros = [z for z in zero_statements(self.text) if self.begin <= z.start < self.finish]
        candidates = [
            candidate
            for candidate in find_candidates(self.text, self.begin, self.finish)
            if not _holds(zeros, candidate.figure.start)
            and not (candidate.figure.chinese and self.around.in_heading(candidate.figure))
        ]
        found = [self._zero(zero) for zero in zeros]
        inherited, floor, floor_before = "", self.begin, self.begin
        shares: list[_Share] = []
        head: Metric | None = None
        for index, candidate in enumerate(candidates):
            following = candidates[index + 1].figure.start if index + 1 < len(candidates) else None
            ceiling = self.finish if following is None else following
            floor = max(floor, self.around.told_from(candidate.figure.start))
            if SENTENCE_START.search(self.text, floor, candidate.figure.start):
                inherited, shares, head, floor_before = "", [], None, floor
            change = change_at(self.text, candidate.figure.start, candidate.end, following, floor_before)
            if change:
                if metric := self._changed(change, candidate, floor_before, inherited):
                    found.append(metric)
                    inherited = metric.subject or inherited
                floor_before, floor = floor_before if change.first else candidate.end, candidate.end
                continue
            subject = subject_of(
                self.text, candidate.words_end, candidate.end, candidate.unit, floor, ceiling
            )
            if shares and not _ONLY_LINK.fullmatch(subject.before):
                shares = []
            metric = self._read(candidate, subject, floor, inherited)
            if metric is None:
                continue
            if metric.indicator is None and head:
                link = self.text[floor : metric.figure_start]
                metric = replace(metric, indicator=carried(head, metric, link))
            else:
                head = metric
            if not shares:
                shares = self._shares(metric, subject, candidates, index)
            if shares:
                metric, shares = shares[0].of(metric), shares[1:]
                found.append(metric)
            else:
                found.extend(self._alike(metric, subject, candidate))
            if not (inherited and leaves_out(metric.subject)):
                inherited = metric.subject or inherited
            # The noun of 2个省级法治村 is no part of the next figure's clause.
            floor_before = floor
            floor = max(candidate.end, subject.end) if subject.after_leads else candidate.end
        return sorted(
            self._with_cells([metric for metric in found if metric is not None]),
            key=lambda metric: (metric.figure_start, metric.start),
        )

    def _with_cells(self, found: list[Metric]) -> list[Metric]:
        """``found`` and the figures of tables, whose heads tell more than the words of their line."""
        told = {cell.figure.start: cell for cell in cell_figures(self.text, self.begin, self.finish)}
        known = {metric.figure_start for metric in found if metric.subject}
        cells = [self._cell(cell) for start, cell in told.items() if start not in known]
        return [metric for metric in found if metric.subject or metric.figure_start not in told] + cells

    def _cell(self, cell: CellFigure) -> Metric:
        """The metric of a table's cell; what is only a part of a column is of no series."""
        figure, quantity = cell.figure, cell.figure.quantity
        section = self.around.section(figure.start)
        year, planned = self.around.time("", figure.start)
        if cell.year or cell.before:
            year = cell.year or (year - 1 if year else None)
        context = squeeze(self.around.headings(figure.start)) + cell.subject
        less = cell.part or _OF_LESS.search(cell.subject)
        indicator = None if less else self._in_context(cell.subject, cell.unit, context)
        return Metric(
            text=self.raw[figure.start : cell.end],
            start=figure.start,
            end=cell.end,
            figure=self.raw[figure.start : figure.end],
            figure_start=figure.start,
            value=quantity.value,
            value_high=quantity.value_high,
            unit=cell.unit,
            approx=quantity.approx,
            bound=quantity.bound,
            subject=cell.subject,
            section=section.path if section else "0",
            indicator=indicator,
            year=year,
            planned=planned or cell.planned,
        )

    def _changed(self, change: Change, candidate: Candidate, floor: int, inherited: str) -> Metric | None:
        """The metric of a figure before or after a change, which counts what stands before 由."""
        subject = subject_of(self.text, change.words_end, candidate.end, candidate.unit, floor, candidate.end)
        metric = self._read(replace(candidate, words_end=change.words_end), subject, floor, inherited)
        if metric is None:
            return None
        named, _ = self.around.time(self.around.sentence_before(change.words_end), metric.figure_start)
        series = metric.indicator or self.naming.series(
            metric.subject, metric.figure_start, candidate.unit, metric.per
        )
        return replace(metric, indicator=series, year=year_then(change, named, self.report.year))

    def _shares(
        self, first: Metric, subject: Subject, candidates: list[Candidate], index: int
    ) -> list[_Share]:
        """What each figure from ``first`` on counts where they belong to things or years in turn; else nothing.

        ``first`` is of the candidate at ``index``.
        """
        clause = self.text[clause_start(self.text, first.figure_start, self.begin) : first.figure_start]
        years = years_in_turn(squeeze(clause), self.report.year)
        if not years and not SEVERALLY.search(clause):
            return []
        figures = 1
        # One after another: a copy of the rest for each figure takes time with the square of their number.
        for one, other in pairwise(candidates[at] for at in range(index, len(candidates))):
            if not _ONLY_LINK.fullmatch(self.text, one.end, other.figure.start):
                break
            figures += 1
        if years:
            whole = [_Share(first.subject, first.indicator, year) for year in years]
            return whole if len(years) == figures else []
        if subject.after_leads:
            return []
        spans = items(self.text[subject.start : subject.end])
        if len(spans) < 2:
            return []
        if len(spans) != figures:
            return [_Share(first.subject, first.indicator)] * figures
        nouns = [squeeze(self.text[subject.start + low : subject.start + high]) for low, high in spans]
        those = candidates[index : index + len(nouns)]
        series = [
            self.naming.series(noun, first.figure_start, one.unit, first.per)
            for noun, one in zip(nouns, those, strict=True)
        ]
        if not any(series[bool(DEED.match(nouns[0])) : -1]) and share_a_head(nouns):
            series = [first.indicator] * figures
        return [_Share(noun, indicator) for noun, indicator in zip(nouns, series, strict=True)]

    def _alike(self, metric: Metric, subject: Subject, candidate: Candidate) -> list[Metric]:
        """``metric``, once for each thing it is said of where those are of different series.

        Where it sums up what is of different series (合同审查、纠纷调解共计86件), it is of none.
        """
        before = self.text[max(0, metric.figure_start - 12) : metric.figure_start]
        summed = SUMMED.search(before)
        alike = ALIKE.search(before)
        # 参考率、合格率100%: of several rates one figure is always each one's.
        if subject.after_leads or not (summed or alike or metric.unit == "%"):
            return [metric]
        spans = items(self.text[subject.start : subject.end])
        nouns = [squeeze(self.text[subject.start + low : subject.start + high]) for low, high in spans]
        if len(nouns) < 2:
            return [metric]
        series = [self.naming.series(noun, metric.figure_start, candidate.unit, metric.per) for noun in nouns]
        if not metric.value and not all(
            one and zero_of(one, noun) for one, noun in zip(series, nouns, strict=True)
        ):
            return [replace(metric, indicator=None)]
        if summed:
            unlike = len(set(filter(None, series))) > 1
            return [replace(metric, indicator=None) if unlike else metric]
        if series[-1] is None and metric.indicator not in series:
            series[-1] = metric.indicator
        rates = metric.unit == "%" and all(RATE.search(noun) for noun in nouns)
        if not (rates or (alike and all(series))) or (series[0] and len(set(series)) == 1):
            return [metric]
        starts = [subject.start + low for low, _ in spans]
        return [
            replace(metric, text=self.raw[start : metric.end], start=start, subject=noun, indicator=indicator)
            for start, noun, indicator in zip(starts, nouns, series, strict=True)
        ]

    def _read(self, candidate: Candidate, subject: Subject, floor: int, inherited: str) -> Metric | None:
        """The metric of a candidate, or None if nothing supports it. ``inherited`` is the noun of the figure before."""
        figure, unit = candidate.figure, candidate.unit
        sentence = self.around.sentence_before(figure.start)
        clause = self.text[clause_start(self.text, figure.start, floor) : figure.start]
        rate = per_of(clause)
        noun, start, end = self.naming.noun(subject, candidate, inherited)
        indicator = self.naming.indicator(subject, candidate, noun, inherited, rate[0] if rate else None)
        if indicator and figure.quantity.value <= 0:
            # What is below zero is a change.
            behind = self.text[candidate.end : candidate.end + 12]
            none = not figure.quantity.value
            indicator = zero_of(indicator, noun, squeeze(sentence), behind) if none else None
        if candidate.standing is Standing.DOUBTFUL and indicator is None and rate is None:
            return None
        if rate:
            start = min(start, figure.start - len(clause) + rate[1])
        quantity = figure.quantity
        after = self.text[candidate.unit_end : candidate.end]
        bound = AFTER_UNIT[after] if after else quantity.bound
        minimum = bool(rate) and re.search(r"(?:至少|不少于|不低于)", clause)
        section = self.around.section(figure.start)
        year, planned = self.around.time(sentence, figure.start)
        if is_difference(squeeze(self.text[max(0, figure.start - 12) : figure.start])) and not planned:
            # 上年45件，今年38件，降幅15.6%: a difference is told of the report's year.
            year = self.report.year
        return Metric(
            text=self.raw[start:end],
            start=start,
            end=end,
            figure=self.raw[figure.start : figure.end],
            figure_start=figure.start,
            value=quantity.value,
            value_high=quantity.value_high,
            unit=unit,
            approx=quantity.approx or bool(after or minimum),
            bound="min" if minimum else bound,
            subject=noun,
            section=section.path if section else "0",
            indicator=indicator,
            year=year,
            per=rate[0][:20] if rate else None,
            planned=planned,
        )

    def _zero(self, zero: ZeroStatement) -> Metric | None:
        """The metric of a zero statement, or None where it belongs to a plan."""
        section = self.around.section(zero.start)
        year, planned = self.around.time(self.around.sentence_before(zero.start), zero.start)
        if planned:
            return None
        return Metric(
            text=self.raw[zero.start : zero.end],
            start=zero.start,
            end=zero.end,
            figure=self.raw[zero.figure_start : zero.figure_end],
            figure_start=zero.figure_start,
            value=Decimal(0),
            value_high=None,
            unit=zero.unit,
            approx=False,
            bound=None,
            subject=squeeze(self.text[zero.object_start : zero.object_end]),
            section=section.path if section else "0",
            indicator=zero.indicator,
            year=year,
            negated=True,
        )

    @staticmethod
    def _in_context(thing: str, unit: str | None, context: str) -> str | None:
        return indicator_of(thing, unit=unit, wide=thing, context=context, head_last=True)


def _holds(zeros: list[ZeroStatement], start: int) -> bool:
    """Whether ``start`` stands in one of ``zeros``, which are in order: 一起 in 未发生一起案件 is no figure."""
    index = bisect_right(zeros, start, key=lambda zero: zero.start) - 1
    return index >= 0 and start < zeros[index].end
