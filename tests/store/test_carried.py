"""What a person set of sections and figures survives each new reading, or the report asks for a person."""

from decimal import Decimal
from typing import Any

import pytest

from reports.models import Region, Report
from reports.parsing import parse_report
from reports.store import reports as store
from reports.store.asking.decide import Decision, Verdict
from reports.store.asking.doubt import Doubt
from reports.store.carried import is_former, with_former_keys
from tests.factories import make_source

TEXT = (
    "岱山县衢山镇2023年法治政府建设年度报告\n"
    "一、主要举措\n"
    "（一）化解矛盾。调解纠纷35件，办结率100%。\n"
    "（二）普法宣传。干部学法考试参考率、合格率均达100%。\n"
    "二、存在不足\n"
    "队伍还不够强。\n"
)


@pytest.fixture
def report(town: Region) -> Report:
    decision = Decision(Verdict.STORED, publish=True)
    return store.add(parse_report(TEXT), make_source(TEXT.encode()), decision, region=town)


def figure(report: Report, subject: str) -> Any:
    return report.metrics.get(subject__endswith=subject)


def read_again(report: Report, text: str) -> None:
    store.rewrite(report, parse_report(text))
    report.refresh_from_db()


def correct_all(report: Report) -> None:
    store.correct_metric(figure(report, "纠纷"), indicator="mediators", by="审核员")
    store.correct_metric(figure(report, "合格率"), indicator="mediation_committees", by="审核员")
    store.correct_section(
        report.sections.get(heading="化解矛盾"), roles=["plan"], topics=["digital"], by="审核员"
    )
    report.refresh_from_db()


def set_by_hand(report: Report) -> tuple[list[str | None], list[list[str]], list[str]]:
    """The indicators of what was corrected, the roles and topics of the section, and the kinds of lost corrections."""
    figures = report.metrics.filter(indicator__in=["mediators", "mediation_committees"]).order_by("start")
    sections = report.sections.filter(roles=["plan"])
    return (
        [one.subject for one in figures],
        [[one.heading, *(topic.pk for topic in one.topics.all())] for one in sections],
        [flag.note for flag in report.flags.filter(kind="correction_lost")],
    )


ALL = (["调解纠纷", "合格率"], [["化解矛盾", "digital"]], [])


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\n" + TEXT,
        "首页 > 政务公开\n\n" + TEXT,
        TEXT.replace("（一）", "（1）").replace("（二）", "（2）"),
        TEXT.replace("调解纠纷35件", "调解 纠纷 35 件"),
        TEXT.replace("二、存在不足", "（三）其他。接待来访12次。\n二、存在不足"),
        TEXT.replace("（一）化解矛盾", "（一）健全制度。出台文件35件。\n（二）化解矛盾"),
    ],
)
def test_what_was_set_by_hand_stays_where_the_text_around_it_shifts(report: Report, text: str) -> None:
    correct_all(report)
    for _ in range(2):
        read_again(report, text)
        assert set_by_hand(report) == ALL
    assert sorted(key.partition("@")[0] for key in report.corrections) == ["metric", "metric", "section"]
    assert {one["by"] for one in report.corrections.values()} == {"审核员"}
    read_again(report, TEXT)
    assert set_by_hand(report) == ALL


TWIN = "（三）又一。别的事。\n（四）化解矛盾。调解纠纷35件，办结率100%。\n"
FIGURE_LOST = "新读出的正文里认不准数值“调解纠纷35件”，人工改过的指标“调解员”没有用上。"
SECTION_LOST = "新读出的正文里认不准章节“化解矛盾”，人工改过的职能和主题没有用上。"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # The number, the words, all of it.
        (TEXT.replace("35件", "36件"), (["合格率"], ALL[1], [FIGURE_LOST])),
        (TEXT.replace("调解纠纷35件", "化解纠纷35件"), (["合格率"], ALL[1], [FIGURE_LOST])),
        (TEXT.replace("化解矛盾", "化解纠纷"), (ALL[0], [], [SECTION_LOST])),
        # As good as the other.
        (
            TEXT.replace("化解矛盾。", "化解矛盾。别的事。").replace("二、", TWIN + "二、"),
            (["合格率"], [], [FIGURE_LOST, SECTION_LOST]),
        ),
    ],
)
def test_what_is_not_found_for_sure_is_kept_and_sends_the_report_to_a_person(
    report: Report, text: str, left: tuple[list[str], list[list[str]], list[str]]
) -> None:
    correct_all(report)
    kept = sorted((one["value"] for one in report.corrections.values()), key=str)
    for _ in range(2):
        read_again(report, text)
        subjects, sections, notes = set_by_hand(report)
        assert (subjects, sections, sorted(notes)) == (left[0], left[1], sorted(left[2]))
        assert sorted((one["value"] for one in report.corrections.values()), key=str) == kept
        assert Doubt.LOST_CORRECTION in Doubt(report.doubt)
    # Found again, it counts again.
    read_again(report, TEXT)
    assert set_by_hand(report) == ALL
    assert Doubt.LOST_CORRECTION not in Doubt(report.doubt)


