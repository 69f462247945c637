"""The corpus of the index holds what the reports say, through additions, changes, deletions and merging."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.analysis.words.corpus import Corpus
from reports.analysis.words.frequency import frequency
from reports.analysis.words.occurrences import occurrences
from reports.models import Report
from reports.search.engine import engine
from reports.search.index.writer import drain, drift
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Everything
from tests.factories import make_report

Index = Callable[[], int]


def _corpus(criteria: Criteria | None = None) -> Corpus:
    found = engine().reading(Everything(), criteria or Criteria())
    assert found is not None
    return found.corpus


def _counts(phrase: str) -> dict[int, int]:
    some = _corpus()
    counts = occurrences(some, phrase).per_report(some.size)
    return {int(pk): int(count) for pk, count in zip(some.pks, counts, strict=True) if count}


def test_counts_are_those_of_the_texts_as_they_are_now(indexed: Index) -> None:
    made = [make_report(f"枫桥经验{'法治' * number}。") for number in range(12)]
    indexed()
    for report in made[:8]:
        Report.objects.filter(pk=report.pk).update(search_dirty=True)
        drain()
    assert _counts("法治") == {report.pk: number for number, report in enumerate(made) if number}
    Report.objects.filter(pk=made[5].pk).update(text="法治", search_dirty=True, revision=2)
    Report.objects.filter(pk=made[6].pk).update(status="withdrawn", search_dirty=True)
    drain()
    assert _counts("法治") == {
        report.pk: 1 if number == 5 else number
        for number, report in enumerate(made)
        if number and number != 6
    }
    assert drift().count == 0
    words = _corpus().texts.lexicon
    assert {"枫桥经验", "法治", "。"} <= set(words.words)


def test_filters_choose_the_reports_and_hidden_spans_are_not_counted(indexed: Index) -> None:
    make_report("法治法治", year=2020, region="990101001")
    make_report("加微信法治\n法治", year=2021, region="990101002", furniture=[(0, 5)])
    indexed()
    found = frequency(_corpus(Criteria(years=(2021,))), ["法治"], "township").phrases[0]
    assert [(cell.year, cell.region, cell.occurrences) for cell in found.cells] == [(2021, "990101002", 1)]
    assert _counts("法治") == {Report.objects.get(year=2020).pk: 2, Report.objects.get(year=2021).pk: 1}


@pytest.mark.parametrize("text", ["", "𬇙" * 3, "a" * 700, "一\n\n二"])
def test_any_text_comes_back(indexed: Index, text: str) -> None:
    make_report(text)
    make_report("法治")
    indexed()
    assert drift().count == 0
