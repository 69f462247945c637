"""Cutting many texts in processes beside the one that writes them: cutting takes as long as all else together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import accumulate, islice, pairwise
from multiprocessing import get_context

from reports.search.index.documents import Document

from .cutting import pieces
from .dictionary import dictionary

#: Documents handed over together, and how many portions wait beyond those being cut.
_PORTION = 40
_AHEAD = 4


def cut_beside(found: Iterable[Document]) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Each document with the pieces of its body, in order; a few portions ahead of what is asked for.

    Fewer documents than a portion are cut here. Raises BrokenProcessPool when a process beside ended.
    """
    waiting = iter(found)
    first = list(islice(waiting, _PORTION))
    if len(first) < _PORTION:
        yield from ((document, pieces(document.body)) for document in first)
        return
    # Loaded before forking, so that the processes share its memory.
    dictionary()
    processes = max(1, (os.cpu_count() or 1) - 1)
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        begun: deque[tuple[list[Document], Future[list[bytes]]]] = deque()
        portion = first
        while portion or begun:
            if portion:
                begun.append((portion, pool.submit(_cut, [document.body for document in portion])))
                portion = list(islice(waiting, _PORTION))
            if begun and (len(begun) > processes + _AHEAD or not portion):
                documents, future = begun.popleft()
                for document, lengths in zip(documents, future.result(), strict=True):
                    yield document, _pieces(document.body, lengths)


def _cut(texts: list[str]) -> list[bytes]:
    """The lengths of each text's pieces: a byte each, what is longer as several of 255 and the rest."""
    return [b"".join(_length(len(piece)) for piece in pieces(text)) for text in texts]


def _length(length: int) -> bytes:
    return b"\xff" * (length // 255) + bytes((length % 255,))


def _pieces(text: str, lengths: bytes) -> tuple[str, ...]:
    if 255 in lengths:
        whole, waiting = [], 0
        for length in lengths:
            waiting += length
            if length < 255:
                whole.append(waiting)
                waiting = 0
    else:
        whole = list(lengths)
    return tuple(text[start:end] for start, end in pairwise(accumulate(whole, initial=0)))
