"""The page of a body's reports year by year, and the API beside it."""

import json
import re

import pytest

from tests.factories import make_region, make_report
from tests.views.conftest import TEXT, figure, full_report

pytestmark = pytest.mark.django_db

ADDRESS = "/regions/330921101/change/"
LATER = """山前镇2024年法治政府建设年度报告
一、主要举措和成效
（一）化解矛盾纠纷。坚持和发展新时代“枫桥经验”，全年排查调处矛盾纠纷48起。
（二）数字政府。上线便民小程序并接入全部村居。
二、存在的不足
执法力量仍然不足，学习不够深入。
三、下一步打算
继续推进依法行政各项工作落到实处。"""


def later_report(year: int = 2024):
    sections = [
        ("1", "一、", "主要举措和成效", "achievements"),
        ("1.1", "（一）", "化解矛盾纠纷", "achievements"),
        ("1.2", "（二）", "数字政府", "achievements"),
        ("2", "二、", "存在的不足", "problems"),
        ("3", "三、", "下一步打算", "plan"),
    ]
    return make_report(
        LATER,
        region="330921101",
        year=year,
        sections=[
            {
                "path": path,
                "level": path.count(".") + 1,
                "marker": marker,
                "heading": heading,
                "role": role,
                "start": LATER.index(marker + heading),
                "heading_end": LATER.index(marker + heading) + len(marker + heading),
            }
            for path, marker, heading, role in sections
        ],
        metrics=[
            figure("排查调处矛盾纠纷48起", "48", LATER, value=48, unit="起", indicator="disputes_mediated")
        ],
    )


def plain(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_a_town_sees_what_came_went_and_stayed(report, get):
    later = later_report()
    html = get(ADDRESS)
    kinds = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S)
    assert [(label, plain(lines)) for label, lines in kinds] == [
        ("新出现 1 节", "（二）数字政府"),
        ("不再有 1 节", "（二）普法宣传"),
        ("一字未改 2 节", "（一）化解矛盾纠纷三、下一步打算"),
        ("改写 1 节", "二、存在的不足1句中沿用0句"),
    ]
    assert re.findall(r'href="(/reports/\w+/#s-\w+)"', kinds[0][1] + kinds[1][1]) == [
        f"{one.get_absolute_url()}#{one.sections.get(path='1.2').anchor}" for one in (later, report)
    ]


def test_sentences_are_counted_as_the_reports_own_page_counts_them(report, get):
    later = later_report()
    counted = re.search(r"占可比的 (\d+) 句", get(later.get_absolute_url())).group(1)
    own = re.search(r'<h3>章节 <span class="count">(\d+) 句中沿用 (\d+) 句', get(ADDRESS)).groups()
    assert own == (counted, "2")


def test_plans_stand_beside_the_next_report_and_those_announced_again_are_told(report, get):
    later_report()
    again, answered = [plain(table) for table in get(ADDRESS).split('<table class="said">')[1:]]
    assert again.startswith(
        "2023年报告的打算2024年报告的打算"
        "继续推进依法行政各项工作落到实处。原句未改继续推进依法行政各项工作落到实处。"
    )
    assert answered.startswith(
        "2023年报告的打算2024年报告里说到此事的句子继续推进依法行政各项工作落到实处。未见"
    )


def test_years_between_that_are_not_held_are_told_and_leave_plans_open(report, get):
    later_report(2026)
    html = get(ADDRESS)
    assert html.count("其间未收录：2024、2025") == 1
    assert html.count("2024 年的报告未收录，2023 年的打算无从对照。") == 1


def test_figures_stand_in_the_years_of_their_reports(report, get):
    later_report()
    table = get(ADDRESS).split('<table class="series">')[1]
    rows = [plain(row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)]
    assert rows == ["指标单位20232024", "发放宣传资料全年份2,000余", "调处矛盾纠纷全年起4848"]


def test_one_report_alone_leads_on(report, get):
    other = full_report("330921102")
    html = get(ADDRESS)
    assert html.count("至少两年才看得出变化") == 1
    assert html.count(f'/compare/?id={report.public_id}&amp;id={other.public_id}"') == 1
    assert html.split("<main")[1].count("<details") == 0


def test_no_report_is_said_to_be_not_held(places, get):
    html = get(ADDRESS)
    assert html.count("本馆没有收录山前镇的年度报告，不是说当地没有公开。") == 1


def test_only_published_annual_reports_of_the_town_count(report, get):
    full_report(year=2022, status="draft")
    full_report(year=2021, genre="work_plan")
    full_report("330921", 2020)
    html = get(ADDRESS)
    assert html.count("至少两年才看得出变化") == 1


def test_the_latest_twelve_years_are_compared(places, get):
    for year in range(2008, 2022):
        full_report(year=year)
    html = get(ADDRESS)
    assert re.findall(r'id="y-(\d+)"', html) == [str(year) for year in range(2021, 2010, -1)]
    assert html.count("只对照最近 12 年。") == 1


def test_more_years_cause_no_more_queries(report, queries_of):
    later_report()
    before = queries_of(ADDRESS)
    for year in range(2015, 2023):
        full_report(year=year)
    assert queries_of(ADDRESS) == before


def test_only_towns_have_such_a_page(report, client):
    assert client.get("/regions/330921/change/").status_code == 404
    assert client.get("/regions/999/change/").status_code == 404


def test_the_town_and_its_reports_lead_here(report, get):
    later_report()
    assert get("/regions/330921101/").count(f'href="{ADDRESS}"') == 2
    assert get(report.get_absolute_url()).count(f'href="{ADDRESS}"') == 1


def test_reports_that_are_too_long_are_said_so(places, get):
    for year in (2022, 2023):
        make_report("开展普法宣传活动一场。\n" * 4100, region="330921101", year=year)
    assert get(ADDRESS).count("这两篇太长，没有对照。") == 1


def api(client, code="330921101"):
    response = client.get(f"/api/v1/regions/{code}/change")
    return response.status_code, json.loads(response.content)


def test_the_api_tells_the_same_with_places(report, client):
    later = later_report()
    _, body = api(client)
    assert [(one["year"], one["report"]["id"], len(one["figures"])) for one in body["years"]] == [
        (2023, report.public_id, 2),
        (2024, later.public_id, 1),
    ]
    (change,) = body["changes"]
    assert (change["earlier"], change["later"], change["too_long"]) == (2023, 2024, False)
    assert [
        (one["kind"], one["earlier"] and one["earlier"]["path"], one["later"] and one["later"]["path"])
        for one in change["sections"]
    ] == [
        ("same", "1.1", "1.1"),
        ("gone", "1.2", None),
        ("new", None, "1.2"),
        ("changed", "2", "2"),
        ("same", "3", "3"),
    ]
    (again,) = change["repeated_plans"]
    assert again["kind"] == "same"
    assert TEXT[again["earlier"]["start"] : again["earlier"]["end"]] == again["earlier"]["text"]
    assert LATER[again["later"]["start"] : again["later"]["end"]] == again["later"]["text"]
    assert [promise["answers"] for promise in change["promises"]] == [[]]


def test_the_api_says_where_there_is_nothing_to_tell(places, client):
    assert api(client)[1]["years"] == []
    status, body = api(client, "330921")
    assert (status, body["detail"]) == (422, "历年变化只按乡镇街道看。")
    make_region("330921104")
    assert api(client, "99")[0] == 404
