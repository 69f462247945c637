"""The pages of words in a browser: the keyboard, the choice of a place, and points that open their sentences."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def archive(indexed):
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")
    for year in (2021, 2022):
        make_report(f"坚持枫桥经验，{year}年小事不出村。", region="330921101", year=year)
        make_report("学习枫桥经验。\n网格化管理。", region="330921102", year=year)
    indexed()


def test_j_and_k_go_from_line_to_line_and_enter_opens_one(archive, visit):
    page = visit("/words/lines/?q=枫桥经验&sort=year&region=330921101")
    lines = page.locator(".kwic")
    for key, focused in (("j", 0), ("j", 1), ("j", 1), ("k", 0), ("j", 1)):
        page.keyboard.press(key)
        expect(lines.nth(focused)).to_be_focused()
    expect(lines.nth(1)).to_have_css("outline-style", "solid")
    assert lines.nth(1).locator("b").evaluate("one => getComputedStyle(one).color") == "rgb(168, 50, 42)"
    assert lines.nth(0).locator("b").evaluate("one => getComputedStyle(one).color") != "rgb(168, 50, 42)"
    page.keyboard.press("Enter")
    mark = page.locator("mark:target")
    expect(mark).to_have_text("枫桥经验")
    expect(mark).to_be_in_viewport()


def test_letters_typed_in_a_field_stay_there(archive, visit):
    page = visit("/words/lines/?q=枫桥经验")
    page.get_by_role("searchbox", name="词语").press("End")
    page.keyboard.type("jk")
    expect(page.get_by_role("searchbox", name="词语")).to_have_value("枫桥经验jk")


@WIDTHS
@SCRIPTS
def test_a_column_opens_the_lines_of_its_year(archive, visit, scripts, width):
    page = visit("/words/?q=枫桥经验&region=330921101", scripts=scripts, width=width)
    page.locator("#years").get_by_role("link", name="2022 年：1 篇里有，馆藏 1 篇，共 1 处").click()
    expect(page.locator(".kwic")).to_have_text("坚持枫桥经验，2022年小事不出村。")


@WIDTHS
def test_a_point_of_any_phrase_opens_its_sentences(archive, visit, width):
    page = visit("/words/?q=枫桥经验&q=网格化管理&by=township", width=width)
    panel = page.locator(".panels figure").filter(has_text="山后乡")
    panel.get_by_role("link", name="② 2022 年：1 篇里有，馆藏 1 篇，共 1 处").press("Enter")
    expect(page.locator(".kwic")).to_have_text("网格化管理。")
    expect(page.locator(".src")).to_contain_text("山后乡 · 2022")


@WIDTHS
def test_a_place_is_offered_while_its_name_is_typed(archive, visit, width):
    page = visit("/words/lines/?q=枫桥经验&sort=year", width=width)
    field = page.get_by_role("combobox", name="到市县乡镇")
    field.fill("岱山")
    option = page.get_by_role("option", name="岱山县")
    expect(option).to_contain_text("4 篇")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**region=330921*")
    expect(page.get_by_role("combobox", name="地区")).to_have_value("330921")
    expect(page.locator(".kwic")).to_have_count(4)
    expect(page.get_by_role("group", name="排序").locator("b")).to_have_text("按年")


def test_without_scripts_a_place_is_found_by_its_name_or_step_by_step(archive, visit):
    page = visit("/words/?q=枫桥经验", scripts=False)
    page.get_by_role("searchbox", name="到市县乡镇").fill("山后")
    page.get_by_role("button", name="找").click()
    page.get_by_role("link", name="山后乡").first.click()
    expect(page.get_by_role("combobox", name="地区")).to_have_value("330921102")
    page.get_by_role("combobox", name="地区").select_option("33")
    page.get_by_role("button", name="统计").click()
    for code in ("3309", "330921", "330921101"):
        page.get_by_role("combobox", name="地区").select_option(code)
        page.get_by_role("button", name="统计").click()
        expect(page.get_by_role("combobox", name="地区")).to_have_value(code)
    expect(page.get_by_role("searchbox", name="词语").first).to_have_value("枫桥经验")


@WIDTHS
@SCRIPTS
def test_a_line_that_is_copied_names_its_towns_when_it_is_opened(archive, visit, scripts, width, indexed):
    make_report("学习枫桥经验。", region="330921101", year=2023)
    indexed()
    page = visit("/words/lines/?q=枫桥经验&group=1", scripts=scripts, width=width)
    alike = page.locator(".alike")
    expect(alike.get_by_role("link", name="山前镇")).to_be_hidden()
    alike.get_by_text("另 1 个乡镇一字不差").click()
    expect(alike.get_by_role("link", name="山前镇")).to_be_visible()
    alike.get_by_role("link", name="山前镇").click()
    expect(page.locator(".kwic")).to_have_count(3)


@WIDTHS
def test_a_file_comes_with_a_click(archive, visit, width):
    page = visit("/words/panel/?c=纠纷:枫桥经验", width=width)
    for kind, ending in (("CSV", "csv"), ("XLSX", "xlsx"), ("Parquet", "parquet")):
        with page.expect_download() as download:
            page.get_by_role("link", name=kind, exact=True).click()
        assert download.value.suggested_filename.endswith(f".{ending}")
