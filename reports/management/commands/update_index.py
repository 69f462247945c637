"""Haystack's ``update_index``, and ``--dirty``: only what has changed since it was last indexed."""

from argparse import ArgumentParser
from typing import Any

from haystack.management.commands import update_index
from tqdm import tqdm

from reports.models import Report
from reports.search.index.writer import drain


class Command(update_index.Command):
    help = "更新检索索引；加 --dirty 只处理有改动的报告"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dirty", action="store_true", help="只处理有改动、尚未索引的报告")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.pop("dirty"):
            super().handle(*args, **options)
            return
        waiting = Report.objects.filter(search_dirty=True).count()
        with tqdm(desc="更新索引", total=waiting, unit="篇", disable=None, leave=False) as bar:
            done = drain(bar.update)
        if options["verbosity"]:
            self.stdout.write(f"已更新索引：{done:,} 篇。")
