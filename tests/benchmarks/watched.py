"""What a command and all processes that it starts take together.

``python -m tests.benchmarks.watched COMMAND…`` prints the most memory in MB, and the seconds of processor and clock.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from time import perf_counter

#: Seconds between two looks.
_PAUSE = 0.25


@dataclass(frozen=True)
class Taken:
    """``peak_mb`` is the largest sum of the processes' proportional shares (PSS): what they share counts once."""

    output: str
    code: int
    peak_mb: float
    processor: float
    clock: float


def watch(command: list[str], **options: object) -> Taken:
    """Run ``command`` to its end; ``options`` are those of Popen."""
    began, before = perf_counter(), os.times()
    with Popen(command, stdout=PIPE, text=True, **options) as process:  # type: ignore[call-overload]
        peak = 0
        while True:
            try:
                output, _ = process.communicate(timeout=_PAUSE)
                break
            except TimeoutExpired:
                peak = max(peak, sum(map(_share, _below(process.pid))))
    spent = os.times()
    processor = sum(
        (spent.children_user - before.children_user, spent.children_system - before.children_system)
    )
    return Taken(output, process.returncode, peak / 1000, processor, perf_counter() - began)


def _below(pid: int) -> list[int]:
    """``pid`` and the processes below it."""
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            # One may have ended meanwhile.
            with suppress(OSError):
                found += map(int, path.read_text().split())
    return found


def _share(pid: int) -> int:
    """The proportional share of a process in thousands of bytes; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 // 1000


if __name__ == "__main__":
    taken = watch(sys.argv[1:])
    print(taken.output, end="")
    print(
        f"{taken.peak_mb:,.0f} MB, {taken.processor:,.0f} s of processor, {taken.clock:,.0f} s",
        file=sys.stderr,
    )
    sys.exit(taken.code)
