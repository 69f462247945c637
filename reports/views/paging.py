"""Pages of a list: which numbers to offer, and their addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class PageLink:
    """``url`` is None for the page shown and for a gap; a gap has the label …."""

    label: str
    url: str | None
    current: bool = False


@dataclass(frozen=True)
class Paging:
    """Where a list of ``pages`` pages stands; ``links`` are the numbers with gaps.

    ``kept`` are the parameters beside the page, for a form that asks for its number and is sent to ``action``; None
    where there is none.
    """

    page: int
    pages: int
    links: tuple[PageLink, ...]
    previous: str | None
    following: str | None
    action: str = ""
    kept: Sequence[tuple[str, str]] | None = None


def paging(
    page: int,
    pages: int,
    url: Callable[[int], str],
    window: int = 2,
    kept: Sequence[tuple[str, str]] | None = None,
) -> Paging:
    """First and last page, ``window`` pages to either side of this one, and gaps between."""
    shown = sorted({1, pages, *range(max(1, page - window), min(pages, page + window) + 1)})
    links: list[PageLink] = []
    before = 0
    for number in shown:
        if number - before == 2:
            links.append(PageLink(str(number - 1), url(number - 1)))
        elif number - before > 2:
            links.append(PageLink("…", None))
        links.append(PageLink(str(number), None if number == page else url(number), number == page))
        before = number
    return Paging(
        page,
        pages,
        tuple(links),
        url(page - 1) if 1 < page <= pages + 1 else None,
        url(page + 1) if page < pages else None,
        urlsplit(url(1)).path,
        kept,
    )
