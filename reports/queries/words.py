"""What the research tools ask of the texts of all reports (用词): phrases checked, places and bodies named.

Counts are over the texts as search compares them, without page furniture and foreign text, and by choice without the
sentences that everybody copies (套话).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import QueryDict

from reports.analysis.words.collocates import Collocates, collocates, near
from reports.analysis.words.frequency import Frequency, frequency
from reports.analysis.words.issuers import names_an_issuer
from reports.analysis.words.keyness import Keyness, keyness
from reports.analysis.words.lines import Lines, lines
from reports.analysis.words.occurrences import occurrences
from reports.analysis.words.panel import Row, panel
from reports.models import Region
from reports.search import Criteria, Reading, Resting, is_place_name, reading
from reports.search.answer.known import unknown_values
from reports.text.normalise import normalise_phrase
from reports.text.region_codes import DIGITS
from reports.wording.sentence import Sentence

from .coverage import bodies
from .samples import left_out

#: Phrases that are counted side by side, and characters of one.
MOST_PHRASES, LONGEST_PHRASE = 6, 60
#: A parameter, and its value with which the sentences are left out that everybody copies.
FORMULAS, OMIT = "formulas", "omit"
#: Concepts of a panel, and phrases of all of them together.
MOST_CONCEPTS, MOST_OF_PANEL = 50, 200


class NotCounted(ValueError):
    """What was asked cannot be counted; its text says why and what can."""


@dataclass(frozen=True)
class Phrase:
    """A phrase as it was typed, and as texts are compared."""

    typed: str
    text: str


@dataclass(frozen=True)
class Beside:
    """A word, as texts are compared, at most ``window`` words away in the same sentence."""

    word: str
    window: int

    @classmethod
    def of(cls, typed: str, window: int) -> Beside | None:
        """None where no word is typed."""
        word = normalise_phrase(typed)
        return cls(word, window) if word else None


def phrases_of(typed: Iterable[str], most: int = MOST_PHRASES) -> list[Phrase]:
    """The different phrases typed. Raises NotCounted when there is none, or too much of them."""
    found: dict[str, Phrase] = {}
    for one in typed:
        text = normalise_phrase(one)
        if text:
            found.setdefault(text, Phrase(one.strip(), text))
    if not found:
        raise NotCounted(Sentence("写上要数的词语。"))
    if len(found) > most:
        raise NotCounted(
            Sentence("一次最多数 %(most)s 个词语，收到 %(count)s 个。", most=most, count=len(found))
        )
    for phrase in found.values():
        if len(phrase.text) > LONGEST_PHRASE:
            raise NotCounted(
                Sentence(
                    "“%(phrase)s…”太长，一个词语最多 %(most)s 字。",
                    phrase=phrase.typed[:12],
                    most=LONGEST_PHRASE,
                )
            )
    return list(found.values())


#: What parts a concept from its phrases, and those from each other.
_CONCEPT, _COMMAS = re.compile("[:：]"), re.compile("[,，、]")


def concepts_of(written: Iterable[str]) -> dict[str, list[str]]:
    """The phrases of each concept, written ``name:phrase,phrase`` (full width too); several of one name are one.

    Raises NotCounted for one without a name or without phrases.
    """
    concepts: dict[str, list[str]] = {}
    for one in filter(str.strip, written):
        name, *rest = _CONCEPT.split(one, maxsplit=1)
        phrases = [phrase.strip() for phrase in _COMMAS.split("".join(rest)) if phrase.strip()]
        if not name.strip() or not phrases:
            raise NotCounted(Sentence("“%(written)s”要写成“概念:词语,词语”。", written=one.strip()[:20]))
        concepts.setdefault(name.strip(), []).extend(phrases)
    return concepts


#: Parameters of a page that filter no reports.
_NO_FILTERS = ("q", "match", "sort", "page", "page_size")


def filters_of(given: QueryDict) -> Criteria:
    """The filters of an address alone; what is not understood, and values there are none of, are in ``notices``."""
    params = given.copy()
    for name in _NO_FILTERS:
        params.pop(name, None)
    found = Criteria.from_params(params)
    return replace(found, notices=(*found.notices, *unknown_values(found)))


def counting(criteria: Criteria) -> Criteria:
    """The filters with samples left out where they don't count, unless they are asked for."""
    return criteria if criteria.samples else criteria.change(samples=left_out(criteria.regions))


