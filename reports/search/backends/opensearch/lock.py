"""One writer at a time, of all machines: a document that the writer holds, renews, and takes away.

A writer that dies leaves it behind; it runs out by itself, and the next writer takes it over.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError

from reports.search.engine import EngineAway, IndexBusy

from .client import troubles

#: Seconds that the document holds unless it is renewed, between two renewals, and between two looks at another's.
HOLDS, RENEWED, LOOKS = 60.0, 15.0, 1.0
_ID = "writer"


class WriterLock:
    """The lock of the indexes whose names begin with ``name``; a thread that holds it may enter again."""

    def __init__(self, cluster: OpenSearch, name: str) -> None:
        self._cluster, self._index = cluster, f"{name}-writer"
        self._owner, self._depth = "", 0
        self._lost = Event()

    @contextmanager
    def held(self, patience: float) -> Iterator[None]:
        """Hold it. Raises IndexBusy where another writer does for longer than ``patience`` seconds."""
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        self._take(patience)
        ended = Event()
        renewing = Thread(target=self._renew, args=(ended,), daemon=True)
        renewing.start()
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            ended.set()
            renewing.join()
            self._give_back()

    def check(self) -> None:
        """Raises EngineAway where the lock could not be renewed in time: another may be writing."""
        if self._lost.is_set():
            raise EngineAway("写入检索集群的锁已经失效，这一批没有写入。")

    def _take(self, patience: float) -> None:
        self._owner = f"{socket.gethostname()} {os.getpid()} {uuid.uuid4()}"
        self._lost.clear()
        until = time.monotonic() + patience
        while not self._try():
            if time.monotonic() > until:
                raise IndexBusy(
                    f"The index has been written by another process for over {patience:.0f} seconds."
                )
            time.sleep(LOOKS)

    def _try(self) -> bool:
        with troubles():
            try:
                self._cluster.create(index=self._index, id=_ID, body=self._entry())
            except ConflictError:
                return self._take_over()
        return True

    def _take_over(self) -> bool:
        """Where the one that is there has run out, have its place; of several that try, one does."""
        try:
            found: dict[str, Any] = self._cluster.get(index=self._index, id=_ID)
            if found["_source"]["until"] > time.time():
                return False
            self._cluster.index(
                index=self._index,
                id=_ID,
                body=self._entry(),
                params={"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]},
            )
        except (ConflictError, NotFoundError):
            return False
        return True

    def _renew(self, ended: Event) -> None:
        """Until ``ended``; the lock is lost where it could not be renewed for as long as it holds."""
        renewed = time.monotonic()
        while not ended.wait(RENEWED):
            try:
                found: dict[str, Any] = self._cluster.get(index=self._index, id=_ID)
                if found["_source"]["owner"] != self._owner:
                    break
                self._cluster.index(
                    index=self._index,
                    id=_ID,
                    body=self._entry(),
                    params={"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]},
                )
                renewed = time.monotonic()
            except Exception:
                if time.monotonic() - renewed > HOLDS - RENEWED:
                    break
        else:
            return
        self._lost.set()

    def _give_back(self) -> None:
        """What cannot be given back runs out by itself."""
        try:
            found: dict[str, Any] = self._cluster.get(index=self._index, id=_ID)
            if found["_source"]["owner"] == self._owner:
                self._cluster.delete(
                    index=self._index,
                    id=_ID,
                    params={"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]},
                )
        except Exception:
            return

    def _entry(self) -> dict[str, Any]:
        """Clocks of machines may differ by seconds; the lock holds for a minute."""
        return {"owner": self._owner, "until": time.time() + HOLDS}
