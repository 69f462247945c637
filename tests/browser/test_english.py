"""The way to the pages in English and back, and scripts that speak it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import pages as pages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_reader_goes_to_english_and_back_where_they_are(pages, visit, scripts):
    page: Page = visit(pages["listing"], scripts=scripts)
    address = page.url
    page.get_by_text("⋯").click()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == address
    page.get_by_role("link", name="Topics", exact=True).click()
    expect(page.locator("h1")).to_have_text("Topics")
    page.get_by_text("⋯").click()
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("h1")).to_have_text("主题")


def test_scripts_speak_the_language_of_the_page(pages, visit, live_server):
    page = visit("/language?to=en&next=/reports/")
    page.get_by_role("checkbox").first.check()
    tray = page.get_by_role("region", name="Reports to compare")
    expect(tray).to_contain_text("To compare: 1")
    expect(tray.get_by_role("link")).to_have_text("Pick one more")
    page.goto(f"{live_server.url}{pages['report']}")
    page.get_by_role("button", name="Next match").click()
    expect(page.get_by_role("button", name="Remove from compare", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_visible()
