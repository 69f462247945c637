"""What strangers try on an archive that stands behind nginx as in deploy/nginx."""

from __future__ import annotations

from . import nginx, slow_clients
from .archive import ROOT, Archive, free_port
from .tally import Tally


def slow(archive: Archive, tally: Tally) -> None:
    """Clients read and send as slowly as they can: each page is answered meanwhile."""
    if nginx.NGINX is None:
        tally.skipped = "nginx is not installed"
        return
    listen = f"127.0.0.1:{free_port()}"
    static = ROOT / "var/static"
    with (
        archive.served(),
        nginx.running(archive.folder / "nginx", listen, f"127.0.0.1:{archive.port}", static),
    ):
        for kind in slow_clients.KINDS:
            tally.tried(len(slow_clients.PAGES))
            tally.survived(slow_clients.survived(listen, "127.0.0.1", kind))
