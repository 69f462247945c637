"""Reports side by side (对比): figures lined up by indicator, sections by role, topic or order.

Columns are the reports in the order given. Nothing is ever added up, and an empty cell says only that
nothing was found there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from reports.parsing.types import Section
from reports.text.sentences import Sentence, sentences, template, without

from ..compared_sentences import Print
from .likeness import pairs, with_a_near_one

#: Of more sentences together than these, near-identical ones are not looked for: texts of megabytes answer in time.
MOST_FOR_NEAR = 6000

Item = TypeVar("Item")

#: Unit, base of a rate and whether it is planned: only figures of an indicator that have all three in common compare.
Series = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Value(Generic[Item]):
    """A figure to be placed: ``item`` is the caller's own object for it. ``per`` is the base of a rate, "" for none."""

    indicator: str
    unit: str
    value: Decimal
    item: Item
    per: str = ""
    planned: bool = False

    @property
    def series(self) -> Series:
        return self.unit, self.per, self.planned


@dataclass(frozen=True)
class FigureRow(Generic[Item]):
    """Figures of one indicator in one unit; ``scale`` is the value a full bar stands for (100 for %)."""

    indicator: str
    unit: str
    per: str
    planned: bool
    cells: tuple[tuple[Value[Item], ...], ...]
    scale: Decimal

    @property
    def held(self) -> int:
        """How many of the reports have such a figure."""
        return sum(bool(cell) for cell in self.cells)


def figure_rows(
    columns: Sequence[Iterable[Value[Item]]], order: Callable[[str], Any]
) -> list[FigureRow[Item]]:
    """Rows of figures, those that more reports have first, then by ``order`` of the indicator.

    Plans and rates (每月一次) have rows of their own: they are not of the same kind as what was done.
    """
    table: dict[tuple[str, str, str, bool], list[list[Value[Item]]]] = {}
    for number, column in enumerate(columns):
        for value in column:
            key = (value.indicator, value.unit, value.per, value.planned)
            table.setdefault(key, [[] for _ in columns])[number].append(value)
    rows = []
    for (indicator, unit, per, planned), cells in table.items():
        largest = max((value.value for cell in cells for value in cell), default=Decimal(0))
        scale = max(largest, Decimal(100)) if unit == "%" else largest
        rows.append(FigureRow(indicator, unit, per, planned, tuple(tuple(cell) for cell in cells), scale))
    return sorted(rows, key=lambda row: (-row.held, row.planned, order(row.indicator), row.unit, row.per))


@dataclass(frozen=True)
class IndicatorRow(Generic[Item]):
    """All figures of one indicator, whatever their units: of a cell those done first, then rates, then plans.

    ``scales`` are the values a full bar stands for, of the series that two reports have; others are drawn no bars.
    """

    indicator: str
    cells: tuple[tuple[Value[Item], ...], ...]
    scales: Mapping[Series, Decimal]

    @property
    def held(self) -> int:
        """How many of the reports have a figure of the indicator."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def units_differ(self) -> bool:
        """Whether several reports have figures of it, but no two of them in one unit. A none (未发生) has no unit."""
        cells = [
            units for cell in self.cells if (units := {one.unit for one in cell if one.unit or one.value})
        ]
        return len(cells) > 1 and max(Counter(unit for units in cells for unit in units).values()) < 2


def indicator_rows(
    columns: Sequence[Iterable[Value[Item]]], order: Callable[[str], Any]
) -> list[IndicatorRow[Item]]:
    """A row an indicator, those that more reports have first, then by ``order`` of the indicator."""
    series: dict[str, list[FigureRow[Item]]] = {}
    for row in figure_rows(columns, order):
        series.setdefault(row.indicator, []).append(row)
    found = []
    for indicator, rows in series.items():
        rows.sort(key=lambda row: (row.planned, bool(row.per), -row.held))
        cells = tuple(
            tuple(value for row in rows for value in row.cells[number]) for number in range(len(columns))
        )
        scales = {(row.unit, row.per, row.planned): row.scale for row in rows if row.held > 1}
        found.append(IndicatorRow(indicator, cells, scales))
    return sorted(found, key=lambda row: (-row.held, order(row.indicator)))


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be placed: ``own`` are the pieces of text it is made of, offsets into its report's text.

    ``level`` is 0 for a sentence that shows a content without being a section of its own.
    """

    path: str
    level: int
    title: str
    own: tuple[tuple[int, int], ...]
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @classmethod
    def of(cls, section: Section, start: int, end: int) -> Part:
        """The section as a part whose text is ``[start, end)``."""
        title = f"{section.marker}{section.heading}"
        return cls(section.path, section.level, title, ((start, end),), section.roles, section.topics)

    def above(self, other: Part) -> bool:
        return other.path.startswith(f"{self.path}.")


@dataclass(frozen=True)
class PartRow:
    """The parts of each report under one key: a role, a topic slug, or the order number as a string."""

    key: str
    cells: tuple[tuple[Part, ...], ...]


def by_role(columns: Sequence[Sequence[Part]], keys: Iterable[str]) -> list[PartRow]:
    """Sections under each role; of a section and its subsections with one role only the topmost is listed.

    A section of several roles is left out where subsections of it have the one in question alone.
    """
    return _rows(columns, keys, _topmost)


def by_topic(columns: Sequence[Sequence[Part]], keys: Iterable[str]) -> list[PartRow]:
    """Sections under each topic; where a subsection has the topic too, the section above it is left out."""
    return _rows(columns, keys, _lowest)


def by_order(columns: Sequence[Sequence[Part]]) -> list[PartRow]:
    """Sections of the first level, the first beside the first."""
    tops = [[part for part in parts if part.level == 1] for parts in columns]
    longest = max((len(parts) for parts in tops), default=0)
    return [
        PartRow(str(number + 1), tuple(tuple(parts[number : number + 1]) for parts in tops))
        for number in range(longest)
    ]


