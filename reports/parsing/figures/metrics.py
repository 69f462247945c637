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
from .from_to import Change, change_at, year_then
from .indicators import indicator_of
from .listed import ALIKE, RATE, SEVERALLY, SUMMED, items, share_a_head, years_in_turn
from .not_figures import Standing
from .numbers import AFTER_UNIT, read_figure
from .periods import per_of
from .subjects import Subject, clause_start, squeeze, subject_of
from .surroundings import SENTENCE_START, Surroundings
from .table_cells import CellFigure, cell_figures
from .units import unit_family
from .wrapped import join_wrapped
from .zero_statements import ZeroStatement, is_zero_words, zero_of, zero_statements

_AFTER = 80
# 较上年增长12%, 减少3件: a difference, not the thing itself.
_DIFFERENCE = re.compile(
    r"(?:增长|增加|下降|减少|上升|提升|提高|降低|环比|同比|增幅|降幅|权重|占比|占|压降|缩短|减|增|降)"
    r"(?:了|约|近|达|为)?$"
)
# 市级8个, 兼职71人 after a noun that they leave out.
_ELLIPTIC = re.compile(
    r"(?:国家级?|全国|[部省市区县镇乡村]级?|街道级?|社区级?|其中|新增|今年|本年度?|全年|受理|一般|重大|较大|普通|专职|兼职|骨干|[男女]性?|新?取证|"
    r"[已新共均]|废止|修改|修订|移[交送].{0,6}|成功|线[上下]|网上|机关|合计|共计|累计|全[镇乡街县区]|全街道|辖区内?|年内|新(?:增|培育|培养|发展|聘|选聘|制定)|另外?|为|是|达到?|有|优秀|收到|去年|同期|上年)+"
)
# 18次召开会议研究…: the figure stands before the verb that it counts.
_DOING = re.compile(r"(?:召开|主持|开展|组织|专题|听取|举[行办]|集[中体]|深入|赴|到)")
_DONE_AFTER = re.compile(r"(?:开展|组织|召开|举办|举行|进行)(\w{3,})")
_ONLY_LINK = re.compile(r"(?:[、和及与，,\s]|以及)*")
_NO_NOUN = re.compile(
    r"^平均|^同比|^(?:去年|上年|上一年|前年)(?:同期|全年|度)?$|^(?:其中|今年|(?:20)?\d\d年度?|本年度?|[的为是])+$|^[比较](?:去年|上年|上一年|前一年|\d{4}年度?)(?:同期|全年)?|^(?:实现|做到|达到|确保)?(?:每|各)(?:个)?(?:行政)?[月年季周日村半](?:度|社区|年|月)?(?:[（(][^（()）]{1,6}[)）])?"
)
_VILLAGES = frozenset({"村", "社区", "行政村", "村（社区）", "村(社区)", "村居"})
_COMPARED = re.compile(r"同比|环比|[较比](?:去年|上年|上一年|前一年|\d{4}年|同期)|相比")


def read_metrics(report: ParsedReport) -> ParsedReport:
    """The step of the pipeline that fills ``metrics``; sections and year are taken as far as they are known."""
    return replace(report, metrics=tuple(_Reader(report).metrics()))


