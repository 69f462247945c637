from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from reports.ingest.intake import Defaults, settle
from reports.models import Furniture, Metric, Region, Report, Section, SectionTopic, SourceFile
from reports.parsing.figures.metrics import read_metrics
from reports.parsing.types import ParsedReport
from reports.store import reports as store
from tests.ingest.readings import TEXT, place, reading, understood


@pytest.fixture
def report(town: Region) -> Report:
    settle(understood(), Defaults(publish=True))
    return Report.objects.get()


def test_a_report_is_stored_with_all_that_was_read(report: Report, town: Region) -> None:
    assert (report.region, report.year, report.genre, report.status) == (
        town,
        2023,
        "annual_report",
        "published",
    )
    assert (report.title, report.title_derived, report.issuer) == (
        "衢山镇2023年法治政府建设年度报告",
        False,
        "衢山镇人民政府",
    )
    assert (report.published, report.signed) == (None, date(2024, 3, 1))
    assert report.text == TEXT
    assert report.region_confidence == 0.98
    assert (report.search_dirty, report.revision) == (True, 1)
    assert report.items == [{"section": "1.1", "marker": "一是", "start": 40, "end": 50, "depth": 1}]
    for spans in report.evidence.values():
        assert [TEXT[span["start"] : span["end"]] for span in spans] == [span["text"] for span in spans]
    assert sorted(report.evidence) == ["issuer", "region", "signed", "title", "year"]


def test_sections_know_their_parents_topics_and_metrics(report: Report) -> None:
    told = [
        (s.path, s.parent and s.parent.path, s.roles, s.heading) for s in report.sections.order_by("path")
    ]
    assert told == [
        ("1", None, ["achievements"], "主要举措"),
        ("1.1", "1", [], "化解矛盾"),
        ("2", None, ["problems"], "存在不足"),
    ]
    topic = SectionTopic.objects.get()
    assert (topic.section.path, topic.topic_id) == ("1.1", "disputes")
    assert [TEXT[start:end] for start, end in topic.evidence] == ["化解矛盾"]
    metric = report.metrics.get()
    assert (metric.value, metric.unit, metric.section.path) == (Decimal(35), "件", "1.1")
    assert [(f.kind, f.start, f.end) for f in report.furniture.all()] == [("breadcrumb", 0, 5)]
    assert [f.kind for f in report.flags.all()] == ["table_residue"]


def test_a_transaction_that_fails_leaves_nothing(town: Region) -> None:
    broken = understood()
    # No row takes a metric without a number; it is written last.
    metric = broken.parsed.metrics[0]
    object.__setattr__(metric, "planned", None)
    with pytest.raises(IntegrityError):
        settle(broken, Defaults())
    assert [m.objects.count() for m in (Report, SourceFile, Section, Metric, Furniture)] == [0] * 5


def test_corrections_survive_a_new_reading(report: Report, county: Region) -> None:
    other = Region.objects.create(code="330921107", name="东沙镇", level="township", full_name="岱山县东沙镇")
    changes = {"region": other.code, "year": 2022, "signed": None, "title": "改过的标题"}
    store.correct(report, changes, by="审核员")
    assert report.revision == 2
    store.rewrite(report, reading(year=2021, issuer=None, flags=(), published=date(2024, 5, 1)))
    kept = Report.objects.get()
    assert (kept.region, kept.region_confidence, kept.year, kept.signed) == (other, 1.0, 2022, None)
    assert (kept.title, kept.title_derived) == ("改过的标题", False)
    assert (kept.issuer, kept.published) == ("", date(2024, 5, 1))
    assert kept.flags.count() == 0
    assert kept.sections.count() == 3
    assert (kept.revision, kept.search_dirty) == (3, True)
    assert {name: (c["value"], c["by"]) for name, c in kept.corrections.items()} == {
        "region": ("330921107", "审核员"),
        "year": (2022, "审核员"),
        "signed": (None, "审核员"),
        "title": ("改过的标题", "审核员"),
    }


def test_roles_topics_and_indicators_set_by_hand_survive_a_new_reading(report: Report) -> None:
    store.correct_section(
        report.sections.get(path="1.1"),
        roles=["plan", "problems"],
        topics=["digital", "publicity"],
        by="审核员",
    )
    store.correct_section(report.sections.get(path="2"), roles=[], topics=[], by="审核员")
    store.correct_metric(report.metrics.get(), indicator="mediation_committees", by="审核员")
    report.refresh_from_db()
    for _ in range(2):
        sections = {section.path: section for section in report.sections.all()}
        assert (sections["1"].roles, sections["1.1"].roles, sections["2"].roles) == (
            ["achievements"],
            ["plan", "problems"],
            [],
        )
        assert [topic.pk for topic in sections["1.1"].topics.order_by("pk")] == ["digital", "publicity"]
        assert report.metrics.get().indicator_id == "mediation_committees"
        store.rewrite(report, reading())
    assert len(report.corrections) == 3


