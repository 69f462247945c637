"""Reports side by side, as a page."""

import csv
import io
import re
from html import unescape

import pytest

from reports.models import Metric
from tests.factories import make_report
from tests.views.conftest import TEXT, figure, full_report


def other(**fields):
    return full_report("330921102", text=TEXT.replace("继续推进", "不断推进"), **fields)


def rows(html: str, part: str) -> list[list[str]]:
    body = html.split(f'<tbody id="{part}">')[1].split("</tbody>")[0]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    ]


def words(cell: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()


def test_figures_stand_side_by_side_with_their_sentences(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id])
    assert sorted(row[0] for row in rows(html, "figures")[1:]) == [
        "发放宣传资料 全年",
        "普法宣传活动 全年",
        "调处矛盾纠纷 全年",
    ]
    cells = {row[0]: row[1:] for row in rows(html, "figures")[1:]}
    assert [cell.split(" ")[0] for cell in cells["调处矛盾纠纷 全年"]] == ["48", "48", "两篇相同"]
    assert html.count("<mark>排查调处矛盾纠纷48起</mark>。") == 2


def settled(number: str, unit: str, **fields) -> dict:
    """A figure of an indicator, to be laid beside another's."""
    text = f"化解成功{number}{unit}。"
    return {
        "text": f"{text}\n",
        "metrics": [
            figure(text[:-1], number, text, value=int(number), unit=unit, indicator="disputes_resolved")
        ],
        **fields,
    }


def test_an_indicator_in_two_units_is_one_row_without_bars(places, get):
    first = make_report(region="330921101", year=2020, **settled("91", "件次"))
    second = make_report(region="330921102", year=2023, **settled("47", "起"))
    html = get("/compare/", id=[first.public_id, second.public_id])
    assert rows(html, "figures")[1:] == [
        ["化解成功 全年", "91 件次化解成功91件次。 定位", "47 起化解成功47起。 定位", "单位不同，不画柱"]
    ]
    assert ('class="single"' in html, 'class="bar"' in html) == (False, False)
    assert html.count("年度不同：2020、2023，并在一行的数字不是同一年的。") == 1


def test_one_unit_of_several_has_bars(places, get):
    text = "化解成功91件次。\n化解成功40起。\n"
    first = make_report(
        text,
        region="330921101",
        metrics=[
            figure(f"化解成功{number}{unit}", number, text, value=int(number), unit=unit, indicator="disputes_resolved")
            for number, unit in (("91", "件次"), ("40", "起"))
        ],
    )  # fmt: skip
    second = make_report(region="330921102", **settled("80", "起"))
    html = get("/compare/", id=[first.public_id, second.public_id])
    assert (re.findall(r'<rect width="(\d+)"', html), html.count("不画柱")) == (["50", "100"], 0)


def test_a_plan_beside_what_was_done_says_which_it_is(places, get):
    first = make_report(region="330921101", **settled("91", "起"))
    planned = settled("99", "起")
    planned["metrics"][0]["planned"] = True
    second = make_report(region="330921102", **planned)
    row = rows(get("/compare/", id=[first.public_id, second.public_id]), "figures")[1]
    assert [cell.split("化解")[0] for cell in row[1:]] == ["91 起", "99 起 计划", ""]


def test_rows_are_narrowed_to_a_topic(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id], topic="publicity")
    assert sorted(row[0] for row in rows(html, "figures")[1:]) == ["发放宣传资料 全年", "普法宣传活动 全年"]
    assert [row[0].split("看哪一篇")[0] for row in rows(html, "texts")[1:]] == ["普法宣传"]


def test_an_unknown_topic_narrows_nothing_and_is_said(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id], topic="wonders")
    assert (html.count("“wonders”不是有效的主题，未采用。"), len(rows(html, "figures"))) == (1, 4)


def test_what_is_alike_in_all_columns_is_marked_as_such(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id])
    alike = re.findall(r'<tr class="[^"]*alike"><th scope="row"[^>]*>(.*?)</th>', html)
    assert [words(label).split(" ")[0] for label in alike] == [
        "报告年度", "发布日期", "普法宣传活动", "发放宣传资料", "调处矛盾纠纷",
    ]  # fmt: skip


