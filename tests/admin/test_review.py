import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.ingest.intake import Defaults, take_in
from reports.models import Indicator, Region, Report, SourceFile
from reports.parsing import parse_report
from reports.store import reports as store
from reports.text.remarks import Remark
from tests.factories import make_region, make_report, make_source

TEXT = "首页 > 公开\n一、主要举措\n调解纠纷35件。插入广告收尾。\n"
LIST = "/admin/reports/report/"


def page_of(report: Report) -> str:
    return f"{LIST}{report.pk}/change/"


def form_of(report: Report, **changes: str) -> dict[str, str]:
    """The review form as the browser has it, with ``changes`` typed in."""
    fields = ("year", "title", "issuer", "genre", "index_no", "doc_no", "published", "signed")
    filled = {name: str(getattr(report, name) or "") for name in fields}
    return {**filled, "region": report.region_id or "", **changes}


@pytest.fixture
def draft(town: Region) -> Report:
    start = TEXT.index("插入广告")
    return make_report(
        TEXT,
        region=town,
        year=2023,
        status="draft",
        title="衢山镇报告",
        evidence={
            "year": [{"start": 0, "end": 2, "text": "首页", "why": Remark("year_of_title").stored()}],
            "published": [{"start": 0, "end": 0, "text": "", "why": Remark("date_of_address").stored()}],
        },
        furniture=[(0, 7)],
        flags=[{"kind": "injected_text", "start": start, "end": start + 4, "note": "夹入的广告"}],
    )


def test_the_screen_shows_the_text_with_its_marks_beside_the_reading(keeper: Client, draft: Report) -> None:
    page = keeper.get(page_of(draft)).content.decode()
    assert '<span class="injected">插入广告</span>' in page
    assert '<dd><a href="#e-year-0">首页</a> <small>标题里的年度</small></dd>' in page
    assert "<dd><small>网址里的日期</small></dd>" in page
    assert '<a id="e-year-0"></a>' in page
    assert "混入的外来文字" in page
    assert "浙江省舟山市岱山县衢山镇" in page


def test_a_revision_shows_what_it_says_otherwise(keeper: Client, draft: Report, town: Region) -> None:
    changed = draft.text.replace("35件", "53件")
    revision = make_report(changed, region=town, year=2023, status="draft", supersedes=draft)
    page = keeper.get(page_of(revision)).content.decode()
    assert "<del>调解纠纷35件。</del>" in page
    assert "<ins>调解纠纷53件。</ins>" in page


def test_what_is_typed_becomes_a_correction_and_a_reading_again_keeps_it(
    keeper: Client, town: Region
) -> None:
    other = make_region("330921107", "东沙镇")
    take_in("衢山镇2023年法治政府建设年度报告\n一、主要举措\n".encode(), "一.txt", Defaults())
    report = Report.objects.get()
    typed = {
        "region": other.pk,
        "year": "2020",
        "title": "人工标题",
        "signed": "2021-01-05",
        "genre": "other",
    }
    assert keeper.post(page_of(report), form_of(report, **typed)).status_code == 302
    keeper.post(page_of(report), form_of(Report.objects.get(), _reparse="1"))
    kept = Report.objects.get()
    assert (kept.region, kept.year, kept.title, kept.signed, kept.genre) == (
        other,
        2020,
        "人工标题",
        date(2021, 1, 5),
        "other",
    )
    assert sorted(kept.corrections) == sorted(typed)
    assert {correction["by"] for correction in kept.corrections.values()} == {"keeper"}


@pytest.fixture
def outlined(town: Region) -> Report:
    """A draft with a section of one topic and a figure."""
    return make_report(
        TEXT,
        region=town,
        year=2023,
        status="draft",
        sections=[{"heading": "主要举措", "role": "achievements", "topics": ["disputes"]}],
        metrics=[{"text": "调解纠纷35件", "figure": "35", "indicator": "mediators"}],
    )


def annotations_of(report: Report) -> tuple[str, list[str], str | None, list[str]]:
    section, metric = report.sections.get(), report.metrics.get()
    topics = sorted(topic.pk for topic in section.topics.all())
    return section.roles, topics, metric.indicator_id, sorted(Report.objects.get().corrections)


def test_roles_topics_and_indicators_are_corrected_beside_the_text(keeper: Client, outlined: Report) -> None:
    section, metric = outlined.sections.get(), outlined.metrics.get()
    typed = {
        f"role-{section.pk}": "plan",
        f"also-{section.pk}": ["problems", "plan"],
        f"topics-{section.pk}": ["publicity", "digital"],
        f"indicator-{metric.pk}": Indicator.objects.get(pk="mediation_committees").name,
    }
    keeper.post(page_of(outlined), {**form_of(outlined), **typed})
    roles, topics, indicator, corrected = annotations_of(outlined)
    assert (roles, topics, indicator) == (
        ["plan", "problems"],
        ["digital", "publicity"],
        "mediation_committees",
    )
    assert [key.partition("@")[0] for key in corrected] == ["metric", "section"]
    assert "章节“主要举措”" in keeper.get(page_of(outlined)).content.decode()


