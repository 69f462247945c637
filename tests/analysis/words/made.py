"""Small corpora for the tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from reports.analysis.words.corpus import NO_YEAR, Corpus, Part, Stretches, Texts, Words, code_number

#: Pieces of two characters, so that what is a word is plain to see; marks and line ends stand alone.
_PIECES = re.compile(r"[^\W_]{1,2}|[\W_]")


def pieces(text: str) -> list[str]:
    """``text`` in words of two characters, and marks."""
    return _PIECES.findall(text)


#: What is left out of a text stands between these.
_LEFT_OUT = re.compile("<[^>]*>")


def left_out(texts: Sequence[str]) -> Stretches:
    """What stands ``<in angle brackets>`` in the texts of a part; they hold characters of one code unit alone."""
    spans, done = [], 0
    for text in texts:
        spans += [(done + found.start(), done + found.end()) for found in _LEFT_OUT.finditer(text)]
        done += len(text)
    return Stretches(*np.array(spans, dtype=np.int64).reshape(-1, 2).T)


def part(texts: Sequence[str]) -> Part:
    """A part of ``texts``, each cut by :func:`pieces`."""
    cut = [pieces(text) for text in texts]
    words = {word: number for number, word in enumerate(sorted({word for one in cut for word in one}))}
    units = [text.encode("utf-16-le") for text in texts]
    return Part(
        text=np.frombuffer(b"".join(units), dtype="<u2"),
        ends=np.cumsum([len(one) // 2 for one in units], dtype=np.int64),
        pieces=np.array([words[word] for one in cut for word in one], dtype=np.uint16),
        piece_ends=np.cumsum([len(one) for one in cut], dtype=np.int64),
        words=Words(list(words)),
        own=np.arange(len(words)),
    )


def corpus(*parts: Sequence[tuple[str, int | None, str]]) -> Corpus:
    """Parts of reports, each given as (region code, year, text); rows in the database count from 1.

    What stands ``<in angle brackets>`` in any text is left out.
    """
    rows = [row for one in parts for row in one]
    written = [[text for _, _, text in one] for one in parts]
    texts = Texts(tuple(map(part, written)))
    if any("<" in text for _, _, text in rows):
        texts = texts.without(map(left_out, written))
    return Corpus(
        texts,
        np.arange(1, len(rows) + 1),
        np.array([NO_YEAR if year is None else year for _, year, _ in rows], dtype=np.int64),
        np.array([code_number(code) for code, _, _ in rows], dtype=np.int64),
        np.ones(len(rows), np.bool_),
        np.ones(len(rows), np.bool_),
    )
