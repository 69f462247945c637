"""The keyboard alone goes from the search to the comparison and its export; each stop shows that it has the focus."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.factories import make_region
from tests.views.conftest import full_report

pytestmark = pytest.mark.django_db(transaction=True)

#: The focused thing has an outline, lies in the window, and nothing lies over its middle but what is in it.
SHOWN = """() => {
  const one = document.activeElement, style = getComputedStyle(one), at = one.getClientRects()[0];
  const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];
  const above = document.elementFromPoint(x, y);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && (one.contains(above) || above.contains(one))
    || one.outerHTML.slice(0, 120);
}"""


@pytest.fixture
def archive(indexed):
    make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")
    reports = [full_report("330921101", 2022), full_report("330921101"), full_report("330921102")]
    indexed()
    return reports


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until ``target`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN) is True
        if target.evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"{most} times Tab do not lead to {target}")


@pytest.mark.parametrize("width", [1280, 375], ids=["desktop", "phone"])
def test_from_search_to_comparison_to_export(archive, visit, width):
    page = visit("/", width=width)
    tab_to(page, page.get_by_role("link", name="跳到正文"), most=1)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("input[name=q]"), most=1)
    page.keyboard.type("枫桥经验")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/?q=*")

    boxes = page.get_by_role("checkbox").all()
    for box in boxes[:2]:
        tab_to(page, box)
        page.keyboard.press("Space")
    tab_to(page, page.locator(".tray a.go"))
    page.keyboard.press("Enter")
    expect(page.locator(".side-by-side thead .title")).to_have_count(2)

    with page.expect_download() as figures:
        tab_to(page, page.get_by_role("link", name="导出数字"))
        page.keyboard.press("Enter")
    assert re.fullmatch(r"compared-\d{8}(\(\d+\))?\.csv", figures.value.suggested_filename)
    value = page.locator(".figure-value").first
    tab_to(page, value)
    page.keyboard.press("Enter")
    expect(page.locator("details.sentence[open] mark")).to_be_visible()


def test_a_result_is_exported_and_a_filter_let_go(archive, visit):
    page = visit("/reports/?q=枫桥经验&year=2022")
    tab_to(page, page.locator(".chips a").first)
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_have_count(0)
    with page.expect_download() as reports:
        tab_to(page, page.locator(".exports a").first, most=80)
        page.keyboard.press("Enter")
    assert re.fullmatch(r"reports-\d{8}\.csv", reports.value.suggested_filename)


def test_a_figure_shows_its_card_at_the_focus_and_leads_into_it_and_on(archive, visit):
    page = visit(archive[0].get_absolute_url())
    figures = page.locator(".text a.figure").all()
    card = page.locator(".card")
    tab_to(page, figures[0])
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(figures[1]).to_be_focused()
    expect(card).to_contain_text("2,000")
    page.keyboard.press("Enter")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(figures[1]).to_be_focused()
    page.keyboard.press("Tab")
    expect(figures[2]).to_be_focused()
    expect(page.locator("a.figure", has_text="48起")).to_be_visible()
