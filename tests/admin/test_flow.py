"""Reviewing one draft after the other: the queue's order, what a decision leads to, and taking the last one back."""

import re

import pytest
from django.test import Client

from reports.ingest.intake import Defaults, take_in
from reports.models import Batch, Region, Report
from reports.store import reports as store
from reports.store.undo import Overtaken, as_it_is, take_back
from reports.text.remarks import words
from tests.admin.test_history import told
from tests.admin.test_review import form_of, page_of
from tests.factories import make_region, make_report

BEGIN, UNDO, SURE = (f"/admin/reports/report/{name}/" for name in ("review", "undo", "sure"))


@pytest.fixture
def drafts(town: Region) -> list[Report]:
    """In the order of the queue: without a place, unsure of it, of no doubt."""
    return [
        make_report("甲", region=None, year=2021, status="draft", title="无处"),
        make_report("乙", region=town, year=2022, status="draft", region_confidence=0.5, title="没把握"),
        make_report("丙", region=town, year=2023, status="draft", title="有把握"),
    ]


def where(client: Client, report: Report, queue: str = "") -> list[str]:
    """What the screen says of the draft's place in the queue, and where 上一篇 and 下一篇 lead."""
    page = client.get(page_of(report) + queue).content.decode()
    place = re.findall(r"第 \d+ / \d+ 篇", page)
    return place + re.findall(r'data-key="[bn]" href="([^"]+)"', page)


def test_review_begins_with_the_most_doubtful(keeper: Client, drafts: list[Report]) -> None:
    assert keeper.get(BEGIN)["Location"] == page_of(drafts[0])
    assert keeper.get(BEGIN, {"queue": "none"})["Location"] == f"{page_of(drafts[2])}?queue=none"
    assert keeper.get(BEGIN, {"queue": "no_year"})["Location"] == "/admin/"


def test_each_draft_says_its_place_and_leads_to_its_neighbours(keeper: Client, drafts: list[Report]) -> None:
    first, second, third = (page_of(draft) for draft in drafts)
    assert where(keeper, drafts[0]) == ["第 1 / 3 篇", second]
    assert where(keeper, drafts[1]) == ["第 2 / 3 篇", first, third]
    # After the last the first again.
    assert where(keeper, drafts[2]) == ["第 3 / 3 篇", second, first]
    asked = "?queue=region"
    assert where(keeper, drafts[1], asked) == ["第 2 / 2 篇", first + asked, first + asked]


@pytest.mark.parametrize("pressed", ["_publish", "_withdraw"])
def test_a_decision_leads_to_the_next_draft(keeper: Client, drafts: list[Report], pressed: str) -> None:
    answer = keeper.post(page_of(drafts[1]), form_of(drafts[1], **{pressed: "1"}))
    assert answer["Location"] == page_of(drafts[2])
    answer = keeper.post(page_of(drafts[2]), form_of(drafts[2], **{pressed: "1"}))
    assert answer["Location"] == page_of(drafts[0])


def test_what_cannot_be_published_stays_on_the_screen(keeper: Client, drafts: list[Report]) -> None:
    answer = keeper.post(page_of(drafts[0]), form_of(drafts[0], _publish="1"))
    assert answer["Location"] == page_of(drafts[0])


def test_the_queue_that_is_worked_off_is_kept(keeper: Client, drafts: list[Report]) -> None:
    asked = "?queue=region"
    answer = keeper.post(page_of(drafts[1]) + asked, form_of(drafts[1], _publish="1"))
    assert answer["Location"] == page_of(drafts[0]) + asked


def test_a_draft_opened_from_a_filtered_list_leads_on_in_what_was_filtered(
    keeper: Client, drafts: list[Report]
) -> None:
    rows = keeper.get("/admin/reports/report/?status__exact=draft&doubt=region").content.decode()
    address = re.findall(rf'href="({page_of(drafts[1])}[^"]*)"', rows)[0].replace("&amp;", "&")
    answer = keeper.post(address, form_of(drafts[1], _publish="1"))
    assert answer["Location"] == f"{page_of(drafts[0])}?queue=region"