def bodies_in(regions: Sequence[str], today: date) -> int:
    """How many townships there are today in the places of these codes, in the country if there are none."""
    found = bodies(None, today)
    if regions:
        found = Region.objects.none().union(
            *(bodies(region, today).order_by() for region in Region.objects.filter(code__in=regions))
        )
    return found.count()


def texts(criteria: Criteria, *, formulas: bool = True) -> Reading:
    """The texts of the reports that ``criteria`` let through, whatever they search for. Raises Resting.

    Without ``formulas`` the sentences are left out that are formulas among all reports of the index as it is.
    """
    found = reading(criteria.change(q="", match=""), formulas=formulas)
    if found is None:
        raise Resting
    return found


def corpus_version() -> str:
    """Changes whenever a report does that can be counted in, or how texts are compared and cut. Raises Resting."""
    return texts(Criteria()).version


def phrase_frequency(
    criteria: Criteria, phrases: Sequence[Phrase], by: str = "year", *, formulas: bool = True
) -> Frequency:
    """How often each phrase stands in the reports of each year, and each place if ``by`` is a level. Raises Resting."""
    return frequency(texts(criteria, formulas=formulas).corpus, [phrase.text for phrase in phrases], by)


def bodies_by(by: str, today: date) -> dict[str, int]:
    """How many townships there are today in each place of the level ``by``; under "" in all, without a level."""
    digits = DIGITS.get(by)
    if digits is None:
        return {"": bodies(None, today).count()}
    rows = bodies(None, today).annotate(place=Substr("code", 1, digits)).order_by()
    return dict(rows.values_list("place").annotate(count=Count("pk")))


def phrase_lines(
    criteria: Criteria,
    phrase: Phrase,
    sort: str,
    *,
    beside: Beside | None = None,
    grouped: bool = False,
    formulas: bool = True,
) -> tuple[Reading, Lines]:
    """All lines of a phrase in order, or those with a word ``beside`` it, and the texts they are of. Raises Resting."""
    found = texts(criteria, formulas=formulas)
    places = occurrences(found.corpus, phrase.text)
    if beside:
        places = near(found.corpus, places, beside.word, beside.window)
    return found, lines(found.corpus, places, sort, grouped=grouped)


def telling_words(
    criteria: Criteria,
    against: Criteria | None,
    *,
    sort: str = "g2",
    most: int = 100,
    places: bool = False,
    formulas: bool = True,
) -> Keyness:
    """What the reports of ``criteria`` have more often than those of ``against``, or than all others if None.

    Names of places and of issuers are left out unless ``places``. Raises Resting.
    """
    own = texts(criteria, formulas=formulas).corpus
    others = own.others if against is None else own.looking_at(texts(against).corpus.within)
    return keyness(own, others, sort=sort, most=most, masked=_nothing if places else _names_someone)


def _nothing(word: str) -> bool:
    return False


@lru_cache(maxsize=1 << 15)
def _names_someone(word: str) -> bool:
    return is_place_name(word) or names_an_issuer(word)


def words_beside(
    criteria: Criteria,
    phrase: Phrase,
    *,
    window: int,
    sort: str = "g2",
    most: int = 100,
    formulas: bool = True,
) -> Collocates:
    """The words that stand beside a phrase. Raises Resting."""
    corpus = texts(criteria, formulas=formulas).corpus
    return collocates(corpus, occurrences(corpus, phrase.text), window=window, sort=sort, most=most)


def concept_panel(
    criteria: Criteria, concepts: Mapping[str, Sequence[str]], by: str, *, formulas: bool = True
) -> Sequence[Row]:
    """A row for each concept, place and year that is held. Raises NotCounted and Resting."""
    if not 1 <= len(concepts) <= MOST_CONCEPTS:
        raise NotCounted(Sentence("一张面板要有 1 至 %(most)s 个概念。", most=MOST_CONCEPTS))
    spelled = {
        name: [phrase.text for phrase in phrases_of(several, MOST_OF_PANEL)]
        for name, several in concepts.items()
    }
    if sum(map(len, spelled.values())) > MOST_OF_PANEL:
        raise NotCounted(Sentence("一张面板最多 %(most)s 个词语。", most=MOST_OF_PANEL))
    return panel(texts(criteria, formulas=formulas).corpus, spelled, by)
