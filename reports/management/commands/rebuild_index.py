"""Haystack's ``rebuild_index``, without its gap: the new index is built aside and then put in place of the old."""

from typing import Any

from haystack.management.commands import rebuild_index
from tqdm import tqdm

from reports.search.index.documents import indexed_reports
from reports.search.index.writer import rebuild


class Command(rebuild_index.Command):
    help = "重建检索索引；建好之前仍用旧索引检索"

    def handle(self, *args: Any, **options: Any) -> None:
        total = indexed_reports().count()
        with tqdm(desc="重建索引", total=total, unit="篇", disable=None, leave=False) as bar:
            done = rebuild(bar.update)
        if options["verbosity"]:
            self.stdout.write(f"已重建索引：{done:,} 篇。")
