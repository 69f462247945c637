"""What keeps an archive from writing, or reading, for a while: told apart from what is broken for good.

Whoever meets one of these says so in its sentence, keeps nothing half done and may try again later.
"""

from __future__ import annotations

import errno

from django.db import DatabaseError

from reports.search.engine import IndexBusy
from reports.text.remarks import Remark

BUSY, FULL, READ_ONLY, AWAY = (
    Remark("trouble_busy"),
    Remark("trouble_full"),
    Remark("trouble_read_only"),
    Remark("trouble_away"),
)
#: Seconds after which it is worth trying again, for the header of that name.
RETRY_AFTER = "30"
_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    # A limit on the size of files.
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: AWAY,
}
#: SQLite's result codes by the names of their first two words (sqlite.org/rescode.html).
_BY_SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_PROTOCOL": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_IOERR": AWAY,
    "SQLITE_CANTOPEN": AWAY,
    "SQLITE_NOTADB": AWAY,
    "SQLITE_CORRUPT": AWAY,
}
#: PostgreSQL's error codes, or the classes they begin with (Appendix A of its manual).
_BY_SQLSTATE = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": BUSY,
    "40": BUSY,
    "53": AWAY,
    "57": AWAY,
    "58": AWAY,
    "08": AWAY,
}


def trouble_of(error: BaseException | None) -> Remark | None:
    """What ``error`` says of the state of disk, database or index; None where it speaks of anything else."""
    if isinstance(error, IndexBusy):
        return BUSY
    if isinstance(error, DatabaseError):
        return _of_database(error)
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    return None


def _of_database(error: DatabaseError) -> Remark | None:
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", None):
        return _BY_SQLITE.get("_".join(str(name).split("_")[:2]))
    if not hasattr(cause, "sqlstate"):
        return None
    # A connection that was never made, or is lost, has no state.
    state = getattr(cause, "sqlstate", None)
    return AWAY if state is None else _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2])
