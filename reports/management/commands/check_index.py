"""``manage.py check_index``: prove that the index equals the database, or say where it does not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.timezone import localtime
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.management.recorded import recorded
from reports.models import Unindexed
from reports.search.index.documents import indexed_reports
from reports.search.index.writer import Drift, drift, repair, waiting

_SHOWN = 20


class Command(ChineseCommand):
    yields = True
    help = "核对检索索引与数据库是否一致；加 --repair 修复"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="修复不一致之处")

    def handle(self, *args: Any, **options: Any) -> None:
        with recorded(self, "index") as findings:
            found = self._check()
            self._tell(found)
            aside = Unindexed.objects.count()
            if (found.count or aside) and options["repair"]:
                repair(found)
                found, aside = self._check(), Unindexed.objects.count()
                if found.count:
                    self.stdout.write("修复后仍不一致，请运行 rebuild_index。")
                else:
                    self.stdout.write(f"已修复，仍有 {aside:,} 篇编不进索引。" if aside else "已修复。")
            findings.wrong = found.count
        if found.count:
            raise CommandError(f"索引与数据库有 {found.count:,} 处不一致。")
        if aside:
            raise CommandError(f"有 {aside:,} 篇编不进索引。")

    def _check(self) -> Drift:
        total = indexed_reports().count()
        with tqdm(desc="核对索引", total=total, unit="篇", disable=None, leave=False) as bar:
            return drift(bar.update)

    def _tell(self, found: Drift) -> None:
        for label, pks in (
            ("索引中缺少", found.missing),
            ("索引中多出", found.stale),
            ("内容不一致", found.different),
        ):
            if pks:
                shown = "、".join(map(str, pks[:_SHOWN])) + ("……" if len(pks) > _SHOWN else "")
                self.stdout.write(f"{label} {len(pks):,} 篇：{shown}")
        if not found.count:
            self.stdout.write(f"一致：{indexed_reports().count():,} 篇。")
        for one in Unindexed.objects.order_by("pk").select_related("report").defer("report__text")[:_SHOWN]:
            self.stdout.write(
                f"编不进索引，已搁置  {one.report_id} 《{one.report.title}》：{one.error}；试过 {one.tries} 次，"
                f"下次 {localtime(one.again):%Y-%m-%d %H:%M}，或加 --repair 立刻再试。"
            )
        if left := waiting().count():
            self.stdout.write(f"另有 {left:,} 篇等待索引，运行 update_index --dirty。")
