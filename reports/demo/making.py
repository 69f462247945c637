"""Making the demonstration: its files are taken in as any files are, read in processes beside the one that stores.

All of it may be done twice: what is there already is left as it is, so that work broken off is gone on with.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone
from tqdm import tqdm

from reports.ingest.intake import Defaults, Outcome, Together, Understood, understand
from reports.models import Region, Report
from reports.models.access.database import refresh_statistics
from reports.parsing.place.gazetteer import gazetteer
from reports.search.index.writer import rebuild
from reports.store import copied_rows
from reports.store import reports as store
from reports.store import usual_ranges as ranges

from .corpus import SEED, Fate, MadeFile, make_files
from .desk import set_the_desk
from .towns import towns

#: How many reports a demonstration has that is not asked for another number.
REPORTS = 2000
#: Files of one transaction, and how many portions are read ahead of the one being stored.
_TOGETHER, _AHEAD = 25, 3
_WITHDRAWN = "演示：发布机关来函，称数字有误，要求撤下"

#: What is told: sentences for whoever started it.
Tell = Callable[[str], object]


def is_made() -> bool:
    """Whether the demonstration of this data folder is complete."""
    return _mark().exists()


def make(tell: Tell, count: int = REPORTS, seed: int = SEED) -> None:
    """Fill the archive, whose tables and places are there, with ``count`` reports on as many towns' years."""
    end_merged_towns(seed)
    files = make_files(count, seed)
    uploads = [*_take_in(files, count, tell)]
    set_the_desk(uploads)
    spread_arrivals()
    refresh_statistics(Report)
    tell("正在建检索索引……")
    # Made anew rather than followed up: that cuts words in processes beside this one.
    rebuild()
    ranges.renew()
    copied_rows.renew_shares()
    _mark().write_text(json.dumps({"reports": count, "seed": seed}) + "\n", "utf-8")


def _mark() -> Path:
    return Path(settings.ARCHIVE_ROOT) / "tmp" / "demo-made.json"


def end_merged_towns(seed: int = SEED) -> None:
    """Have the townships that were merged into a neighbour end on the first of July of their year."""
    for town in towns(seed).values():
        if town.ends is not None:
            Region.objects.filter(code=town.code).update(
                valid_until=date(town.ends, 7, 1),
                successor=Region.objects.filter(code=town.into).first(),
                successor_known=Region.Known.BY_HAND,
            )


def _take_in(files: Iterable[MadeFile], count: int, tell: Tell) -> Iterator[MadeFile]:
    """Take in and publish all files but those that wait for the keeper, which are given back."""
    waiting_for_keeper: list[MadeFile] = []

    def wanted() -> Iterator[MadeFile]:
        for file in files:
            if file.fate == Fate.UPLOADED:
                waiting_for_keeper.append(file)
            else:
                yield file

    bar = tqdm(desc="放入演示报告", total=count, unit="篇", disable=not sys.stderr.isatty(), leave=False)
    done = told = 0
    with bar:
        for file, outcome in _outcomes(wanted()):
            _meet(file, outcome)
            done += 1
            bar.update()
            if bar.disable and done * 10 // count > told:
                told = done * 10 // count
                tell(f"已放入 {done:,} 篇（共约 {count:,} 篇）")
    yield from waiting_for_keeper


def _outcomes(files: Iterator[MadeFile]) -> Iterator[tuple[MadeFile, Outcome]]:
    """Each file with what became of it, in order."""
    together = Together(Defaults(publish=True, sample=True))
    by_hand = Together(Defaults(publish=True, doubtful=True, sample=True))
    for portion in _understood(files):
        for file, found in portion:
            (by_hand if file.fate == Fate.OTHER_KIND else together).bring(file.data, file.name, found)
        settled = iter(together.settle())
        beside = iter(by_hand.settle())
        for file, _ in portion:
            yield file, next(beside if file.fate == Fate.OTHER_KIND else settled)


_Portion = list[tuple[MadeFile, Understood | Outcome]]


def _understood(files: Iterator[MadeFile]) -> Iterator[_Portion]:
    """The files in portions, read and parsed by processes beside this one, in order."""
    # Read before forking, so that the processes share its memory; a connection must not be shared.
    gazetteer()
    connections.close_all()
    processes = max(1, min(4, os.cpu_count() or 1))
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        begun: deque[tuple[list[MadeFile], Future[list[Understood | Outcome]]]] = deque()
        portion = list(islice(files, _TOGETHER))
        while portion or begun:
            if portion:
                begun.append((portion, pool.submit(_read, [(file.data, file.name) for file in portion])))
                portion = list(islice(files, _TOGETHER))
            if len(begun) > processes + _AHEAD or not portion:
                made, future = begun.popleft()
                yield list(zip(made, future.result(), strict=True))


def _read(files: list[tuple[bytes, str]]) -> list[Understood | Outcome]:
    """In a process beside: what is understood of each file. Its original is kept by the process that stores it."""
    return [understand(data, name, keep=len) for data, name in files]


def _meet(file: MadeFile, outcome: Outcome) -> None:
    """Have a file meet its fate; one that had met it is left."""
    if outcome.report is None or file.fate not in (Fate.WITHDRAWN, Fate.REPLACING):
        return
    report = Report.objects.get(pk=outcome.report)
    if file.fate == Fate.WITHDRAWN and report.status == Report.Status.PUBLISHED:
        store.withdraw(report, reason=_WITHDRAWN)
    elif file.fate == Fate.REPLACING and report.status == Report.Status.DRAFT:
        store.publish(report)


def spread_arrivals() -> None:
    """Have reports arrive in the order of their publication, the last of them today: what is new is then told as such."""
    now = timezone.now()
    released = list(
        Report.objects.filter(released_at__isnull=False)
        .only("pk", "published", "signed", "year")
        .order_by("published", "signed", "pk")
    )
    for report in released:
        day = report.published or report.signed or date((report.year or 2016) + 1, 3, 1)
        report.released_at = datetime.combine(
            day + timedelta(days=20), time(1 + report.pk % 9, report.pk % 60), UTC
        )
    # Whatever the day on which it is made, something has come in this week.
    shift = now - max((one.released_at for one in released if one.released_at), default=now)
    for report in released:
        assert report.released_at is not None
        report.released_at += shift
    Report.objects.bulk_update(released, ["released_at"], batch_size=500)
