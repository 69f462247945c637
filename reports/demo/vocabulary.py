"""What the sentences of the demonstration are made of: the files of words/, read once a process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent / "words"

#: The topics in the order in which reports go through them; each has a file of words/.
TOPICS = (
    "leadership",
    "government_functions",
    "normative_documents",
    "decision_making",
    "enforcement",
    "emergency",
    "disputes",
    "supervision",
    "digital",
    "publicity",
    "legal_services",
    "capacity",
)
#: So many of a topic's forms tell its main figures; each town keeps to two of them.
MAIN_FORMS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """The wordings of a topic: ``headings``, sentence ``forms`` without their full stop, and ``tails`` that may follow."""

    slug: str
    headings: tuple[str, ...]
    forms: tuple[str, ...]
    tails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """A plan, and how the next report tells that it was carried out or not."""

    plan: str
    done: str
    undone: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that spreads: from ``year`` on, from the city ``origin`` ("" for everywhere), to ``reach`` of the towns.

    ``years`` is how long that takes.
    """

    words: str
    origin: str
    year: int
    years: int
    reach: float
    forms: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))


@cache
def topic(slug: str) -> Topic:
    """The wordings of the topic ``slug``."""
    found = _read(slug)
    return Topic(slug, tuple(found["headings"]), tuple(found["forms"]), tuple(found["tails"]))


@cache
def frame() -> dict[str, list[str]]:
    """What stands around the topics, by the names in frame.toml."""
    return _read("frame")


@cache
def slots() -> dict[str, Any]:
    """What the braces of the forms are filled with, by the names in slots.toml; ``law`` apart, see :func:`laws`."""
    return {name: value for name, value in _read("slots").items() if name != "law"}


@cache
def laws(year: int) -> tuple[str, ...]:
    """The laws that a report on ``year`` can speak of."""
    return tuple(name for group in _read("slots")["law"] if group["year"] <= year for name in group["names"])


@cache
def intents() -> tuple[Intent, ...]:
    """What is planned."""
    return tuple(Intent(**one) for one in _read("plans")["plan"])


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases that spread."""
    return tuple(
        Phrase(one["words"], one["from"], one["year"], one["years"], one["reach"], tuple(one["forms"]))
        for one in _read("spreading")["phrase"]
    )
