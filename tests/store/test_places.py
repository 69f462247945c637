"""What follows from the table of places."""

import hashlib

import pytest

from reports.models import RegionCode, RegionName, Report, SentenceHash
from reports.store.copied_rows import remember
from reports.store.places import misplaced, renew_codes, renew_names_and_codes
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db

SENTENCES = "".join(
    f"全镇扎实推进第{hashlib.sha1(bytes([n])).hexdigest()[:8]}项依法行政工作。" for n in range(9)
)


def test_a_report_keeps_the_code_of_its_place_whatever_is_saved() -> None:
    town, other = make_region("330921101"), make_region("330921102")
    report = make_report(region=town)
    assert report.region_code == "330921101"
    report.region = other
    report.save(update_fields=["region"])
    assert Report.objects.values_list("region__code", "region_code").get() == ("330921102", "330921102")
    report.status, report.region = "draft", None
    report.save()
    assert Report.objects.values_list("region", "region_code").get() == (None, "")


def test_where_a_place_gets_another_code_its_reports_follow() -> None:
    town = make_region("330921101")
    report, nowhere = make_report(SENTENCES, region=town), make_report(region=None, status="draft")
    remember(report)
    town.code = "330921199"
    town.save()
    assert list(misplaced()) == [report]
    Report.objects.filter(pk=report.pk).update(search_dirty=False)
    assert renew_codes() == 1
    report.refresh_from_db()
    assert (report.region_code, report.search_dirty, report.revision) == ("330921199", True, 2)
    assert set(SentenceHash.objects.values_list("body", flat=True)) == {330921199}
    nowhere.refresh_from_db()
    assert (nowhere.region_code, nowhere.revision) == ("", 1)
    assert [renew_codes(), list(misplaced())] == [0, []]


def test_each_place_has_a_row_of_its_name_and_code_and_a_mended_one_takes_the_last_ones_place() -> None:
    town = make_region("330921101", "衢山镇")
    renew_names_and_codes()
    named = RegionName.objects.filter(region=town)
    assert list(named.values_list("name", "full_name", "valid_from", "valid_until")) == [
        ("衢山镇", town.full_name, None, None)
    ]
    assert RegionName.objects.count() == RegionCode.objects.count() == 4
    named.update(valid_until="2020-01-01")
    RegionName.objects.create(region=town, name="衢山", full_name="衢山", valid_from="2020-01-01")
    renew_names_and_codes()
    renew_names_and_codes()
    assert list(named.order_by("pk").values_list("name", "full_name")) == [
        ("衢山镇", town.full_name),
        ("衢山镇", town.full_name),
    ]
    assert RegionName.objects.count() == 5
