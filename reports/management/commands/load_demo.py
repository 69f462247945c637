"""``manage.py load_demo``: the sample reports of fixtures/reports, published; run again it changes nothing."""

from argparse import ArgumentParser
from typing import Any

from reports.ingest import samples
from reports.ingest.run import summary
from reports.management.chinese import ChineseCommand
from reports.models import BatchItem
from reports.search.index.writer import drain
from reports.store.history import record_run


class Command(ChineseCommand):
    help = "收入并发布 fixtures/reports 里的示例报告，再次运行不会重复；--remove 移除全部示例。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="移除全部示例和它们的原件")

    def handle(self, *args: Any, remove: bool = False, **options: Any) -> None:
        if remove:
            removed = samples.remove()
            drain()
            self.stdout.write(removed.sentence)
            record_run("load_demo --remove", removed.sentence)
            return
        outcomes = samples.load()
        drain()
        for outcome in outcomes:
            if outcome.state not in (BatchItem.State.STORED, BatchItem.State.DUPLICATE):
                self.stdout.write(f"{BatchItem.State(outcome.state).label}  {outcome.name}：{outcome.reason}")
        self.stdout.write(summary(outcomes))
