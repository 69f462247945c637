"""What a parsed report is: one text and standoff annotations over it.

Every ``start`` and ``end`` is a Python ``str`` offset into :attr:`ParsedReport.text`, ``end`` exclusive.
All classes are frozen; a step of the pipeline gives back a new :class:`ParsedReport` made by
``dataclasses.replace``. ``to_dict`` gives the JSON object that ``manage.py parse`` prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from reports.text.quotations import place_of
from reports.text.remarks import Remark

#: The kind of flag that marks text put in from outside (混入的外来文字); its span is no part of the report.
INJECTED = "injected_text"
_ABSURD = Decimal(10) ** 16
#: Changes whenever the output for the same text may change.
PARSER_VERSION = "15"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span and why it was believed: ``text`` is the characters at the span, ``why`` what to tell the reviewer."""

    start: int
    end: int
    text: str
    why: Remark


@dataclass(frozen=True, slots=True)
class Value:
    """A metadata value and its span. ``derived`` values are put together and have no span (None)."""

    value: str
    start: int | None
    end: int | None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """The place a report is about (地区).

    ``code`` is the 9-digit township code, or 6 / 4 / 2 digits when only the county, city or province
    is known; None when nothing is. ``name`` is the name as the report has it, ``gazetteer_name`` as the
    gazetteer has it. ``city`` is None under municipalities (直辖市). ``confidence`` is the calibrated
    chance, 0–1, that ``code`` is right.
    """

    code: str | None
    name: str | None
    gazetteer_name: str | None
    level: str | None
    province: str | None
    city: str | None
    county: str | None
    township: str | None
    full_name: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A span of page furniture (页面杂项): breadcrumb, buttons, link lists, metadata lines, footer."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a careful reader would remark on; ``start`` and ``end`` are None when it has no place."""

    kind: str
    start: int | None
    end: int | None
    note: Remark


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """The words at ``[start, end)`` on which a section's topic rests."""

    topic: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section (章节), numbered in nearly all reports; the ``marker`` of an unnumbered heading is "".

    ``start`` is the offset of the marker, ``end`` the start of the next heading of the same or a higher
    level (or the end of the body). ``heading`` is the heading without its marker, at
    ``[heading_start, heading_end)``. ``path`` is "2.1" for 二、(一). ``roles`` are several where the heading
    announces several contents (存在问题及下步打算), that of the larger part first.
    """

    path: str
    level: int
    marker: str
    heading: str
    heading_start: int
    heading_end: int
    start: int
    end: int
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    topic_evidence: tuple[TopicEvidence, ...] = ()

    @property
    def role(self) -> str | None:
        """The first of ``roles``, None where there is none."""
        return self.roles[0] if self.roles else None


@dataclass(frozen=True, slots=True)
class Item:
    """One of a 一是 / 二是 / 三是 series, in the section with that path; ``depth`` 2 is nested in an item."""

    section: str
    marker: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of the running text (指标数值) with what it counts.

    ``figure`` at ``figure_start`` is the numeral with its qualifier as written (3.5万余). ``value`` is exact;
    ``bound`` is "min" or "max"; ``per`` the base of a rate (月, 村); ``indicator`` None when no indicator of the
    catalogue is supported by the words.
    """

    text: str
    start: int
    end: int
    figure: str
    figure_start: int
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    approx: bool
    bound: str | None
    subject: str
    section: str
    indicator: str | None
    year: int | None
    per: str | None = None
    planned: bool = False
    negated: bool = False

    @property
    def underline_start(self) -> int:
        """Where its underline begins: at the numeral, or at the first word where a zero is told in words."""
        return self.start if self.negated else place_of(self)

    @property
    def underline_end(self) -> int:
        """Where the underline ends: behind the unit where it follows the numeral, else with the figure's words."""
        after = self.text[self.underline_start - self.start + len(self.figure) :]
        blanks = len(after) - len(after.lstrip())
        if self.negated or not self.unit or not after[blanks:].startswith(self.unit):
            return self.end
        return min(self.end, self.underline_start + len(self.figure) + blanks + len(self.unit))


