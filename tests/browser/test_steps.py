"""How many steps a task takes: each thing a reader types, presses or clicks counts as one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.models import Region
from tests.factories import make_region, make_report
from tests.views.conftest import full_report

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])


@dataclass
class Reader:
    """Who does the task on ``page``; ``steps`` counts what they did."""

    page: Page
    steps: int = 0

    def types(self, text: str, box: Locator) -> None:
        box.fill(text)
        self.steps += 1

    def presses(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.steps += 1

    def clicks(self, target: Locator) -> None:
        target.click()
        self.steps += 1


@pytest.fixture
def archive(indexed):
    for code, name, letters in (
        ("33", "浙江省", "zhejiangsheng"),
        ("3309", "舟山市", "zhoushanshi"),
        ("330921", "岱山县", "daishanxian"),
        ("330921101", "山前镇", "shanqianzhen"),
        ("330921102", "山后乡", "shanhouxiang"),
        ("330921103", "山中镇", "shanzhongzhen"),
    ):
        make_region(code, name)
        Region.objects.filter(code=code).update(pinyin=letters, initials=letters[0])
    reports = [full_report("330921101", 2022), full_report("330921101"), full_report("330921102")]
    make_report("人民调解委员会调解纠纷。\n", region="330921102", year=2021)
    indexed()
    return reports


@WIDTHS
def test_a_year_and_a_place_in_the_line_become_filters_in_three_steps(archive, visit, width):
    reader = Reader(visit("/", width=width))
    reader.types("2023 浙江 枫桥经验", reader.page.locator("input[name=q]"))
    reader.presses("Enter")
    reader.clicks(reader.page.get_by_role("link", name="按 浙江省 · 2023 年度 筛选“枫桥经验”"))
    expect(reader.page.locator(".chips li")).to_have_text(
        ["去掉条件：浙江省×", "去掉条件：2023 年度×", "全部清除"]
    )
    expect(reader.page.locator(".hits > li")).to_have_count(2)
    assert reader.steps == 3


@WIDTHS
@pytest.mark.parametrize("typed", ["山前镇", "shanqian"])
def test_a_place_is_reached_from_the_search_in_three_steps(archive, visit, width, typed):
    reader = Reader(visit("/reports/", width=width))
    reader.types(typed, reader.page.locator("#site-q"))
    reader.presses("Enter")
    reader.clicks(reader.page.locator(".offers").get_by_role("link", name="山前镇"))
    expect(reader.page.locator("h1")).to_have_text("山前镇")
    assert reader.steps == 3


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_place_is_found_on_the_page_of_regions_in_three_steps(archive, visit, scripts):
    reader = Reader(visit("/regions/", scripts=scripts))
    reader.types("shanzhong", reader.page.locator("#place-q"))
    if scripts:
        expect(reader.page.get_by_role("option")).to_have_count(1)
        reader.presses("ArrowDown")
        reader.presses("Enter")
    else:
        reader.presses("Enter")
        reader.clicks(reader.page.locator("#found a.place"))
    reader.page.wait_for_url("**/regions/330921103/")
    assert reader.steps == 3


@WIDTHS
def test_from_a_township_without_reports_to_its_neighbours_in_one_step(archive, visit, width):
    reader = Reader(visit("/regions/330921103/", width=width))
    expect(reader.page.locator("#not-held")).to_contain_text("不等于当地没有公开")
    expect(reader.page.locator("#not-held .shelf tbody th")).to_have_text(["山前镇", "山后乡", "山中镇"])
    reader.clicks(reader.page.locator("#not-held .rows a").first)
    reader.page.wait_for_url("**/reports/*/")
    assert reader.steps == 1


def test_the_basket_names_place_and_year(archive, visit):
    reader = Reader(visit("/reports/?sort=year"))
    for box in reader.page.get_by_role("checkbox").all()[1:3]:
        reader.clicks(box)
    expect(reader.page.locator("#tray li span")).to_have_text(["山前镇 2022", "山前镇 2023"])
    reader.clicks(reader.page.locator("#tray a.go"))
    reader.page.wait_for_url("**/compare/?id=*")
    assert reader.steps == 3


@WIDTHS
def test_an_indicator_is_found_in_three_steps(archive, visit, width):
    reader = Reader(visit("/indicators/", width=width))
    reader.types("行政复议", reader.page.locator("#indicator-q"))
    reader.presses("Enter")
    reader.clicks(reader.page.locator(".places a", has_text="行政复议"))
    reader.page.wait_for_url("**/indicators/reconsideration_cases/")
    assert reader.steps == 3


def test_a_term_in_english_shows_what_reports_have_for_it_in_two_steps(archive, visit):
    reader = Reader(visit("/language?to=en&next=/"))
    reader.types("mediation", reader.page.locator("input[name=q]"))
    reader.presses("Enter")
    expect(reader.page.locator(".offers")).to_contain_text("mediation → 调解")
    expect(reader.page.locator("#instead")).to_contain_text("not for what you typed")
    expect(reader.page.locator("#instead .hits > li")).to_have_count(1)
    assert reader.steps == 2


def test_a_search_is_saved_in_one_step_and_opened_from_the_first_page(archive, visit, live_server):
    reader = Reader(visit("/reports/?q=枫桥经验&year=2023"))
    reader.clicks(reader.page.get_by_role("button", name="存下这个检索"))
    assert reader.steps == 1
    reader.page.goto(f"{live_server.url}/")
    reader.clicks(reader.page.get_by_role("link", name="枫桥经验 · 2023 年度"))
    expect(reader.page.locator(".hits > li")).to_have_count(2)
    assert reader.steps == 2
    reader.page.goto(f"{live_server.url}/reports/")
    reader = Reader(reader.page)
    reader.clicks(reader.page.get_by_text("存下的检索（1）"))
    row = reader.page.locator("#saved li")
    expect(row.get_by_role("link", name="订阅")).to_have_attribute(
        "href", "/feeds/reports.atom?q=%E6%9E%AB%E6%A1%A5%E7%BB%8F%E9%AA%8C&year=2023"
    )
    reader.clicks(row.get_by_role("link", name="枫桥经验 · 2023 年度"))
    expect(reader.page.locator(".hits > li")).to_have_count(2)
    assert reader.steps == 2
    reader.page.get_by_role("button", name="不再存").click()
    expect(reader.page.locator("#saved li")).to_have_count(0)
    reader.page.goto(f"{live_server.url}/")
    expect(reader.page.locator("#saved")).to_be_hidden()


def test_keys_lead_to_the_search_through_a_list_and_to_their_sheet(archive, visit):
    page = visit("/reports/")
    page.keyboard.press("/")
    expect(page.locator("#site-q")).to_be_focused()
    page.keyboard.type("?/jk")
    expect(page.locator("#site-q")).to_have_value("?/jk")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#site-q").press("Tab")
    titles = page.locator(".hits > li h2 a")
    for key, at in (("j", 0), ("j", 1), ("k", 0), ("j", 1)):
        page.keyboard.press(key)
        expect(titles.nth(at)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*/")


def test_the_sheet_of_keys_opens_from_the_menu(archive, visit):
    reader = Reader(visit("/"))
    reader.clicks(reader.page.get_by_text("⋯"))
    reader.clicks(reader.page.get_by_role("button", name="快捷键"))
    expect(reader.page.get_by_role("dialog", name="快捷键")).to_be_visible()
    assert reader.steps == 2


def test_facts_stay_in_view_while_one_reads(archive, visit):
    page = visit(archive[0].get_absolute_url())
    text = page.locator(".report .text")
    text.evaluate("one => (one.style.minHeight = '4000px')")
    page.evaluate("() => scrollTo(0, 2000)")
    expect(page.locator("#facts dl").first).to_be_in_viewport()


@WIDTHS
def test_a_figure_shows_its_sentence_below_its_row_in_one_step(archive, visit, width):
    reader = Reader(visit(archive[0].get_absolute_url(), width=width))
    expect(reader.page.locator("#figures .of-topic th a")).to_have_text(["矛盾纠纷化解与信访", "普法宣传"])
    row = reader.page.locator("#figures tr", has_text="调处矛盾纠纷")
    reader.clicks(row.locator("summary"))
    expect(row.locator("mark")).to_be_visible()
    assert row.locator("p mark").bounding_box()["y"] >= row.locator("summary").bounding_box()["y"]
    assert reader.steps == 1
