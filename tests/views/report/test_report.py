"""The page of one report."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from reports.models import UsualRange
from reports.parsing.types import Section
from reports.views.report.report import contents
from tests.factories import make_report
from tests.views.conftest import figure, full_report, place


def text_of(html: str) -> str:
    article = html.split('<article class="text"')[1].split("</article>")[0]
    return article.split(">", 1)[1]


def said(html: str) -> list[str]:
    """The sentences of the page's head, without tags."""
    lines = html.split('id="says"')[1].split("</ol>")[0].split("<li>")[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def hints(html: str) -> str:
    return html.split('<section id="hints">')[1].split("</section>")[0] if 'id="hints"' in html else ""


def test_the_title_of_the_text_is_the_heading_of_the_page_and_stands_once(report, get):
    html = get(report.get_absolute_url())
    assert re.findall(r"<h1 .*?>(.*?)</h1>", html) == [
        "<span>山前镇<wbr>2023年<wbr>法治政府<wbr>建设<wbr>年度<wbr>报告</span>"
    ]
    assert text_of(html).count("山前镇2023年法治政府建设年度报告") == 0


def test_a_corrected_title_is_the_heading_and_the_text_keeps_its_own(places, get):
    report = full_report()
    report.title = "另一标题"
    report.save()
    html = get(report.get_absolute_url())
    assert re.findall(r"<h1 .*?>(.*?)</h1>", html) == ["另一标题"]
    assert text_of(html).count('<p class="title-line">山前镇2023年法治政府建设年度报告</p>') == 1


def test_sections_have_anchors_and_a_contents_list_that_leads_to_them(report, get):
    html = get(report.get_absolute_url())
    anchors = re.findall(r'<h\d id="(s-\w+)"', html)
    links = re.findall(r'href="#(s-\w+)"><span class="marker">', html)
    assert anchors == links == [one.anchor for one in report.sections.order_by("start")]
    assert re.findall(r'<span id="(s-[\d.]+)"></span>', html) == ["s-1", "s-1.1", "s-1.2", "s-2", "s-3"]


def test_figures_are_links_to_their_rows_and_rows_lead_back(report, get):
    html = get(report.get_absolute_url())
    key = report.metrics.get(figure="48").anchor.removeprefix("m-")
    before = place("48起")[0]
    assert html.count(f'<span id="m-{before}"></span><a class="figure" id="m-{key}" href="#f-{key}"') == 1
    assert html.count(f'<tr id="f-{key}">') == 1
    assert html.count(f'<a href="#m-{key}">定位</a>') == 1


@pytest.mark.parametrize(
    ("words", "number", "fields", "underlined"),
    [
        ("调解纠纷48起", "48", {"unit": "起"}, "48起"),
        ("资料2000余 份，全部", "2000余", {"unit": "份"}, "2000余 份"),
        ("90件事项走完审查", "90", {"unit": "件"}, "90件"),
        ("48起", "48", {"unit": ""}, "48起"),
        ("共48，起数不明", "48", {"unit": "起"}, "48，起数不明"),
        ("未发生案件", "未发生", {"unit": "起", "value": 0, "negated": True}, "未发生案件"),
    ],
)
def test_the_underline_goes_from_the_numeral_to_its_unit(places, get, words, number, fields, underlined):
    report = make_report(f"全年{words}。", metrics=[figure(words, number, f"全年{words}。", **fields)])
    assert re.findall(r'<a class="figure"[^>]*>(.*?)</a>', get(report.get_absolute_url())) == [underlined]


def test_the_table_tells_qualifiers_plans_and_the_sentence(report, get):
    table = get(report.get_absolute_url()).split('<table class="figures">')[1].split("</table>")[0]
    cells = [
        re.sub(r"<[^>]+>", "", cell).strip()
        for cell in re.findall(r'<td class="num">(.*?)</td>', table, re.S)
    ]
    assert cells == ["48 起", "2,000余 份", "10 场 计划"]
    assert table.count("<mark>排查调处矛盾纠纷48起</mark>。") == 1


def test_injected_text_is_folded_away_and_explained_and_furniture_too(report, get):
    html = get(report.get_absolute_url())
    at = place("博彩广告")[0]
    button = rf'<button type="button" class="injected" id="x-{at}" popovertarget="xt-{at}">(.*?)</button>'
    assert re.findall(button, html) == ["〔混入文字 4 字〕"]
    assert re.findall(rf'<span class="meaning" id="xt-{at}" popover>.*?<del>(.*?)</del></span>', html) == [
        "博彩广告"
    ]
    assert re.findall(r'<li><a href="#(x-\d+)">混入文字 (\d)</a></li>', html) == [(f"x-{at}", "1")]
    assert html.count("<b>混入的外来文字</b>　与上下文无关") == 1
    assert html.count('<details class="furniture"><summary>网页杂项（1 行，检索不含）</summary>') == 2


def test_hl_marks_the_words_and_says_how_many(report, get):
    html = get(report.get_absolute_url(), hl="枫桥经验")
    at = place("枫桥经验")[0]
    assert html.count(f'<mark id="h-{at}">枫桥经验</mark>') == 1
    assert html.count("在文中标出 1 处") == 1


def test_hl_of_absent_words_says_so(report, get):
    assert get(report.get_absolute_url(), hl="“没有的话”").count("不在这篇报告的正文里") == 1


def test_the_contents_tell_how_often_words_stand_in_each_section(report, get):
    html = get(report.get_absolute_url(), hl="矛盾 OR 宣传")
    nav = html.split('<nav aria-label="目录">')[1].split("</nav>")[0]
    text = report.text
    sections = list(report.sections.all())
    expected = []
    for number, section in enumerate(sections):
        end = text.index(sections[number + 1].marker) if number + 1 < len(sections) else len(text)
        piece = text[section.start : end]
        expected.append(piece.count("矛盾") + piece.count("宣传"))
    shown = [re.search(r'class="count"[^>]*>(\d+) 处', line) for line in nav.split("<li class=")[1:6]]
    assert [int(found[1]) if found else 0 for found in shown] == expected
    assert re.findall(r'name="hl" value="(.*?)"', nav) == ["矛盾 OR 宣传"]
    assert (
        "count" not in get(report.get_absolute_url()).split('<nav aria-label="目录">')[1].split("</nav>")[0]
    )


@pytest.mark.parametrize(
    ("sections", "hits", "listed"),
    [
        ([], {}, []),
        ([("1", 1), ("1.1", 2)], {"1": 1, "1.1": 2}, [("1", 1), ("1.1", 2)]),
        (
            [("1", 1), ("1.1.1.1", 4), ("1.1.1.2", 4), ("2", 1)],
            {"1.1.1.1": 1, "1.1.1.2": 2},
            [("1", 3), ("2", 0)],
        ),
        ([("1", 4), ("2", 4)], {"2": 1}, [("1", 1)]),
        ([("1", 1)], {"0": 7}, [("1", 0)]),
    ],
)
def test_hits_in_sections_too_deep_for_the_contents_count_for_the_one_above(sections, hits, listed):
    rows = [(Section(path, level, "", "", 0, 0, 0, 0), f"s-{path}") for path, level in sections]
    assert [(section.path, count) for section, _, count in contents(rows, hits)] == listed


def test_what_comes_from_outside_is_escaped(places, client):
    report = make_report(
        "<script>alert(1)</script>\n", title="<b>题</b>", region="330921101", issuer="<i>x</i>"
    )
    html = client.get(report.get_absolute_url(), {"hl": "<img src=x>"}).content.decode()
    assert [bad for bad in ("<script>alert", "<b>题", "<i>x", "<img src") if bad in html] == []


def test_required_contents_lead_to_their_sections_or_say_not_found(report, get):
    html = get(report.get_absolute_url()).split('<ul class="checklist">')[1].split("</ul>")[0]
    assert re.findall(r'href="#(s-\w+)"', html) == [report.sections.get(path=path).anchor for path in "123"]
    assert html.count("未见") == 2


def test_a_required_content_told_in_a_sentence_shows_it_on_demand(places, get):
    text = "山前镇2023年法治政府建设年度报告\n一、主要举措\n镇长带头履行法治建设第一责任人职责。案卷齐全。\n"
    start = text.index("一、")
    section = {"heading": "主要举措", "marker": "一、", "start": start, "role": "achievements"}
    report = make_report(
        text, region="330921101", sections=[section | {"heading_start": start + 2, "heading_end": start + 6}]
    )
    html = get(report.get_absolute_url()).split('<ul class="checklist">')[1].split("</ul>")[0]
    assert '<p lang="zh-CN">镇长带头履行法治建设第一责任人职责。</p>' in html
    assert html.count("未见") == 3


def test_a_hint_shows_its_sentence_and_leads_to_the_figures(places, get):
    text = "山前镇2023年报告\n全年调处矛盾纠纷35件，成功化解38件。\n"
    figures = [
        figure(
            "调处矛盾纠纷35件", "35", text, indicator="disputes_mediated", value=35, subject="调处矛盾纠纷"
        ),
        figure("成功化解38件", "38", text, indicator="disputes_resolved", value=38, subject="成功化解"),
    ]
    report = make_report(text, region="330921101", metrics=figures)
    html = get(report.get_absolute_url()).split('<ul class="hints">')[1].split("</ul>")[0]
    assert "“成功化解”38件，多于“调处矛盾纠纷”35件。" in html
    assert "全年<mark>调处矛盾纠纷35件</mark>，<mark>成功化解38件</mark>。" in html
    anchors = re.findall(r'href="#(m-\w+)"', html)
    page = get(report.get_absolute_url())
    assert [page.count(f'id="{anchor}"') for anchor in anchors] == [1, 1]


def test_the_figure_of_last_year_is_remarked_on(places, get):
    text = "山前镇年度报告\n发放宣传资料3260份。\n"
    row = figure(
        "发放宣传资料3260份",
        "3260",
        text,
        indicator="publicity_materials",
        value=3260,
        unit="份",
        subject="宣传资料",
    )
    make_report(text, region="330921101", year=2022, metrics=[row])
    make_report(text, region="330921102", year=2022, metrics=[row])
    this = make_report(text, region="330921101", year=2023, metrics=[row])
    other = make_report(text, region="330921103", year=2023, metrics=[row])
    assert hints(get(this.get_absolute_url())).count("与上一年度报告的数字相同") == 1
    assert get(other.get_absolute_url()).count("与上一年度报告的数字相同") == 0


def test_a_figure_far_outside_the_usual_is_remarked_on(places, get):
    UsualRange.objects.create(indicator_id="publicity_materials", unit="份", low=100, high=9000, n=40, of=50)
    text = "山前镇年度报告\n发放宣传资料3260000份。\n"
    row = figure(
        "发放宣传资料3260000份",
        "3260000",
        text,
        indicator="publicity_materials",
        value=3260000,
        unit="份",
        subject="宣传资料",
    )
    html = get(make_report(text, region="330921101", metrics=[row]).get_absolute_url())
    assert hints(html).count("其他40份报告多在100至9000之间") == 1


def test_reports_that_are_no_annual_reports_are_not_held_against_the_rules(places, get):
    text = "山前镇年度计划\n2022年，我镇抓好普法。\n"
    html = get(make_report(text, region="330921101", genre="work_plan").get_absolute_url())
    assert [words for words in ("必备内容", "一致性提示") if words in html] == []


def test_other_years_and_towns_of_the_county_are_offered(report, get):
    earlier = full_report(year=2022)
    neighbour = full_report(region="330921102")
    full_report(region="330921102", year=2022)
    html = get(report.get_absolute_url()).split('<aside class="margin elsewhere"')[1].split("</aside>")[0]
    assert re.findall(r'<li><a href="(/reports/\w+/)"', html) == [
        earlier.get_absolute_url(),
        neighbour.get_absolute_url(),
    ]


@pytest.mark.parametrize(
    ("status", "seen"), [("published", 200), ("superseded", 200), ("draft", 404), ("withdrawn", 404)]
)
def test_the_public_sees_what_is_or_was_published(places, client, status, seen):
    report = full_report(status=status)
    assert client.get(report.get_absolute_url()).status_code == seen
    assert client.get("/reports/999999/").status_code == 404


def test_a_reviewer_sees_a_draft_with_a_notice(places, client):
    client.force_login(get_user_model().objects.create_superuser("keeper"))
    html = client.get(full_report(status="draft").get_absolute_url()).content.decode()
    assert html.count("待审：公众看不到这一页。") == 1


def test_a_superseded_report_leads_to_its_successor(places, get):
    old = full_report(status="superseded")
    new = full_report(supersedes=old)
    assert get(old.get_absolute_url()).count(f'请看<a href="{new.get_absolute_url()}">新版</a>') == 1


def test_lateness_is_judged_by_the_date_of_publication(places, get):
    on_time = full_report()
    late = full_report(year=2022, published="2024-01-05")
    assert get(on_time.get_absolute_url()).count(">按时</span>") == 1
    assert get(late.get_absolute_url()).count(">晚于4月1日</span>") == 1
    assert said(get(on_time.get_absolute_url()))[-1] == "按时 2024年3月25日发布，应在 4月1日前公开 信息"
    assert said(get(late.get_absolute_url()))[-1] == "晚于期限 2024年1月5日发布，应在 4月1日前公开 信息"


def test_a_report_of_which_nothing_was_read_still_has_its_page(db, get):
    report = make_report(
        "只有一句话", region=None, year=None, status="superseded", title="无题", issuer="", published=None
    )
    html = get(report.get_absolute_url())
    assert text_of(html).count("只有一句话") == 1
    assert html.count("未识别出章节。") == 1


def test_more_figures_sections_and_neighbours_cause_no_more_queries(report, queries_of):
    full_report(year=2009)
    full_report(region="330921102")
    before = queries_of(report.get_absolute_url())
    for year in range(2010, 2020):
        full_report(year=year)
        full_report(region=f"33092{year - 800}")
    assert queries_of(report.get_absolute_url()) == before


def test_the_page_of_a_report_is_light(report, get):
    assert len(get(report.get_absolute_url())) < 40_000


def test_the_cited_address_is_the_source_if_known(report, get):
    report.source.url = "https://www.example.gov.cn/1.html"
    report.source.save()
    html = get(reverse("report", args=[report.public_id]))
    entry = r'<p class="cite" [^>]*>.*\]\. https://www\.example\.gov\.cn/1\.html\.</p>'
    assert len(re.findall(entry, html)) == 1


def test_a_figure_said_of_two_things_is_underlined_once_and_has_a_row_for_each(places, get):
    text = "山前镇2023年法治政府建设年度报告\n一、主要举措\n干部学法考试参考率、合格率均达100%。\n"
    words = "参考率、合格率均达100%"
    start = text.index(words)
    figures = [
        {"text": words, "start": start, "indicator": "law_exam_participation_rate", "subject": "参考率"},
        {"text": words[4:], "start": start + 4, "indicator": "law_exam_pass_rate", "subject": "合格率"},
    ]
    at = text.index("100")
    same = {"figure": "100", "figure_start": at, "end": at + 4, "value": 100, "unit": "%"}
    report = make_report(text, region="330921101", year=2023, metrics=[figure | same for figure in figures])
    html = get(report.get_absolute_url())
    assert re.findall(r'class="figure"[^>]*title="([^"]*)"', html) == ["参考率、合格率：100%"]
    first, other = report.metrics.order_by("start")
    assert other.anchor == f"{first.anchor}-2"
    assert [html.count(f'id="{anchor}"') for anchor in (first.anchor, other.anchor, f"m-{at}")] == [1, 1, 1]
    key = first.anchor.removeprefix("m-")
    assert html.count(f'<tr id="f-{key}">') == html.count(f'<tr data-also="f-{key}">') == 1


def test_a_figure_stands_beside_last_years_and_leads_to_its_countys(report, get):
    last = full_report(year=2022)
    cells = re.findall(r'<td class="beside">(.*?)</td>', get(report.get_absolute_url()), re.S)
    there = f"{last.get_absolute_url()}#{last.metrics.get(figure='48').anchor}"
    assert [cell.count(f'<a href="{there}">48') for cell in cells] == [1, 0, 0]
    county = "/indicators/disputes_mediated/?unit=%E8%B5%B7&amp;region=330921"
    assert [cell.count(f'<a href="{county}">看岱山县</a>') for cell in cells] == [1, 0, 0]


def test_the_head_says_figures_contents_and_the_day_each_with_its_evidence(report, get):
    full_report(year=2022)
    html = get(report.get_absolute_url())
    assert said(html) == [
        "48 起 调处矛盾纠纷，全年；上年 48 起 原句",
        "2,000 余 份 发放宣传资料，全年；上年 2,000 余 份 原句",
        "未见 主要负责人履行推进法治建设第一责任人职责情况、其他需要报告的情况 必备内容",
        "未见 与馆内其他报告相同的句子；可比的有 4 句",
        "按时 2024年3月25日发布，应在 4月1日前公开 信息",
    ]
    evidence = re.findall(r'class="evidence" href="([^"]+)"', html)
    anchors = [report.metrics.get(figure=words).anchor for words in ("48", "2000余")]
    assert evidence == [*(f"#{anchor}" for anchor in anchors), "#required", "#facts"]


def test_the_first_figure_is_drawn_over_the_years_and_a_year_without_keeps_its_place(report, get):
    assert get(report.get_absolute_url()).count('<ol class="years low">') == 0
    full_report(year=2021)
    columns = get(report.get_absolute_url()).split('<ol class="years low">')[1].split("</ol>")[0]
    words = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.split("<li[^>]*>", columns)[1:]]
    assert words == ["48 2021", "未见 2022", "48 2023"]


def test_what_was_set_by_hand_is_marked_and_machine_reading_said_once(report, get):
    report.corrections = {"published": {"value": "2024-03-25", "by": "馆员", "at": "2026-01-01T00:00:00"}}
    report.save()
    html = get(report.get_absolute_url())
    assert html.split("<main")[1].split("</main>")[0].count("机器识别") == 1
    assert re.findall(r'<dd>([^<]*) <span class="tag">人工更正</span>', html) == ["2024年3月25日"]
