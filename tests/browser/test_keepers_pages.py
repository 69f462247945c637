"""The keeper's pages, the archive's own and Django's, on a wide screen and a phone: nothing runs over, nothing
fails, axe-core finds nothing serious.
"""

from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User

from reports.models import Batch, BatchItem
from reports.store.saving import in_queue
from reports.text.remarks import words
from tests.browser.accessible import violations_of
from tests.browser.pages import LONGEST, long_names, make_region, many_figures
from tests.browser.pictures import picture
from tests.browser.test_every_page import WIDTH

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(indexed, keep) -> dict[str, str]:
    """Name → address."""
    make_region("330921101", "积石山保安族东乡族撒拉族街道办事处")
    make_region("330921400", LONGEST)
    reports = [long_names(), many_figures()]
    batch = Batch.objects.create(note="二月收到的")
    for state, reason in (("stored", ""), ("refused", "文件是空的，没有可以读的文字。" * 4), ("waiting", "")):
        BatchItem.objects.create(
            batch=batch,
            name=f"{LONGEST}/{'a' * 60}.txt",
            state=state,
            remark=words(reason).stored(),
            report=reports[0] if state == "stored" else None,
        )
    reports[0].status = "draft"
    reports[0].doubt = in_queue(reports[0], flagged=False)
    reports[0].save()
    return {
        "index": "/admin/",
        "list": "/admin/reports/report/",
        "list-filtered": "/admin/reports/report/?status__exact=draft&doubt=region&year=2023",
        "sure": "/admin/reports/report/sure/",
        "samples": "/admin/reports/report/samples/",
        "review-searched": f"/admin/reports/report/{reports[0].pk}/change/?place=积石&other=报告",
        "review": f"/admin/reports/report/{reports[0].pk}/change/",
        "review-of-figures": f"/admin/reports/report/{reports[1].pk}/change/",
        "upload": "/admin/reports/batch/add/",
        "batches": "/admin/reports/batch/",
        "batch": f"/admin/reports/batch/{batch.pk}/change/",
        "regions": "/admin/reports/region/",
        "history": "/admin/admin/logentry/",
        "tokens": "/admin/reports/apitoken/",
        "token": "/admin/reports/apitoken/add/",
        "users": "/admin/auth/user/",
        "user": f"/admin/auth/user/{User.objects.get().pk}/change/",
        "groups": "/admin/auth/group/",
        "password": "/admin/password_change/",
    }


#: Those with templates of the archive's own.
OURS = ("index", "review", "review-searched", "sure", "batch", "samples")


@pytest.mark.parametrize(("width", "axe"), [(1280, True), (390, True), (320, False)])
def test_keepers_pages_hold(pages, keep, live_server, width, axe):
    page = keep(width=width)
    troubles = {}
    for name, address in pages.items():
        page.emulate_media(color_scheme="light")
        page.goto(f"{live_server.url}{address}")
        assert unquote(page.url) == f"{live_server.url}{address}"
        picture(page, f"keeper-{name}-{width}-light")
        if (found := page.evaluate(WIDTH)) > width:
            troubles[name] = found
        if axe and name in OURS and (violations := violations_of(page)):
            troubles[f"{name} to axe"] = violations
        page.emulate_media(color_scheme="dark")
        picture(page, f"keeper-{name}-{width}-dark")
    assert troubles == {}
