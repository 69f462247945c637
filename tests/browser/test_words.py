"""Lines of a phrase by the keyboard alone, and columns that open them."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(indexed):
    make_region("33", "浙江省")
    make_region("330921101", "山前镇")
    for year in (2021, 2022):
        make_report(f"坚持枫桥经验，{year}年小事不出村。", region="330921101", year=year)
    indexed()


def test_j_and_k_go_from_line_to_line_and_enter_opens_one(archive, visit):
    page = visit("/words/lines/?q=枫桥经验&sort=year")
    lines = page.locator(".kwic")
    for key, focused in (("j", 0), ("j", 1), ("j", 1), ("k", 0), ("j", 1)):
        page.keyboard.press(key)
        expect(lines.nth(focused)).to_be_focused()
    page.keyboard.press("Enter")
    mark = page.locator("mark:target")
    expect(mark).to_have_text("枫桥经验")
    expect(mark).to_be_in_viewport()


def test_letters_typed_in_a_field_stay_there(archive, visit):
    page = visit("/words/lines/?q=枫桥经验")
    page.get_by_role("searchbox", name="词语").press("End")
    page.keyboard.type("jk")
    expect(page.get_by_role("searchbox", name="词语")).to_have_value("枫桥经验jk")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_column_opens_the_lines_of_its_year(archive, visit, scripts):
    page = visit("/words/?q=枫桥经验", scripts=scripts)
    page.locator("#years").get_by_role("link", name="2022 年：1 篇里有，馆藏 1 篇，共 1 处").click()
    expect(page.locator(".kwic")).to_have_text("坚持枫桥经验，2022年小事不出村。")
