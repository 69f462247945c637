"""What a reader may mean while still typing (检索建议): places, phrases and topics that the archive holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reports.models import Topic
from reports.text.normalise import normalise_phrase

from ..engine import engine
from ..query.criteria import Criteria
from ..query.language import parse
from ..query.phrases import known_phrases, near_spellings
from ..words.dictionary import dictionary
from .places import LONGEST, held_places

_PLACES = 4
_PHRASES = 3
#: Phrases whose reports are counted, the shortest: each takes some milliseconds the first time.
_COUNTED = 12
#: Of these, words that the reports themselves use.
_WORDS = 4
_TOPICS = 2


@dataclass(frozen=True)
class Suggestion:
    """Something to search for: ``text`` with ``hint`` beside it, and how many reports ``criteria`` give."""

    kind: str
    text: str
    hint: str
    count: int
    criteria: Criteria


def suggest(typed: str) -> tuple[Suggestion, ...]:
    """Places by the beginning of their name, pinyin or initials, phrases, topics; only such as give reports.

    Nothing for an empty text, a text of more than twenty characters, or one letter.
    """
    text = normalise_phrase(typed)
    if not text or len(text) > LONGEST or (text.isascii() and len(text) < 2):
        return ()
    return (*_places(text), *_phrases(text), *islice(_topics(text), _TOPICS))


def _places(text: str) -> list[Suggestion]:
    return [
        Suggestion(
            kind="region",
            text=region.name,
            hint=region.full_name.removesuffix(region.name),
            count=count,
            criteria=Criteria(regions=(region.code,)),
        )
        for region, count in held_places(text)[:_PLACES]
    ]


def _phrases(text: str) -> list[Suggestion]:
    """Of the phrases and words that ``text`` begins, or the words' initials, those of the most reports first."""
    begun = sorted((one for one in known_phrases() if one.startswith(text) and one != text), key=len)
    words = _begun_words(text)
    held = _held((*begun[: _COUNTED - len(words)], *words))
    return [
        Suggestion("phrase", phrase, "", count, Criteria(q=f'"{phrase}"'))
        for phrase, count in held[:_PHRASES]
    ]


def _begun_words(text: str) -> list[str]:
    """Words of the reports; places are offered by themselves."""
    places = dictionary().places
    words = engine().frequent_words().begun(text, 4 * _WORDS)
    return [word for word in words if word not in places][:_WORDS]


def _held(phrases: Iterable[str], **filters: Any) -> list[tuple[str, int]]:
    """The phrases that reports have, and how many have each: those of the most first."""
    counted = [(phrase, _count(Criteria(q=f'"{phrase}"', **filters))) for phrase in dict.fromkeys(phrases)]
    return sorted((one for one in counted if one[1]), key=lambda one: -one[1])


@dataclass(frozen=True)
class LikeWords:
    """Phrases and words that what was typed begins, and, where no report has it, such as it may be a slip for."""

    begun: list[tuple[str, int]]
    near: list[tuple[str, int]]


def words_like(typed: str, samples: tuple[str, ...]) -> LikeWords:
    """Each with how many reports have it, and only such as any has; ``samples`` as in :class:`Criteria`."""
    text = normalise_phrase(typed)
    if not text or len(text) > LONGEST:
        return LikeWords([], [])
    begun = sorted((one for one in known_phrases() if one.startswith(text) and one != text), key=len)
    held = _held((*begun[:_COUNTED], *_begun_words(text)), samples=samples)
    if _held((text,), samples=samples):
        return LikeWords(held, [])
    near = (*near_spellings(text), *engine().frequent_words().near(text, _WORDS))
    return LikeWords(held, _held(near[:_COUNTED], samples=samples))


def _topics(text: str) -> Iterator[Suggestion]:
    for topic in Topic.objects.filter(name__contains=text):
        criteria = Criteria(topics=(topic.slug,))
        if count := _count(criteria):
            yield Suggestion("topic", topic.name, "主题", count, criteria)


def _count(criteria: Criteria) -> int:
    return engine().count(parse(criteria.q).node, criteria)
