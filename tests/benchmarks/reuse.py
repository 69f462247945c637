"""``python -m tests.benchmarks.reuse 5000``: what copied text (雷同) costs, adding a report and reading one.

Says what one report more costs at growing sizes of the archive: it must not grow with them. Then what the parts of a
page cost that read the index. All times are of one processor.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from tests.benchmarks.archive import open_archive

PAGES = 150


def main(size: int) -> None:
    open_archive(size)
    add_all()
    read_some()


def add_all() -> None:
    """Put all reports into the index of sentences anew, one transaction each, and say what they cost on the way."""
    from django.db import transaction

    from reports.analysis.compared_sentences import prints_of
    from reports.models import Report, SentenceHash, Signature, SignatureBand
    from reports.queries import parsed_of, with_annotations
    from reports.store import copied_rows as reuse

    for model in (SentenceHash, SignatureBand, Signature):
        model.objects.all().delete()
    reading: list[float] = []
    writing: list[float] = []
    reports = with_annotations(Report.objects.order_by("pk"))
    for number, report in enumerate(reports.iterator(chunk_size=200), 1):
        began = time.process_time()
        found = prints_of(parsed_of(report))
        read = time.process_time()
        with transaction.atomic():
            reuse.add(report, found)
        reading.append(read - began)
        writing.append(time.process_time() - read)
        if number in (100, 500) or number % 5000 == 0:
            print(
                f"{number:>7,} reports: one more takes {_ms(reading)} ms to read its sentences, "
                f"{_ms(writing)} ms for its signature and rows",
                flush=True,
            )
            reading.clear()
            writing.clear()


def read_some() -> None:
    """What a report's panel, its API part and a county's list of pairs cost."""
    from reports.models import Region, Report
    from reports.queries.copied import reuse_of, similar_pairs
    from reports.views.report.copied import panel

    dice = random.Random(1)
    keys = list(Report.objects.values_list("pk", flat=True))
    chosen = dice.sample(keys, min(PAGES, len(keys)))
    reports = list(Report.objects.select_related("region").filter(pk__in=chosen))
    counties = list({report.region.parent_id for report in reports if report.region})
    regions = list(Region.objects.filter(pk__in=[code for code in counties if code and len(code) == 6]))
    _say("a report in the API", reuse_of, reports)
    _say("a report's panel", lambda report: panel(report, marked=False), reports)
    _say("with its sentences marked", lambda report: panel(report, marked=True), reports)
    _say("the pairs of a county", lambda region: similar_pairs(region, 2023), regions)


def _say(what: str, read: Callable[[Any], object], items: Iterable[Any]) -> None:
    taken = []
    for item in items:
        began = time.process_time()
        read(item)
        taken.append(time.process_time() - began)
    taken.sort()
    print(f"{what}: p50 {_ms(taken)} ms, p95 {1000 * taken[int(len(taken) * 0.95)]:.1f} ms", flush=True)


def _ms(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):.1f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