def test_a_figure_only_one_reports_is_not_found_in_the_other_and_never_zero(report, get):
    bare = full_report("330921102")
    bare.metrics.all().delete()
    html = get("/compare/", id=[report.public_id, bare.public_id])
    single = html.split('<tbody class="single">')[1].split("</tbody>")[0]
    assert (single.count("<dt>"), single.count("没有</span></td>")) == (3, 1)
    assert re.findall(r">\s*0\s*<", single) == []


def test_sentences_in_common_are_marked(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id])
    assert (
        html.count('<span class="s-same">坚持和发展新时代“枫桥经验”，全年排查调处矛盾纠纷48起。</span>') == 2
    )
    assert html.count('<span class="s-near">不断推进依法行政各项工作落到实处。</span>') == 1
    assert html.count("不断推进") == 1


def test_injected_text_and_furniture_are_not_shown(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id])
    assert [html.count(words) for words in ("博彩广告", "打印本页", "某网站首页")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("role", ["主要举措和成效", "不足和原因", "下一年度安排"]),
        ("topic", ["矛盾纠纷化解与信访", "普法宣传"]),
        ("order", ["第 1 部分", "第 2 部分", "第 3 部分"]),
        ("nonsense", ["主要举措和成效", "不足和原因", "下一年度安排"]),
    ],
)
def test_sections_line_up_as_asked(report, get, by, labels):
    html = get("/compare/", id=[report.public_id, other().public_id], by=by)
    assert [row[0].split("看哪一篇")[0] for row in rows(html, "texts")[1:]] == labels


def test_columns_can_be_moved_and_removed_by_links(report, get):
    second, third = other(), full_report("330921103")
    html = unescape(get("/compare/", id=[report.public_id, second.public_id, third.public_id], by="topic"))
    a, b, c = report.public_id, second.public_id, third.public_id
    assert re.findall(
        r'<a href="(/compare/\?[^"]+)" (?:class="move" )?aria-label="(?:左移|右移|移出)', html
    ) == [
        f"/compare/?id={b}&id={a}&id={c}&by=topic",
        f"/compare/?id={b}&id={c}&by=topic",
        f"/compare/?id={b}&id={a}&id={c}&by=topic",
        f"/compare/?id={a}&id={c}&id={b}&by=topic",
        f"/compare/?id={a}&id={c}&by=topic",
        f"/compare/?id={a}&id={c}&id={b}&by=topic",
        f"/compare/?id={a}&id={b}&by=topic",
    ]


def test_one_report_is_offered_its_own_years_and_its_neighbours(report, get):
    earlier, neighbour = full_report(year=2022), other()
    html = unescape(get("/compare/", id=report.public_id))
    assert re.findall(r'<li><a rel="nofollow" href="/compare/\?id=(\w+)&id=(\w+)"', html) == [
        (report.public_id, earlier.public_id),
        (report.public_id, neighbour.public_id),
    ]


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["x"], "“x”不是报告编号，已略去。"),
        (["987654"], "没有编号为 987654 的报告，已略去。"),
        (["1", "2", "3", "4", "5"], "一次最多对比 4 篇，只取了前 4 篇。"),
        (["9" * 400], f"“{'9' * 20}”不是报告编号，已略去。"),
    ],
)
def test_what_cannot_be_compared_is_said(db, get, ids, said):
    assert get("/compare/", id=ids).count(said) == 1


def test_drafts_are_not_compared(report, get):
    draft = other(status="draft")
    assert (
        get("/compare/", id=[report.public_id, draft.public_id]).count(f"没有编号为 {draft.public_id} 的报告")
        == 1
    )


def test_another_report_takes_no_more_queries(report, queries_of):
    pks = [report.public_id, *(full_report("330921102", year).public_id for year in (2020, 2021, 2022))]
    two, three, four = (queries_of("/compare/", id=pks[:count]) for count in (2, 3, 4))
    # Four are full: nothing is offered to them.
    assert (three, four < two) == (two, True)


def changes_of(html: str) -> str:
    return html.split('<tr class="changes">')[1].split("</tr>")[0]


@pytest.mark.parametrize("turned", [False, True])
def test_two_years_of_one_place_are_told_apart_word_by_word_from_the_earlier_on(report, get, turned):
    earlier = full_report(year=2022, text=TEXT.replace("继续推进", "不断推进"))
    ids = [report.public_id, earlier.public_id] if turned else [earlier.public_id, report.public_id]
    html = changes_of(get("/compare/", id=ids, by="diff"))
    assert re.findall(r"<(del|ins)>([^<]*)</", html)[2:] == [("del", "不断"), ("ins", "继续")]
    assert html.count("执法力量不足") == 1


