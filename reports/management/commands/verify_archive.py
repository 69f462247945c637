"""``manage.py verify_archive``: hash every original again and name what is damaged, missing or unclaimed."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.ingest import originals
from reports.models import BatchItem, SourceFile


class Command(BaseCommand):
    help = "逐个核对原件的校验值；有损坏或缺失时退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = dict(SourceFile.objects.values_list("sha256", "name"))
        damaged = []
        for sha256, name in sorted(wanted.items()):
            try:
                originals.load(sha256)
            except FileNotFoundError:
                damaged.append(f"缺失  {name}（{sha256}）")
            except originals.DamagedOriginal:
                damaged.append(f"损坏  {name}（{sha256}）")
        uploaded = set(BatchItem.objects.values_list("sha256", flat=True))
        unclaimed = [name for name in originals.stored() if name not in wanted and name not in uploaded]
        for line in damaged:
            self.stdout.write(line)
        if unclaimed:
            self.stdout.write(f"另有 {len(unclaimed)} 个文件不属于任何报告，未作改动。")
        self.stdout.write(f"核对 {len(wanted)} 个原件：完好 {len(wanted) - len(damaged)} 个。")
        if damaged:
            raise SystemExit(1)
