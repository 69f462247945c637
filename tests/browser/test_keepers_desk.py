"""The keeper at work, counted in steps: drafts published by keys, a doubt settled by one click, a decision taken back."""

import pytest
from playwright.sync_api import Page, expect

from reports.models import Report
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts(indexed) -> list[Report]:
    """Four of no doubt, the last first in the queue; and one whose place has two namesakes."""
    for code, name in (("210726116", "太和镇"), ("420702100", "太和镇"), ("330921106", "衢山镇")):
        make_region(code, name)
    sure = [
        make_report(f"文{year}", region="330921106", year=year, status="draft") for year in range(2020, 2024)
    ]
    unsure = make_report(
        "太和镇", region=None, region_name="太和镇", year=2023, status="draft", title="太和镇报告"
    )
    return [unsure, *reversed(sure)]


def statuses(drafts: list[Report]) -> list[str]:
    found = dict(Report.objects.values_list("pk", "status"))
    return [found[draft.pk] for draft in drafts]


def press(page: Page, key: str, then: str) -> None:
    """A key, and where the screen then is in the queue."""
    page.keyboard.press(key)
    expect(page.locator("main header .label").first).to_contain_text(then)


@pytest.mark.parametrize("width", [1280, 390])
def test_three_drafts_are_published_with_three_keys_and_one_is_taken_back(drafts, keep, width):
    page = keep("/admin/reports/report/review/?queue=none", width=width)
    expect(page.locator("main header .label").first).to_have_text("待审 · 没有疑问，第 1 / 4 篇")
    press(page, "p", "第 1 / 3 篇")
    press(page, "p", "第 1 / 2 篇")
    press(page, "p", "第 1 / 1 篇")
    assert statuses(drafts) == ["draft", *["published"] * 3, "draft"]
    press(page, "u", "第 1 / 2 篇")
    assert statuses(drafts) == ["draft", "published", "published", "draft", "draft"]


@pytest.mark.parametrize("key", ["", "2"])
def test_a_doubt_about_the_place_is_settled_with_one_click_or_key(drafts, keep, key):
    page = keep("/admin/")
    page.get_by_role("link", name="开始审").click()
    expect(page.locator("h1")).to_have_text("太和镇报告")
    choice = page.locator(".candidates li", has_text="地区42").get_by_role("button", name="太和镇")
    # Keys are heard once the page's script has run.
    page.wait_for_load_state("load")
    page.keyboard.press(key) if key else choice.click()
    expect(page.locator(".candidates")).to_have_count(0)
    drafts[0].refresh_from_db()
    assert drafts[0].region_code == "420702100"
    press(page, "p", "第 1 / 4 篇")
    assert statuses(drafts) == ["published", *["draft"] * 4]


def test_keys_lead_on_and_back_and_are_letters_while_one_types(drafts, keep):
    page = keep("/admin/reports/report/review/")
    press(page, "n", "第 2 / 5 篇")
    press(page, "b", "第 1 / 5 篇")
    page.get_by_label("退回或撤下的原因").fill("")
    page.keyboard.type("prnbu")
    expect(page.get_by_label("退回或撤下的原因")).to_have_value("prnbu")
    page.locator("body").press("Control+p")
    assert statuses(drafts) == ["draft"] * 5
    page.locator(".paper").focus()
    press(page, "r", "第 1 / 4 篇")
    assert statuses(drafts) == ["withdrawn", *["draft"] * 4]


def test_what_is_searched_for_comes_without_losing_what_was_typed(drafts, keep):
    other = make_report(region="330921107", year=2020, title="要找的那一篇")
    page = keep("/admin/reports/report/review/")
    page.get_by_label("退回或撤下的原因").fill("和另一篇一样")
    page.get_by_label("另一篇").fill("要找的")
    page.keyboard.press("Enter")
    page.locator("#others label", has_text=other.title).click()
    expect(page.get_by_label("退回或撤下的原因")).to_have_value("和另一篇一样")
    page.get_by_role("button", name="标为重复").click()
    expect(page.locator("main header .label").first).to_contain_text("第 1 / 4 篇")
    drafts[0].refresh_from_db()
    assert drafts[0].corrections["duplicate_of"]["value"] == other.public_id


def test_those_without_doubt_are_published_after_they_were_listed(drafts, keep):
    page = keep("/admin/")
    page.get_by_role("link", name="发布没有疑问的 4 篇").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_role("button", name="发布 4 篇").click()
    expect(page.get_by_text("发布了 4 篇。")).to_be_visible()
    assert statuses(drafts) == ["draft", *["published"] * 4]
