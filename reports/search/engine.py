"""The engine that is configured, behind what the archive asks of any."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol, cast

from haystack import connections

from .answer.found import Found, Reading, Related
from .index.documents import Document
from .query.criteria import Criteria
from .query.tree import Node
from .words.frequent import FrequentWords


class IndexBusy(Exception):
    """Another process is writing the index, and has been for longer than one should wait."""


class EngineAway(OSError):
    """The engine lies on other machines, and they do not answer, or not wholly: no report is at fault."""

    def __init__(self, sentence: str) -> None:
        super().__init__(errno.EIO, sentence)


class Engine(Protocol):
    """What :mod:`reports.search` needs of a Haystack backend beside what Haystack needs."""

    def find(self, node: Node, criteria: Criteria) -> Found:
        """A page of ids with its counts; a page past the end is the last one."""

    def ids(self, node: Node, criteria: Criteria) -> list[int] | None:
        """The reports of all pages, in order, as of one moment; None without an index."""

    def count(self, node: Node, criteria: Criteria) -> int:
        """How many reports ``find`` would find, all pages together."""

    def reading(self, node: Node, criteria: Criteria, *, formulas: bool = True) -> Reading | None:
        """The texts and words of all reports as of one moment, those that ``find`` would find looked at.

        Without ``formulas`` the sentences are left out that are formulas among the reports of that moment.
        None without an index.
        """

    def related(self, pk: int, most: int) -> tuple[list[str], list[Related]]:
        """The words that set one report apart from all others, and the published reports nearest to it by these.

        The most telling and the nearest first; none of either when it is not there.
        """

    def frequent_words(self) -> FrequentWords:
        """The words of the most reports, about as of this moment; none without an index."""

    def ready(self) -> bool:
        """Whether there is an index that this version can read and write."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the one writer, of any process; may be entered again. Raises :class:`IndexBusy` after a long wait."""

    def write(self, found: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        """Add or replace documents and delete others by pk, in one commit."""

    def rebuild(self, found: Iterable[Document]) -> None:
        """Replace the index by one of just these documents; readers have the old one until it is complete."""

    def pks(self) -> list[int]:
        """The reports in the index."""

    def size(self) -> int:
        """How many reports are in the index."""

    def digests(self) -> dict[int, int]:
        """``Document.digest`` of each report by pk; 0 where the body has not come back as it was written."""


def engine() -> Engine:
    """The engine of ``SEARCH_URL``; Haystack keeps one a thread."""
    return cast(Engine, connections["default"].get_backend())
