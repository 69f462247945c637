"""A small demonstration, made as a large one is: all its parts are there, marked, and nothing of it twice."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client

from reports.demo import making
from reports.demo.corpus import Fate, make_files
from reports.demo.desk import KEEPER, keeper_password
from reports.models import Batch, BatchItem, Region, Report

FEW = 40


class Stopped(Exception):
    """What stops the making in these tests, as a keeper's Ctrl+C does."""


@pytest.fixture
def demo(transactional_db: None, indexed: Callable[[], int], settings, tmp_path: Path) -> None:
    """The tables and places of a demonstration that is to be made."""
    settings.DEMO_ROOT = str(tmp_path)
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    call_command("load_regions", verbosity=0)


def statuses() -> Counter[str]:
    return Counter(Report.objects.values_list("status", flat=True))


def test_a_small_demonstration_is_made_gone_on_with_and_marked(demo: None, client: Client) -> None:
    def stop(sentence: str) -> None:
        if sentence.startswith("已放入"):
            raise Stopped

    with pytest.raises(Stopped):
        making.make(stop, FEW)
    begun = Report.objects.count()
    assert 0 < begun < FEW
    assert not making.is_made()

    told: list[str] = []
    making.make(told.append, FEW)
    assert making.is_made()
    fates = Counter(file.fate for file in make_files(FEW))
    held = statuses()
    assert held["withdrawn"] == fates[Fate.WITHDRAWN]
    assert held["superseded"] == fates[Fate.REPLACING]
    assert held["published"] >= FEW - fates[Fate.WITHDRAWN]
    assert held["draft"] >= 5
    assert not Report.objects.filter(sample=False).exists()
    assert not Report.objects.filter(search_dirty=True).exists()

    # Again, as after a power cut just before the end: nothing comes twice.
    making.make(told.append, FEW)
    assert statuses() == held
    assert Batch.objects.count() == 1

    uploads = Counter(BatchItem.objects.values_list("state", flat=True))
    assert set(uploads) - {"stored"} == {"undecided", "revision", "duplicate", "refused"}
    assert [item.reason for item in BatchItem.objects.filter(state="refused") if not str(item.reason)] == []

    client.post("/admin/login/", {"username": KEEPER, "password": keeper_password()})
    assert client.get("/admin/").status_code == 200

    found = client.get("/api/v1/reports", {"page_size": 200}).json()
    assert found["count"] == held["published"]
    assert {one["sample"] for one in found["results"]} == {True}
    table = b"".join(client.get("/reports/export.csv")).decode("utf-8-sig").splitlines()
    assert len(table) == held["published"] + 1
    feed = client.get("/feeds/reports.atom").content.decode()
    assert feed.count("<entry>") == feed.count('term="示例"') > 0

    # 示例省 is the country here.
    cover = client.get("/api/v1/coverage").json()
    assert cover["bodies"] == Region.objects.filter(level="township", valid_until=None).count() == 433
    assert cover["cells"]["on_time"] + cover["cells"]["late"] + cover["cells"]["unknown"] > FEW / 2
    assert not (Path(django_settings.BASE_DIR) / "fixtures/reports" / next(make_files(FEW)).name).exists()
