"""What a first visitor does: search, narrow, read, compare."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_region
from tests.views.conftest import full_report, place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(indexed):
    make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")
    reports = [full_report("330921101", 2022), full_report("330921101"), full_report("330921102")]
    reports[2].title = "山后乡2023年法治政府建设年度报告"
    reports[2].save()
    indexed()
    return reports


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 375], ids=["desktop", "phone"])
def test_search_narrow_read_and_compare(archive, visit: Callable[..., Page], width, scripts):
    page = visit("/", width=width, scripts=scripts)
    box = page.locator("input[name=q]")
    box.fill("枫桥经验")
    box.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("枫桥经验.*3 篇"))

    if width < 1000:
        page.get_by_text("筛选", exact=True).click()
    page.locator("[data-facet=year] a", has_text="2023").click()
    expect(page.locator("h1")).to_have_text(re.compile("2 篇"))
    expect(page.locator(".chips")).to_contain_text("2023 年度")
    listing = page.url

    hit = page.locator(".hits > li", has_text="山后乡")
    expect(hit.locator("mark").first).to_have_text("枫桥经验")
    hit.locator("a.quote").first.click()
    mark = page.locator(f"mark#h-{place('枫桥经验')[0]}")
    expect(mark).to_have_text("枫桥经验")
    expect(mark).to_be_in_viewport()

    page.goto(listing)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator(".tray a.go" if scripts else ".compare-picked button").click()
    expect(page.locator(".side-by-side thead .title")).to_have_count(2)
    heads = page.locator(".side-by-side thead .title").all_text_contents()
    assert sorted(heads) == ["山前镇 2023", "山后乡 2023"]
    row = page.locator(".figure-line", has_text="调处矛盾纠纷")
    expect(row.locator(".figure-value")).to_have_text([re.compile(r"48\s*起")] * 2)


def test_the_tray_follows_the_reader_and_can_be_emptied(archive, visit):
    page = visit(archive[1].get_absolute_url())
    page.get_by_role("button", name="加入对比").click()
    tray = page.get_by_role("region", name="对比篮")
    expect(tray).to_contain_text("1 篇")
    page.get_by_role("link", name="报告", exact=True).click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("checkbox", checked=False).first.check()
    expect(tray).to_contain_text("2 篇")
    tray.get_by_role("button", name="清空").click()
    expect(tray).to_be_hidden()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_new_order_is_shown_at_once(archive, visit):
    page = visit("/reports/")
    page.get_by_label("排序").select_option("年度从旧到新")
    page.wait_for_url("**/reports/?sort=year*")
    expect(page.locator(".hits .title").first).to_contain_text(" · 2022")


def test_the_tray_names_what_it_holds_and_refuses_a_fifth(archive, indexed, visit):
    for year in (2019, 2020):
        full_report("330921101", year)
    indexed()
    page = visit("/reports/?sort=year")
    tray = page.get_by_role("region", name="对比篮")
    boxes = page.get_by_role("checkbox").all()
    for box in boxes[:4]:
        box.check()
    boxes[4].click()
    expect(tray.get_by_role("status")).to_have_text("一次最多对比四篇，先移出一篇。")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)
    tray.get_by_role("listitem").first.get_by_role("button").click()
    expect(tray.get_by_role("listitem")).to_have_count(3)
    expect(boxes[0]).not_to_be_checked()


def test_a_comparison_is_taken_along_to_the_list_and_takes_in_what_is_found(archive, visit):
    page = visit(f"/compare/?id={archive[0].public_id}&id={archive[1].public_id}")
    page.get_by_text("再加一篇").click()
    page.get_by_role("link", name="在报告列表里勾选").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.goto(
        f"{page.url.split('/reports/')[0]}/compare/?id={archive[0].public_id}&id={archive[1].public_id}"
    )
    page.get_by_text("再加一篇").click()
    page.get_by_label("找一篇来加").fill("山后乡")
    page.keyboard.press("Enter")
    page.locator(".offers a", has_text="山后乡").first.click()
    expect(page.locator(".side-by-side thead .title")).to_have_count(3)
