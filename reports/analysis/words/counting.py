"""How often words, and words that follow each other, stand in some of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part

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

    def together(self, starts: Numbers, step: int) -> Mask:
        """Whether the piece ``step`` behind each of ``starts`` is of the same run."""
        return starts + step < self.runs[np.searchsorted(self.runs, starts, "right")]


def excerpt(part: Part, places: Numbers, reports: Numbers) -> Excerpt:
    """The excerpt of ``reports`` of a part; all of them are taken without copying where nothing is left out."""
    ends: Numbers = np.cumsum((part.piece_ends - part.piece_starts)[reports])
    pieces = pieces_of(part, reports)
    if not len(part.left_out.ends):
        return Excerpt(part, places, reports, pieces, ends, ends)
    kept = kept_of(part, reports)
    before: Numbers = np.concatenate((np.zeros(1, np.int64), np.cumsum(kept)))
    breaks = before[np.flatnonzero(kept[:-1] & ~kept[1:]) + 1]
    runs = np.unique(np.concatenate((breaks, before[ends])))
    return Excerpt(part, places, reports, pieces[kept], before[ends], runs)


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
    for run in np.split(reports, np.flatnonzero(np.diff(reports) > 1) + 1):
        if len(run):
            yield int(part.piece_starts[run[0]]), int(part.piece_ends[run[-1]])


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
        within = (here.runs > 0) & (here.runs < len(here.pieces))
        held[here.runs[within] - 1] = False
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
