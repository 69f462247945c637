"""Whether the part of the archive in this container is well: exit code 0 or 1. Needs the standard library alone.

`healthcheck.py web` asks the site itself, by a name that it answers to; `healthcheck.py worker` looks for the worker's
sign of life.
"""

import http.client
import os
import sys
import time
from pathlib import Path

#: Seconds: as in reports/ingest/heartbeat.py.
SILENCE = 30.0


def web() -> bool:
    """Whether the site answers. Raises OSError where nothing does."""
    hosts = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
    name = hosts[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
    connection.request("GET", "/healthz", headers={"Host": "localhost" if name in ("", "*") else name})
    return connection.getresponse().status == 200


def worker() -> bool:
    """Whether the worker gave a sign of life of late. Raises OSError where it never did."""
    given = Path(os.environ.get("ARCHIVE_ROOT", "var/originals"), "tmp", "worker").stat().st_mtime
    return abs(time.time() - given) <= SILENCE


if __name__ == "__main__":
    try:
        well = {"web": web, "worker": worker}[sys.argv[1]]()
    except (OSError, http.client.HTTPException) as error:
        sys.exit(f"{sys.argv[1]}: {error}")
    sys.exit(0 if well else f"{sys.argv[1]}: not well")
