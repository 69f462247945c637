"""What a page costs: ``python -m tests.operating.pages [--beside CHECKOUT] [--profile KIND]``.

200 different addresses are asked for, each once a process, so that nothing of them was made before. Times are those of
the processor, of each address the least of some rounds, so that a busy machine shows the same as an idle one; of each
kind the median is printed. Another checkout beside is measured in turns, on an archive of the same reports.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from .loaded import KINDS, ROOT, Archive, addresses, filled

#: How many addresses a process is asked for before it is timed.
FIRST = 40


def asked(archive: Archive, first: list[str], timed: list[tuple[str, str]], profiled: str = "") -> str:
    """What a process of the archive's checkout prints, see :mod:`.asked`."""
    done = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).parent / "asked.py"), *filter(None, [profiled])],
        cwd=archive.checkout,
        env={**archive.environment, "PYTHONPATH": ".", "THROTTLE": "0"},
        input=json.dumps({"first": first, "timed": timed}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def chosen(archives: Iterable[Archive]) -> tuple[list[str], list[tuple[str, str]]]:
    """Addresses to begin with, and those to be timed with their kinds, of reports that all of these hold."""
    held = sorted(set.intersection(*(set(archive.held()) for archive in archives)))
    timed = addresses(held)
    others = [one for one in addresses(held, seed=8) if one not in timed]
    return [address for _, address in others[:: len(others) // FIRST]], timed


def least(rounds: list[list[float]], kinds: list[str]) -> dict[str, float]:
    """Of each kind the median of its addresses, of each address the least of all rounds."""
    best = [min(taken) for taken in zip(*rounds, strict=True)]
    return {
        kind: median(one for one, its in zip(best, kinds, strict=True) if its == kind)
        for kind in dict.fromkeys(kinds)
    }


def table(results: dict[str, dict[str, float]]) -> str:
    """Markdown: a column a checkout, and the first by the second where there are two."""
    columns = list(results.values())
    head = ["page, ms", *results, *(["first : second"] if len(columns) == 2 else [])]
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    for kind in KINDS:
        values = [f"{one[kind]:.1f}" for one in columns]
        ratio = [f"{columns[0][kind] / columns[1][kind]:.2f}"] if len(columns) == 2 else []
        lines.append(f"| {' | '.join([kind, *values, *ratio])} |")
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--beside", type=Path, help="another checkout, measured too")
    arguments.add_argument("--reports", type=int, default=2500)
    arguments.add_argument("--rounds", type=int, default=3, help="of each, in turns")
    arguments.add_argument(
        "--archives",
        type=Path,
        help="where the filled archives are kept and looked for; else gone at the end",
    )
    arguments.add_argument("--profile", choices=KINDS, help="tell where the time of these pages goes instead")
    options = arguments.parse_args()
    checkouts = {"here": ROOT} | ({"beside": options.beside.resolve()} if options.beside else {})
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        folder = options.archives or Path(name)
        archives = {}
        for name, checkout in checkouts.items():
            print(f"{name}: an archive of {options.reports} reports …", file=sys.stderr, flush=True)
            there = folder / f"{name}-{options.reports}"
            archives[name] = (
                Archive(checkout, there) if there.exists() else filled(checkout, there, options.reports)
            )
        if options.profile:
            print(asked(archives["here"], *chosen([archives["here"]]), options.profile))
            return
        first, timed = chosen(archives.values())
        rounds: dict[str, list[list[float]]] = {name: [] for name in archives}
        for turn in range(options.rounds):
            for name, archive in archives.items():
                print(f"{name}: round {turn + 1} of {options.rounds} …", file=sys.stderr, flush=True)
                rounds[name].append(json.loads(asked(archive, first, timed)))
        kinds = [kind for kind, _ in timed]
        print(table({name: least(found, kinds) for name, found in rounds.items()}))
        print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
