"""Writing to the cluster: reports in bulk, and a new index that takes an old one's place in one step."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from opensearchpy import OpenSearch

from reports.search.engine import EngineAway
from reports.search.index.documents import Document

from .address import Address
from .client import NoIndex, troubles
from .lock import WriterLock
from .mapping import alias, index_body
from .sources import source

#: Characters of one request, and its lines at most. Seconds before a busy cluster is asked again for the first, second …
#: time.
_LARGEST, _MOST = 4_000_000, 1_000
_PAUSES = (1.0, 2.0, 4.0, 8.0)
_BUSY = 429
_CONFLICT, _MISSING = 409, 404
#: What is gone already, and what another version holds, which is looked into.
_NEEDS_NOTHING = (_CONFLICT, _MISSING)
#: An action, and the document it is of or "".
_Line = tuple[dict[str, Any], str]


class Writing:
    """Writes reports into an index (or the alias of one) some at a time; leaving the block writes the rest.

    A later revision that is there already stays. Nothing is seen by searches before the block is left.
    """

    def __init__(self, cluster: OpenSearch, index: str, lock: WriterLock, *, is_alias: bool) -> None:
        self._cluster, self._index, self._lock, self._is_alias = cluster, index, lock, is_alias
        self._waiting: list[_Line] = []
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._send()
            with troubles():
                self._cluster.indices.refresh(index=self._index)

    def add(self, document: Document, pieces: Sequence[str]) -> None:
        """Write a report, of whose body these are the pieces, over what there is of it."""
        self._line({"index": _target(document.pk, document.revision)}, json.dumps(source(document, pieces)))

    def delete(self, pk: int, revision: int) -> None:
        """Take out a report as of a revision."""
        self._line({"delete": _target(pk, revision)})

    def _line(self, action: dict[str, Any], body: str = "") -> None:
        self._waiting.append((action, body))
        self._size += len(body)
        if self._size > _LARGEST or len(self._waiting) >= _MOST:
            self._send()

    def _send(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        conflicts = self._bulk(waiting)
        if not conflicts:
            return
        # What was taken out by hand leaves a version behind that is no revision of a report.
        held = revisions(self._cluster, self._index, [_pk(action) for action, _ in conflicts])
        outdated = [
            (_without_version(action), body)
            for action, body in conflicts
            if held.get(_pk(action), -1) < _only(action)["version"]
        ]
        self._bulk(outdated)

    def _bulk(self, lines: Sequence[_Line]) -> list[_Line]:
        """Send lines; those whose place is held by another version are given back. Raises EngineAway."""
        if not lines:
            return []
        self._lock.check()
        body = "".join(
            f"{json.dumps(action)}\n{body}\n" if body else f"{json.dumps(action)}\n" for action, body in lines
        )
        params = {"require_alias": str(self._is_alias).lower()}
        for pause in (*_PAUSES, None):
            with troubles():
                answer = self._cluster.bulk(body=body, index=self._index, params=params)
            statuses = [_only(item) for item in answer["items"]]
            failed = [one for one in statuses if one["status"] >= 300 and one["status"] not in _NEEDS_NOTHING]
            if not failed:
                break
            if pause is None or any(one["status"] != _BUSY for one in failed):
                reason = failed[0].get("error", {})
                raise EngineAway(f"检索集群没有写下 {len(failed)} 篇报告：{reason.get('reason', reason)}")
            time.sleep(pause)
        return [line for line, one in zip(lines, statuses, strict=True) if one["status"] == _CONFLICT]


def _target(pk: int, revision: int) -> dict[str, Any]:
    return {"_id": str(pk), "version": revision, "version_type": "external_gte"}


def _only(item: dict[str, Any]) -> dict[str, Any]:
    """What stands under an action's name."""
    (found,) = item.values()
    return dict(found)


def _pk(action: dict[str, Any]) -> int:
    return int(_only(action)["_id"])


def _without_version(action: dict[str, Any]) -> dict[str, Any]:
    return {name: {"_id": target["_id"]} for name, target in action.items()}


def revisions(cluster: OpenSearch, index: str, pks: Iterable[int]) -> dict[int, int]:
    """The revisions of those of ``pks`` that are in the index."""
    wanted = [str(pk) for pk in pks]
    if not wanted:
        return {}
    with troubles():
        found = cluster.mget(index=index, body={"ids": wanted}, params={"_source": "revision"})
    return {int(one["_id"]): int(one["_source"]["revision"]) for one in found["docs"] if one.get("found")}


def create(cluster: OpenSearch, address: Address) -> str:
    """A new, empty index, read by nobody; its name tells its version and when it was made."""
    name = f"{alias(address)}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    with troubles():
        cluster.indices.create(index=name, body=index_body(address))
    return name


def publish(cluster: OpenSearch, address: Address, name: str) -> None:
    """Have an index searched from now on, and remove all others of this archive."""
    with troubles():
        settings = {"index": {"refresh_interval": "30s", "number_of_replicas": address.replicas}}
        cluster.indices.put_settings(index=name, body=settings)
        others = [one for one in made(cluster, address) if one != name]
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": alias(address)}}]
        actions += [{"remove_index": {"index": one}} for one in others]
        cluster.indices.update_aliases(body={"actions": actions})


def discard(cluster: OpenSearch, name: str) -> None:
    """Remove an index that was not published."""
    with troubles():
        cluster.indices.delete(index=name)


def made(cluster: OpenSearch, address: Address) -> list[str]:
    """The names of all indexes of this archive, of any version, published or not; not the lock's."""
    try:
        with troubles():
            found = cluster.indices.get(index=f"{address.name}-*", params={"expand_wildcards": "open"})
    except NoIndex:
        return []
    return [name for name in found if name != f"{address.name}-writer"]
