"""The search box's suggestions in a real browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.factories import make_region, make_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(monkeypatch) -> Iterator[Page]:
    # Playwright's own loop runs in this thread, which Django takes for asynchronous code.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_a_place_is_chosen_with_the_keyboard(page, live_server, indexed):
    make_report("坚持枫桥经验。\n", region=make_region("330921101", "山前镇"), title="山前镇年度报告")
    indexed()
    page.goto(f"{live_server.url}/")
    box = page.get_by_role("combobox", name="检索报告")
    box.press_sequentially("山前")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("山前镇")
    box.press("Escape")
    expect(option).to_have_count(0)
    box.press("Backspace")
    expect(option).to_have_count(1)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/reports/?region=330921101")
