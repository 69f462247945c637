"""``manage.py ingest``: take in files, folders and zips."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from reports.ingest import begun
from reports.ingest.addresses import is_web_address
from reports.ingest.batches import unfinished, work_off
from reports.ingest.folders import find
from reports.ingest.intake import Defaults, Outcome
from reports.ingest.run import summary, take_in_all, update_index, watch
from reports.management.chinese import ChineseCommand
from reports.models import BatchItem
from reports.store.history import record_run

_LOOK_EVERY_SECONDS = 5


class Command(ChineseCommand):
    yields = True
    help = "收入报告：文件、文件夹、zip。已收过的不会重复收；有文件失败时退出码为 1，其余照常入库。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="文件、文件夹或 zip")
        parser.add_argument("--resume", action="store_true", help="接着处理网页上传后没处理完的批次")
        parser.add_argument(
            "--watch", action="store_true", help="守着这个文件夹，来一个收一个，直到按 Ctrl+C"
        )
        parser.add_argument("--publish", action="store_true", help="识别无疑问的直接发布")
        parser.add_argument(
            "--publish-doubtful", action="store_true", help="有疑问的也发布，只要有地区和年度"
        )
        parser.add_argument("--again", action="store_true", help="处理时多次中断而搁置的文件，也再试一次")
        parser.add_argument("--url", default="", help="来源网址，用于全部文件")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="逐个文件的结果写到这里")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        if options["resume"]:
            self._resume()
        elif not paths:
            raise CommandError("请给出文件或文件夹。")
        if (url := options["url"]) and not is_web_address(url):
            raise CommandError(f"--url 要以 http:// 或 https:// 开头：{url[:80]}")
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}")
        doubtful = options["publish_doubtful"]
        defaults = Defaults(
            publish=options["publish"] or doubtful, doubtful=doubtful, url=options["url"], command="ingest"
        )
        if options["again"]:
            begun.forget_all()
        if options["watch"]:
            self._watch(paths, defaults)
        elif paths:
            self._take_in(paths, defaults, options["report"])

    def _take_in(self, paths: list[Path], defaults: Defaults, report: Path | None) -> None:
        outcomes = take_in_all(find(paths), defaults)
        update_index()
        for outcome in outcomes:
            if outcome.state not in (BatchItem.State.STORED, BatchItem.State.DUPLICATE):
                self._tell(outcome)
        self.stdout.write(summary(outcomes))
        record_run("ingest", summary(outcomes))
        if report:
            told = [_told(outcome) for outcome in outcomes]
            report.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
        if any(outcome.state == BatchItem.State.REFUSED for outcome in outcomes):
            raise SystemExit(1)

    def _watch(self, paths: list[Path], defaults: Defaults) -> None:
        if len(paths) != 1 or not paths[0].is_dir():
            raise CommandError("--watch 要给一个文件夹。")
        self.stdout.write(f"守着 {paths[0]}，按 Ctrl+C 结束。")

        def pause() -> bool:
            try:
                update_index()
            except CommandError as busy:
                # The site's worker may be indexing; what is left over is indexed after the next look.
                self.stdout.write(str(busy))
            time.sleep(_LOOK_EVERY_SECONDS)
            return True

        try:
            for outcome in watch(paths[0], defaults, pause=pause):
                self._tell(outcome)
                record_run("ingest --watch", summary([outcome]))
        except KeyboardInterrupt:
            self.stdout.write("结束。")

    def _resume(self) -> None:
        for batch in unfinished():
            work_off(batch)
            self.stdout.write(f"{batch}：处理完毕。")
            record_run("ingest --resume", f"{batch}：处理完毕。")
        update_index()

    def _tell(self, outcome: Outcome) -> None:
        label = BatchItem.State(outcome.state).label
        self.stdout.write(f"{label}  {outcome.name}" + (f"：{outcome.reason}" if outcome.reason else ""))


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "state": outcome.state,
        "sha256": outcome.sha256,
        "reason": outcome.reason,
        "report": outcome.report,
        "title": outcome.title,
        "remarks": str(outcome.remark or ""),
    }
