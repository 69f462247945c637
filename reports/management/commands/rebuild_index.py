"""Haystack's ``rebuild_index``, without its gap: the new index is built aside and then put in place of the old."""

from typing import Any

from haystack.management.commands import rebuild_index
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.search.index.documents import indexed_reports
from reports.search.index.writer import rebuild


class Command(ChineseCommand, rebuild_index.Command):
    yields = True
    help = "重建检索索引；建好之前仍用旧索引检索"
    meanings = {
        "interactive": "不问就做（本馆从不问）",
        "using": "只更新这一个索引（本馆只有一个）",
        "workers": "并行的进程数",
        "commit": "不提交给引擎",
        "batchsize": "一次处理多少篇",
        "max_retries": "写入引擎失败时最多试几次",
    }

    def handle(self, *args: Any, **options: Any) -> None:
        total = indexed_reports().count()
        with tqdm(desc="重建索引", total=total, unit="篇", disable=None, leave=False) as bar:
            done = rebuild(bar.update)
        if options["verbosity"]:
            self.stdout.write(f"已重建索引：{done:,} 篇。")
