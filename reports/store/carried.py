"""What a person set of sections and figures, carried over to a new reading of their report.

A correction is kept with its place in words (:mod:`reports.text.pins`), under a key made of the id that its section or
figure has: ``section@s-3f9a1c20``, ``metric@m-8b02de41``. One whose place a new reading does not have, or not without a
doubt, is kept under ``…@lost-1`` and tried again with each reading; until then the report has a flag that says so.

Before, keys were made of offsets (``section@12:化解矛盾``, ``metric@517:98``). Such a one is given its place from the
text and rows of the reading that is stored when a new one comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from reports.models import Report
from reports.parsing.types import Flag, ParsedReport, Section
from reports.parsing.vocab import load
from reports.text.pins import HeadingLike, Pin, figure_pins, find_again, heading_pins
from reports.text.quotations import FigureLike, figure_ids, section_ids
from reports.text.remarks import Remark

from .corrections import Correction, Corrections

SECTION, FIGURE = "section", "metric"
LOST = "correction_lost"
_FORMER = re.compile(r"(?:section|metric)@\d")
_SUBJECT, _SHOWN = 200, 60


class SectionLike(HeadingLike, Protocol):
    @property
    def heading_start(self) -> int: ...


class MetricLike(FigureLike, Protocol):
    @property
    def text(self) -> str: ...
    @property
    def figure(self) -> str: ...
    @property
    def subject(self) -> str: ...


@dataclass(frozen=True)
class Reading:
    """A text with its sections and figures, as they were stored or have just been read."""

    text: str
    sections: Sequence[SectionLike]
    figures: Sequence[MetricLike]

    @cached_property
    def _section_pins(self) -> list[Pin]:
        return heading_pins(self.text, self.sections)

    @cached_property
    def _figure_pins(self) -> list[Pin]:
        return figure_pins(self.text, self.figures)

    def key(self, kind: str, index: int) -> str:
        """The key of corrections of a section or figure."""
        if kind == SECTION:
            return f"{SECTION}@{section_ids(one.heading for one in self.sections)[index]}"
        return f"{FIGURE}@{figure_ids(self.text, self.figures)[index]}"

    def place(self, kind: str, index: int) -> dict[str, Any]:
        """Where a section or figure stands, in words: what a correction keeps of it."""
        if kind == SECTION:
            return {
                "quote": self.sections[index].heading[:_SHOWN],
                "pin": asdict(self._section_pins[index]),
            }
        figure, pin = self.figures[index], self._figure_pins[index]
        return {
            "quote": figure.figure,
            "text": figure.text[:_SHOWN],
            "subject": figure.subject[:_SUBJECT],
            "shared": self._figure_pins.count(pin) > 1,
            "pin": asdict(pin),
        }

    def find(self, kind: str, place: dict[str, Any]) -> int | None:
        """The index of what stood at ``place`` in another reading. None where nothing does, or it is not sure what."""
        pins = self._section_pins if kind == SECTION else self._figure_pins
        pin = find_again(Pin(**place["pin"]), pins)
        here = [index for index, one in enumerate(pins) if one == pin]
        if kind == FIGURE and (len(here) > 1 or place["shared"]):
            # What one numeral counts is told apart by its name.
            here = [one for one in here if self.figures[one].subject[:_SUBJECT] == place["subject"]]
        return here[0] if len(here) == 1 else None

    def find_former(self, key: str) -> int | None:
        """The index of what a key of before names in this reading; None where nothing or more than one has it."""
        if key.startswith(f"{SECTION}@"):
            keys = [{f"{SECTION}@{one.heading_start}:{one.heading[:60]}"} for one in self.sections]
        else:
            keys = [former_metric_keys(one) for one in self.figures]
        here = [index for index, names in enumerate(keys) if key in names]
        return here[0] if len(here) == 1 else None


def former_metric_keys(figure: MetricLike) -> set[str]:
    """The keys that corrections of a figure may have had: with its name where the numeral counts several things."""
    key = f"{FIGURE}@{figure.figure_start}:{figure.figure}"
    return {key, f"{key}:{figure.subject}"}


def stored_reading(report: Report) -> Reading:
    """The reading whose rows a report has."""
    sections, figures = report.sections.order_by("start", "pk"), report.metrics.order_by("start", "pk")
    return Reading(report.text, list(sections), list(figures))


def is_former(key: str) -> bool:
    """Whether a correction still has a key of before."""
    return _FORMER.match(key) is not None


def with_former_keys() -> Iterator[int]:
    """The ids of reports that have corrections under keys of before which have not been looked for yet."""
    corrected = Report.objects.exclude(corrections={}).order_by("pk").values_list("pk", "corrections")
    for pk, corrections in corrected.iterator():
        if any(is_former(key) and not one.get("lost") for key, one in corrections.items()):
            yield pk


def put(report: Report, kind: str, pk: int, correction: Correction) -> None:
    """Keep a correction of a section or figure, by its row's id, in place of an earlier one of the same."""
    reading, corrections = stored_reading(report), report.corrections
    rows: Sequence[Any] = reading.sections if kind == SECTION else reading.figures
    index = [row.pk for row in rows].index(pk)
    for key in [key for key in corrections if is_former(key) and key.startswith(f"{kind}@")]:
        if reading.find_former(key) == index:
            del corrections[key]
    corrections[reading.key(kind, index)] = correction | reading.place(kind, index)


