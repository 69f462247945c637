"""``manage.py verify_archive``: hash every original again and name what is damaged, missing or unclaimed.

The codes kept beside reports are held against their places.
"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.management.recorded import recorded
from reports.store import originals
from reports.store.originals import wanted_originals
from reports.store.places import misplaced

#: Files that nothing speaks of may belong to an upload that is just being stored.
_OLDER = timedelta(days=1)
_SHOWN = 20


class Command(ChineseCommand):
    yields = True
    help = "逐个核对原件的校验值，上传后还没入库的也核对，并核对报告的地区代码；有损坏或缺失时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--tidy", action="store_true", help="列出不属于任何报告的文件，问过之后清掉一天以前的"
        )
        parser.add_argument("--yes", action="store_true", help="清理时不再询问")

    def handle(self, *args: Any, **options: Any) -> None:
        with recorded(self, "fixity") as findings:
            findings.wrong = self._verify(tidy=options["tidy"], ask=not options["yes"])
        if findings.wrong:
            raise SystemExit(1)

    def _verify(self, *, tidy: bool, ask: bool) -> int:
        """How many originals are damaged or missing, and reports misplaced; each is told."""
        wanted = wanted_originals()
        damaged = []
        for sha256, name in tqdm(sorted(wanted.items()), "核对原件", unit="个", disable=None, leave=False):
            try:
                originals.load(sha256)
            except FileNotFoundError:
                damaged.append(f"缺失  {name}（{sha256}）")
            except originals.DamagedOriginal:
                damaged.append(f"损坏  {name}（{sha256}）")
            except OSError as error:
                damaged.append(f"读不出来（{error.strerror}）  {name}（{sha256}）")
        unclaimed = [name for name in originals.stored() if name not in wanted]
        for line in damaged:
            self.stdout.write(line)
        for name in unclaimed if tidy else unclaimed[:_SHOWN]:
            self.stdout.write(f"无主  {name}")
        if unclaimed and not tidy:
            self.stdout.write(
                f"另有 {len(unclaimed)} 个文件不属于任何报告，未作改动；加 --tidy 清掉一天以前的。"
            )
        elif unclaimed:
            self._tidy(len(unclaimed), ask=ask)
        self.stdout.write(f"核对 {len(wanted)} 个原件：完好 {len(wanted) - len(damaged)} 个。")
        if damaged:
            self.stdout.write(
                "有备份的话，运行 manage.py archive_restore DIR --originals 可以补回损坏和缺失的原件。"
            )
        if misplacements := misplaced().count():
            self.stdout.write(
                f"{misplacements:,} 篇报告的地区代码与所属地区不符，请运行 manage.py load_regions。"
            )
        return len(damaged) + misplacements

    def _tidy(self, count: int, *, ask: bool) -> None:
        """Remove what no row speaks of. Raises CommandError where the database speaks of nothing at all."""
        if not wanted_originals():
            raise CommandError("数据库里没有登记任何原件，像是空的或弄丢了；没有清理。")
        if ask and input(f"清掉其中一天以前的（共 {count} 个无主文件）？[y/N] ").strip().lower() not in (
            "y",
            "yes",
            "是",
        ):
            self.stdout.write("没有清理。")
            return
        removed = originals.tidy(wanted_originals, older=_OLDER)
        self.stdout.write(f"清掉 {removed} 个文件，留下 {count - removed} 个不到一天的。")
