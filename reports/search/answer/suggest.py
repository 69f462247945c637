"""What a reader may mean while still typing (检索建议): places, phrases and topics that the archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reports.models import Topic
from reports.text.normalise import normalise_phrase

from ..engine import engine
from ..query.criteria import Criteria
from ..query.language import parse
from ..query.phrases import known_phrases
from .places import LONGEST, held_places

_PLACES = 4
_PHRASES = 3
#: Phrases whose reports are counted, the shortest: each takes some milliseconds the first time.
_COUNTED = 12
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
    """Of the phrases that ``text`` begins, those that stand in the most reports first."""
    begun = sorted((one for one in known_phrases() if one.startswith(text) and one != text), key=len)
    found = []
    for phrase in begun[:_COUNTED]:
        criteria = Criteria(q=f'"{phrase}"')
        if count := _count(criteria):
            found.append(Suggestion("phrase", phrase, "", count, criteria))
    return sorted(found, key=lambda one: -one.count)[:_PHRASES]


def _topics(text: str) -> Iterator[Suggestion]:
    for topic in Topic.objects.filter(name__contains=text):
        criteria = Criteria(topics=(topic.slug,))
        if count := _count(criteria):
            yield Suggestion("topic", topic.name, "主题", count, criteria)


def _count(criteria: Criteria) -> int:
    return engine().count(parse(criteria.q).node, criteria)
