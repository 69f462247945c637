"""What is found out once for all pages, until something changes (馆藏不变，结果不变)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started

from reports.models.last_change import last_change

Answer = TypeVar("Answer")
#: Answers kept of one state of the archive.
MOST = 1000
#: While a request is answered: the token of the last change, once it was read. None outside of requests.
_READ: ContextVar[list[str] | None] = ContextVar("last_change", default=None)


def once(name: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` answers, which must not be changed by the caller; asked once a change of the archive.

    Outside of requests it is asked each time: a command sees what it has just written.
    """
    change = seen_change()
    if not change:
        return ask()
    kept = _kept(change)
    if name not in kept:
        answer = ask()
        # Where something was written since the request began, the answer is of another state.
        if last_change() != change:
            return answer
        if len(kept) >= MOST:
            kept.clear()
        kept[name] = answer
    found: Answer = kept[name]
    return found


def seen_change() -> str:
    """The token of the last change as this request first saw it; "" outside of requests."""
    read = _READ.get()
    if read is None:
        return ""
    if not read:
        read.append(last_change())
    return read[0]


@lru_cache(maxsize=2)
def _kept(change: str) -> dict[Hashable, Any]:
    """What is known of the state after ``change``; the state before it may still be asked for by a slower request."""
    return {}


def _begin(**_: Any) -> None:
    _READ.set([])


def _end(**_: Any) -> None:
    _READ.set(None)


request_started.connect(_begin, dispatch_uid="once")
request_finished.connect(_end, dispatch_uid="once")
