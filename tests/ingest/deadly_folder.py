"""``python -m tests.ingest.deadly_folder``: a folder with a file that ends each ``ingest`` at one of its steps.

Children run the command until one is not killed, then once more to try that file again, now that whatever it was is out
of the way. What each of them said and which years are held then is told, a line a run. Run by test_begun.
"""

import os
import shutil
import signal
import tempfile
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from tests.killing import Child, Counts

TEXT = "岱山县衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n全年共受理并调解各类矛盾纠纷35件。\n"
YEARS = (2021, 2022, 2023)
DEADLY = TEXT.format(2022)


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from reports.parsing import parse_report

    call_command("migrate", verbosity=0)
    # The parser reads its vocabularies once, not in each child.
    parse_report(TEXT)
    _story("reading", _plain, _dies_parsing)
    _story("storing", _plain, lambda: None, _stores_the_deadly)
    _story("unpacking", _packed, _dies_unpacking)


def _story(
    name: str, fill: Callable[[Path], None], prepare: Callable[[], None], counts: Counts = lambda *_: False
) -> None:
    from django.conf import settings

    from reports.models import Report, SourceFile

    Report.objects.all().delete()
    SourceFile.objects.all().delete()
    shutil.rmtree(settings.ARCHIVE_ROOT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))

        def run(*arguments: str, prepare: Callable[[], None] = prepare, counts: Counts = counts) -> bool:
            def work() -> None:
                prepare()
                _ingest(folder, *arguments)

            killed = Child(work, 1, counts).was_killed()
            print(
                name,
                "killed" if killed else "ended",
                *Report.objects.order_by("year").values_list("year", flat=True),
                # What waits to be written would be written by each child, too.
                flush=True,
            )
            return killed

        for _ in range(6):
            if not run():
                break
        run("--again", prepare=lambda: None, counts=lambda *_: False)


def _ingest(*arguments: str) -> None:
    from django.core.management import call_command

    said, code = StringIO(), 0
    try:
        call_command("ingest", *arguments, stdout=said)
    except SystemExit as stop:
        code = int(stop.code or 0)
    print(code, *said.getvalue().splitlines(), flush=True)


def _plain(folder: Path) -> None:
    for year in YEARS:
        (folder / f"{year}.txt").write_text(TEXT.format(year), "utf-8")


def _packed(folder: Path) -> None:
    """The deadly file is in a zip; another file comes behind that."""
    for name, years in (("a.zip", YEARS[:2]), ("b.zip", YEARS[2:])):
        with zipfile.ZipFile(folder / name, "w") as packed:
            for year in years:
                packed.writestr(f"{year}.txt", TEXT.format(year))


def _dies_parsing() -> None:
    from reports.parsing import pipeline
    from reports.parsing.types import ParsedReport

    def step(report: ParsedReport) -> ParsedReport:
        if report.text == DEADLY:
            _die()
        return report

    pipeline.STEPS = (*pipeline.STEPS, step)


def _dies_unpacking() -> None:
    from reports.ingest.archives import zips

    unpack = zips.unpack

    def unpack_or_die(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
        if info.filename == "2022.txt":
            _die()
        return unpack(archive, info, limit)

    zips.unpack = unpack_or_die


def _stores_the_deadly(kind: str, arguments: tuple[object, ...]) -> bool:
    from reports.store.originals import digest

    path = Path(str(arguments[0]))
    return kind == "open" and path.parent.parent.name == "tmp" and path.name == digest(DEADLY.encode())


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