@dataclass(frozen=True)
class Hints:
    """What is known of a file beside its text: its address and the meta tags of its page.

    Keys of ``meta`` are lower case (``articletitle``, ``pubdate``, ``contentsource``, ``columnname``,
    ``sitename`` …), values stripped. ``partial`` are codes of its parts that were not read (see ``SourceText``).
    ``written`` is the text in the characters it came in, None where those are the text's own.
    """

    url: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    partial: tuple[str, ...] = ()
    written: str | None = None

    def get(self, name: str) -> str | None:
        """The first meta value under ``name`` (lower case), or None."""
        return next((value for key, value in self.meta if key == name), None)


@dataclass(frozen=True)
class Line:
    """A line of the text, without its line end; ``text`` is exactly ``report.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ParsedReport:
    """A report's text with everything read out of it so far."""

    text: str
    hints: Hints = Hints()
    title: Value | None = None
    issuer: Value | None = None
    index_no: Value | None = None
    doc_no: Value | None = None
    year: int | None = None
    published: date | None = None
    signed: date | None = None
    genre: str = "annual_report"
    region: Region | None = None
    #: Why year, published, signed and genre are what they are: field name → spans.
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    #: Offsets of the body: after the title, before the signature.
    body_start: int = 0
    body_end: int | None = None
    furniture: tuple[Furniture, ...] = ()
    flags: tuple[Flag, ...] = ()
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    metrics: tuple[Metric, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of ``text``, parted at ``\\n`` only."""
        lines, start = [], 0
        for text in self.text.split("\n"):
            lines.append(Line(start, start + len(text), text))
            start += len(text) + 1
        return tuple(lines)

    @cached_property
    def injected(self) -> tuple[tuple[int, int], ...]:
        """The spans of injected text, sorted."""
        return tuple(
            sorted(
                (flag.start, flag.end)
                for flag in self.flags
                if flag.kind == INJECTED and flag.start is not None and flag.end is not None
            )
        )

    @cached_property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The spans of ``text`` that are not the issuer's own words, furniture and injected text, sorted."""
        return tuple(sorted((*self.injected, *((span.start, span.end) for span in self.furniture))))

    @cached_property
    def readable(self) -> str:
        """``text`` with furniture blanked and injected text overwritten by U+FFFC; same length, same offsets.

        Line ends are kept, so that lines of ``readable`` and of ``text`` are the same lines.
        """
        text = _overwrite(self.text, ((span.start, span.end) for span in self.furniture), " ")
        return _overwrite(text, self.injected, "\ufffc")

    def in_series(self) -> ParsedReport:
        """The report as it is kept and shown: figures that lack their unit are in no series, absurd ones are left out.

        宣传20余 may be 次, 场 or 份: ``indicator`` says what its words mean, but to count it with others it would have to
        be known in what. Zeros stay in their series. From :data:`_ABSURD` on a number is no figure of a township.
        """
        return replace(
            self,
            metrics=tuple(
                metric if metric.unit or not metric.value else replace(metric, indicator=None)
                for metric in self.metrics
                if max(abs(metric.value), abs(metric.value_high or metric.value)) < _ABSURD
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the parse contract (dates ``YYYY-MM-DD``, values decimal strings)."""
        result: dict[str, Any] = {"parser_version": PARSER_VERSION}
        for name in ("text", "title", "issuer", "index_no", "doc_no", "year", "published", "signed", "genre"):
            result[name] = _plain(getattr(self, name))
        for name in ("region", "evidence", "furniture", "flags", "sections", "items", "metrics"):
            result[name] = _plain(getattr(self, name))
        for section, written in zip(self.sections, result["sections"], strict=True):
            written["role"] = section.role
        return result


def _overwrite(text: str, spans: Iterable[tuple[int, int]], blank: str) -> str:
    """``text`` with every character of ``spans`` but line ends replaced by ``blank``."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start >= end:
            continue
        pieces += [text[at:start], *(blank * len(line) + "\n" for line in text[start:end].split("\n"))]
        pieces[-1] = pieces[-1][:-1]
        at = end
    return "".join(pieces) + text[at:]


def _plain(value: Any) -> Any:
    """``value`` in JSON's own types."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Remark):
        return str(value)
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    return value
