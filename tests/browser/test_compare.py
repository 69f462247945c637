"""A comparison on a phone: of each section one report at a time, what is alike once."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_region
from tests.views.conftest import TEXT, full_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places(db):
    make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")


def test_on_a_phone_a_section_shows_the_report_chosen_and_the_others_stay(places, visit):
    first = full_report("330921101")
    second = full_report("330921102", text=TEXT.replace("执法力量不足", "宣传办法不多"))
    page = visit(f"/compare/?id={first.public_id}&id={second.public_id}", width=390)
    row = page.locator("tr.passages", has_text="不足和原因")
    expect(row.get_by_text("执法力量不足")).to_be_visible()
    expect(row.get_by_text("宣传办法不多")).to_be_hidden()
    row.get_by_text("山后乡 2023").click()
    expect(row.get_by_text("执法力量不足")).to_be_hidden()
    expect(row.get_by_text("宣传办法不多")).to_be_visible()
    other = page.locator("tr.passages", has_text="主要举措和成效").locator("td[data-label]")
    assert [cell.is_visible() for cell in other.all()] == [True, False]


@pytest.mark.parametrize(("width", "visible"), [(390, [True, False]), (1280, [True, True])])
def test_a_figure_alike_in_both_is_told_once_on_a_phone(places, visit, width, visible):
    ids = [full_report(region).public_id for region in ("330921101", "330921102")]
    page = visit(f"/compare/?id={ids[0]}&id={ids[1]}", width=width)
    cells = page.locator(".figure-line.alike", has_text="调处矛盾纠纷").locator("td[data-label]")
    assert [cell.is_visible() for cell in cells.all()] == visible
