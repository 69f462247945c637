"""``manage.py reparse``: read all reports anew with the parser of today."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.db.models import Q
from tqdm import tqdm

from reports.ingest.renew import NotReparsed, reparse
from reports.ingest.run import update_index
from reports.management.chinese import ChineseCommand
from reports.models import Report
from reports.parsing import PARSER_VERSION
from reports.store import usual_ranges as ranges
from reports.store.anchors import without_ids
from reports.store.carried import with_former_keys
from reports.store.history import command_line, record, record_run


class Command(ChineseCommand):
    yields = True
    help = "用现在的识别程序重新识别全部报告；人工更正会保留。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--changed",
            action="store_true",
            help="只处理由旧版本识别的报告，和章节、数字或其更正还没有编号的报告",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reports = Report.objects.order_by("pk")
        if options["changed"]:
            reports = reports.filter(~Q(parser_version=PARSER_VERSION) | without_ids())
        keys = list(reports.values_list("pk", flat=True))
        if options["changed"]:
            keys = sorted({*keys, *with_former_keys()})
        failed, by = 0, command_line()
        for pk in tqdm(keys, unit="篇", disable=not sys.stderr.isatty()):
            report = Report.objects.select_related("source").filter(pk=pk).first()
            if report is None:
                continue
            shown = report.status == Report.Status.PUBLISHED
            try:
                reparse(report)
            except NotReparsed as error:
                failed += 1
                self.stdout.write(f"失败  {report.title}（{report.source.sha256}）：{error}")
                continue
            record([report], by, f"reparse 重新识别（识别版本 {PARSER_VERSION}）")
            if shown and report.returned:
                record([report], by, f"退回待审：{report.get_returned_display()}")
                self.stdout.write(
                    f"退回待审  {report.title}（{report.public_id}）：{report.get_returned_display()}"
                )
        update_index()
        ranges.renew()
        told = f"重新识别 {len(keys) - failed} 篇，失败 {failed} 篇。"
        self.stdout.write(told)
        record_run("reparse", told)
        if failed:
            raise SystemExit(1)