def _rows(
    columns: Sequence[Sequence[Part]],
    keys: Iterable[str],
    choose: Callable[[Sequence[Part], str], tuple[Part, ...]],
) -> list[PartRow]:
    rows = (PartRow(key, tuple(choose(parts, key) for parts in columns)) for key in keys)
    return [row for row in rows if any(row.cells)]


def _topmost(parts: Sequence[Part], role: str) -> tuple[Part, ...]:
    having = [part for part in parts if role in part.roles]
    above = _above(part for part in having if len(part.roles) == 1)
    having = [part for part in having if len(part.roles) == 1 or part.path not in above]
    paths = {part.path for part in having}
    return tuple(part for part in having if paths.isdisjoint(_above([part])))


def _lowest(parts: Sequence[Part], topic: str) -> tuple[Part, ...]:
    having = [part for part in parts if topic in part.topics]
    above = _above(having)
    return tuple(part for part in having if part.path not in above)


def _above(parts: Iterable[Part]) -> set[str]:
    """The paths of all sections above these: of 1.2.3 those are 1 and 1.2."""
    return {
        part.path[:place] for part in parts for place, sign in enumerate(part.path) if place and sign == "."
    }


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """``kind`` is "same" when another report has the sentence too, "figures" when it differs there in figures and names
    of places alone, "near" when another has one that is nearly the same (:data:`.likeness.NEAR`), else "own".

    ``heading`` says that it is the heading of a section.
    """

    text: str
    kind: str
    heading: bool = False


class Overlap:
    """Which comparable sentences of several texts stand in more than one of them.

    ``near_known`` is False where the texts have more than :data:`MOST_FOR_NEAR` sentences: none is then "near".
    """

    def __init__(
        self,
        texts: Sequence[str],
        hidden: Sequence[Sequence[tuple[int, int]]],
        compared: Sequence[Sequence[Print]],
    ) -> None:
        """``hidden`` are for each text the spans that do not count as its own words (furniture, injected text),
        ``compared`` its comparable sentences in order."""
        self._texts, self._hidden, self._compared = texts, hidden, compared
        self._starts = [[one.start for one in prints] for prints in compared]
        self._in_hashes = Counter(key for prints in compared for key in {one.hash for one in prints})
        self._in_masked = Counter(key for prints in compared for key in {one.masked for one in prints})
        self.near_known = sum(map(len, compared)) <= MOST_FOR_NEAR
        self._near = self._near_ones() if self.near_known else [set() for _ in texts]

    def shared(self, number: int) -> tuple[int, int]:
        """How many comparable sentences of text ``number`` another has word for word, and how many it has."""
        own = self._compared[number]
        return sum(self._in_hashes[one.hash] > 1 for one in own), len(own)

    def within(self, number: int, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
        """Of those that begin within ``spans``, how many another text has word for word, and but for figures and names."""
        own, starts = self._compared[number], self._starts[number]
        kinds = [
            self._kind_of(one)
            for start, end in spans
            for one in own[bisect_left(starts, start) : bisect_left(starts, end)]
        ]
        return kinds.count("same"), kinds.count("figures")

    def _near_ones(self) -> list[set[int]]:
        """Of each text where those begin that are neither the same nor the same but for figures, and yet near another's."""
        rest = [[one for one in own if self._kind_of(one) == "own"] for own in self._compared]
        grams = [
            [pairs(template(text[one.start : one.end])) for one in own]
            for text, own in zip(self._texts, rest, strict=True)
        ]
        return [
            {one.start for one, near in zip(own, marks, strict=True) if near}
            for own, marks in zip(rest, with_a_near_one(grams), strict=True)
        ]

    def _sentences(self, number: int, spans: Iterable[tuple[int, int]]) -> list[Sentence]:
        text, hidden = self._texts[number], self._hidden[number]
        return [
            sentence
            for start, end in spans
            for first, last in without(hidden, start, end)
            for sentence in sentences(text, first, last)
        ]

    def marked(
        self, number: int, spans: Iterable[tuple[int, int]], headings: Mapping[int, int] | None = None
    ) -> list[list[MarkedSentence]]:
        """The paragraphs of text ``number`` within ``spans``, each its sentences in order.

        A paragraph ends at a line end, and where a section begins: ``headings`` are their beginnings, each with the
        end of its heading.
        """
        text = self._texts[number]
        headings = headings or {}
        starts = sorted(headings)
        paragraphs: list[list[MarkedSentence]] = []
        before = None
        for one in self._sentences(number, spans):
            new_section = before is None or bisect_left(starts, before) < bisect_right(starts, one.start)
            if before is None or new_section or "\n" in text[before : one.start]:
                paragraphs.append([])
            # A heading that is followed by its text takes its full stop along.
            is_heading = one.end <= headings.get(one.start, -2) + 1
            paragraphs[-1].append(MarkedSentence(one.text, self._kind(number, one.start), is_heading))
            before = one.end
        return paragraphs

    def _kind(self, number: int, place: int) -> str:
        """Of the sentence around ``place``: a line of one that goes on over soft line ends is of its kind."""
        at = bisect_right(self._starts[number], place) - 1
        if at < 0 or place >= self._compared[number][at].end:
            return "own"
        one = self._compared[number][at]
        kind = self._kind_of(one)
        return "near" if kind == "own" and one.start in self._near[number] else kind

    def _kind_of(self, one: Print) -> str:
        if self._in_hashes[one.hash] > 1:
            return "same"
        return "figures" if self._in_masked[one.masked] > 1 else "own"
