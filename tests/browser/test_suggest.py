"""The search box's suggestions in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_place_is_chosen_with_the_keyboard(visit, indexed):
    make_report("坚持枫桥经验。\n", region=make_region("330921101", "山前镇"), title="山前镇年度报告")
    indexed()
    page = visit("/")
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
