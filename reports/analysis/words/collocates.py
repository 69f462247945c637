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
    if sort not in SORTS:
        raise ValueError(f"Collocates are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    _check(window)
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


def _check(window: int) -> None:
    if not 1 <= window <= WIDEST:
        raise ValueError(f"A window has from 1 to {WIDEST} words, not {window}.")


def near(corpus: Corpus, found: Occurrences, word: str, window: int = WINDOW) -> Occurrences:
    """Those of ``found`` that have ``word`` beside them, as :func:`collocates` spells and tells it.

    Raises ValueError for a window that is not to be had.
    """
    _check(window)
    lexicon = corpus.texts.lexicon
    chosen = np.zeros(found.count, np.bool_)
    wanted = lexicon.words.index(word) if word in lexicon.words else -1
    for (base, part), places in zip(corpus.placed(), lexicon.numbers, strict=True):
        begin, end = np.searchsorted(found.reports, (base, base + part.size))
        numbers = np.flatnonzero(places == wanted)
        if end > begin and len(numbers):
            reports, starts = found.reports[begin:end] - base, found.starts[begin:end]
            for first, pieces, steps in _walks(part, reports, starts, found.width, window):
                for which, beside in steps:
                    chosen[begin + first + which[pieces.take(beside) == numbers[0]]] = True
    return Occurrences(found.reports[chosen], found.starts[chosen], found.width)


def _beside(
    part: Part, reports: Numbers, starts: Numbers, width: int, window: int
) -> Iterator[NDArray[np.integer]]:
    """The words of the part, by its numbers, at places beside occurrences, some reports at a time.

    ``reports`` ascend and count from the part's first; ``starts`` are offsets in them. A place is given once.
    """
    for _, pieces, steps in _walks(part, reports, starts, width, window):
        found = np.zeros(len(pieces), np.bool_)
        for _, places in steps:
            found[places] = True
        yield pieces[found]


#: Which occurrences have a word beside them, and its place among the pieces.
_Steps = Iterator[tuple[Numbers, Numbers]]


def _walks(
    part: Part, reports: Numbers, starts: Numbers, width: int, window: int
) -> Iterator[tuple[int, NDArray[np.integer], _Steps]]:
    """Some occurrences at a time: the first of them, the pieces of their reports, and the words beside them."""
    for some in portions(part, reports[np.flatnonzero(np.diff(reports, prepend=-1))]):
        begin, end = np.searchsorted(reports, (some[0], some[-1] + 1)).tolist()
        pieces = pieces_of(part, some)
        steps = _steps(part, some, pieces, reports[begin:end], starts[begin:end], width, window)
        yield begin, pieces, steps


def _steps(
    part: Part,
    some: Numbers,
    pieces: NDArray[np.integer],
    reports: Numbers,
    starts: Numbers,
    width: int,
    window: int,
) -> _Steps:
    """The words beside what stands at ``starts`` of ``reports``; ``pieces`` are those of ``some`` reports."""
    ends = np.cumsum(part.widths.take(pieces), dtype=np.int32)
    sizes, counts = (part.ends - part.starts)[some], (part.piece_ends - part.piece_starts)[some]
    number = np.searchsorted(some, reports)
    begins = ((np.cumsum(sizes) - sizes)[number] + starts).astype(np.int32)
    kept = kept_of(part, some) if len(part.left_out.ends) else None
    lasts = np.cumsum(counts)
    walk = _Walk(part, pieces, kept)
    yield from walk.go(np.searchsorted(ends, begins, side="right"), (lasts - counts)[number], -1, window)
    last = np.searchsorted(ends, begins + np.int32(width), side="left")
    yield from walk.go(last, lasts[number] - 1, 1, window)


@dataclass(frozen=True, eq=False)
class _Walk:
    """From pieces on to the words beside them, many at once.

    ``kept`` tells which of the ``pieces`` are not left out, None where none is: nobody walks across those.
    """

    part: Part
    pieces: NDArray[np.integer]
    kept: Mask | None

    def go(self, places: Numbers, bounds: Numbers, step: int, window: int) -> _Steps:
        """From each of ``places`` up to ``window`` words on, no further than its bound and the end of its sentence."""
        which, left = np.arange(len(places)), np.full(len(places), window)
        if step > 0:
            which, places, bounds, left = _chosen(~self._stops(places), which, places, bounds, left)
        while len(places):
            which, places, bounds, left = _chosen(places != bounds, which, places, bounds, left)
            places = places + step
            stops = self._stops(places)
            if step < 0:
                # A mark belongs to the sentence that it ends.
                which, places, bounds, left = _chosen(~stops, which, places, bounds, left)
            words = self.part.is_word.take(self.pieces.take(places))
            if self.kept is not None:
                words &= self.kept.take(places)
            yield which[words], places[words]
            left -= words
            on = left > 0 if step < 0 else (left > 0) & ~stops
            which, places, bounds, left = _chosen(on, which, places, bounds, left)

    def _stops(self, places: Numbers) -> Mask:
        """Which pieces end a sentence, or are left out."""
        stops: Mask = self.part.is_stop.take(self.pieces.take(places))
        return stops if self.kept is None else stops | ~self.kept.take(places)


def _chosen(chosen: Mask, *arrays: Numbers) -> tuple[Numbers, ...]:
    return tuple(one[chosen] for one in arrays)