def reread(metric: Metric) -> Decimal | None:
    """The value that the stored figure of ``metric`` says by itself; equal to ``metric.value``."""
    figure = simplify(drop_unseen(metric.figure)[0])
    quantity = read_figure(figure)
    return Decimal(0) if is_zero_words(figure) else quantity.value if quantity else None


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
        self.text = join_wrapped(report.readable, self.begin, self.finish)
        self.around = Surroundings(report, self.text, self.begin)

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
        for index, candidate in enumerate(candidates):
            following = candidates[index + 1].figure.start if index + 1 < len(candidates) else None
            ceiling = self.finish if following is None else following
            if SENTENCE_START.search(self.text, floor, candidate.figure.start):
                inherited, shares, floor_before = "", [], floor
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
            if not shares:
                shares = self._shares(metric, subject, candidates, index)
            if shares:
                metric, shares = shares[0].of(metric), shares[1:]
                found.append(metric)
            else:
                found.extend(self._alike(metric, subject, candidate))
            if not (inherited and _ELLIPTIC.fullmatch(metric.subject)):
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
        indicator = None if cell.part else self._in_context(cell.subject, cell.unit, context)
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
        series = metric.indicator or self._series(metric.subject, metric, candidate)
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
        series = [self._series(noun, first, one) for noun, one in zip(nouns, those, strict=True)]
        if not any(series[:-1]) and share_a_head(nouns):
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
        series = [self._series(noun, metric, candidate) for noun in nouns]
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

    def _series(self, noun: str, metric: Metric, candidate: Candidate) -> str | None:
        """The indicator that ``noun`` alone means where ``metric`` stands."""
        context = squeeze(self.around.headings(metric.figure_start) + self.around.before(metric.figure_start))
        return indicator_of(
            noun, unit=candidate.unit, wide=noun, context=context, head_last=True, per=metric.per
        )

    def _read(self, candidate: Candidate, subject: Subject, floor: int, inherited: str) -> Metric | None:
        """The metric of a candidate, or None if nothing supports it. ``inherited`` is the noun of the figure before."""
        figure, unit = candidate.figure, candidate.unit
        sentence = self.around.sentence_before(figure.start)
        clause = self.text[clause_start(self.text, figure.start, floor) : figure.start]
        rate = per_of(clause)
        noun, start, end = self._noun(subject, candidate, inherited)
        indicator = self._indicator(subject, candidate, noun, inherited, rate[0] if rate else None)
        if indicator and figure.quantity.value <= 0:
            # What is below zero is a change.
            indicator = None if figure.quantity.value else zero_of(indicator, noun)
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
        if _DIFFERENCE.search(squeeze(self.text[max(0, figure.start - 12) : figure.start])) and not planned:
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

    def _noun(self, subject: Subject, candidate: Candidate, inherited: str) -> tuple[str, int, int]:
        """The subject's words and the span of the metric."""
        noun = _bare(squeeze(self.text[subject.start : subject.end])).lstrip("和及与、")
        if subject.after_leads:
            return noun, candidate.figure.start, max(subject.end, candidate.end)
        if not noun:
            # 每季度至少一次开展法律知识学习.
            done = _DONE_AFTER.match(subject.after)
            noun = (done[1] if done else "") or inherited or self._clause_before(candidate.figure.start)
            return noun, candidate.figure.start, candidate.end
        return noun, subject.start, candidate.end

    def _clause_before(self, start: int) -> str:
        """The clause before the one that ends at ``start``: 开展宣传活动 in 开展宣传活动，共12场."""
        line = self.text.rfind("\n", 0, start) + 1
        end = clause_start(self.text, start, line)
        while end > line and self.text[end - 1] in " ，,（(：:、":
            end -= 1
        if end <= line or self.text[end - 1] in "。；;！？":
            return ""
        return squeeze(self.text[clause_start(self.text, end, line) : end])

    def _indicator(
        self,
        subject: Subject,
        candidate: Candidate,
        noun: str,
        inherited: str,
        per: str | None,
    ) -> str | None:
        """The indicator of the first place whose words mean one."""
        unit = candidate.unit
        before = squeeze(self.text[max(0, candidate.figure.start - 40) : candidate.figure.start])
        if _DIFFERENCE.search(before) and (unit_family(unit) == "rate" or _COMPARED.search(before)):
            return None
        end = min(len(self.text), candidate.end + _AFTER)
        stop = SENTENCE_START.search(self.text, candidate.end, end)
        said = squeeze(
            self.around.headings(candidate.figure.start) + self.around.before(candidate.figure.start)
        )
        context = said + squeeze(self.text[candidate.end : stop.start() if stop else end])
        wide = subject.before + subject.after if subject.after_leads else subject.before
        if subject.after_leads:
            places = [(subject.verb + subject.after, False, wide)]
            if noun in _VILLAGES:
                # 村级法律顾问覆盖11个村: the villages are told by what they have.
                places.append((subject.words, True, wide))
        else:
            places = [(subject.near, True, wide), (subject.words, True, wide)]
            if noun == inherited or subject.start == subject.end:
                places.append((noun, True, noun))
                places.append((subject.after, False, subject.after))
            elif inherited and _ELLIPTIC.fullmatch(subject.near):
                places.append((inherited + subject.near, True, inherited + wide))
            elif unit_family(unit) != "count" or _DOING.match(subject.after):
                places.append((subject.after, False, wide + subject.after))
        # Near words are often all the words there are.
        for focus, head_last, around in dict.fromkeys(places):
            if focus:
                indicator = indicator_of(
                    focus,
                    unit=unit,
                    wide=around,
                    context=context,
                    head_last=head_last,
                    per=per,
                    at=len(said),
                )
                if indicator:
                    return indicator
        return None

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
            figure=self.raw[zero.start : zero.figure_end],
            figure_start=zero.start,
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


def _bare(noun: str) -> str:
    """``noun`` without words of comparison and rate before it: 较上年, 每村."""
    return _NO_NOUN.sub("", _NO_NOUN.sub("", noun))
