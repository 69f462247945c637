"""The words that stand beside a phrase (搭配)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part
from .counting import kept_of, pieces_of, portions, word_counts
from .measures import collocation_likelihood, log_dice
from .occurrences import Occurrences

SORTS = ("g2", "log_dice", "count")
#: Words on each side of the phrase, and the most that may be asked for.
WINDOW, WIDEST = 5, 20
#: Words that are beside the phrase fewer times are by chance.
FLOOR = 3


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands ``count`` times beside the phrase, ``total`` times in all reports looked at."""

    word: str
    count: int
    total: int
    g2: float
    log_dice: float


@dataclass(frozen=True, slots=True)
class Collocates:
    """The words beside a phrase; ``hits`` of the phrase have ``places`` words beside them, of ``words`` in all."""

    results: tuple[Collocate, ...]
    hits: int
    places: int
    words: int


def collocates(
    corpus: Corpus,
    found: Occurrences,
    *,
    window: int = WINDOW,
    sort: str = "g2",
    floor: int = FLOOR,
    most: int = 100,
) -> Collocates:
    """The words at most ``window`` words before or behind the phrase, within its sentence, the most telling first.

    A word that the phrase cuts through belongs to the phrase. Only words that are beside it more often than elsewhere,
    and at least ``floor`` times. Raises ValueError for a window or sort that is not to be had.
    """
    if not 1 <= window <= WIDEST:
        raise ValueError(f"A window has from 1 to {WIDEST} words, not {window}.")
    if sort not in SORTS:
        raise ValueError(f"Collocates are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    lexicon = corpus.texts.lexicon
    together = np.zeros(len(lexicon.words), np.int64)
    for (base, part), places in zip(corpus.placed(), lexicon.numbers, strict=True):
        begin, end = np.searchsorted(found.reports, (base, base + part.size))
        if end > begin:
            reports, starts = found.reports[begin:end] - base, found.starts[begin:end]
            for beside in _beside(part, reports, starts, found.width, window):
                together[places] += np.bincount(beside, minlength=len(part.own))
    totals = word_counts(corpus)
    size, node = int(totals[lexicon.is_word].sum()), int(together.sum())
    held = np.flatnonzero(together >= floor)
    g2 = collocation_likelihood(together[held], node, totals[held], size)
    dice = log_dice(together[held], found.count, totals[held])
    names = np.array([lexicon.words[place] for place in held.tolist()], dtype=np.str_)
    order = np.lexsort((names, -together[held], -{"g2": g2, "log_dice": dice, "count": together[held]}[sort]))
    order = order[g2[order] > 0][:most]
    return Collocates(
        tuple(
            Collocate(
                lexicon.words[held[place]],
                int(together[held[place]]),
                int(totals[held[place]]),
                float(g2[place]),
                float(dice[place]),
            )
            for place in order.tolist()
        ),
        hits=found.count,
        places=node,
        words=size,
    )


def _beside(
    part: Part, reports: Numbers, starts: Numbers, width: int, window: int
) -> Iterator[NDArray[np.integer]]:
    """The words of the part, by its numbers, at places beside occurrences, some reports at a time.

    ``reports`` ascend and count from the part's first; ``starts`` are offsets in them. A place is given once.
    """
    for some in portions(part, reports[np.flatnonzero(np.diff(reports, prepend=-1))]):
        begin, end = np.searchsorted(reports, (some[0], some[-1] + 1))
        pieces = pieces_of(part, some)
        yield pieces[_places(part, some, pieces, reports[begin:end], starts[begin:end], width, window)]


def _places(
    part: Part,
    some: Numbers,
    pieces: NDArray[np.integer],
    reports: Numbers,
    starts: Numbers,
    width: int,
    window: int,
) -> Numbers:
    """Where in ``pieces``, those of ``some`` reports, the words beside what stands at ``starts`` of ``reports`` are."""
    ends = np.cumsum(part.widths.take(pieces), dtype=np.int64)
    sizes = (part.ends - part.starts)[some]
    begins = (np.cumsum(sizes) - sizes)[np.searchsorted(some, reports)] + starts
    first = np.searchsorted(ends, begins, side="right")
    last = np.searchsorted(ends, begins + width, side="left")
    stop, is_word = part.is_stop.take(pieces), part.is_word.take(pieces)
    if len(part.left_out.ends):
        left_out = ~kept_of(part, some)
        stop, is_word = stop | left_out, is_word & ~left_out
    sentence = _sentences(stop, np.cumsum((part.piece_ends - part.piece_starts)[some]))
    words, before = np.flatnonzero(is_word), np.cumsum(is_word)
    steps = np.arange(1, window + 1)
    left = (before[first] - is_word[first])[:, None] - steps
    right = before[last][:, None] + steps - 1
    found = np.zeros(len(pieces), np.bool_)
    for ranks, same in ((left, sentence[first]), (right, sentence[last])):
        places = words[np.clip(ranks, 0, max(0, len(words) - 1))] if len(words) else ranks
        held = (ranks >= 0) & (ranks < len(words))
        held[held] &= (sentence[places] == same[:, None])[held]
        found[places[held]] = True
    return np.flatnonzero(found)


def _sentences(stop: Mask, ends: Numbers) -> Numbers:
    """A number for each piece's sentence; the mark that ends one is its last piece, as reports' last pieces are."""
    opens = np.zeros(len(stop) + 1, np.int64)
    opens[ends] = 1
    number: Numbers = np.cumsum(stop) - stop + np.cumsum(opens[:-1])
    return number