def test_a_lost_correction_is_kept_until_a_person_drops_it(report: Report) -> None:
    correct_all(report)
    changed = TEXT.replace("35件", "36件").replace("化解矛盾", "化解纠纷")
    read_again(report, changed)
    assert [key for key in report.corrections if "lost" in key] == ["metric@lost-1", "section@lost-1"]
    # What is set anew does not touch it.
    store.correct_metric(figure(report, "纠纷"), indicator="publicity_events", by="乙")
    report.refresh_from_db()
    assert store.drop_lost(report, "metric@lost-1") == "数值“35”"
    assert set_by_hand(report)[2] == [SECTION_LOST]
    assert store.drop_lost(report, "metric@lost-1") is None
    assert store.drop_lost(report, next(key for key in report.corrections if "lost" not in key)) is None
    assert store.drop_lost(report, "section@lost-1") == "章节“化解矛盾”"
    report.refresh_from_db()
    assert Doubt(report.doubt) & (Doubt.LOST_CORRECTION | Doubt.FLAGGED) == Doubt(0)
    read_again(report, changed)
    assert figure(report, "纠纷").indicator_id == "publicity_events"
    assert len(report.corrections) == 2


def test_what_is_set_again_replaces_what_was_set(report: Report) -> None:
    correct_all(report)
    store.correct_metric(figure(report, "纠纷"), indicator="", by="乙")
    report.refresh_from_db()
    assert len(report.corrections) == 3
    read_again(report, "\n" + TEXT)
    assert figure(report, "纠纷").indicator_id is None


def put_former(report: Report) -> dict[str, Any]:
    """Corrections as they were kept before, by offsets."""
    mediated, passed = figure(report, "纠纷"), figure(report, "合格率")
    section = report.sections.get(heading="化解矛盾")
    made = {"by": "审核员", "at": "2025-03-01T10:00:00+00:00"}
    former = {
        f"metric@{mediated.figure_start}:35": {"value": "mediators", **made},
        f"metric@{passed.figure_start}:100:合格率": {"value": "mediation_committees", **made},
        f"section@{section.heading_start}:化解矛盾": {
            "value": {"roles": ["plan"], "topics": ["digital"]},
            **made,
        },
    }
    Report.objects.filter(pk=report.pk).update(corrections=former)
    report.refresh_from_db()
    return former


@pytest.mark.parametrize("front", ["", "\n", "首页\n"])
def test_corrections_kept_by_offset_are_given_their_places(report: Report, front: str) -> None:
    former = put_former(report)
    assert list(with_former_keys()) == [report.pk]
    for _ in range(2):
        read_again(report, front + TEXT)
        assert set_by_hand(report) == ALL
    assert not any(map(is_former, report.corrections))
    assert sorted(one["at"] for one in report.corrections.values()) == sorted(
        one["at"] for one in former.values()
    )
    assert list(with_former_keys()) == []


def test_one_kept_by_offset_that_names_nothing_is_lost_and_tried_again(report: Report) -> None:
    put_former(report)
    # As an archive has it whose texts shifted while corrections were kept by offset.
    Report.objects.filter(pk=report.pk).update(text="\n" + TEXT)
    report.metrics.all().delete()
    report.sections.all().delete()
    report.refresh_from_db()
    read_again(report, "\n" + TEXT)
    assert len(set_by_hand(report)[2]) == 3
    assert Doubt.LOST_CORRECTION in Doubt(report.doubt)
    assert list(with_former_keys()) == []
    read_again(report, TEXT)
    read_again(report, TEXT)
    assert set_by_hand(report) == ALL


def test_what_is_set_again_replaces_what_was_kept_by_offset(report: Report) -> None:
    put_former(report)
    store.correct_metric(figure(report, "合格率"), indicator="", by="乙")
    report.refresh_from_db()
    assert len(report.corrections) == 3
    read_again(report, "\n" + TEXT)
    assert set_by_hand(report)[0] == ["调解纠纷"]


def test_figures_that_no_column_holds_stand_in_no_way(report: Report) -> None:
    correct_all(report)
    read_again(report, TEXT.replace("二、存在不足", f"（三）投入{Decimal(10) ** 18}元。\n二、存在不足"))
    assert set_by_hand(report) == ALL