def test_of_what_shares_a_figure_each_is_corrected_by_itself(report: Report) -> None:
    text = "干部学法考试参考率、合格率均达100%。\n"
    shared = read_metrics(ParsedReport(text=text, year=2022))
    store.rewrite(report, shared)
    last = report.metrics.order_by("start").last()
    assert last is not None
    store.correct_metric(last, indicator="satisfaction_rate", by="审核员")
    for _ in range(2):
        kept = report.metrics.order_by("start").values_list("subject", "indicator")
        assert list(kept) == [
            ("干部学法考试参考率", "law_exam_participation_rate"),
            ("合格率", "satisfaction_rate"),
        ]
        report.refresh_from_db()
        store.rewrite(report, shared)


def test_publishing_a_revision_supersedes_the_old_one(report: Report) -> None:
    outcome = settle(understood(TEXT + "附：更正"), Defaults(publish=True))
    revision = Report.objects.get(pk=outcome.report)
    assert (outcome.state, revision.status, revision.supersedes) == ("revision", "draft", report)
    store.publish(revision)
    report.refresh_from_db()
    assert (revision.status, report.status, report.search_dirty, report.revision) == (
        "published",
        "superseded",
        True,
        2,
    )


def test_withdrawing_a_revision_shows_the_old_report_again(report: Report) -> None:
    revision = Report.objects.get(pk=settle(understood(TEXT + "附：更正"), Defaults()).report)
    store.withdraw(revision)
    report.refresh_from_db()
    assert (report.status, report.revision) == ("published", 1)
    store.publish(revision)
    store.withdraw(revision)
    report.refresh_from_db()
    assert (revision.status, report.status, report.search_dirty, report.revision) == (
        "withdrawn",
        "published",
        True,
        3,
    )


def test_a_real_report_takes_the_place_of_a_sample(town: Region) -> None:
    settle(understood(f"{TEXT}又一段。"), Defaults(publish=True, sample=True))
    settle(understood(), Defaults(publish=True))
    sample, real = Report.objects.order_by("pk")
    assert (sample.status, sample.search_dirty, sample.revision) == ("superseded", True, 2)
    assert (real.status, real.supersedes) == ("published", sample)
    assert (sample.sample, real.sample) == (True, False)


def test_a_sample_never_takes_the_place_of_a_real_report(report: Report) -> None:
    settle(understood(f"{TEXT}又一段。"), Defaults(publish=True, sample=True))
    sample = Report.objects.get(sample=True)
    assert (sample.status, sample.supersedes) == ("draft", report)
    with pytest.raises(store.NotPublishable, match="示例不能取代真实报告。"):
        store.publish(sample)
    report.refresh_from_db()
    assert report.status == "published"


def test_a_new_reading_leaves_a_sample_what_it_is(town: Region) -> None:
    settle(understood(), Defaults(publish=True, sample=True))
    store.rewrite(Report.objects.get(), reading())
    assert Report.objects.get().sample is True


def test_a_withdrawn_report_stays_in_the_archive(report: Report) -> None:
    store.withdraw(report)
    kept = Report.objects.get()
    assert (kept.status, kept.search_dirty, kept.revision) == ("withdrawn", True, 2)


def test_a_reading_of_nothing_is_stored_under_its_file_name(town: Region) -> None:
    bare = {"title": None, "issuer": None, "year": None, "region": None, "sections": (), "metrics": ()}
    outcome = settle(understood(name="无名.txt", **bare), Defaults(publish=True))
    report = Report.objects.get()
    assert (outcome.state, report.status, report.title, report.title_derived) == (
        "undecided",
        "draft",
        "无名.txt",
        True,
    )


def test_a_plan_without_a_title_is_not_named_an_annual_report(town: Region) -> None:
    settle(understood(name="要点.txt", title=None, genre="work_plan"), Defaults())
    assert Report.objects.get().title == "要点.txt"


def test_a_figure_no_column_holds_is_left_out(town: Region) -> None:
    metric = reading().metrics[0]
    object.__setattr__(metric, "value", Decimal(10) ** 17)
    settle(understood(metrics=(metric,), region=place()), Defaults())
    assert Metric.objects.count() == 0


def test_what_was_corrected_while_a_report_was_read_again_is_not_lost(town: Region) -> None:
    settle(understood(), Defaults())
    held = Report.objects.get()
    store.correct(Report.objects.get(), {"title": "人工标题"}, by="审核员")
    store.publish(Report.objects.get())
    store.rewrite(held, reading())
    now = Report.objects.get()
    assert (now.title, now.status, sorted(now.corrections)) == ("人工标题", "published", ["title"])


def test_a_real_report_with_the_words_of_old_samples_is_none(town: Region) -> None:
    settle(understood(f"{TEXT}示例：根据公开报告要点改写。"), Defaults(publish=True))
    settle(understood(), Defaults(publish=True))
    assert list(Report.objects.order_by("pk").values_list("sample", "status")) == [
        (False, "published"),
        (False, "draft"),
    ]
