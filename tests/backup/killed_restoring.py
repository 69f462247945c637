"""``python -m tests.backup.killed_restoring BACKUP LAST``: a restoration that kills itself at step LAST, 0 for never.

Steps are statements to the database, and files opened, renamed or removed in the archive's folders. Prints how many
steps there were.
"""

import os
import signal
import sys
from pathlib import Path

AUDITED = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}


def main(backup: Path, last: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    steps = 0
    folders = (str(Path(settings.ARCHIVE_ROOT).parent),)

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event == "statement" or (event in AUDITED and str(arguments[0]).startswith(folders)):
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    with connection.execute_wrapper(lambda run, *rest: (step("statement", ()), run(*rest))[1]):
        call_command("archive_restore", str(backup), verbosity=0)
    print(steps)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