def carry_over(report: Report, parsed: ParsedReport) -> tuple[ParsedReport, Corrections]:
    """A new reading with what a person set laid over it, and the corrections as they are to be kept.

    ``report`` still has the text and rows of the reading before. For each correction that is lost ``parsed`` gets a
    flag ``correction_lost``.
    """
    placed = {key: one for key, one in report.corrections.items() if "@" in key}
    if not placed:
        return parsed, report.corrections
    new = Reading(parsed.text, parsed.sections, parsed.metrics)
    kept = {key: one for key, one in report.corrections.items() if key not in placed}
    values: dict[str, dict[int, Any]] = {SECTION: {}, FIGURE: {}}
    lost: Corrections = {}
    old = stored_reading(report) if any(map(is_former, placed)) else None
    for key, one in sorted(placed.items(), key=lambda item: item[1]["at"]):
        kind = key.partition("@")[0]
        if old is not None and is_former(key):
            one = _with_place(key, one, [old, new] if old.text == new.text else [old])
        index = new.find(kind, one) if "pin" in one else None
        if index is None:
            lost[key if "pin" not in one else _lost_key(kind, lost)] = one | {"lost": True}
        else:
            # Of several that come to the same place the latest holds.
            correction = {name: one[name] for name in ("value", "by", "at")}
            kept[new.key(kind, index)] = correction | new.place(kind, index)
            values[kind][index] = one["value"]
    parsed = replace(
        parsed,
        sections=tuple(
            _section(one, values[SECTION][index]) if index in values[SECTION] else one
            for index, one in enumerate(parsed.sections)
        ),
        metrics=tuple(
            replace(one, indicator=values[FIGURE][index] or None) if index in values[FIGURE] else one
            for index, one in enumerate(parsed.metrics)
        ),
        flags=(*parsed.flags, *lost_flags(lost)),
    )
    return parsed, kept | lost


def _with_place(key: str, one: Correction, readings: Sequence[Reading]) -> Correction:
    """A correction of before with its place, if one of ``readings`` has what its key names."""
    kind = key.partition("@")[0]
    for reading in readings:
        if (index := reading.find_former(key)) is not None:
            return one | reading.place(kind, index)
    return one


def _lost_key(kind: str, taken: Corrections) -> str:
    return next(key for number in range(1, len(taken) + 2) if (key := f"{kind}@lost-{number}") not in taken)


def _section(section: Section, value: dict[str, Any]) -> Section:
    topics = tuple(value["topics"])
    kept = tuple(words for words in section.topic_evidence if words.topic in topics)
    return replace(section, roles=tuple(value["roles"]), topics=topics, topic_evidence=kept)


def place_in_words(key: str, one: Correction) -> str:
    """What a correction is of, as written: a heading, or a numeral."""
    quote: str = one.get("quote") or key.partition(":")[2]
    return f"{'章节' if key.startswith(f'{SECTION}@') else '数值'}“{quote}”"


def lost_flags(corrections: Corrections) -> list[Flag]:
    """A flag for each correction that is lost, saying what it was."""
    names = {row["id"]: row["name"] for row in load("indicators")["indicator"]}
    flags = []
    for key, one in corrections.items():
        if not one.get("lost"):
            continue
        quote = one.get("text") or one.get("quote") or key.partition(":")[2]
        if key.startswith(f"{SECTION}@"):
            note = Remark("section_lost", heading=quote)
        else:
            name = names.get(one["value"], one["value"]) or "（空）"
            note = Remark("figure_lost", figure=quote, indicator=name)
        flags.append(Flag(LOST, None, None, note))
    return flags
