"""``python -m tests.backup.killed FOLDER TIMES``: backups that die at any step, run by test_mending.

A child adds a report, backs the archive up into FOLDER and kills itself before a statement to the database or before
something is done to a file there. What lies in FOLDER then must be a whole backup: the one before or the new one.
"""

import itertools
import random
import sys
from pathlib import Path

from reports.backup.folder import MANIFEST, PARTIAL, check_part, original_in, read_manifest, read_part
from tests.killing import STATEMENT, Child, statements_and_files_in


def main(folder: Path, times: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from reports.backup.write import backup

    _more("零")
    backup(folder)
    steps = _die(folder, 0)
    dice = random.Random(5)
    renewed = 0
    for number in range(times):
        before = _titles(folder)
        # Every other time where the new backup takes the place of the old one.
        if number % 2:
            _die(folder, dice.randint(1, steps))
        else:
            _die(folder, dice.randint(1, 5), since=MANIFEST + PARTIAL)
        after = _titles(folder)
        assert after[: len(before)] == before
        renewed += after != before
    backup(folder)
    left = sorted(path.name.partition("-")[0] for path in folder.iterdir())
    print(0 < renewed < times, len(_titles(folder)) - times, left)


def _more(title: str) -> None:
    """One report more, with its original in the store."""
    from reports.store import originals
    from tests.factories import make_report, make_source

    data = f"{title}\n一、主要举措\n".encode()
    originals.keep(data)
    make_report(title=title, status="draft", source=make_source(data))


def _titles(folder: Path) -> list[str]:
    """The titles that the backup holds, after each of its files was found whole."""
    from reports.store.originals import digest

    manifest = read_manifest(folder)
    for part in manifest.parts.values():
        check_part(folder, part)
    for row in read_part(folder, manifest.parts["source_files"]):
        assert digest(original_in(folder, row["sha256"]).read_bytes()) == row["sha256"]
    return [row["title"] for row in read_part(folder, manifest.parts["reports"])]


def _die(folder: Path, last: int, since: str = "") -> int:
    """Have a child add a report, back up and kill itself at step ``last``, 0 for never; how many steps it took.

    Steps are counted from the one on that has to do with a file called ``since``.
    """
    from reports.backup.write import backup

    here, begun = statements_and_files_in(folder), not since

    def counts(kind: str, arguments: tuple[object, ...]) -> bool:
        nonlocal begun
        begun = begun or (kind != STATEMENT and since in str(arguments))
        return begun and here(kind, arguments)

    _more(f"第{next(_NUMBERS)}篇")
    child = Child(lambda: backup(folder), last, counts)
    assert child.was_killed() == bool(last), "the child neither died as told nor ended well"
    return child.steps


_NUMBERS = itertools.count()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