def statuses() -> list[str]:
    return list(Report.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"_publish": "1"}, "published"),
        ({"_withdraw": "1", "reason": "看不清"}, "withdrawn"),
        ({"_publish": "1", "year": "2019", "title": "改过的"}, "published"),
        ({"_duplicate": "1"}, "withdrawn"),
    ],
)
def test_the_last_decision_is_taken_back_whole(
    keeper: Client, drafts: list[Report], typed: dict[str, str], after: str
) -> None:
    draft = drafts[2]
    item = Batch.objects.create().items.create(name="一.txt", state="stored", report=draft)
    before = as_it_is(draft)
    keeper.post(page_of(draft), form_of(draft, **typed, other=str(drafts[1].public_id)))
    draft.refresh_from_db()
    assert draft.status == after
    answer = keeper.post(UNDO)
    draft.refresh_from_db()
    item.refresh_from_db()
    assert (answer["Location"], as_it_is(draft), item.remark) == (page_of(draft), before, None)
    assert told(draft)[-1][1].startswith("撤销：已")
    assert keeper.post(UNDO, follow=True).content.decode().count("没有可以撤销的。") == 1


def test_what_had_taken_anothers_place_gives_it_back(keeper: Client, town: Region) -> None:
    make_report(region=town, year=2023)
    draft = make_report("乙", region=town, year=2023, status="draft", supersedes=Report.objects.get())
    keeper.post(page_of(draft), form_of(draft, _publish="1"))
    assert statuses() == ["superseded", "published"]
    keeper.post(UNDO)
    assert statuses() == ["published", "draft"]


def test_a_withdrawn_report_is_shown_again_as_if_nothing_had_been(keeper: Client, town: Region) -> None:
    report = make_report(region=town)
    before = as_it_is(report)
    keeper.post(page_of(report), form_of(report, _withdraw="1"))
    assert statuses() == ["withdrawn"]
    keeper.post(UNDO)
    report.refresh_from_db()
    assert as_it_is(report) == before


def test_a_decision_that_another_has_overtaken_is_not_taken_back(
    keeper: Client, drafts: list[Report]
) -> None:
    keeper.post(page_of(drafts[2]), form_of(drafts[2], _publish="1"))
    draft = Report.objects.get(pk=drafts[2].pk)
    left, was = draft.revision, as_it_is(draft)
    store.correct(draft, {"title": "另一人改的"}, by="somebody")
    assert 'data-key="u"' not in keeper.get(page_of(draft)).content.decode()
    assert keeper.post(UNDO)["Location"] == "/admin/"
    with pytest.raises(Overtaken):
        take_back(draft, was, left)
    assert Report.objects.get(pk=draft.pk).title == "另一人改的"


def test_a_reading_anew_is_no_decision_to_be_taken_back(keeper: Client, town: Region) -> None:
    take_in("衢山镇2023年法治政府建设年度报告\n一、主要举措\n".encode(), "一.txt", Defaults())
    draft = Report.objects.get()
    keeper.post(page_of(draft), form_of(draft, _reparse="1"))
    assert told(draft)[-1][1] == "已重新识别"
    assert 'data-key="u"' not in keeper.get(page_of(draft)).content.decode()


def places_on(page: str) -> dict[str, list[str]]:
    """County → the names of its buttons."""
    found = re.findall(r'<span class="county">(.*?)</span>(.*?)</li>', page, re.S)
    return {county: re.findall(r'name="_place"[^>]*>(.*?) ?<', rest) for county, rest in found}


@pytest.fixture
def namesakes(db: None) -> Report:
    """A draft whose place has a namesake in two counties, the second of which the text names."""
    for code, name in (
        ("21", "辽宁省"), ("2107", "锦州市"), ("210726", "黑山县"), ("210726116", "太和镇"),
        ("42", "湖北省"), ("4207", "鄂州市"), ("420702", "梁子湖区"), ("420702100", "太和镇"),
        ("33", "浙江省"), ("3303", "温州市"), ("330302", "鹿城区"), ("330302026", "松台街道"),
    ):  # fmt: skip
        make_region(code, name)
    return make_report("梁子湖区依法行政。", region=None, region_name="太和镇", year=2023, status="draft")


def test_namesakes_are_offered_by_county_and_one_press_settles_which(
    keeper: Client, namesakes: Report
) -> None:
    page = keeper.get(page_of(namesakes)).content.decode()
    assert list(places_on(page).items()) == [
        ("湖北省鄂州市梁子湖区", ["太和镇"]),
        ("辽宁省锦州市黑山县", ["太和镇"]),
    ]
    assert page.count("文中有“梁子湖区”") == 1
    answer = keeper.post(page_of(namesakes), form_of(namesakes, _place="420702100"))
    namesakes.refresh_from_db()
    assert (answer["Location"], namesakes.region_code, namesakes.region_confidence) == (
        page_of(namesakes),
        "420702100",
        1.0,
    )
    assert told(namesakes) == [("keeper", "地区：（空） → 湖北省鄂州市梁子湖区太和镇")]
    assert places_on(keeper.get(page_of(namesakes)).content.decode()) == {}
    keeper.post(UNDO)
    namesakes.refresh_from_db()
    assert (namesakes.region, namesakes.corrections) == (None, {})


