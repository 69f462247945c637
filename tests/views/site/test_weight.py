"""Pages, styles and scripts stay light: what goes over the wire, compressed."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_report
from tests.views.conftest import TEXT, full_report


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.mark.parametrize(("kind", "most"), [("css", 30_000), ("js", 60_000)])
def test_styles_and_scripts_are_light(kind, most):
    files = Path(settings.BASE_DIR, "static").glob(f"*.{kind}")
    assert sum(weight(path.read_bytes()) for path in files) <= most


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/reports/?page_size=50",
        "/reports/?q=依法&page_size=50",
        "/regions/330921101/",
        "/topics/disputes/",
    ],
)
def test_pages_are_light(places, indexed, client, path):
    for year in range(1980, 2030):
        full_report(year=year)
    indexed()
    assert weight(client.get(path).content) <= 60_000


def test_a_long_report_and_four_side_by_side_are_light(places, client):
    text = TEXT + "".join(
        f"\n第{number}项，依法办理群众诉求{number}件，办结率{number % 100}%。" for number in range(300)
    )
    keys = [full_report(year=year, text=text).public_id for year in range(2020, 2024)]
    query = "&".join(f"id={key}" for key in keys)
    pages = [f"/reports/{keys[0]}/", f"/compare/?{query}", f"/compare/?id={keys[0]}&id={keys[1]}&by=diff"]
    assert [path for path in pages if weight(client.get(path).content) > 60_000] == []


def test_pages_are_compressed_and_not_sent_again_when_they_are_the_same(client, db):
    report = make_report("一、甲\n" + "依法行政扎实推进。" * 50)
    first = client.get(report.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(report.get_absolute_url(), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
