"""Talking to the cluster: one client a process and address, and its troubles under names of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unconnected
from opensearchpy.exceptions import NotFoundError, TransportError

from reports.search.engine import EngineAway

from .address import Address

_MISSING = 404


class NoIndex(EngineAway):
    """There is no index of this version."""


def client(address: Address) -> OpenSearch:
    """The client of this process for a cluster."""
    return _client(address, os.getpid())


@lru_cache(maxsize=8)
def _client(address: Address, process: int) -> OpenSearch:
    """A forked process may not share its parent's connections."""
    return OpenSearch(
        hosts=[{"host": host, "port": port} for host, port in address.hosts],
        http_auth=(address.user, address.password) if address.user else None,
        use_ssl=address.secure,
        verify_certs=address.secure,
        timeout=address.timeout,
        max_retries=3,
        retry_on_timeout=False,
        # The writer renews its lock by the same client.
        pool_maxsize=8,
    )


@contextmanager
def troubles() -> Iterator[None]:
    """Raises :class:`NoIndex` or :class:`EngineAway` for what the cluster says no to."""
    try:
        yield
    except NotFoundError as error:
        raise NoIndex(str(error.error)) from error
    except Unconnected as error:
        raise EngineAway(f"检索集群没有回答：{type(error).__name__}") from error
    except TransportError as error:
        raise EngineAway(f"检索集群答不上来：{error.status_code} {_reason(error)}") from error


def check_whole(answer: Mapping[str, Any]) -> None:
    """Raises for one answer of several that is none, and :class:`EngineAway` for one that lacks some of the reports."""
    if "error" in answer:
        if answer.get("status") == _MISSING:
            raise NoIndex("检索集群里没有这个版本的索引。")
        raise EngineAway(f"检索集群答不上来：{answer.get('status')} {_said(answer)}")
    if answer.get("timed_out") or answer["_shards"]["failed"]:
        raise EngineAway("检索集群只答了一部分。")


def _reason(error: TransportError) -> str:
    return f"{error.error} {_said(error.info)}"


def _said(answer: Any) -> str:
    """What the cluster says is wrong, cut: it may name what a reader searched for."""
    causes = answer.get("error", {}) if isinstance(answer, Mapping) else {}
    reason = causes.get("reason", "") if isinstance(causes, Mapping) else causes
    return str(reason)[:300]
