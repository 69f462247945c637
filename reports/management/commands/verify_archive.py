"""``manage.py verify_archive``: hash every original again and name what is damaged, missing or unclaimed.

The codes kept beside reports are held against their places.
"""

from typing import Any

from tqdm import tqdm

from reports.management.chinese import ChineseCommand
from reports.store import originals
from reports.store.places import misplaced
from reports.store.wanted_originals import wanted_originals


class Command(ChineseCommand):
    help = "逐个核对原件的校验值，上传后还没入库的也核对，并核对报告的地区代码；有损坏或缺失时退出码为 1。"

    def handle(self, *args: Any, **options: Any) -> None:
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
        unclaimed = sum(name not in wanted for name in originals.stored())
        for line in damaged:
            self.stdout.write(line)
        if unclaimed:
            self.stdout.write(f"另有 {unclaimed} 个文件不属于任何报告，未作改动。")
        self.stdout.write(f"核对 {len(wanted)} 个原件：完好 {len(wanted) - len(damaged)} 个。")
        if damaged:
            self.stdout.write(
                "有备份的话，运行 manage.py archive_restore DIR --originals 可以补回损坏和缺失的原件。"
            )
        if misplacements := misplaced().count():
            self.stdout.write(
                f"{misplacements:,} 篇报告的地区代码与所属地区不符，请运行 manage.py load_regions。"
            )
        if damaged or misplacements:
            raise SystemExit(1)
