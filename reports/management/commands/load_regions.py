"""Load the gazetteer (地名表) into the Region table."""

from argparse import ArgumentParser
from typing import Any

from django.db import transaction
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.models import Region
from reports.models.database import refresh_statistics
from reports.parsing.place.gazetteer import Gazetteer, Unit, gazetteer
from reports.parsing.place.pinyin import syllables

_FIELDS = ["name", "level", "parent_id", "full_name", "pinyin", "initials"]
_BATCH = 2000


class Command(ChineseCommand):
    help = "把地名表（省、市、县、乡镇）载入数据库；可重复运行，已有的地区不会被删除"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="库里已有地区时什么也不做")

    def handle(self, *, if_empty: bool = False, **options: Any) -> None:
        if if_empty and Region.objects.exists():
            return
        places = gazetteer()
        with transaction.atomic():
            stored = {row[0]: row[1:] for row in Region.objects.values_list("code", *_FIELDS)}
            new, changed = [], []
            for unit in tqdm(places, "读地名表", len(places), unit="个", disable=None, leave=False):
                row = region_row(unit, places)
                values = tuple(getattr(row, field) for field in _FIELDS)
                if unit.code not in stored:
                    new.append(row)
                elif stored[unit.code] != values:
                    changed.append(row)
            # The gazetteer gives parents before children, and so the foreign keys hold at every step.
            for start in tqdm(range(0, len(new), _BATCH), "写入数据库", unit="批", disable=None, leave=False):
                Region.objects.bulk_create(new[start : start + _BATCH])
            Region.objects.bulk_update(
                changed, [name.removesuffix("_id") for name in _FIELDS], batch_size=500
            )
            refresh_statistics(Region)
        kept = len(stored.keys() - {unit.code for unit in places})
        townships = sum(unit.level == "township" for unit in places)
        self.stdout.write(
            f"{len(places):,} 个地区（乡镇街道 {townships:,} 个）：新增 {len(new):,}，更新 {len(changed):,}，"
            f"不变 {len(places) - len(new) - len(changed):,}"
            + (f"；另有 {kept:,} 个不在地名表中，保留。" if kept else "。")
        )


def region_row(unit: Unit, places: Gazetteer) -> Region:
    """The row of ``unit``, unsaved."""
    reading = syllables(unit.name)
    return Region(
        code=unit.code,
        name=unit.name,
        level=unit.level,
        parent_id=unit.parent,
        full_name=places.full_name(unit.code),
        pinyin="".join(reading),
        initials="".join(syllable[:1] for syllable in reading),
    )
