"""``manage.py update_reuse``: read the sentences of published reports for copied text (雷同)."""

import sys
from argparse import ArgumentParser
from typing import Any

from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.models import Report
from reports.store import copied_rows as reuse


class Command(ChineseCommand):
    yields = True
    help = "为已发布的报告建立雷同句索引；已建的不动，--all 全部重建。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="全部重建")

    def handle(self, *args: Any, **options: Any) -> None:
        published = Report.objects.filter(status=Report.Status.PUBLISHED)
        reports = published if options["all"] else reuse.without_rows()
        keys = list(reports.order_by("pk").values_list("pk", flat=True))
        with tqdm(total=len(keys), unit="篇", disable=not sys.stderr.isatty()) as bar:
            reuse.remember_all(keys, bar.update)
        reuse.renew_shares()
        if options["verbosity"]:
            self.stdout.write(f"已为 {len(keys)} 篇报告建立雷同句索引。")
