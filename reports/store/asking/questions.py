"""What is to be asked of a person before a report is published (疑问): pure, codes with values.

A question is answered by correcting the field it is about, or by publishing the report by hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: Below this chance of being right, a machine-read region is put to a person.
SURE_REGION = 0.9
#: More of a text than this share come from outside (混入的外来文字) is no report with a few strange characters any more.
MOST_INJECTED = 0.05
_ANNUAL = "annual_report"
#: A township's code has so many digits.
_TOWNSHIP_DIGITS = 9


class Asked(StrEnum):
    """What a question is about, and the values it has."""

    EMPTY = "empty"
    MOJIBAKE = "mojibake"
    #: ``percent`` of the text.
    INJECTED = "injected"
    PART_NOT_READ = "part_not_read"
    #: ``characters`` of text in a file of ``kilobytes``.
    SHORT = "short_text"
    HALF_YEAR = "half_year"
    #: ``genre`` as read.
    GENRE = "genre"
    NO_YEAR = "no_year"
    UNSURE_YEAR = "unsure_year"
    NO_REGION = "no_region"
    #: ``place`` as read, for this and the following ones.
    NOT_LISTED = "not_listed"
    #: ``places``: how many townships bear the name, ``where``: in the country or in the part of it that was read.
    MANY_PLACES = "many_places"
    NO_TOWNSHIP = "no_township"
    OUTSIDE = "outside"
    #: ``percent``: the chance that the place is right.
    UNSURE_REGION = "unsure_region"
    #: ``title`` of the other paper of the year.
    HELD = "held"
    #: ``title`` of the withdrawn report.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Question:
    """One thing to ask; the values of each code are told in :class:`Asked`."""

    code: Asked
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A report the archive already has."""

    pk: int
    title: str
    sample: bool = False


@dataclass(frozen=True)
class Reading:
    """What decisions need to know of a report, corrections applied.

    ``region`` is the code of a region the archive knows, or None; ``region_read`` the place's name as read, which
    ``places`` townships bear; ``sample`` whether it is brought as one (示例). ``flags`` are kinds of flags,
    ``injected`` the share of the text that comes from outside. ``characters`` are those of the text beside page
    furniture and what comes from outside, read from a file of ``size`` bytes and of ``media_type``. ``corrected``
    names the fields a person set.
    """

    region: str | None
    region_level: str | None
    region_confidence: float
    region_read: str
    year: int | None
    genre: str
    sample: bool = False
    places: int = 0
    flags: frozenset[str] = frozenset()
    injected: float = 0.0
    characters: int = 0
    size: int = 0
    media_type: str = ""
    corrected: frozenset[str] = frozenset()


#: Media type → (bytes, characters): a file at least so large has at least so many characters of a report, unless they
#: are in pictures or were not read. Pages carry scripts, office files pictures and PDFs fonts beside their text.
_LEAST_TEXT = {
    "text/plain": (4_000, 200),
    "text/html": (60_000, 300),
    "application/pdf": (150_000, 150),
    "application/msword": (100_000, 300),
    "application/rtf": (100_000, 300),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (100_000, 300),
    "application/vnd.oasis.opendocument.text": (100_000, 300),
}


def questions(
    reading: Reading,
    *,
    same_report: Held | None = None,
    withdrawn: Held | None = None,
    within: str | None = None,
) -> tuple[Question, ...]:
    """All that is to be asked of a reading, what readers find a report by first; () for one without doubt.

    ``same_report`` is another report of the same region, year and genre, ``withdrawn`` one that was withdrawn and
    seems to come back; ``within`` the code of the region that the person who brought the file says it belongs to: a
    reading inside it is taken as sure.
    """
    return (
        *_genre(reading),
        *_year(reading),
        *_region(reading, within),
        *_text(reading),
        *_archive(reading, same_report, withdrawn),
    )


def _genre(reading: Reading) -> Iterator[Question]:
    if "genre" in reading.corrected:
        return
    if "half_year" in reading.flags:
        yield Question(Asked.HALF_YEAR)
    elif reading.genre != _ANNUAL:
        yield Question(Asked.GENRE, {"genre": reading.genre})


def _year(reading: Reading) -> Iterator[Question]:
    if reading.year is None:
        yield Question(Asked.NO_YEAR)
    elif "year_conflict" in reading.flags and "year" not in reading.corrected:
        yield Question(Asked.UNSURE_YEAR, {"year": reading.year})


def _region(reading: Reading, within: str | None) -> Iterator[Question]:
    place = {"place": reading.region_read}
    township = reading.region is not None and len(reading.region) >= _TOWNSHIP_DIGITS
    if reading.region is None and not reading.region_read:
        yield Question(Asked.NO_REGION)
    elif reading.region is not None and within is not None and not reading.region.startswith(within):
        yield Question(Asked.OUTSIDE, place)
    elif not township and reading.places > 1:
        yield Question(
            Asked.MANY_PLACES,
            place | {"places": reading.places, "where": "全国" if reading.region is None else "当地"},
        )
    elif reading.region is None:
        yield Question(Asked.NOT_LISTED, place)
    elif reading.region_level != "township":
        yield Question(Asked.NO_TOWNSHIP, place)
    elif reading.region_confidence < SURE_REGION and within is None:
        yield Question(Asked.UNSURE_REGION, place | {"percent": round(reading.region_confidence * 100)})


def _text(reading: Reading) -> Iterator[Question]:
    if "empty" in reading.flags:
        yield Question(Asked.EMPTY)
    if "mojibake" in reading.flags:
        yield Question(Asked.MOJIBAKE)
    if reading.injected > MOST_INJECTED:
        yield Question(Asked.INJECTED, {"percent": round(reading.injected * 100)})
    if "part_not_read" in reading.flags:
        yield Question(Asked.PART_NOT_READ)
    size, characters = _LEAST_TEXT.get(reading.media_type, (0, 0))
    if "empty" not in reading.flags and reading.size >= size and reading.characters < characters:
        yield Question(
            Asked.SHORT, {"characters": reading.characters, "kilobytes": round(reading.size / 1024)}
        )


def _archive(reading: Reading, same_report: Held | None, withdrawn: Held | None) -> Iterator[Question]:
    # A sample gives way to a real report, and is no question to one.
    if same_report is not None and (reading.sample or not same_report.sample):
        yield Question(Asked.HELD, {"title": same_report.title})
    if withdrawn is not None:
        yield Question(Asked.WITHDRAWN, {"title": withdrawn.title})