@pytest.mark.parametrize("typed", ["松台", "鹿城 松台", "330302026"])
def test_another_place_is_searched_for(keeper: Client, namesakes: Report, typed: str) -> None:
    page = keeper.get(page_of(namesakes), {"place": typed}).content.decode()
    found = places_on(page.partition('id="places"')[2])
    assert [names for county, names in found.items() if county.endswith("鹿城区")] == [["松台街道"]]


def test_places_that_hold_reports_are_offered_before_others(keeper: Client, namesakes: Report) -> None:
    namesakes.text = "依法行政。"
    namesakes.save()
    make_report(region="420702100", year=2022)
    page = keeper.get(page_of(namesakes)).content.decode()
    assert list(places_on(page)) == ["湖北省鄂州市梁子湖区", "辽宁省锦州市黑山县"]
    assert page.count("<small>馆里有 1 篇</small>") == 1


def test_of_a_county_alone_its_townships_are_offered(keeper: Client, town: Region) -> None:
    county = town.parent
    draft = make_report("甲", region=county, region_name="没有的镇", year=2023, status="draft")
    assert places_on(keeper.get(page_of(draft)).content.decode()) == {"浙江省舟山市岱山县": ["衢山镇"]}


def test_the_other_report_is_picked_by_searching(keeper: Client, town: Region, drafts: list[Report]) -> None:
    other = make_report(region="330921107", year=2020, title="要找的那一篇")
    make_report(region="330921108", year=2020, title="不要的")
    page = keeper.get(page_of(drafts[2]), {"other": "要找的"}).content.decode()
    offered = re.findall(r'name="other" value="(\w+)"', page.partition('id="others"')[2])
    assert offered == [other.public_id]


def test_those_without_doubt_are_listed_before_they_are_published(
    keeper: Client, drafts: list[Report], town: Region
) -> None:
    gone = make_report("丁", region=town, year=2019, status="withdrawn")
    back = make_report("戊", region=town, year=2019, status="draft", title="又来的")
    page = keeper.get(SURE).content.decode()
    listed = re.findall(r'name="report" value="(\d+)"', page)
    assert listed == [str(drafts[2].pk)]
    assert f"像是已撤下的《{gone.title}》又来了，请核对。" in page
    assert statuses()[:3] == ["draft"] * 3
    every = [*listed, str(drafts[1].pk), str(back.pk), "x"]
    answer = keeper.post(SURE, {"report": every}, follow=True)
    assert "发布了 1 篇。" in answer.content.decode()
    assert statuses() == ["draft", "draft", "published", "withdrawn", "draft"]


def test_the_desk_counts_what_waits_and_each_number_leads_to_its_list(
    keeper: Client, drafts: list[Report]
) -> None:
    batch = Batch.objects.create()
    for state in ("stored", "refused"):
        batch.items.create(name="一.txt", state=state, remark=words("坏了。").stored())
    page = keeper.get("/admin/").content.decode()
    links = {
        name: address.replace("&amp;", "&")
        for address, name in re.findall(
            r'<a href="([^"]+)">([^<]*?)(?: <span[^>]*>(?:\d+)</span>)?</a>', page
        )
    }
    led = {
        name: len(keeper.get(address).context["cl"].result_list)
        for name, address in links.items()
        if "status__exact=draft" in address
    }
    assert led == {
        "3 篇待审": 3,
        "2 篇的地区没把握": 2,
        "全部": 3,
        "地区": 2,
        "没有疑问": 1,
    }
    assert links["1 个没收"] == f"/admin/reports/batch/{batch.pk}/change/?state=refused"
    assert "发布没有疑问的 1 篇" in page


def test_the_filters_of_the_list_say_how_many_they_leave(keeper: Client, drafts: list[Report]) -> None:
    make_report(region="330921109", year=2023, flags=["empty"])

    def shown(asked: str) -> list[str]:
        page = keeper.get(f"/admin/reports/report/{asked}").content.decode()
        return re.findall(r"<(?:a href|b aria)[^>]*>([^<]+ \d+)</", page)

    assert shown("") == [
        *("全部 4", "待审 3", "已发布 1"),
        *("全部 4", "地区 2", "没有地区 1", "地区没把握 1", "有标记 1", "没有疑问 1"),
    ]
    # Each leaves its own choice out of its counts.
    assert shown("?status__exact=draft&doubt=no_region") == [
        *("全部 1", "待审 1"),
        *("全部 3", "地区 2", "没有地区 1", "地区没把握 1", "没有疑问 1"),
    ]
