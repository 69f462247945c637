"""Who changed what, and when; and that nobody saves over what another has changed."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import DjangoCaptureOnCommitCallbacks

from reports.models import Batch, Region, Report
from reports.text.remarks import words
from tests.admin.test_review import TEXT, form_of, page_of
from tests.admin.test_upload import ADD, REPORT, upload_of
from tests.admin.test_upload import page_of as page_of_batch
from tests.factories import make_report


@pytest.fixture
def draft(town: Region) -> Report:
    return make_report(
        TEXT,
        region=town,
        status="draft",
        sections=[{"heading": "主要举措", "role": "achievements", "topics": ["disputes"]}],
        metrics=[{"text": "调解纠纷35件", "figure": "35", "indicator": "mediators"}],
    )


def told(report: Report) -> list[tuple[str, str]]:
    entries = LogEntry.objects.filter(object_id=str(report.pk), content_type__model="report").order_by("pk")
    return [(entry.user.username, entry.get_change_message()) for entry in entries]


def test_each_change_is_on_record_with_what_was_and_what_is(keeper: Client, draft: Report) -> None:
    section, metric = draft.sections.get(), draft.metrics.get()
    typed = {
        "year": "2022",
        "issuer": "",
        f"role-{section.pk}": "plan",
        f"topics-{section.pk}": "disputes",
        f"indicator-{metric.pk}": "",
        "_publish": "1",
    }
    keeper.post(page_of(draft), form_of(draft, **typed))
    fields, published = told(draft)
    assert fields == (
        "keeper",
        "报告年度：2023 → 2022；发布机关：衢山镇人民政府 → （空）；数值“35”的指标：调解员 → （空）；"
        "章节“主要举措”：主要举措和成效、矛盾纠纷化解与信访 → 下一年度安排、矛盾纠纷化解与信访",
    )
    assert published == ("keeper", "已发布")
    page = keeper.get(page_of(draft)).content.decode()
    day = date_format(timezone.localtime(), "Y年n月j日")
    assert re.findall(
        rf"<li>(年度|发布机关|章节[^ ：]+|数值[^ ：]+)(：[^ ]+)? <small>keeper {day}", page
    ) == [
        ("年度", "：2022"),
        ("发布机关", "：（空）"),
        ("数值“35”", "：（空）"),
        ("章节“主要举措”", ""),
    ]
    assert "keeper：报告年度：2023 → 2022" in page


def test_pressing_a_button_without_a_correction_leaves_one_entry(keeper: Client, draft: Report) -> None:
    keeper.post(page_of(draft), form_of(draft, _withdraw="1", reason="扫描件  看不清"))
    assert told(draft) == [("keeper", "已退回：扫描件 看不清")]


def test_whoever_brought_a_report_that_is_sent_back_reads_why(keeper: Client, draft: Report) -> None:
    batch = Batch.objects.create()
    batch.items.create(name="一.txt", state="stored", report=draft)
    batch.items.create(
        name="又一.txt", state="duplicate", remark=words("同一个文件。").stored(), report=draft
    )
    keeper.post(page_of(draft), form_of(draft, _withdraw="1", reason="扫描件看不清"))
    assert [item.reason for item in batch.items.all()] == ["已退回：扫描件看不清", "同一个文件。"]


def test_what_came_and_went_with_a_batch_is_in_the_history_of_each_report(
    keeper: Client, town: Region, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    files = [upload_of("一.txt", REPORT.format(2022)), upload_of("又一.txt", REPORT.format(2022))]
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(ADD, {"uploads": files, "region": town.pk, "publish": "on"})
    batch = Batch.objects.get()
    keeper.post(page_of_batch(batch), {"_undo": "1"})
    assert told(Report.objects.get()) == [
        ("keeper", f"随批次 {batch.pk} 发布（一.txt）"),
        ("keeper", f"随批次 {batch.pk} 撤下"),
    ]


def test_a_page_overtaken_by_somebody_elses_change_saves_nothing(keeper: Client, draft: Report) -> None:
    opened = form_of(draft, seen=str(draft.revision), title="我的标题")
    keeper.post(page_of(draft), form_of(draft, title="先存的标题"))
    page = keeper.post(page_of(draft), opened).content.decode()
    assert "您打开这一页之后，这篇报告又有改动，没有保存。" in page
    assert Report.objects.get().title == "先存的标题"
    assert f'name="seen" value="{draft.revision}"' in page


def test_a_region_is_taken_away_as_well_as_given(keeper: Client, draft: Report) -> None:
    keeper.post(page_of(draft), form_of(draft, region=""))
    draft.refresh_from_db()
    assert (draft.region, draft.region_confidence, draft.corrections["region"]["value"]) == (None, 0.0, None)
    assert told(draft) == [("keeper", "地区：浙江省舟山市岱山县衢山镇 → （空）")]


def test_an_undone_batch_takes_in_nothing_more_until_it_is_tried_again(
    keeper: Client, town: Region, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    keeper.post(ADD, {"uploads": [upload_of("一.txt", REPORT.format(2022))], "region": town.pk})
    batch = Batch.objects.get()
    keeper.post(page_of_batch(batch), {"_undo": "1"})
    item = batch.items.get()
    assert (item.state, item.reason) == ("refused", "整批已撤下，这个文件没有处理。")
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(page_of_batch(batch), {"_retry": "1"})
    assert Report.objects.get().source.received_by == User.objects.get()
