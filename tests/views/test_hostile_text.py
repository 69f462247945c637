"""What a report says is text on every page, whatever it says."""

import pytest
from django.test import Client

from reports.models import Indicator, Report, Section
from tests.factories import make_report

#: Would run as markup, in an attribute of either quote, in a link, and as the end of a script.
HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script></script></title>"
#: What would be left of it if it were written as it stands.
MARKS = ("<img src=x", "<script>alert", "\"'><")
TITLE = f"山前镇2023年法治政府建设年度报告{HOSTILE}"
TEXT = f"{TITLE}\n一、主要举措{HOSTILE}\n全年排查调处矛盾纠纷48起{HOSTILE}。\n二、存在的不足\n少。"


@pytest.fixture
def hostile(places: None, indexed) -> Report:
    start = TEXT.index("全年")
    figure = {
        "text": f"排查调处矛盾纠纷48起{HOSTILE}",
        "figure": "48",
        "value": 48,
        "unit": f"起{HOSTILE[:12]}",
    }
    report = make_report(
        TEXT,
        region="330921101",
        year=2023,
        title=TITLE,
        issuer=f"山前镇人民政府{HOSTILE}",
        doc_no=HOSTILE[:60],
        index_no=HOSTILE[:60],
        sections=[
            {"heading": f"主要举措{HOSTILE}", "path": "1", "marker": "一、", "start": TEXT.index("一、")}
        ],
        metrics=[
            figure
            | {"start": start, "end": start + 12, "figure_start": start, "indicator": "disputes_mediated"}
        ],
    )
    make_report(TEXT + "又一篇。", region="330921102", year=2023, title=TITLE)
    indexed()
    return report


def test_nothing_that_a_report_says_becomes_markup(client: Client, hostile: Report) -> None:
    other = Report.objects.exclude(pk=hostile.pk).get()
    pair = f"id={hostile.public_id}&id={other.public_id}"
    pages = [
        "/", "/reports/", "/reports/?q=矛盾纠纷", hostile.get_absolute_url(), f"{hostile.get_absolute_url()}?copied=1",
        f"{hostile.get_absolute_url()}?hl=矛盾", f"/compare/?{pair}", f"/compare/?{pair}&by=order", "/regions/",
        "/regions/330921101/", "/regions/330921101/similar/", "/regions/330921101/change/", "/regions/330921/",
        "/topics/", "/indicators/", "/indicators/disputes_mediated/", "/coverage/", "/feeds/reports.atom",
        f"/reports/?q={HOSTILE}", f"/reports/?region={HOSTILE}", f"/check/?x={HOSTILE}", f"/regions/{HOSTILE[:9]}/",
        "/indicators/disputes_mediated/spread.svg", "/coverage/years.svg",
    ]  # fmt: skip
    for path in pages:
        body = client.get(path).content.decode()
        assert [mark for mark in MARKS if mark in body] == [], path
    body = client.post("/check/", {"text": TEXT}).content.decode()
    assert [mark for mark in MARKS if mark in body] == []


def test_nothing_that_a_report_says_becomes_markup_in_the_admin(
    admin_client: Client, hostile: Report
) -> None:
    Report.objects.filter(pk=hostile.pk).update(status=Report.Status.DRAFT)
    for path in ("/admin/", "/admin/reports/report/", f"/admin/reports/report/{hostile.pk}/change/"):
        body = admin_client.get(path).content.decode()
        assert [mark for mark in MARKS if mark in body] == [], path


def test_there_is_something_to_be_found(hostile: Report) -> None:
    assert (Section.objects.count() > 0, Indicator.objects.count() > 0) == (True, True)
