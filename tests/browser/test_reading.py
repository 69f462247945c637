"""What reading a report asks of its page: the way around in it, the marks of a search, what a figure counts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import IS_FIREFOX
from tests.factories import make_region, make_report
from tests.views.conftest import full_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(indexed):
    make_region("330921101", "山前镇")
    reports = [full_report("330921101", 2022)]
    indexed()
    return reports


@pytest.fixture
def long_report(db):
    headings = [f"第{number}项工作" for number in range(40)]
    text = "\n".join(f"{heading}\n" + "依法行政扎实推进。\n" * 8 for heading in headings)
    return make_report(text, region="330921101", sections=[{"heading": heading} for heading in headings])


def test_the_contents_follow_the_reader_also_past_what_was_jumped_over(long_report, visit):
    page = visit(long_report.get_absolute_url())
    contents = page.get_by_role("navigation", name="目录")
    expect(contents.locator("[aria-current]")).to_have_count(0)
    page.locator(".text h2", has_text="第0项工作").evaluate("(heading) => heading.scrollIntoView()")
    expect(contents.locator("[aria-current]")).to_have_text("第0项工作")
    page.locator(".text h2", has_text="第38项工作").evaluate("(heading) => heading.scrollIntoView()")
    expect(contents.locator("[aria-current]")).to_have_text("第38项工作")
    expect(contents.locator("[aria-current]")).to_be_in_viewport()


@pytest.mark.parametrize("before", [False, True])
def test_an_anchor_leads_to_its_heading_without_scripts_as_does_that_of_before(long_report, visit, before):
    section = long_report.sections.get(path="31")
    anchor = section.former_anchor if before else section.anchor
    page = visit(f"{long_report.get_absolute_url()}#{anchor}", scripts=False)
    expect(page.locator(".text h2", has_text="第30项工作")).to_be_in_viewport()
    expect(page.locator(".text h2", has_text="第0项工作")).not_to_be_in_viewport()


def test_on_a_phone_the_contents_stay_in_sight_and_say_what_is_read(long_report, visit):
    page = visit(long_report.get_absolute_url(), width=375)
    page.locator(".text h2", has_text="第20项工作").evaluate("(heading) => heading.scrollIntoView()")
    bar = page.locator(".contents summary")
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_have_text(f"{long_report.region.name} · {long_report.year}目录第20项工作")
    bar.click()
    page.get_by_role("link", name="第30项工作").click()
    expect(page.locator(".text h2", has_text="第30项工作")).to_be_in_viewport()
    expect(page.locator(".contents ol")).to_be_hidden()


def test_hits_are_walked_through_in_both_directions(archive, visit):
    page = visit(f"{archive[0].get_absolute_url()}?hl=矛盾")
    count = page.locator(".text mark[id]").count()
    assert count > 1
    page.get_by_role("button", name="下一处").click()
    expect(page.locator("[data-hits] [role=status]")).to_have_text(f" 1 / {count} ")
    page.get_by_role("button", name="上一处").click()
    expect(page.locator("[data-hits] [role=status]")).to_have_text(f" {count} / {count} ")
    expect(page.locator("mark.current")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 375], ids=["desktop", "phone"])
def test_a_figure_tells_what_it_counts_where_it_stands(archive, visit, width):
    page = visit(archive[0].get_absolute_url(), width=width)
    figure = page.locator("a.figure", has_text="48起")
    figure.focus()
    page.keyboard.press("Enter")
    card = page.locator(".card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("调处矛盾纠纷")
    expect(card).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    figure.click()
    card.get_by_role("link", name="看数字表").click()
    key = archive[0].metrics.get(figure="48").anchor.removeprefix("m-")
    expect(page.locator(f"tr#f-{key}")).to_be_in_viewport()


def test_a_card_comes_at_the_pointer_s_rest_and_goes_when_it_leaves_both(archive, visit):
    page = visit(archive[0].get_absolute_url())
    card = page.locator(".card")
    page.locator("a.figure", has_text="48起").hover()
    expect(card).to_contain_text("调处矛盾纠纷")
    card.hover()
    expect(card).to_be_visible()
    page.locator("h1").hover()
    expect(card).to_be_hidden()


@pytest.mark.skipif(IS_FIREFOX, reason="WebDriver BiDi lays out no paper")
def test_on_paper_is_what_was_read_and_nothing_to_operate(archive, visit, live_server):
    page = visit("/reports/")
    page.emulate_media(media="print")
    expect(page.locator(".hits h2")).to_have_count(1)
    expect(page.locator(".hits h2")).to_be_visible()
    for part in (".facets", "form.order", ".hits input", "header nav"):
        expect(page.locator(part).first).to_be_hidden()
    page.goto(f"{live_server.url}{archive[0].get_absolute_url()}?hl=纠纷")
    expect(page.locator(".text h2").first).to_be_visible()
    expect(page.locator(".figures .num").first).to_be_visible()
    for part in ("[data-hits]", ".contents", ".pick", ".figures .source-cell"):
        expect(page.locator(part).first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_notes_stand_beside_their_line_or_below_it_on_a_phone(archive, visit, width):
    page = visit(full_report("330921101", 2023).get_absolute_url(), width=width)
    para = page.locator(".para").first
    own = para.locator("> :not(.notes)").bounding_box()
    note = para.locator(".notes").bounding_box()
    if width == 1280:
        assert note["x"] >= own["x"] + own["width"]
        assert own["y"] - 1 <= note["y"] <= own["y"] + own["height"]
    else:
        assert note["y"] >= own["y"] + own["height"]
        assert note["x"] + note["width"] <= width
