"""What sets some reports apart from others: words and recurring phrases (特色词)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .corpus import Corpus, Mask, Numbers
from .counting import Gram, gram_counts, gram_reports, longer, pair_counts, word_counts, word_reports
from .measures import log_likelihood, log_ratio

SORTS = ("g2", "log_ratio", "count")
#: Words in fewer of the reports say nothing of them as a whole.
FLOOR = 3
#: Words of a phrase.
LONGEST = 4
#: The most promising words and pairs, which are looked at closely.
_WORDS, _GRAMS = 400, 120
#: About how many words, of the reports and of the others, are looked at to tell which phrases promise anything.
_OWN_SAMPLE, _SAMPLE = 2_500_000, 500_000
#: A phrase of whose occurrences this share stands in a longer one says no more than that.
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word, or several that follow each other, with how often it stands in the reports and in the others.

    ``reports`` is how many of the reports have it.
    """

    word: str
    count: int
    reference_count: int
    reports: int
    g2: float
    log_ratio: float


@dataclass(frozen=True, slots=True)
class Keyness:
    """``results``, the most telling first; ``words`` are in the reports, ``reference_words`` in the others."""

    results: tuple[KeyWord, ...]
    words: int
    reference_words: int


def keyness(
    corpus: Corpus,
    against: Corpus,
    *,
    sort: str = "g2",
    floor: int = FLOOR,
    most: int = 100,
    masked: Callable[[str], bool] = lambda word: False,
) -> Keyness:
    """What the reports of ``corpus`` have more often than those of ``against``, which is over the same texts.

    Only what stands in at least ``floor`` of the reports, and nothing that holds a word that is to be ``masked``. Of
    words that follow each other those are left out that mostly stand in longer ones. Raises ValueError for another sort.
    """
    if sort not in SORTS:
        raise ValueError(f"Words are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    lexicon = corpus.texts.lexicon
    counts, reference = word_counts(corpus), word_counts(against)
    sizes = int(counts[lexicon.is_word].sum()), int(reference[lexicon.is_word].sum())
    if not sizes[1]:
        return Keyness((), *sizes)
    wanted = lexicon.is_word & (counts >= floor)
    wanted[[place for place in np.flatnonzero(wanted).tolist() if masked(lexicon.words[place])]] = False
    words = np.flatnonzero(wanted)
    likelihood = log_likelihood(counts[words], sizes[0], reference[words], sizes[1])
    words = words[np.argsort(-likelihood, kind="stable")[:_WORDS]]
    phrases = _telling(corpus, against, wanted, floor, sizes)
    own: dict[Gram, int] = {
        (word,): count for word, count in zip(words.tolist(), counts[words].tolist(), strict=True)
    }
    own = _whole(own | phrases, lexicon.words)
    # What is counted last, over all the others, takes longest.
    grams = [gram for gram in own if len(gram) > 1]
    words = np.fromiter((gram[0] for gram in own if len(gram) == 1), np.int64)
    rows = _rows(
        corpus,
        [(word,) for word in words.tolist()] + grams,
        np.concatenate((counts[words], np.fromiter((own[gram] for gram in grams), np.int64))),
        np.concatenate((reference[words], gram_counts(against, grams))),
        np.concatenate((word_reports(corpus, words), gram_reports(corpus, grams))),
        sizes,
    )
    often = (row for row in rows if row.count * sizes[1] > row.reference_count * sizes[0])
    kept = [row for row in often if row.reports >= floor]
    kept.sort(key=lambda row: (-getattr(row, sort), -row.count, row.word))
    return Keyness(tuple(kept[:most]), *sizes)


def _telling(
    corpus: Corpus, against: Corpus, wanted: Mask, floor: int, sizes: tuple[int, int]
) -> dict[Gram, int]:
    """Phrases that promise to be most telling, and how often each stands in the reports.

    Pairs of words are chosen by samples of many reports; longer ones begin with such a pair.
    """
    some = _sampled(corpus, sizes[0], _OWN_SAMPLE)
    keys, own = pair_counts(some, wanted)
    keys, own = keys[own >= floor], own[own >= floor]
    sample = _sampled(against, sizes[1], _SAMPLE)
    sampled, other = pair_counts(sample, wanted)
    place = np.minimum(np.searchsorted(sampled, keys), max(0, len(sampled) - 1))
    guess = np.where(sampled[place] == keys, other[place], 0) if len(sampled) else np.zeros(len(keys))
    shares = some.reports / max(1, corpus.reports), sample.reports / max(1, against.reports)
    likelihood = log_likelihood(own, sizes[0] * shares[0], guess, sizes[1] * shares[1])
    best = np.argsort(-likelihood, kind="stable")[:_GRAMS]
    base = len(corpus.texts.lexicon.words)
    grams: dict[Gram, int] = {
        divmod(key, base): count for key, count in zip(keys[best].tolist(), own[best].tolist(), strict=True)
    }
    last = grams
    for _ in range(2, LONGEST):
        last = dict(longer(some, list(last), wanted, floor).most_common(_GRAMS))
        grams = grams | last
    if some.reports == corpus.reports:
        return grams
    return dict(zip(grams, gram_counts(corpus, list(grams)).tolist(), strict=True))


def _sampled(corpus: Corpus, words: int, most: int) -> Corpus:
    """Reports with about ``most`` of the ``words`` of those looked at, all if they have no more."""
    return corpus.looking_at(_every(corpus.within, max(1, round(words / most))))


def _every(within: Mask, step: int) -> Mask:
    """Every ``step``-th of the reports looked at."""
    sample = np.zeros(len(within), np.bool_)
    sample[np.flatnonzero(within)[::step]] = True
    return sample


def _rows(
    corpus: Corpus,
    grams: Sequence[Gram],
    own: Numbers,
    other: Numbers,
    reports: Numbers,
    sizes: tuple[int, int],
) -> Iterator[KeyWord]:
    words = corpus.texts.lexicon.words
    g2, ratio = log_likelihood(own, sizes[0], other, sizes[1]), log_ratio(own, sizes[0], other, sizes[1])
    for place, gram in enumerate(grams):
        yield KeyWord(
            "".join(words[word] for word in gram),
            int(own[place]),
            int(other[place]),
            int(reports[place]),
            float(g2[place]),
            float(ratio[place]),
        )


def _whole(counts: Mapping[Gram, int], words: Sequence[str]) -> dict[Gram, int]:
    """``counts`` without those of grams that mostly stand within a longer one of them."""
    spelled = {gram: "".join(words[word] for word in gram) for gram in counts}
    longest = dict.fromkeys(spelled.values(), 0)
    for gram, word in spelled.items():
        count = counts[gram]
        for start in range(len(word)):
            for end in range(start + 1, len(word) + 1):
                part = word[start:end]
                if count > longest.get(part, count) and end - start < len(word):
                    longest[part] = count
    return {gram: count for gram, count in counts.items() if longest[spelled[gram]] < _MOSTLY * count}
