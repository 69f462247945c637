"""Haystack's ``update_index``, and ``--dirty``: only what has changed since it was last indexed."""

from typing import Any

from django.core.management.base import CommandParser
from haystack.management.commands import update_index
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.search.index.writer import drain, waiting


class Command(ChineseCommand, update_index.Command):
    yields = True
    help = "更新检索索引；加 --dirty 只处理有改动的报告"
    meanings = {
        "app_label": "要更新的应用（本馆只有 reports）",
        "minutes": "只处理这么多分钟以内改动的",
        "age": "只处理这么多小时以内改动的",
        "start_date": "只处理这个时间以后改动的，如 2024-01-31T08:00:00",
        "end_date": "只处理这个时间以前改动的",
        "remove": "从索引里去掉库中已没有的",
        "using": "只更新这一个索引（本馆只有一个）",
        "workers": "并行的进程数",
        "commit": "不提交给引擎",
        "batchsize": "一次处理多少篇",
        "max_retries": "写入引擎失败时最多试几次",
    }

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dirty", action="store_true", help="只处理有改动、尚未索引的报告")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.pop("dirty"):
            super().handle(*args, **options)
            return
        left = waiting().count()
        with tqdm(desc="更新索引", total=left, unit="篇", disable=None, leave=False) as bar:
            done = drain(bar.update)
        if options["verbosity"]:
            self.stdout.write(f"已更新索引：{done:,} 篇。")
