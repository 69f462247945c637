"""A draft is checked in a real browser: without script, at every width, in both themes."""

from decimal import Decimal

import pytest

from reports.ingest.intake import Defaults, take_in
from reports.models import Report
from reports.store import copied_rows as reuse
from tests.browser.pictures import picture
from tests.factories import make_region, make_report
from tests.views.check.test_check import draft_of

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "我镇组织退休教师成立法治宣讲小组，每逢集日在集市东头摆桌答疑。"
INJECTED = "https://www.example.gov.cn/" + "a" * 120


@pytest.fixture
def archive(indexed) -> None:
    for code, name in (("33", "浙江省"), ("3309", "舟山市"), ("330921", "岱山县"), ("330921100", "高亭镇")):
        make_region(code, name)
    for number in range(6):
        figure = {"indicator": "disputes_mediated", "value": Decimal(10 * number), "unit": "件"}
        text = f"一、主要举措\n{SENTENCE if number < 2 else '做了工作。'}\n"
        make_report(text, region=f"33092120{number}", metrics=[figure])
    for report in Report.objects.all():
        reuse.remember(report)
    indexed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_a_draft_is_pasted_and_answered_without_script(archive, visit, width, scheme):
    page = visit("/check/", width=width, scheme=scheme, scripts=False)
    page.get_by_label("贴上全文").fill(draft_of().replace("全年共", f"{SENTENCE}{INJECTED}\n全年共"))
    page.locator(".draft-form button").click()
    page.locator("#required .sentence summary, #required a").first.wait_for()
    for summary in page.locator("#hints summary, #leftovers summary").all():
        summary.click()
    picture(page, f"checked-{width}-{scheme}")
    assert page.locator("#hints .hints > li").count() == 1
    assert page.locator("#leftovers .hints > li").count() == 1
    assert page.locator("#reuse .shared-sentences li").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_file_is_chosen_and_answered(archive, visit):
    page = visit("/check/")
    page.get_by_label("或选一个文件").set_input_files(
        {"name": "稿.txt", "mimeType": "text/plain", "buffer": draft_of().encode("gb18030")}
    )
    page.locator(".draft-form button").click()
    page.locator("#hints a, #hints summary").first.click()
    page.locator("#hints .sentence a").first.click()
    page.wait_for_url("**/check/#m-*")
    assert page.locator(":target").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_a_reports_hints_and_contents_open_without_script(archive, visit, width, scheme):
    text = draft_of().replace(
        "一、主要举措和成效\n", "一、主要举措和成效\n镇长带头履行法治建设第一责任人职责。\n"
    )
    outcome = take_in(text.encode(), "报告.txt", Defaults(publish=True))
    assert outcome.report is not None
    page = visit(
        Report.objects.get(pk=outcome.report).get_absolute_url(), width=width, scheme=scheme, scripts=False
    )
    for summary in page.locator("#hints summary, .checklist summary").all():
        summary.click()
    picture(page, f"hints-{width}-{scheme}")
    assert page.locator("#hints mark").count() == 4
    assert page.locator(".checklist .dot.on").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
