"""Load the gazetteer (地名表) into the Region table."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.models import Region, RegionCode, RegionName
from reports.models.access.database import refresh_statistics
from reports.parsing.place.gazetteer import Gazetteer, Unit, gazetteer
from reports.parsing.place.pinyin import syllables
from reports.store.history import record_run
from reports.store.places import listed_units, renew_codes, renew_names_and_codes

_FIELDS = ["name", "level", "full_name", "pinyin", "initials"]
_BATCH = 2000


class Command(ChineseCommand):
    help = "把地名表（省、市、县、乡镇）载入数据库；可重复运行，已有的地区不会被删除"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="库里已有地区时什么也不做")

    def handle(self, *, if_empty: bool = False, **options: Any) -> None:
        if if_empty and Region.objects.exists():
            return
        places, listed = gazetteer(), listed_units()
        with transaction.atomic():
            stored = {row[0]: row[1:] for row in Region.objects.values_list("code", "pk", "parent", *_FIELDS)}
            keys = {code: row[0] for code, row in stored.items()}
            new, changed = 0, []
            # The gazetteer gives parents before children; of one level none lies in another.
            for level in Region.Level.values:
                rows = []
                units = [unit for unit in listed if unit.level == level]
                for unit in tqdm(units, "读地名表", unit="个", disable=None, leave=False):
                    row = region_row(unit, places, keys)
                    if unit.code not in stored:
                        rows.append(row)
                    elif stored[unit.code][1:] != (row.parent_id, *(getattr(row, name) for name in _FIELDS)):
                        changed.append(row)
                Region.objects.bulk_create(rows, _BATCH)
                keys |= {row.code: row.pk for row in rows}
                new += len(rows)
            Region.objects.bulk_update(changed, ["parent", *_FIELDS], batch_size=500)
            renew_names_and_codes()
            renew_codes()
            refresh_statistics(Region, RegionName, RegionCode)
        kept = len(stored.keys() - {unit.code for unit in listed})
        townships = sum(unit.level == "township" for unit in listed)
        told = (
            f"{len(listed):,} 个地区（乡镇街道 {townships:,} 个）：新增 {new:,}，更新 {len(changed):,}，"
            f"不变 {len(listed) - new - len(changed):,}"
            + (f"；另有 {kept:,} 个不在地名表中，保留。" if kept else "。")
        )
        self.stdout.write(told)
        if new or changed:
            record_run("load_regions", told)


def region_row(unit: Unit, places: Gazetteer, keys: Mapping[str, int]) -> Region:
    """The row of ``unit``, unsaved; ``keys`` are those of the stored rows by code, its parent's among them."""
    reading = syllables(unit.name)
    return Region(
        pk=keys.get(unit.code),
        code=unit.code,
        name=unit.name,
        level=unit.level,
        parent_id=keys[unit.parent] if unit.parent else None,
        full_name=places.full_name(unit.code),
        pinyin="".join(reading),
        initials="".join(syllable[:1] for syllable in reading),
    )
