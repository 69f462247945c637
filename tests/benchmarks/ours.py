"""What this archive's own search does: ``python -m tests.benchmarks.ours index|query|exact SIZE`` prints JSON.

Times of searches are those of the processor, which neighbours on the machine do not change; everything runs in one
thread and reads from memory, so an idle machine's clock shows the same. ``clock`` has what the clock showed.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from time import perf_counter, process_time

from tests.benchmarks.archive import bodies_of, folder_bytes, open_archive

#: Phrases and searches in a run.
PHRASES = 10_000
SEARCHES = 1_000
#: Phrases times reports that the scan beside may take: about ten minutes.
SCANNED = 400_000_000
#: How many reports' texts the queries are made of.
SAMPLE = 500


def index(size: int) -> dict[str, object]:
    """The whole index, from rows to swapped in: reports a second of clock, and of processor in all processes."""
    folder = open_archive(size)
    from reports.search.index.writer import rebuild

    began, before = perf_counter(), os.times()
    assert rebuild() == size
    after = os.times()
    # User and system time, of this process and of those beside it.
    return {
        "reports_per_second": size / (sum(after[:4]) - sum(before[:4])),
        "clock": size / (perf_counter() - began),
        "disk_mb": folder_bytes(folder / "index") / 1e6,
    }


def query(size: int) -> dict[str, object]:
    """Mixed searches, page with facets and snippets: the first time, and again at once; then hostile ones."""
    open_archive(size)
    from reports.search import search
    from reports.search.answer.results import warm_up
    from reports.search.engine import engine
    from reports.search.query.criteria import Criteria
    from reports.search.query.language import parse
    from tests.benchmarks.queries import mixed
    from tests.search.query.test_language import HOSTILE

    bodies = bodies_of(min(size, SAMPLE))
    warm_up()
    first: dict[str, list[float]] = defaultdict(list)
    again: list[float] = []
    clock: list[float] = []
    found: list[float] = []
    for kind, criteria in mixed(bodies, SEARCHES):
        began, by_clock = process_time(), perf_counter()
        engine().find(parse(criteria.q).node, criteria)
        found.append(1000 * (process_time() - began))
        search(criteria)
        first[kind].append(1000 * (process_time() - began))
        clock.append(1000 * (perf_counter() - by_clock))
        began = process_time()
        search(criteria)
        again.append(1000 * (process_time() - began))
    everything = [taken for kind in first.values() for taken in kind]
    held = memory()
    hostile = []
    for q in HOSTILE:
        began = process_time()
        search(Criteria(q=q))
        hostile.append(1000 * (process_time() - began))
    return {
        "first": quantiles(everything),
        "again": quantiles(again),
        "kinds": {kind: quantiles(taken) for kind, taken in sorted(first.items())},
        "clock": quantiles(clock),
        "finding": quantiles(found),
        "hostile": quantiles(hostile),
        "memory": held,
    }


def exact(size: int) -> dict[str, object]:
    """Random phrases against a scan of all bodies, and the time of a phrase's first page."""
    open_archive(size)
    from reports.search.answer.results import warm_up
    from reports.search.engine import engine
    from reports.search.query.criteria import Criteria
    from reports.search.query.tree import Term
    from tests.benchmarks.queries import COMMON, phrases

    bodies = bodies_of(size)
    warm_up()
    wrong, taken, some = 0, [], 0
    count = min(PHRASES, SCANNED // size)
    texts = list(enumerate(bodies, start=1))
    for phrase in [*COMMON, *phrases(bodies, count)]:
        node = Term(phrase, phrase, quoted=True)
        began = process_time()
        engine().find(node, Criteria(q=phrase))
        taken.append(1000 * (process_time() - began))
        found = set(engine().ids(node, Criteria(q=phrase)))
        expected = {pk for pk, body in texts if phrase in body}
        some += bool(expected)
        wrong += found != expected
    return {"phrases": len(taken), "found_something": some, "wrong": wrong, "milliseconds": quantiles(taken)}


def quantiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


def memory() -> dict[str, int]:
    """Of this process in MB: all that is resident, and what of it is its own."""
    rows = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return {
        name: int(rows[key].split()[0]) // 1024 for name, key in (("resident", "VmRSS"), ("own", "RssAnon"))
    }


if __name__ == "__main__":
    print(json.dumps({"index": index, "query": query, "exact": exact}[sys.argv[1]](int(sys.argv[2]))))
