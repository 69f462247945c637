"""A report of the demonstration as text: its title, its headings in one of several styles, its lines."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from . import vocabulary
from .papers import Paper

_DIGITS = "一二三四五六七八九十"
_TITLES = (
    "{town}{year}年法治政府建设年度报告",
    "{government}{year}年度法治政府建设情况报告",
    "关于{town}{year}年法治政府建设情况的报告",
    "{county}{government}{year}年法治政府建设工作报告",
    "{town}{year}年度推进法治政府建设工作情况报告",
    "{government}关于{year}年法治政府建设情况的报告",
)


@dataclass(frozen=True)
class Laid:
    """A report laid out: ``lines`` are its text from the first after the title to the last before the signature.

    ``published`` is None where no day of publication is told.
    """

    title: str
    lines: tuple[str, ...]
    signature: str
    signed: date
    published: date | None

    @property
    def text(self) -> str:
        """All of it, a paragraph a line."""
        day = f"{self.signed.year}年{self.signed.month}月{self.signed.day}日"
        return "\n".join((self.title, *self.lines, self.signature, day))


#: Marks a heading of the first or second level, by its number from 0.
_Marker = Callable[[int], str]


@dataclass(frozen=True)
class _Style:
    """How headings are marked; ``run_in``: a heading of the second level and its text are one paragraph."""

    first: _Marker
    second: _Marker
    run_in: bool = False


def _chinese(number: int) -> str:
    return _DIGITS[number] if number < 10 else f"十{_DIGITS[number - 10]}"


_STYLES = (
    _Style(lambda n: f"{_chinese(n)}、", lambda n: f"（{_chinese(n)}）"),
    _Style(lambda n: f"{_chinese(n)}、", lambda n: f"（{_chinese(n)}）", run_in=True),
    _Style(lambda n: f"{_chinese(n)}、", lambda n: f"{n + 1}．", run_in=True),
    _Style(lambda n: f"{_chinese(n)}、", lambda n: f"{_chinese(n)}是", run_in=True),
    _Style(lambda n: f"{_chinese(n)}、", lambda n: f"{n + 1}、"),
)


#: How lists are written.
_MANNERS = ("marked", "marked", "counted", "counted", "unmarked")


def lay_out(paper: Paper) -> Laid:
    """The text of a report; a town keeps to a style for some years."""
    town, year = paper.town, paper.year
    dice = random.Random(f"{paper.seed}:{town.code}:{year}:layout")
    style = _STYLES[
        random.Random(f"{town.code}:{year // 4}").choices(range(len(_STYLES)), (34, 26, 16, 10, 14))[0]
    ]
    title = dice.choice(_TITLES).format(**town.facts() | {"government": town.government, "year": year})
    signed, published = _days(paper, dice)
    lines = [paper.told(paper.opening), *_parts(paper, style, dice)]
    return Laid(title, tuple(lines), town.government, signed, published)


def _parts(paper: Paper, style: _Style, dice: random.Random) -> Iterator[str]:
    frame = vocabulary.frame()

    def headed(name: str) -> str:
        return dice.choice(frame[name]).format_map(paper.values)

    number = 0
    yield f"{style.first(number)}{headed('achievements')}"
    for place, block in enumerate(paper.blocks):
        yield from _paragraphs(
            style, place, block.heading.format_map(paper.values), list(map(paper.told, block.sentences))
        )
    lists = (("problems", paper.problems), ("responsibility", paper.responsibility))
    for name, sentences in lists:
        if name not in paper.missing:
            number += 1
            yield f"{style.first(number)}{headed(name)}"
            yield from _listed(style, name, list(map(paper.told, sentences)), dice.choice(_MANNERS))
    number += 1
    yield f"{style.first(number)}{headed('plan')}"
    yield from _listed(
        style, "plan", [paper.told(one.sentence) for one in paper.plans], dice.choice(_MANNERS)
    )
    if paper.others:
        number += 1
        yield f"{style.first(number)}{headed('other')}"
        yield "".join(map(paper.told, paper.others))


def _paragraphs(style: _Style, place: int, heading: str, sentences: Sequence[str]) -> Iterator[str]:
    if style.run_in:
        yield f"{style.second(place)}{heading}。{''.join(sentences)}"
        return
    yield f"{style.second(place)}{heading}"
    half = (len(sentences) + 1) // 2 if len(sentences) > 3 else len(sentences)
    yield "".join(sentences[:half])
    if sentences[half:]:
        yield "".join(sentences[half:])


def _listed(style: _Style, name: str, sentences: Sequence[str], manner: str) -> Iterator[str]:
    """A list of sentences in a ``manner``: each a paragraph with its mark, one after the other as 一是, or unmarked.

    Responsibilities are told in one paragraph.
    """
    if name == "responsibility":
        yield "".join(sentences)
    elif manner == "counted":
        yield "".join(f"{_chinese(place)}是{sentence}" for place, sentence in enumerate(sentences))
    elif manner == "marked":
        yield from (f"{style.second(place)}{sentence}" for place, sentence in enumerate(sentences))
    else:
        yield from sentences


def _days(paper: Paper, dice: random.Random) -> tuple[date, date | None]:
    """When it was signed and published: mostly by the end of March, by the model of a county before its followers."""
    next_year = paper.year + 1
    late = dice.random() < (0.35 if paper.year < 2020 else 0.16)
    first = date(next_year, 4, 6) if late else date(next_year, 1, 8)
    signed = first + timedelta(
        days=dice.randint(0, 150 if late else 40) + (18 if paper.model and not late else 0)
    )
    published = signed + timedelta(days=dice.randint(1, 12))
    return signed, None if dice.random() < 0.12 else published
