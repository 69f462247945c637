"""``python -m tests.operating [NAME…]``: try faults on archives of their own, and print what was tried, survived, lost.

Without names all are tried, which takes about half an hour. Exit code 1 when anything is lost.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import disks, processes, proxy
from .archive import ROOT, Archive, Lost, made
from .tally import Tally


@dataclass(frozen=True)
class Check:
    """A fault; ``new`` ones begin with an empty archive, ``mounting`` ones need root."""

    run: Callable[[Archive, Tally], None]
    new: bool = False
    mounting: bool = False


CHECKS: dict[str, Check] = {
    "worker-killed": Check(processes.worker_killed),
    "web-killed": Check(processes.web_killed),
    "serve-killed": Check(processes.serve_killed),
    "killed-50-times": Check(processes.killed_fifty_times),
    "set-up-killed": Check(processes.set_up_killed, new=True),
    "index-killed": Check(processes.index_killed, new=True),
    "database-locked": Check(processes.database_locked),
    "database-locked-commands": Check(processes.database_locked_for_commands),
    "clock-jumps": Check(processes.clock_jumps),
    "all-full": Check(disks.all_full, mounting=True),
    "all-read-only": Check(disks.all_read_only, mounting=True),
    "one-disk-fails": Check(disks.one_fails, mounting=True),
    "commands-on-full-disks": Check(disks.commands_say_so, mounting=True),
    "index-lost": Check(disks.index_lost),
    "originals-damaged": Check(disks.originals_damaged),
    "database-missing": Check(disks.database_missing),
    "slow-clients": Check(proxy.slow),
}
#: Faults that the tests try without processes of their own.
TESTS = {
    "errors-of-disks": [
        "tests/store/test_trouble.py",
        "tests/ingest/test_trouble.py",
        "tests/views/site/test_trouble.py",
    ],
    "file-that-kills": ["tests/ingest/test_set_aside.py", "tests/ingest/test_begun.py"],
    "report-not-indexable": ["tests/search/index/test_aside.py"],
    "tasks": [
        "tests/ingest/test_worker.py",
        "tests/ingest/test_heartbeat.py",
        "tests/management/test_supervise.py",
    ],
    "strays": ["tests/ingest/test_upkeep.py", "tests/admin/test_upload.py"],
}


def main(names: list[str]) -> int:
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="operating-") as folder:
        archive: Archive | None = None
        for name in names:
            started = time.monotonic()
            if name in TESTS:
                tallies[name] = _tested(TESTS[name])
            else:
                if archive is None and not CHECKS[name].new:
                    archive = made(Path(folder) / "made")
                tallies[name] = _tried(CHECKS[name], archive, Path(folder) / name)
            print(f"{_row(name, tallies[name])}  {time.monotonic() - started:6.0f} s", flush=True)
    tries, survivals, lost = (
        sum(getattr(one, part) for one in tallies.values()) for part in ("tries", "survivals", "lost")
    )
    print(f"{'all':26}{tries:8}{survivals:10}{lost:6}")
    return 1 if lost else 0


def _tried(check: Check, template: Archive | None, folder: Path) -> Tally:
    tally = Tally()
    if check.mounting and not disks.may_mount():
        tally.skipped = disks.NEEDS_ROOT
        return tally
    archive = Archive(folder) if check.new or template is None else template.copied(folder)
    try:
        check.run(archive, tally)
    except Lost as lost:
        tally.why = str(lost)
    finally:
        archive.stop()
    return tally


def _tested(paths: list[str]) -> Tally:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    words = done.stdout.strip().splitlines()[-1].split() if done.stdout.strip() else []
    passed, failed = (
        int(words[words.index(word) - 1].strip()) if word in words else 0 for word in ("passed", "failed")
    )
    return Tally(passed + failed, passed, "" if done.returncode == 0 else done.stdout[-300:])


def _row(name: str, tally: Tally) -> str:
    told = f"{name:26}{tally.tries:8}{tally.survivals:10}{tally.lost:6}"
    return (
        told
        + (f"  skipped: {tally.skipped}" if tally.skipped else "")
        + (f"  {tally.why}" if tally.why else "")
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.operating")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join([*CHECKS, *TESTS]))
    wanted = parser.parse_args().names or [*CHECKS, *TESTS]
    if unknown := set(wanted) - CHECKS.keys() - TESTS.keys():
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    print(f"{'fault':26}{'tried':>8}{'survived':>10}{'lost':>6}")
    sys.exit(main(wanted))
