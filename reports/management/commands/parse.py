"""``manage.py parse``: what the parser reads out of report files, as JSON; touches no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from reports.management.chinese import ChineseCommand
from reports.parsing.pipeline import parse_report
from reports.reading import UnreadableFile, read
from reports.text.remarks import Remark


class Command(ChineseCommand):
    help = "解析报告文件，输出 JSON，不写数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="报告文件")
        parser.add_argument("--url", help="文件的来源网址，只作参考")
        parser.add_argument("--out", type=Path, metavar="DIR", help="不打印，每个文件写成 DIR/NAME.json")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path | None = options["out"]
        if out:
            out.mkdir(parents=True, exist_ok=True)
        failed = 0
        written: set[str] = set()
        for path in options["files"]:
            try:
                if out and path.stem in written:
                    raise UnreadableFile("same_name", Remark("same_name", name=path.stem))
                source = read(path.read_bytes(), path.name)
            except (OSError, UnreadableFile) as error:
                failed += 1
                reason = f"打不开（{error.strerror}）。" if isinstance(error, OSError) else str(error)
                self.stderr.write(f"{path}：{reason}")
                continue
            written.add(path.stem)
            report = parse_report(source.text, url=options["url"], meta=source.meta, partial=source.partial)
            result = json.dumps(report.to_dict(), ensure_ascii=False)
            if out:
                (out / f"{path.stem}.json").write_text(result + "\n", "utf-8")
            else:
                self.stdout.write(result)
        if failed:
            raise CommandError(f"{failed} 个文件没有读成。")
