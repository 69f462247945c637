"""What is published without a hand: only what there is nothing to ask about, whichever way it came in."""

from dataclasses import replace
from typing import Any

import pytest

from reports.ingest.intake import Defaults, settle, take_in
from reports.models import Region, Report
from reports.parsing.types import Flag, Furniture
from reports.store import reports as store
from reports.store.asking.asked import questions_of
from reports.store.asking.decide import Decision
from reports.text.remarks import words
from tests.ingest.readings import BODY, TEXT, place, understood

REPORT = f"岱山县衢山镇2023年法治政府建设年度报告\n一、主要举措\n{BODY}\n二、存在不足\n力量不足。\n"
DOUBTFUL: dict[str, dict[str, Any]] = {
    "sure": {},
    "empty": {"flags": (Flag("empty", None, None, words("")),)},
    "mojibake": {"flags": (Flag("mojibake", 0, 4, words("")),)},
    "injected": {"flags": (Flag("injected_text", 0, 60, words("")),)},
    "few characters injected": {"flags": (Flag("injected_text", 0, 2, words("")),)},
    "part_not_read": {"flags": (Flag("part_not_read", None, None, words("")),)},
    "half_year": {"flags": (Flag("half_year", None, None, words("")),), "genre": "other"},
    "genre": {"genre": "accountability_statement"},
    "no_year": {"year": None},
    "unsure_year": {"flags": (Flag("year_conflict", 0, 4, words("")),)},
    "no_region": {"region": None},
    "not_listed": {"region": replace(place(None, 0.0), name="无名山水镇", full_name=None)},
    "many_places": {"region": replace(place(None, 0.0), name="城关镇", full_name=None)},
    "unsure_region": {"region": place(confidence=0.5)},
    "furniture": {"furniture": (Furniture(0, 40, "breadcrumb"),)},
}


@pytest.fixture
def decisions(monkeypatch: pytest.MonkeyPatch) -> list[Decision]:
    """The decisions that reports are stored with."""
    made: list[Decision] = []
    add = store.add

    def noting(parsed: Any, source: Any, decision: Decision, *rest: Any, **named: Any) -> Report:
        made.append(decision)
        return add(parsed, source, decision, *rest, **named)

    monkeypatch.setattr(store, "add", noting)
    return made


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_the_same_is_asked_of_a_stored_report_as_when_it_came(
    town: Region, decisions: list[Decision], doubt: str
) -> None:
    outcome = settle(understood(**DOUBTFUL[doubt]), Defaults())
    (decision,) = decisions
    assert outcome.report is not None
    assert questions_of([outcome.report]) == {outcome.report: decision.questions}
    expected = [doubt] if doubt not in ("sure", "few characters injected", "furniture") else []
    assert [question.code.value for question in decision.questions] == expected


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_only_what_there_is_nothing_to_ask_about_is_published(town: Region, doubt: str) -> None:
    settle(understood(**DOUBTFUL[doubt]), Defaults(publish=True))
    sure = doubt in ("sure", "few characters injected", "furniture")
    assert Report.objects.get().status == ("published" if sure else "draft")


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_by_hand_the_doubtful_ones_are_published_too_as_far_as_they_have_a_place_and_a_year(
    town: Region, doubt: str
) -> None:
    settle(understood(**DOUBTFUL[doubt]), Defaults(publish=True, doubtful=True))
    report = Report.objects.get()
    assert report.status == ("draft" if report.region is None or report.year is None else "published")


def test_another_paper_of_the_year_waits_whether_the_first_is_published_or_not(town: Region) -> None:
    for publish in (False, True):
        settle(understood(f"{TEXT}{publish}"), Defaults(publish=publish))
    first, second = Report.objects.order_by("pk")
    assert [report.status for report in (first, second)] == ["draft", "draft"]
    asked = questions_of([first.pk, second.pk])
    assert [[question.code.value for question in asked[one.pk]] for one in (first, second)] == [[], ["held"]]


def test_a_half_year_paper_never_takes_the_place_of_the_year(town: Region) -> None:
    half = settle(understood(f"{TEXT}上半年", **DOUBTFUL["half_year"]), Defaults(publish=True))
    whole = settle(understood(), Defaults(publish=True))
    assert [Report.objects.get(pk=one.report).status for one in (half, whole)] == ["draft", "published"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_withdrawn_report_does_not_come_back_in_another_encoding(town: Region, encoding: str) -> None:
    first = Report.objects.get(pk=take_in(REPORT.encode(), "一.txt", Defaults(publish=True)).report)
    assert first.status == "published"
    store.withdraw(first)
    outcome = take_in(REPORT.encode(encoding), "又.txt", Defaults(publish=True))
    assert outcome.state == "undecided"
    assert outcome.reason == f"像是已撤下的《{first.title}》又来了，请核对。"
    assert Report.objects.exclude(pk=first.pk).get().status == "draft"


def test_nor_when_it_was_withdrawn_with_its_year_corrected(town: Region) -> None:
    first = Report.objects.get(pk=take_in(REPORT.encode(), "一.txt", Defaults()).report)
    store.correct(first, {"year": 2019}, by="keeper")
    store.publish(first)
    store.withdraw(first)
    again = take_in(REPORT.encode("gb18030"), "又.txt", Defaults(publish=True))
    assert again.report is not None
    codes = [question.code.value for question in questions_of([again.report])[again.report]]
    assert (again.state, codes) == ("undecided", ["withdrawn"])


def test_a_duplicate_that_was_set_aside_is_no_withdrawn_report(town: Region) -> None:
    kept, copy = (
        Report.objects.get(pk=take_in(f"{REPORT}{tail}".encode(), f"{tail}.txt", Defaults()).report)
        for tail in ("甲", "乙")
    )
    store.mark_duplicate(copy, kept, by="keeper")
    assert questions_of([kept.pk]) == {kept.pk: ()}


def test_what_is_asked_of_many_takes_as_many_queries_as_of_one(
    town: Region, django_assert_num_queries: Any
) -> None:
    keys = [settle(understood(f"{TEXT}{n}"), Defaults()).report for n in range(12)]
    for some in (keys[:1], keys):
        with django_assert_num_queries(6):
            questions_of(some)


def test_what_was_there_as_a_draft_is_published_when_it_comes_again_by_hand(town: Region) -> None:
    data = REPORT.replace("2023年", "2023年上半年").encode()
    take_in(data, "一.txt", Defaults())
    Report.objects.update(genre="other")
    assert take_in(data, "一.txt", Defaults(publish=True)).state == "duplicate"
    assert take_in(data, "一.txt", Defaults(publish=True, doubtful=True)).reason == "此前已收，现已发布。"
    assert Report.objects.get().status == "published"
