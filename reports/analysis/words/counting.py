"""How often words, and words that follow each other, stand in some of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part

#: Pieces that are looked at together.
_STRETCH = 1 << 17
#: Words that follow each other, as places in the lexicon.
Gram = tuple[int, ...]
#: About how many pieces are copied together.
_PORTION = 1 << 21


@dataclass(frozen=True, eq=False)
class Excerpt:
    """The pieces of some reports of a part, one report after the other, without those left out.

    ``reports`` ascend and count from the part's first; ``places`` lead from the part's numbers of words to the
    lexicon's; ``ends`` are where each report's pieces end in ``pieces``, ``runs`` where pieces end that follow each other.
    """

    part: Part
    places: Numbers
    reports: Numbers
    pieces: NDArray[np.integer]
    ends: Numbers
    runs: Numbers


def excerpt(part: Part, places: Numbers, reports: Numbers) -> Excerpt:
    """The excerpt of ``reports`` of a part; all of them are taken without copying where nothing is left out."""
    ends: Numbers = np.cumsum((part.piece_ends - part.piece_starts)[reports])
    pieces = pieces_of(part, reports)
    if not len(part.left_out.ends):
        return Excerpt(part, places, reports, pieces, ends, ends)
    kept = kept_of(part, reports)
    before: Numbers = np.concatenate((np.zeros(1, np.int64), np.cumsum(kept)))
    breaks = np.zeros(int(before[-1]) + 1, np.bool_)
    breaks[before[np.flatnonzero(kept[:-1] & ~kept[1:]) + 1]] = True
    breaks[before[ends]] = True
    return Excerpt(part, places, reports, pieces[kept], before[ends], np.flatnonzero(breaks))


def pieces_of(part: Part, reports: Numbers) -> NDArray[np.integer]:
    """All pieces of ``reports`` of a part, those left out too; of all its reports without copying."""
    if len(reports) == part.size:
        return part.pieces
    pieces = [part.pieces[first:last] for first, last in _stretches(part, reports)]
    return np.concatenate([part.pieces[:0], *pieces])


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
    """The reports looked at, part by part; where something is left out, in portions, as it is copied."""
    numbers = corpus.texts.lexicon.numbers
    for (base, part), places in zip(corpus.placed(), numbers, strict=True):
        reports = np.flatnonzero(corpus.within[base : base + part.size])
        for some in portions(part, reports) if len(part.left_out.ends) else [reports]:
            yield excerpt(part, places, some)


def word_counts(corpus: Corpus) -> Numbers:
    """How often each piece of the lexicon stands in the reports looked at."""
    lexicon = corpus.texts.lexicon

    def count(some: Corpus) -> Numbers:
        counts = np.zeros(len(lexicon.words), np.int64)
        for here in excerpts(some):
            counts[here.places] += np.bincount(here.pieces, minlength=len(here.part.own))
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
        pairs = [
            np.searchsorted(here.ends, starts, "right") * len(grams) + numbers
            for _, starts, numbers in together
        ]
        counts += np.bincount(np.unique(_joined(pairs)) % max(1, len(grams)), minlength=len(grams))
    return counts


def word_reports(corpus: Corpus, words: Numbers) -> Numbers:
    """In how many of the reports looked at each of ``words``, places in the lexicon, stands."""
    number = np.full(len(corpus.texts.lexicon.words), -1, np.int64)
    number[words] = np.arange(len(words))
    counts = np.zeros(len(words), np.int64)
    for here in excerpts(corpus):
        numbers = number[here.places].astype(np.int32).take(here.pieces)
        held = np.flatnonzero(numbers >= 0)
        reports = np.searchsorted(here.ends, held, "right")
        pairs = np.unique(reports * len(words) + numbers[held])
        counts += np.bincount(pairs % max(1, len(words)), minlength=len(words))
    return counts


def pair_counts(corpus: Corpus, wanted: Mask) -> tuple[Numbers, Numbers]:
    """Which two words follow each other in the reports looked at: keys in order, and how often each pair stands.

    Both words are ``wanted``, a mask over the lexicon; the key of a pair is ``first * len(words) + second``.
    """
    base = len(corpus.texts.lexicon.words)
    keys = [np.zeros(0, np.int64)]
    for here in excerpts(corpus):
        among = wanted[here.places].take(here.pieces)
        held = among[:-1] & among[1:]
        # A report's last word is not followed by the next one's first.
        within = (here.runs > 0) & (here.runs < len(here.pieces))
        held[here.runs[within] - 1] = False
        starts = np.flatnonzero(held)
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
        kept = behind < here.runs[np.searchsorted(here.runs, starts, "right")]
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
    """Grams by their beginnings, which have numbers: 0 is the one without a word.

    ``words`` are the places of all their words in the lexicon; ``following`` has for each beginning, and each of them behind
    it, the beginning that both are, 0 for none. ``ends`` are the numbers of the grams that beginnings are, -1 for none.
    """

    def __init__(self, grams: Sequence[Gram]) -> None:
        self.words = np.unique(np.fromiter(chain.from_iterable(grams), np.int64))
        rank = {word: number for number, word in enumerate(self.words.tolist())}
        beginnings: dict[Gram, int] = {(): 0}
        steps: list[tuple[int, int, int]] = []
        for gram in grams:
            for length in range(1, len(gram) + 1):
                node = beginnings.setdefault(gram[:length], len(beginnings))
                steps.append((beginnings[gram[: length - 1]], rank[gram[length - 1]], node))
        self.following = np.zeros((len(beginnings), len(self.words) + 1), np.int32)
        for before, word, node in steps:
            self.following[before, word] = node
        self.ends = np.full(len(beginnings), -1, np.int64)
        self.ends[[beginnings[gram] for gram in grams]] = np.arange(len(grams))


def _found(corpus: Corpus, grams: Sequence[Gram]) -> Iterator[tuple[Excerpt, Numbers, Numbers]]:
    """Where ``grams`` stand in the reports looked at: some excerpt, places in its pieces, and the numbers of the grams."""
    if not grams:
        return
    tree = _Tree(grams)
    for here in excerpts(corpus):
        # Of each word of the part its place among those of the grams; behind the last of these for any other.
        place = np.minimum(np.searchsorted(tree.words, here.places), len(tree.words) - 1)
        rank = np.where(tree.words[place] == here.places, place, len(tree.words)).astype(np.int32)
        opens = np.zeros(len(here.pieces) + 1, np.bool_)
        opens[here.runs] = True
        roots = tree.following[0][rank]
        is_root = roots > 0
        for begin in range(0, len(here.pieces), _STRETCH):
            starts = np.flatnonzero(is_root.take(here.pieces[begin : begin + _STRETCH])) + begin
            beginning, step = roots[here.pieces[starts]], 1
            while len(starts):
                kept = ~opens[starts + step]
                starts, beginning = starts[kept], beginning[kept]
                beginning = tree.following[beginning, rank[here.pieces[starts + step]]]
                kept = beginning > 0
                starts, beginning = starts[kept], beginning[kept]
                numbers = tree.ends[beginning]
                whole = numbers >= 0
                yield here, starts[whole], numbers[whole]
                step += 1
