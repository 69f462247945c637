"""``manage.py ingest``: take in files, folders and zips."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.ingest.batches import unfinished, work_off
from reports.ingest.folders import find
from reports.ingest.intake import Defaults, Outcome
from reports.ingest.run import summary, take_in_all
from reports.models import BatchItem
from reports.search.writer import drain


class Command(BaseCommand):
    help = "收入报告：文件、文件夹、zip。已收过的不会重复收；有文件失败时退出码为 1，其余照常入库。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        parser.add_argument("--resume", action="store_true", help="接着处理网页上传后没处理完的批次")
        parser.add_argument("--publish", action="store_true", help="识别无疑问的直接发布")
        parser.add_argument("--url", default="", help="来源网址，用于全部文件")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="逐个文件的结果写到这里")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["resume"]:
            for batch in unfinished():
                work_off(batch)
                self.stdout.write(f"{batch}：处理完毕。")
        if not options["paths"]:
            if not options["resume"]:
                raise CommandError("请给出文件或文件夹。")
            drain()
            return
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        defaults = Defaults(publish=options["publish"], url=options["url"])
        outcomes = take_in_all(find(options["paths"]), defaults)
        drain()
        for outcome in outcomes:
            if outcome.state not in (BatchItem.State.STORED, BatchItem.State.DUPLICATE):
                self.stdout.write(f"{_label(outcome)}  {outcome.name}：{outcome.reason}")
        self.stdout.write(summary(outcomes))
        if options["report"]:
            told = [asdict(outcome) for outcome in outcomes]
            options["report"].write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
        if any(outcome.state == BatchItem.State.REFUSED for outcome in outcomes):
            raise SystemExit(1)


def _label(outcome: Outcome) -> str:
    return str(BatchItem.State(outcome.state).label)
