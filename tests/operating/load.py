"""Fifty readers beside an ingest, through nginx: ``python -m tests.operating.load [--beside CHECKOUT]``.

Each reader asks for 200 addresses over and over, in an order of its own, holding nothing of what it got. Meanwhile
1,000 files are taken in. What is printed is of the wall clock, so an idle machine is wanted, or another checkout
beside: both are then measured in turns on the same machine, and their ratio means something on a busy one too.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from .loaded import KINDS, ROOT, Archive, addresses, filled, made_files, served

#: Seconds after which a reader gives up.
PATIENCE = 60


@dataclass
class Measured:
    """Seconds by kind of what was answered well, what was not, and the reports that came in, in how many seconds."""

    seconds: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    failed: Counter[str] = field(default_factory=Counter)
    came: int = 0
    coming: float = 0.0
    load: float = 0.0

    def add(self, other: Measured) -> None:
        """Another round of the same."""
        self.seconds += other.seconds
        for kind, taken in other.taken.items():
            self.taken[kind] += taken
        self.failed += other.failed
        self.came += other.came
        self.coming += other.coming
        self.load = max(self.load, other.load)


def quantile(values: Sequence[float], share: float) -> float:
    """The least value that ``share`` of the values do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def read(host: str, asked: Sequence[tuple[str, str]], readers: int, seconds: float) -> Measured:
    """What ``readers`` at once find, each going through all addresses in its own order until the time is over."""
    found = Measured()
    until = time.monotonic() + seconds
    lock = threading.Lock()

    def reader(number: int) -> None:
        mine = list(asked)
        Random(number).shuffle(mine)
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        turn = 0
        while (began := time.monotonic()) < until:
            kind, address = mine[turn % len(mine)]
            turn += 1
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                wrong = "" if answer.status == 200 else str(answer.status)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                wrong = type(error).__name__
            with lock:
                if wrong:
                    found.failed[f"{wrong} {kind}"] += 1
                else:
                    found.taken[kind].append(time.monotonic() - began)
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=reader, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.monotonic() - began
    found.load = os.getloadavg()[0]
    return found


def measure(archive: Archive, files: Path, port: int, readers: int, seconds: float) -> Measured:
    """One round on a copy of the archive: it stays as it was."""
    with tempfile.TemporaryDirectory(prefix="load-", dir=archive.folder.parent) as name:
        copy = Archive(archive.checkout, Path(name) / "archive")
        shutil.copytree(archive.folder, copy.folder)
        before = copy.held()
        asked = addresses(before)
        with served(copy, port) as host:
            began = time.monotonic()
            ingest = copy.start("manage.py", "ingest", str(files), "--publish-doubtful")
            ended: list[float] = []
            waiting = threading.Thread(target=lambda: (ingest.wait(), ended.append(time.monotonic() - began)))
            waiting.start()
            found = read(host, asked, readers, seconds)
            found.came = len(copy.held()) - len(before)
            found.coming = ended[0] if ended else time.monotonic() - began
            ingest.terminate()
            waiting.join()
        return found


def table(results: dict[str, Measured]) -> str:
    """Markdown: a column a checkout, and the first by the second where there are two."""
    rows: list[tuple[str, list[float], str]] = []
    columns = list(results.values())
    everything = [[one for taken in found.taken.values() for one in taken] for found in columns]
    rows.append(
        ("answers a second", [len(a) / f.seconds for a, f in zip(everything, columns, strict=True)], ".1f")
    )
    for share in (0.5, 0.95, 1.0):
        name = "longest" if share == 1.0 else f"p{share * 100:.0f}"
        rows.append((f"{name}, seconds", [quantile(one, share) for one in everything], ".2f"))
    for kind in KINDS:
        rows.append(
            (f"p95 of {kind}, seconds", [quantile(found.taken[kind], 0.95) for found in columns], ".2f")
        )
    rows.append(("answers", [float(len(one)) for one in everything], ",.0f"))
    rows.append(("failed", [float(found.failed.total()) for found in columns], ",.0f"))
    rows.append(("files taken in", [float(found.came) for found in columns], ",.0f"))
    taken = [found.came / found.coming if found.coming else 0.0 for found in columns]
    rows.append(("files taken in a second", taken, ".1f"))
    head = ["", *results, *(["first : second"] if len(columns) == 2 else [])]
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    for name, values, form in rows:
        ratio = [f"{values[0] / values[1]:.2f}" if values[1] else "–"] if len(values) == 2 else []
        lines.append(f"| {' | '.join([name, *(format(one, form) for one in values), *ratio])} |")
    for name, found in results.items():
        if found.failed:
            lines += [
                "",
                f"Failed at {name}: {', '.join(f'{n} × {what}' for what, n in found.failed.most_common())}.",
            ]
    lines += [
        "",
        f"Load of the machine at the end of a round: at most {max(one.load for one in columns):.1f}.",
    ]
    return "\n".join(lines)


def main() -> int:
    """Prints the table; 1 where any answer of this checkout failed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=180)
    arguments.add_argument("--readers", type=int, default=50)
    arguments.add_argument("--reports", type=int, default=2000, help="held at the start")
    arguments.add_argument("--files", type=int, default=1000, help="taken in meanwhile")
    arguments.add_argument("--beside", type=Path, help="another checkout, measured too")
    arguments.add_argument("--rounds", type=int, default=1, help="of each, in turns")
    arguments.add_argument("--port", type=int, default=8120, help="nginx's; the next one is gunicorn's")
    options = arguments.parse_args()
    checkouts = {"here": ROOT} | ({"beside": options.beside.resolve()} if options.beside else {})
    results = {name: Measured() for name in checkouts}
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        files = made_files(folder / "files", options.reports, options.reports + options.files)
        archives = {}
        for name, checkout in checkouts.items():
            print(f"{name}: filling an archive with {options.reports} reports …", file=sys.stderr, flush=True)
            archives[name] = filled(checkout, folder / name, options.reports)
        for turn in range(options.rounds):
            for name, archive in archives.items():
                print(f"{name}: round {turn + 1} of {options.rounds} …", file=sys.stderr, flush=True)
                found = measure(archive, files, options.port, options.readers, options.seconds)
                results[name].add(found)
    print(table(results))
    return 1 if results["here"].failed else 0


if __name__ == "__main__":
    sys.exit(main())