def test_a_correction_that_is_lost_is_shown_and_dropped_by_hand(keeper: Client, outlined: Report) -> None:
    section, metric = outlined.sections.get(), outlined.metrics.get()
    store.correct_metric(metric, indicator="mediation_committees", by="keeper")
    store.correct_section(section, roles=["plan"], topics=[], by="keeper")
    outlined.refresh_from_db()
    store.rewrite(outlined, parse_report("别的文字，什么也没有。"))
    page = keeper.get(page_of(outlined)).content.decode()
    shown = re.findall(r"<li>(数值“35”|章节“主要举措”).*?认不准它的位置.*?value=\"(.*?)\"> 不再保留", page)
    assert shown == [("数值“35”", "metric@lost-1"), ("章节“主要举措”", "section@lost-1")]
    assert "更正没有用上" in page
    keeper.post(page_of(outlined), {**form_of(outlined), "drop": ["metric@lost-1", "没有的"]})
    outlined.refresh_from_db()
    assert list(outlined.corrections) == ["section@lost-1"]
    assert "不再保留数值“35”的更正" in keeper.get(page_of(outlined)).content.decode()


def test_what_stays_as_it_was_is_no_correction(keeper: Client, outlined: Report) -> None:
    section, metric = outlined.sections.get(), outlined.metrics.get()
    typed = {
        f"role-{section.pk}": "achievements",
        f"topics-{section.pk}": ["disputes"],
        f"indicator-{metric.pk}": Indicator.objects.get(pk="mediators").name,
    }
    keeper.post(page_of(outlined), {**form_of(outlined), **typed})
    assert annotations_of(outlined) == (["achievements"], ["disputes"], "mediators", [])


def test_an_indicator_that_does_not_exist_is_told(keeper: Client, outlined: Report) -> None:
    typed = {
        f"indicator-{outlined.metrics.get().pk}": "没有的指标",
        f"role-{outlined.sections.get().pk}": "plan",
    }
    page = keeper.post(page_of(outlined), {**form_of(outlined), **typed}, follow=True).content.decode()
    assert "没有叫“没有的指标”的指标，章节和数值没有改。" in page
    assert annotations_of(outlined) == (["achievements"], ["disputes"], "mediators", [])


def test_publishing_and_withdrawing_are_on_record(keeper: Client, draft: Report) -> None:
    answer = keeper.post(page_of(draft), form_of(draft, _publish="1"))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    draft.refresh_from_db()
    assert (draft.status, draft.search_dirty, draft.corrections) == ("published", True, {})
    keeper.post(page_of(draft), form_of(draft, _withdraw="1"))
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert [message for message in told if message in ("已发布", "已撤下")] == ["已发布", "已撤下"]


@pytest.mark.parametrize("missing", ["region", "year"])
def test_a_report_without_region_or_year_is_not_published(
    keeper: Client, draft: Report, missing: str
) -> None:
    Report.objects.update(**{missing: None})
    draft.refresh_from_db()
    page = keeper.post(page_of(draft), form_of(draft, _publish="1"), follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert "不能发布：" in page


def test_a_region_is_found_by_name_pinyin_initials_and_code(keeper: Client, town: Region) -> None:
    Region.objects.filter(pk=town.pk).update(pinyin="qushanzhen", initials="qsz")
    ask = {"app_label": "reports", "model_name": "report", "field_name": "region"}
    for term in ("衢山", "岱山 衢山", "qushan", "qsz", "330921106"):
        found = keeper.get("/admin/autocomplete/", {**ask, "term": term}).json()["results"]
        assert found == [{"id": str(town.pk), "text": "浙江省舟山市岱山县衢山镇"}]


def test_doubtful_reports_stand_first(keeper: Client, town: Region) -> None:
    published = make_report("甲", region=town, region_confidence=1.0)
    sure = make_report("乙", region=town, status="draft", region_confidence=0.95)
    unsure = make_report("丙", region=town, status="draft", region_confidence=0.5)
    nowhere = make_report("丁", region=None, year=None, status="draft")
    rows = keeper.get(LIST).context["cl"].result_list
    assert [row.pk for row in rows] == [nowhere.pk, unsure.pk, sure.pk, published.pk]


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"doubt": "no_region"}, ["无处"]),
        ({"doubt": "unsure_region"}, ["疑"]),
        ({"doubt": "no_year"}, ["无处"]),
        ({"doubt": "derived_title"}, []),
        ({"doubt": "nonsense"}, ["无处", "疑", "准"]),
        ({"year": "2023"}, ["疑", "准"]),
        ({"year": "二〇二三"}, ["无处", "疑", "准"]),
        ({"flag": "year_conflict"}, ["疑"]),
        ({"status__exact": "published"}, ["准"]),
        ({"q": "无处"}, ["无处"]),
        ({"q": "岱山 准"}, ["准"]),
        ({"q": "扫描件"}, ["疑"]),
        ({"q": "abcdef01"}, ["疑"]),
        ({"q": "第一号"}, []),
    ],
)
def test_the_list_is_filtered(
    keeper: Client, town: Region, chosen: dict[str, str], titles: list[str]
) -> None:
    make_report("甲", title="准", region=town, region_confidence=1.0)
    scan = make_source("乙".encode(), "扫描件.pdf")
    SourceFile.objects.filter(pk=scan.pk).update(sha256="abcdef01" + scan.sha256[8:])
    make_report(
        "乙",
        title="疑",
        region=town,
        status="draft",
        region_confidence=0.5,
        flags=["year_conflict"],
        source=scan,
    )
    make_report("丙", title="无处", region=None, year=None, status="draft")
    rows = keeper.get(LIST, chosen).context["cl"].result_list
    assert [row.title for row in rows] == titles


