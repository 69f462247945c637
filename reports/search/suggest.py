"""What a reader may mean while still typing (检索建议): places, phrases and topics that the archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length

from reports.models import Region, Report, Topic
from reports.queries import report_counts

from .criteria import Criteria
from .engine import engine
from .language import parse
from .normalise import normalise_phrase
from .phrases import known_phrases

#: More than is typed of a name or a phrase; what is longer is a query of its own.
_LONGEST = 20
_PLACES = 4
_PHRASES = 3
_TOPICS = 2
#: Units whose names begin alike are many; those of the highest levels are looked at first.
_LOOKED_AT = 40


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
    if not text or len(text) > _LONGEST or (text.isascii() and len(text) < 2):
        return ()
    return (*_places(text), *islice(_phrases(text), _PHRASES), *islice(_topics(text), _TOPICS))


def _places(text: str) -> list[Suggestion]:
    begins = Q(name__startswith=text)
    if text.isascii():
        letters = text.replace(" ", "").replace("'", "")
        begins = Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
    own = Report.objects.filter(status=Report.Status.PUBLISHED, region=OuterRef("pk"))
    regions = (
        Region.objects.filter(begins)
        .filter(~Q(level=Region.Level.TOWNSHIP) | Exists(own))
        .order_by(Length("code"), "code")[:_LOOKED_AT]
    )
    named = {region.code: region for region in regions}
    counts = report_counts(named)
    most = sorted((code for code in named if counts[code]), key=lambda code: (-counts[code], code))
    return [
        Suggestion(
            kind="region",
            text=named[code].name,
            hint=named[code].full_name.removesuffix(named[code].name),
            count=counts[code],
            criteria=Criteria(regions=(code,)),
        )
        for code in most[:_PLACES]
    ]


def _phrases(text: str) -> Iterator[Suggestion]:
    for phrase in known_phrases():
        if phrase.startswith(text) and phrase != text:
            criteria = Criteria(q=f'"{phrase}"')
            if count := _count(criteria):
                yield Suggestion("phrase", phrase, "", count, criteria)


def _topics(text: str) -> Iterator[Suggestion]:
    for topic in Topic.objects.filter(name__contains=text):
        criteria = Criteria(topics=(topic.slug,))
        if count := _count(criteria):
            yield Suggestion("topic", topic.name, "主题", count, criteria)


def _count(criteria: Criteria) -> int:
    return engine().count(parse(criteria.q).node, criteria)
