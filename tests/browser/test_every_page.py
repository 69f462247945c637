"""Every page at every width in both themes: nothing runs over, nothing fails; pictures are kept for looking at."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_region, make_report
from tests.views.conftest import TEXT, full_report

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = Path(settings.BASE_DIR) / "var/screenshots"


@pytest.fixture
def pages(indexed) -> dict[str, str]:
    """Name → address of a page of each kind, with the longest names and most columns there may be."""
    make_region("33", "新疆维吾尔自治区")
    make_region("3309", "克孜勒苏柯尔克孜自治州")
    make_region("330921", "双江拉祜族佤族布朗族傣族自治县")
    make_region("330921101", "积石山保安族东乡族撒拉族街道办事处")
    reports = [full_report("330921101", year) for year in (2020, 2021, 2022)]
    long_text = TEXT + "\n" + "无" * 300 + "\nhttps://www.example.gov.cn/" + "a" * 200
    reports.append(full_report("330921101", 2023, long_text, index_no="X" * 90, doc_no="长" * 60))
    headings = [f"第{number}项工作推进落实情况" for number in range(40)]
    forty = make_report(
        "\n".join(f"{heading}\n依法行政扎实推进。" for heading in headings),
        region="330921101",
        year=2019,
        sections=[{"heading": heading} for heading in headings],
    )
    indexed()
    pks = [report.pk for report in reports]
    return {
        "home": "/",
        "listing": "/reports/?q=枫桥经验&region=330921&year=2020&year=2021&year=2022&year=2023&topic=disputes",
        "nothing": "/reports/?q=没有这样的话",
        "report": f"/reports/{pks[3]}/?hl=枫桥",
        "compare": "/compare/?" + "&".join(f"id={pk}" for pk in pks),
        "compare-two": f"/compare/?id={pks[0]}&id={pks[1]}&by=topic",
        "compare-none": "/compare/",
        "compare-words": f"/compare/?id={pks[0]}&id={pks[3]}&by=diff",
        "report-of-40-sections": f"/reports/{forty.pk}/",
        "places-found": "/reports/?region=3309&region_q=积石",
        "similar": "/regions/330921/similar/",
        "region": "/regions/330921/",
        "township": "/regions/330921101/",
        "regions": "/regions/",
        "topic": "/topics/disputes/",
        "topics": "/topics/",
        "indicator": "/indicators/disputes_mediated/",
        "indicators": "/indicators/",
        "coverage": "/coverage/?from=2010&to=2023",
        "coverage-county": "/coverage/?region=330921&from=2010&to=2023",
        "change": "/regions/330921101/change/",
        "about": "/about/",
        "check": "/check/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
# 640 is a window of 1280 at 200 %; the largest letters on the narrowest phone are the hardest case.
@pytest.mark.parametrize(("width", "letters"), [(1280, 100), (640, 100), (375, 100), (320, 100), (320, 130)])
def test_pages_hold(pages, visit, live_server, width, letters, scheme):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = visit(f"/size?to={letters}", width=width, scheme=scheme)
    too_wide = []
    for name, address in pages.items():
        page.goto(f"{live_server.url}{address}")
        page.screenshot(path=PICTURES / f"{name}-{width}-{letters}-{scheme}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(name)
    assert too_wide == []