def test_word_by_word_is_offered_for_two_reports_of_one_place_only(report, get):
    assert get("/compare/", id=[report.public_id, full_report(year=2022).public_id]).count("逐字对照") == 1
    html = get("/compare/", id=[report.public_id, other().public_id], by="diff")
    assert re.findall(r"逐字对照[^<]*", html) == ["逐字对照只用于同一地方的两篇报告，这里改为按职能对齐。"]


def test_reports_without_sections_are_compared_word_by_word(places, get):
    first = make_report("开展普法宣传活动十场。", region="330921101", year=2022)
    second = make_report("开展普法宣传活动八场。", region="330921101", year=2023)
    html = get(f"/compare/?id={first.public_id}&id={second.public_id}&by=diff")
    assert re.findall(r"<(del|ins)>(.)</", html) == [("del", "十"), ("ins", "八")]


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("山前镇", [2022, 2021]),
        ("山后乡", [2020]),
        ("2022年", [2022]),
        ("山前镇 2022", [2022]),
        ("执法力量 2021", [2021]),
        ("没有这样的话", []),
    ],
)
def test_a_comparison_finds_what_to_take_in_by_place_year_and_words(report, indexed, get, typed, years):
    found = {year: full_report(year=year).public_id for year in (2021, 2022)} | {
        2020: other(year=2020).public_id
    }
    indexed()
    html = unescape(get("/compare/", id=report.public_id, by="topic", add=typed))
    first = html.split('<div role="status"><ul class="offers">')[1].split("</ul>")[0]
    offered = [address.removesuffix("&by=topic") for address in re.findall(r'href="([^"]+)"', first)]
    exact = [f"/compare/?id={report.public_id}&id={found[year]}" for year in years]
    assert [address for address in offered if address in exact] == exact
    assert (offered == []) == (exact == [])


def test_the_figures_of_a_comparison_can_be_taken_away(report, get, client):
    second = other()
    address = f"/compare/figures.csv?id={second.public_id}&id={report.public_id}"
    html = unescape(get("/compare/", id=[second.public_id, report.public_id]))
    assert html.count(f'href="{address}"') == 1
    response = client.get(address + "&id=x&id=987654")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    # An id of digits alone has a tab before it, so that a spreadsheet leaves it as it is.
    assert [row[0].strip() for row in rows[1:]] == [second.public_id] * 3 + [report.public_id] * 3


def test_four_reports_are_full(report, get):
    pks = [report.public_id, *(full_report(year=year).public_id for year in (2020, 2021, 2022))]
    assert get("/compare/", id=pks, add="依法").count('name="add"') == 0


def test_headings_within_a_passage_stand_out(report, get):
    html = get("/compare/", id=[report.public_id, other().public_id])
    assert re.findall(r"<b>(（.*?)</b>", html) == ["（一）化解矛盾纠纷。", "（二）普法宣传。"] * 2


def test_columns_have_short_names_that_differ(report, get):
    twin = full_report(genre="work_plan")
    html = get("/compare/", id=[report.public_id, twin.public_id])
    assert list(dict.fromkeys(re.findall(r'data-label="([^"]+)"', html))) == [
        "山前镇 2023（1）",
        "山前镇 2023（2）",
    ]


def test_of_many_values_in_one_cell_the_first_five_are_shown_at_once(report, get):
    lines = "".join(f"\n第{number}次，排查调处矛盾纠纷{number}起。" for number in range(7))
    text = TEXT + lines
    start = text.index("第0次")
    second = full_report("330921102", text=text)
    for number in range(7):
        at = text.index(f"排查调处矛盾纠纷{number}起", start)
        Metric.objects.create(
            report=second, indicator_id="disputes_mediated", text="", subject="", figure=str(number),
            figure_start=at, value=number, unit="起", start=at, end=at + 10, year=2023,
        )  # fmt: skip
    html = get("/compare/", id=[report.public_id, second.public_id])
    folded = html.split('<details class="more-values">')[1].split("</td>")[0]
    assert (folded.count("其余 3 个"), folded.count('class="value"')) == (1, 3)
