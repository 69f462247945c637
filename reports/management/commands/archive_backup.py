"""``manage.py archive_backup``: bring a backup of the whole archive up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.template.defaultfilters import filesizeformat
from tqdm import tqdm

from reports.backup.folder import BackupError, trouble
from reports.backup.write import Written, backup, row_count
from reports.management.chinese import ChineseCommand
from reports.management.recorded import recorded
from reports.models import SourceFile


class Command(ChineseCommand):
    yields = True
    help = (
        "把整个档案馆备份到一个文件夹：原件和全部不能重做的数据。再备份到同一处只拷新增的原件。"
        "有原件损坏或缺失时退出码为 1，其余照常备份。里面有用户密码的散列值，请妥善保管。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="备份放在哪个文件夹")
        parser.add_argument(
            "--link", action="store_true", help="同一磁盘上用硬链接代替拷贝（省空间，但不防磁盘损坏）"
        )
        parser.add_argument("--check", action="store_true", help="重算备份里已有原件的校验值，损坏的重新拷贝")

    def handle(self, *args: Any, **options: Any) -> None:
        with recorded(self, "backup") as findings:
            done = self._back_up(options)
            findings.wrong = len(done.damaged)
        for held in done.damaged:
            self.stdout.write(f"原件损坏或缺失  {held['name']}（{held['sha256']}）")
        self.stdout.write(
            f"已备份到 {options['folder']}：数据 {done.rows:,} 行；原件新拷 {done.copied:,} 个"
            f"（{filesizeformat(done.bytes)}），原有 {done.held:,} 个。"
        )
        if done.damaged:
            raise SystemExit(1)

    def _back_up(self, options: dict[str, Any]) -> Written:
        with (
            tqdm(desc="写数据", total=row_count(), unit="行", disable=None, leave=False) as rows,
            tqdm(
                desc="拷原件", total=SourceFile.objects.count(), unit="个", disable=None, leave=False
            ) as files,
        ):
            try:
                return backup(
                    options["folder"],
                    link=options["link"],
                    check=options["check"],
                    on_rows=rows.update,
                    on_files=files.update,
                )
            except BackupError as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                raise CommandError(f"{trouble(error, options['folder'])}上一份备份没有改动。") from error