def test_a_report_is_found_by_its_number(keeper: Client, town: Region) -> None:
    make_report("甲", region=town)
    wanted = make_report("乙", region=town, year=2022, title="要找的")
    rows = keeper.get(LIST, {"q": str(wanted.pk)}).context["cl"].result_list
    assert wanted.pk in [row.pk for row in rows]
    assert [row.pk for row in keeper.get(LIST, {"q": "9" * 30}).context["cl"].result_list] == []


def test_the_list_says_what_is_doubtful(keeper: Client, town: Region) -> None:
    make_report("丙", region=None, year=None, status="draft", flags=["empty"])
    assert "没有地区、没有年度、有标记" in keeper.get(LIST).content.decode()


@pytest.fixture
def three(town: Region) -> list[Report]:
    """A report without doubt, one that is damaged and one without a place."""
    return [
        make_report("甲", region=town, year=2021, status="draft"),
        make_report("乙", region=town, year=2022, status="draft", flags=["mojibake"]),
        make_report("丙", region=None, year=2023, status="draft"),
    ]


def publish(keeper: Client, reports: list[Report], **decided: str) -> str:
    chosen = {"action": "publish_chosen", "_selected_action": [report.pk for report in reports]}
    return keeper.post(LIST, {**chosen, **decided}, follow=True).content.decode()


def statuses() -> list[str]:
    return list(Report.objects.order_by("pk").values_list("status", flat=True))


def test_many_without_doubt_are_published_at_once(keeper: Client, three: list[Report]) -> None:
    publish(keeper, three[:1])
    assert statuses() == ["published", "draft", "draft"]


def test_doubtful_ones_among_many_are_shown_with_their_reasons_before_any_is_published(
    keeper: Client, three: list[Report]
) -> None:
    page = publish(keeper, three)
    assert statuses() == ["draft"] * 3
    assert "所选 3 篇里有 2 篇还有疑问" in page
    assert re.findall(r"<td>([^<]+)</td></tr>", page) == [
        "有乱码，请对照原件。",
        "没认出是哪个地区的报告，请选地区。",
    ]
    named = re.findall(r'name="_selected_action" value="(\d+)"', page)
    assert sorted(named) == [str(one.pk) for one in three]


@pytest.mark.parametrize(
    ("decided", "after"),
    [("sure", ["published", "draft", "draft"]), ("all", ["published", "published", "draft"])],
)
def test_what_is_decided_on_the_doubtful_ones_is_done(
    keeper: Client, three: list[Report], decided: str, after: list[str]
) -> None:
    page = publish(keeper, three, decided=decided)
    assert statuses() == after
    assert ("不能发布：没有地区，请先选地区。" in page) is (decided == "all")


def test_all_that_a_filter_finds_are_asked_about_too(keeper: Client, three: list[Report]) -> None:
    chosen = {"action": "publish_chosen", "_selected_action": [three[0].pk], "select_across": "1"}
    page = keeper.post(f"{LIST}?status=draft", chosen).content.decode()
    assert f'action="{LIST}?status=draft"' in page
    keeper.post(f"{LIST}?status=draft", {**chosen, "decided": "sure"})
    assert statuses() == ["published", "draft", "draft"]


def test_a_viewer_changes_nothing(client: Client, draft: Report) -> None:
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_report"))
    client.force_login(viewer)
    page = client.get(page_of(draft)).content.decode()
    assert 'name="_publish"' not in page
    assert client.post(page_of(draft), form_of(draft, _publish="1")).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_the_list_asks_no_more_of_the_database_when_it_grows(keeper: Client, town: Region) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            keeper.get(LIST)
        return len(asked)

    make_report("甲", region=town)
    queries()
    few = queries()
    for number in range(10):
        make_report(f"乙{number}", region=town, year=2000 + number)
    queries()
    assert queries() == few
