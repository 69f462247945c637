"""A private store of originals and the few places the tests speak of."""

from pathlib import Path

import pytest
from pytest_django import Settings

from reports.models import Region


@pytest.fixture(autouse=True)
def archive_root(settings: Settings, tmp_path: Path) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    return settings.ARCHIVE_ROOT


@pytest.fixture
def county(db: None) -> Region:
    province = Region.objects.create(code="33", name="浙江省", level="province", full_name="浙江省")
    city = Region.objects.create(
        code="3309", name="舟山市", level="city", parent=province, full_name="浙江省舟山市"
    )
    return Region.objects.create(
        code="330921", name="岱山县", level="county", parent=city, full_name="浙江省舟山市岱山县"
    )


@pytest.fixture
def town(county: Region) -> Region:
    return Region.objects.create(
        code="330921106",
        name="衢山镇",
        level="township",
        parent=county,
        full_name="浙江省舟山市岱山县衢山镇",
        pinyin="qushanzhen",
        initials="qsz",
    )
