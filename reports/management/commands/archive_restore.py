"""``manage.py archive_restore``: bring a backup back into an empty archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from reports.backup.folder import BackupError, read_manifest, trouble
from reports.backup.restore import (
    finish,
    mend_originals,
    published,
    reindex,
    remember_sentences,
    restore,
)
from reports.management.chinese import ChineseCommand
from reports.search.engine import IndexBusy
from reports.store.copied_rows import without_rows


class Command(ChineseCommand):
    help = (
        "从备份恢复整个档案馆。数据库须是空的（刚运行过 migrate）；若数据与备份相同，只补回缺失或损坏的原件并重建索引。"
        "中途断了可以重来。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="备份所在的文件夹")
        parser.add_argument(
            "--originals",
            action="store_true",
            help="不动数据库，只补回本馆缺失或损坏的原件；备份之后又收了报告也可用",
        )
        parser.add_argument("--accept-damaged", action="store_true", help="备份里有原件损坏时，恢复其余部分")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if options["originals"]:
            self._mend(folder)
            return
        try:
            parts = read_manifest(folder).parts
            with (
                tqdm(desc="核对原件", unit="个", disable=None, leave=False) as files,
                tqdm(
                    desc="写入数据",
                    total=sum(part.lines for part in parts.values()),
                    unit="行",
                    disable=None,
                    leave=False,
                ) as rows,
            ):
                done = restore(
                    folder,
                    accept_damaged=options["accept_damaged"],
                    on_files=files.update,
                    on_rows=rows.update,
                )
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{trouble(error, folder)}数据库没有改动。") from error
        with tqdm(
            desc="雷同句索引", total=without_rows().count(), unit="篇", disable=None, leave=False
        ) as bar:
            remember_sentences(bar.update)
        try:
            with tqdm(desc="检索索引", total=published(), unit="篇", disable=None, leave=False) as bar:
                indexed = reindex(bar.update)
        except IndexBusy as error:
            raise CommandError("数据已恢复，但索引正由别的进程写着；稍后请运行 rebuild_index。") from error
        finish()
        for name in done.damaged:
            self.stdout.write(f"备份里没有完好的原件  {name}")
        told = (
            "接着上次做完，数据已在"
            if done.went_on
            else "数据与备份相同"
            if done.same
            else f"数据 {done.rows:,} 行"
        )
        self.stdout.write(f"已恢复：{told}，原件 {done.originals:,} 个，索引 {indexed:,} 篇。")
        if done.damaged:
            raise SystemExit(1)

    def _mend(self, folder: Path) -> None:
        try:
            with tqdm(desc="核对原件", unit="个", disable=None, leave=False) as files:
                mended, left = mend_originals(folder, files.update)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(trouble(error, folder)) from error
        for name in left:
            self.stdout.write(f"备份里没有完好的原件  {name}")
        self.stdout.write(f"补回原件 {mended:,} 个。")
        if left:
            raise SystemExit(1)
