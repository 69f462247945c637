"""``manage.py export_dataset``: the published archive as a data package for research."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.core.management.base import CommandError
from tqdm import tqdm

from reports.exports.package import FILES, NotEmpty, export
from reports.management.chinese import ChineseCommand
from reports.models import Report
from reports.queries.samples import EXPORTED


class Command(ChineseCommand):
    yields = True
    help = (
        "把全部已发布的报告导出成研究用的数据集：报告、章节、数值、标记四张表，正文，字段说明和校验值"
        "（Frictionless Data Package）。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="导出到哪个文件夹，须是新的或空的")
        parser.add_argument(
            "--site",
            default="",
            metavar="URL",
            help="本馆网址，如 https://example.org/；不给则网址栏只有路径",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, site = options["folder"], options["site"]
        total = Report.objects.filter(EXPORTED).count() * FILES
        try:
            with tqdm(desc="导出", total=total, unit="篇次", disable=None, leave=False) as bar:
                rows = export(folder, lambda path: urljoin(site, path), bar.update)
        except NotEmpty as error:
            raise CommandError(f"{error} 里已有东西。请换一个新文件夹，或先把它清空。") from error
        told = "，".join(f"{name} {count:,} 行" for name, count in rows.items())
        self.stdout.write(f"已导出到 {folder}：{told}。")
