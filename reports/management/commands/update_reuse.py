"""``manage.py update_reuse``: read the sentences of published reports for copied text (雷同)."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.db import transaction
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.models import Report
from reports.store import copied_rows as reuse


class Command(ChineseCommand):
    help = "为已发布的报告建立雷同句索引；已建的不动，--all 全部重建。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="全部重建")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = Report.objects.filter(status=Report.Status.PUBLISHED).order_by("pk")
        if not options["all"]:
            reports = reports.filter(signature__isnull=True, region__isnull=False, year__isnull=False)
        keys = list(reports.values_list("pk", flat=True))
        for pk in tqdm(keys, unit="篇", disable=not sys.stderr.isatty()):
            with transaction.atomic():
                reuse.remember(Report.objects.get(pk=pk))
        if options["verbosity"]:
            self.stdout.write(f"已为 {len(keys)} 篇报告建立雷同句索引。")
