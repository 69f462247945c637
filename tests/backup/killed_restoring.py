"""``python -m tests.backup.killed_restoring BACKUP LAST``: a restoration that kills itself at step LAST, 0 for never.

Steps are statements to the database and what is done to files in the archive's folders. Prints how many there were.
"""

import sys
from pathlib import Path

from tests.killing import dying_at, statements_and_files_in


def main(backup: Path, last: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    with dying_at(last, statements_and_files_in(Path(settings.ARCHIVE_ROOT).parent)) as taken:
        call_command("archive_restore", str(backup), verbosity=0)
    print(taken())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
