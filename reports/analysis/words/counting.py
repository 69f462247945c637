"""How often words, and words that follow each other, stand in some of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part
from .sieve import sieve, sieved

#: Words that follow each other, as places in the lexicon.
Gram = tuple[int, ...]
#: About how many pieces are copied together.
_PORTION = 1 << 21


@dataclass(frozen=True, eq=False)
class Excerpt:
    """The pieces of some reports of a part, one report after the other.

    ``places`` lead from the part's numbers of words to the lexicon's; ``ends`` are where each report's pieces end in
    ``pieces``. ``kept`` tells which pieces are not left out, None where none is.
    """

    places: Numbers
    pieces: NDArray[np.integer]
    ends: Numbers
    kept: Mask | None

    @property
    def counted(self) -> NDArray[np.integer]:
        """The pieces that are not left out."""
        return self.pieces if self.kept is None else self.pieces[self.kept]

    @cached_property
    def barred(self) -> Mask:
        """Which pieces nothing runs into from the piece before: those left out and those that begin a report.

        One more than there are pieces: the last stands for the end.
        """
        barred = np.zeros(len(self.pieces) + 1, np.bool_)
        if self.kept is not None:
            np.logical_not(self.kept, out=barred[:-1])
        barred[self.ends] = True
        return barred


def pieces_of(part: Part, reports: Numbers) -> NDArray[np.integer]:
    """All pieces of ``reports`` of a part, those left out too; not copied where the reports stand side by side."""
    pieces = [part.pieces[first:last] for first, last in _stretches(part, reports)]
    return pieces[0] if len(pieces) == 1 else np.concatenate([part.pieces[:0], *pieces])


def kept_of(part: Part, reports: Numbers) -> Mask:
    """Which pieces of ``reports`` of a part are not left out."""
    kept = [part.kept(first, last) for first, last in _stretches(part, reports)]
    return np.concatenate([np.zeros(0, np.bool_), *kept])


def _stretches(part: Part, reports: Numbers) -> Iterator[tuple[int, int]]:
    """Where the pieces of reports begin and end that stand side by side."""
    breaks = np.flatnonzero(np.diff(reports) > 1)
    firsts, lasts = np.append(reports[:1], reports[breaks + 1]), np.append(reports[breaks], reports[-1:])
    return zip(part.piece_starts[firsts].tolist(), part.piece_ends[lasts].tolist(), strict=True)


def portions(part: Part, reports: Numbers) -> list[Numbers]:
    """``reports`` in portions of some million pieces."""
    sizes = np.cumsum((part.piece_ends - part.piece_starts)[reports])
    return np.split(reports, np.flatnonzero(np.diff(sizes // _PORTION)) + 1)


def excerpts(corpus: Corpus) -> Iterator[Excerpt]:
    """The reports looked at, some at a time."""
    numbers = corpus.texts.lexicon.numbers
    for (base, part), places in zip(corpus.placed(), numbers, strict=True):
        for some in portions(part, np.flatnonzero(corpus.within[base : base + part.size])):
            yield Excerpt(
                places,
                pieces_of(part, some),
                np.cumsum((part.piece_ends - part.piece_starts)[some]),
                kept_of(part, some) if len(part.left_out.ends) else None,
            )


def word_counts(corpus: Corpus) -> Numbers:
    """How often each piece of the lexicon stands in the reports looked at."""
    lexicon = corpus.texts.lexicon

    def count(some: Corpus) -> Numbers:
        counts = np.zeros(len(lexicon.words), np.int64)
        for here in excerpts(some):
            counts[here.places] += np.bincount(here.counted, minlength=len(here.places))
        return counts

    return _counted(corpus, lambda: lexicon.counts, count)


def gram_counts(corpus: Corpus, grams: Sequence[Gram]) -> Numbers:
    """How often each of ``grams``, of two words or more, stands in the reports looked at."""

    def count(some: Corpus) -> Numbers:
        counts = np.zeros(len(grams), np.int64)
        for _, _, numbers in _found(some, grams):
            counts += np.bincount(numbers, minlength=len(grams))
        return counts

    return _counted(corpus, lambda: count(corpus.looking_at(np.ones(corpus.size, np.bool_))), count)


def gram_reports(corpus: Corpus, grams: Sequence[Gram]) -> Numbers:
    """In how many of the reports looked at each of ``grams``, of two words or more, stands."""
    counts = np.zeros(len(grams), np.int64)
    for here, together in groupby(_found(corpus, grams), key=itemgetter(0)):
        having = np.zeros((len(here.ends), len(grams)), np.bool_)
        for _, starts, numbers in together:
            having[np.searchsorted(here.ends, starts, "right"), numbers] = True
        counts += np.count_nonzero(having, axis=0)
    return counts


def word_reports(corpus: Corpus, words: Numbers) -> Numbers:
    """In how many of the reports looked at each of ``words``, places in the lexicon, stands."""
    number = np.full(len(corpus.texts.lexicon.words), -1, np.int64)
    number[words] = np.arange(len(words))
    counts = np.zeros(len(words), np.int64)
    for here in excerpts(corpus):
        numbers = number[here.places].astype(np.int32).take(here.pieces)
        chosen = numbers >= 0
        if here.kept is not None:
            chosen &= here.kept
        report = np.repeat(np.arange(len(here.ends), dtype=np.int32), np.diff(here.ends, prepend=0))
        having = np.zeros((len(here.ends), len(words)), np.bool_)
        having[report[chosen], numbers[chosen]] = True
        counts += np.count_nonzero(having, axis=0)
    return counts


def pair_counts(corpus: Corpus, wanted: Mask) -> tuple[Numbers, Numbers]:
    """Which two words follow each other in the reports looked at: keys in order, and how often each pair stands.

    Both words are ``wanted``, a mask over the lexicon; the key of a pair is ``first * len(words) + second``.
    """
    base = len(corpus.texts.lexicon.words)
    keys = [np.zeros(0, np.int64)]
    for here in excerpts(corpus):
        among = wanted[here.places].take(here.pieces)
        if here.kept is not None:
            among &= here.kept
        starts = np.flatnonzero(among[:-1] & among[1:] & ~here.barred[1:-1])
        first, second = here.places.take(here.pieces[starts]), here.places.take(here.pieces[starts + 1])
        keys.append(first * base + second)
    return np.unique(_joined(keys), return_counts=True)


def longer(corpus: Corpus, grams: Sequence[Gram], wanted: Mask, floor: int) -> Counter[Gram]:
    """What stands at least ``floor`` times in the reports looked at and is one of ``grams`` and a ``wanted`` word.

    The grams are all of one length.
    """
    base = len(corpus.texts.lexicon.words)
    keys = [np.zeros(0, np.int64)]
    for here, starts, numbers in _found(corpus, grams):
        behind = starts + len(grams[0])
        kept = ~here.barred[behind]
        words = here.places[here.pieces[behind[kept]]]
        keys.append((numbers[kept] * base + words)[wanted[words]])
    held, counts = np.unique(_joined(keys), return_counts=True)
    often = counts >= floor
    return Counter(
        {
            (*grams[key // base], key % base): count
            for key, count in zip(held[often].tolist(), counts[often].tolist(), strict=True)
        }
    )


def _counted(corpus: Corpus, all_of: Callable[[], Numbers], count: Callable[[Corpus], Numbers]) -> Numbers:
    """``count`` of the reports looked at; where they are most of all, what the others have is taken from the whole."""
    if 2 * corpus.reports <= corpus.size:
        return count(corpus)
    whole = all_of()
    rest = corpus.looking_at(~corpus.within)
    return whole - count(rest) if rest.reports else whole


def _joined(arrays: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays])


class _Tree:
    """Grams by their beginnings, which have numbers: 0 stands for none, 1 for the one without a word.

    ``rank`` has for each of ``size`` places in a lexicon a number for the word, ``other`` for those that are in no gram.
    ``ends`` are the numbers of the grams that beginnings are, -1 for none; ``longer`` tells which of them have any behind
    them. ``pairs`` are the words that grams begin with, two a row.
    """

    def __init__(self, grams: Sequence[Gram], size: int) -> None:
        words = np.unique(np.fromiter(chain.from_iterable(grams), np.int64))
        self.other = len(words)
        self.rank = np.full(size, self.other, np.int32)
        self.rank[words] = np.arange(len(words))
        self.pairs = np.array(sorted({gram[:2] for gram in grams}), np.int64).reshape(-1, 2)
        beginnings: dict[Gram, int] = {(): 1}
        steps: list[tuple[int, int, int]] = []
        for gram in grams:
            for length in range(1, len(gram) + 1):
                node = beginnings.setdefault(gram[:length], len(beginnings) + 1)
                steps.append((beginnings[gram[: length - 1]], int(self.rank[gram[length - 1]]), node))
        following = np.zeros((len(beginnings) + 1, self.other + 1), np.int32)
        for before, word, node in steps:
            following[before, word] = node
        self.longer = following.any(axis=1)
        self._following = following.ravel()
        self.ends = np.full(len(following), -1, np.int64)
        self.ends[[beginnings[gram] for gram in grams]] = np.arange(len(grams))

    def following(self, beginnings: NDArray[np.int32], words: NDArray[np.int32]) -> NDArray[np.int32]:
        """The beginnings that each of ``beginnings`` and the word behind it, by its number, are; 0 for none."""
        return self._following.take(beginnings * np.int32(self.other + 1) + words)

    def sieve(self, rank: NDArray[np.int32]) -> Mask:
        """The table of the pairs that grams begin with; ``rank`` has for each word of a part its number."""
        own = np.full(self.other + 1, -1, np.int64)
        own[rank] = np.arange(len(rank))
        first, second = own[self.rank[self.pairs]].T
        here = (first >= 0) & (second >= 0)
        return sieve(first[here], second[here])


def _found(corpus: Corpus, grams: Sequence[Gram]) -> Iterator[tuple[Excerpt, Numbers, Numbers]]:
    """Where ``grams``, of two words or more, stand in the reports looked at: some excerpt, places in its pieces, and the
    numbers of the grams."""
    if not grams:
        return
    tree = _Tree(grams, len(corpus.texts.lexicon.words))
    places: Numbers | None = None
    for here in excerpts(corpus):
        # Excerpts of one part have the same words.
        if here.places is not places:
            places, rank = here.places, tree.rank[here.places]
            table = tree.sieve(rank)
        starts = sieved(here.pieces, table)
        if here.kept is not None:
            starts = starts[here.kept.take(starts)]
        beginning = tree.following(np.ones(len(starts), np.int32), rank.take(here.pieces.take(starts)))
        step = 1
        while len(starts):
            behind = starts + step
            # Behind the last piece, which bars, any will do.
            beginning = tree.following(beginning, rank.take(here.pieces.take(behind, mode="clip")))
            kept = (beginning > 0) & ~here.barred.take(behind)
            starts, beginning = starts[kept], beginning[kept]
            numbers = tree.ends.take(beginning)
            whole = numbers >= 0
            yield here, starts[whole], numbers[whole]
            longer = tree.longer.take(beginning)
            starts, beginning = starts[longer], beginning[longer]
            step += 1
