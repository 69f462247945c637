"""How often words, and words that follow each other, stand in some of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part

#: Words that follow each other, as places in the lexicon.
Gram = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Excerpt:
    """The pieces of some reports of a part, one report after the other.

    ``reports`` ascend and count from the part's first; ``places`` lead from the part's numbers of words to the
    lexicon's; ``ends`` are where each report's pieces end in ``pieces``.
    """

    part: Part
    places: Numbers
    reports: Numbers
    pieces: NDArray[np.integer]

    @cached_property
    def ends(self) -> Numbers:
        lengths = (self.part.piece_ends - self.part.piece_starts)[self.reports]
        return np.cumsum(lengths)

    def together(self, starts: Numbers, step: int) -> Mask:
        """Whether the piece ``step`` behind each of ``starts`` is of the same report."""
        ends = self.ends
        return starts + step < ends[np.searchsorted(ends, starts, "right")]


def excerpt(part: Part, places: Numbers, reports: Numbers) -> Excerpt:
    """The excerpt of ``reports`` of a part; all of them are taken without copying."""
    if len(reports) == part.size:
        return Excerpt(part, places, reports, part.pieces)
    # Reports that stand side by side are taken at once.
    breaks = np.flatnonzero(np.diff(reports) > 1) + 1
    runs = [run for run in np.split(reports, breaks) if len(run)]
    pieces = [part.pieces[part.piece_starts[run[0]] : part.piece_ends[run[-1]]] for run in runs]
    return Excerpt(part, places, reports, np.concatenate([part.pieces[:0], *pieces]))


def excerpts(corpus: Corpus) -> Iterator[Excerpt]:
    """The reports looked at, part by part."""
    numbers = corpus.texts.lexicon.numbers
    for (base, part), places in zip(corpus.placed(), numbers, strict=True):
        yield excerpt(part, places, np.flatnonzero(corpus.within[base : base + part.size]))


def word_counts(corpus: Corpus) -> Numbers:
    """How often each piece of the lexicon stands in the reports looked at."""
    lexicon = corpus.texts.lexicon

    def count(some: Corpus) -> Numbers:
        counts = np.zeros(len(lexicon.words), np.int64)
        for here in excerpts(some):
            counts[here.places] += np.bincount(here.pieces, minlength=len(here.part.words))
        return counts

    return _counted(corpus, lambda: lexicon.counts, count)


def gram_counts(corpus: Corpus, grams: Sequence[Gram]) -> Numbers:
    """How often each of ``grams``, of two words or more, stands in the reports looked at."""

    def count(some: Corpus) -> Numbers:
        counts = np.zeros(len(grams), np.int64)
        for here in excerpts(some):
            for number, starts in _stand(here, grams):
                counts[number] += len(starts)
        return counts

    return _counted(corpus, lambda: count(corpus.looking_at(np.ones(corpus.size, np.bool_))), count)


def gram_reports(corpus: Corpus, grams: Sequence[Gram]) -> Numbers:
    """In how many of the reports looked at each of ``grams``, of two words or more, stands."""
    counts = np.zeros(len(grams), np.int64)
    for here in excerpts(corpus):
        for number, starts in _stand(here, grams):
            counts[number] += len(np.unique(np.searchsorted(here.ends, starts, "right")))
    return counts


def word_reports(corpus: Corpus, words: Numbers) -> Numbers:
    """In how many of the reports looked at each of ``words``, places in the lexicon, stands."""
    number = np.full(len(corpus.texts.lexicon.words), -1, np.int64)
    number[words] = np.arange(len(words))
    counts = np.zeros(len(words), np.int64)
    for here in excerpts(corpus):
        numbers = number[here.places].astype(np.int32)[here.pieces]
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
        among = wanted[here.places][here.pieces]
        held = among[:-1] & among[1:]
        # A report's last word is not followed by the next one's first.
        within = (here.ends > 0) & (here.ends < len(here.pieces))
        held[here.ends[within] - 1] = False
        starts = np.flatnonzero(held)
        keys.append(here.places[here.pieces[starts]] * base + here.places[here.pieces[starts + 1]])
    return np.unique(np.concatenate(keys), return_counts=True)


def longer(corpus: Corpus, grams: Sequence[Gram], wanted: Mask, floor: int) -> Counter[Gram]:
    """What stands at least ``floor`` times in the reports looked at and is one of ``grams`` and a ``wanted`` word."""
    counts: Counter[Gram] = Counter()
    for here in excerpts(corpus):
        for number, starts in _stand(here, grams):
            behind = starts + len(grams[number])
            behind = behind[here.together(starts, len(grams[number]))]
            words, often = np.unique(here.places[here.pieces[behind]], return_counts=True)
            for word, count in zip(words[wanted[words]].tolist(), often[wanted[words]].tolist(), strict=True):
                counts[(*grams[number], word)] += count
    return Counter({gram: count for gram, count in counts.items() if count >= floor})


def _counted(corpus: Corpus, all_of: Callable[[], Numbers], count: Callable[[Corpus], Numbers]) -> Numbers:
    """``count`` of the reports looked at; where they are most of all, what the others have is taken from the whole."""
    if 2 * corpus.reports <= corpus.size:
        return count(corpus)
    whole = all_of()
    rest = corpus.looking_at(~corpus.within)
    return whole - count(rest) if rest.reports else whole


def _stand(here: Excerpt, grams: Sequence[Gram]) -> Iterator[tuple[int, Numbers]]:
    """The number of each of ``grams`` that stands in an excerpt, and where in its pieces, in order."""
    base = int(here.places.max(initial=0)) + 1
    pairs: dict[int, list[int]] = {}
    for number, gram in enumerate(grams):
        if max(gram[:2]) < base:
            pairs.setdefault(gram[0] * base + gram[1], []).append(number)
    if not pairs:
        return
    keys = np.sort(np.fromiter(pairs, np.int64, len(pairs)))
    first, second = np.isin(here.places, keys // base), np.isin(here.places, keys % base)
    starts = np.flatnonzero(first[here.pieces[:-1]])
    starts = starts[second[here.pieces[starts + 1]]]
    key = here.places[here.pieces[starts]] * base + here.places[here.pieces[starts + 1]]
    place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    held = keys[place] == key
    starts, place = starts[held], place[held]
    held = here.together(starts, 1)
    starts, place = starts[held], place[held]
    order = np.argsort(place, kind="stable")
    bounds = np.searchsorted(place[order], np.arange(len(keys) + 1))
    for pair, begin, end in zip(keys.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        those = starts[order[begin:end]]
        for number in pairs[pair]:
            found = _followed(here, those, grams[number])
            if len(found):
                yield number, found


def _followed(here: Excerpt, starts: Numbers, gram: Gram) -> Numbers:
    """Those of ``starts``, where the first two words of ``gram`` stand, where its others follow in the same report."""
    starts = starts[here.together(starts, len(gram) - 1)]
    for step, word in enumerate(gram[2:], 2):
        starts = starts[here.places[here.pieces[starts + step]] == word]
    return starts
