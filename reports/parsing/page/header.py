"""The report's head: title, issuer, numbers, dates, the year reported on, genre, and where the body lies."""

import re
from dataclasses import replace
from datetime import date

from reports.text.remarks import Remark
from reports.text.sentences import blanked
from reports.text.view import flatten, squeeze

from ..types import INJECTED, Evidence, Flag, ParsedReport, Value
from .dates import date_in_url, find_dates
from .genre import genre_of, part_of_year
from .infotable import Field
from .issuer import find_issuer
from .layout import Layout, read_layout
from .titles import put_together
from .years import reported_year

#: Labels that give the day of publication, the surest first.
_PUBLISHED = ("published", "opened", "day", "issued", "updated", "generated")
_EMPTY = re.compile(r"(?:无|暂无|空|null|--*|/|\\|\*|—+)?", re.IGNORECASE)


#: Meta tags, and the name in JSON-LD, that tell the day of publication, those of government sites first.
_DATE_HINTS = ("pubdate", "publishdate", "datepublished", "article:published_time")


def read_header(report: ParsedReport) -> ParsedReport:
    """Add title, issuer, index_no, doc_no, year, published, signed, genre and the body's bounds."""
    text = report.text
    layout = read_layout(text)
    evidence: dict[str, tuple[Evidence, ...]] = {}

    published = _published(layout, report, evidence)
    signed = _signed(layout, text, published, evidence)
    issuer = find_issuer(layout, _without_injected(report), report.hints.get("contentsource"))
    known, known_kind = (signed, "signed") if signed else (published, "published")
    titles = layout.title.parts if layout.title else ()
    title = _title(layout, report)
    opening = text[layout.body_start : layout.body_start + 600]
    genre, words = genre_of(title.value if title else None, opening)
    body = layout.body_start, layout.body_end
    reported = reported_year(text, titles, body, known, known_kind, yearly=genre != "other")
    if reported.evidence:
        evidence["year"] = reported.evidence
    elif reported.year and known_kind in evidence:
        # Nothing names the year: it is the one that a report of that day is about.
        evidence["year"] = tuple(
            replace(item, why=Remark("year_inferred", why=item.why)) for item in evidence[known_kind]
        )

    flags = list(report.flags)
    if genre == "annual_report" and (part := part_of_year(title.value if title else None, opening)):
        genre, words = "other", part
        flags.append(Flag("half_year", None, None, Remark("half_year")))
    _genre_evidence(text, title, layout, words, genre, evidence)
    if title is None and layout.has_body:
        named = genre == "annual_report" and issuer is not None and reported.year is not None
        note = Remark("title_made") if named else Remark("title_missing")
        flags.append(Flag("missing_title", None, None, note))
        if named and issuer:
            title = Value(f"{issuer.value}{reported.year}年法治政府建设年度报告", None, None, derived=True)
    if reported.conflict and reported.year:
        place = reported.evidence[0]
        note = Remark("other_year", other=reported.conflict, year=reported.year)
        flags.append(Flag("year_conflict", place.start, place.end, note))
    return replace(
        report,
        title=title,
        issuer=issuer,
        index_no=_field_value(layout, "index_no"),
        doc_no=_doc_no(layout, text),
        year=reported.year,
        published=published,
        signed=signed,
        genre=genre,
        evidence={**report.evidence, **evidence},
        body_start=layout.body_start,
        body_end=layout.body_end,
        flags=tuple(flags),
    )


def _without_injected(report: ParsedReport) -> str:
    """The text with foreign text in it blanked."""
    spans = ((flag.start or 0, flag.end or 0) for flag in report.flags if flag.kind == INJECTED)
    return blanked(report.text, spans)


def _title(layout: Layout, report: ParsedReport) -> Value | None:
    """The title as written, its lines joined by one blank, without injected text."""
    if layout.title:
        parts = []
        for start, end in layout.title.parts:
            words = report.readable[start:end].replace("\ufffc", "").split()
            # Blanks between single characters only stretch a heading.
            stretched = len(words) > 3 and sum(len(word) == 1 for word in words) * 2 > len(words)
            parts.append(("" if stretched else " ").join(words))
        value = put_together(parts)
        if value:
            return Value(value, layout.title.parts[0][0], layout.title.parts[-1][1])
    for field in layout.fields:
        if field.name == "title" and len(field.value) >= 6:
            return Value(field.value, field.start, field.end)
    hint = report.hints.get("articletitle")
    return Value(hint, None, None) if hint else None


def _field_value(layout: Layout, name: str) -> Value | None:
    for field in layout.fields:
        # A number has a digit; an empty one leaves the next cell's label in its place.
        if field.name == name and re.search(r"\d", field.value) and not _EMPTY.fullmatch(field.value.strip()):
            return Value(field.value, field.start, field.end)
    return None


def _doc_no(layout: Layout, text: str) -> Value | None:
    """The report's own number (文号): the info table's, or one in a line of its own beside the title."""
    if layout.doc_no:
        start, end = layout.doc_no
        return Value(text[start:end], start, end)
    return _field_value(layout, "doc_no")


def _date_of(field: Field, base: str) -> tuple[date, Evidence] | None:
    if field.start is None or field.end is None:
        return None
    for found in find_dates(flatten(field.value)):
        start, end = field.start + found.start, field.start + found.end
        return found.value, Evidence(
            start,
            end,
            base[start:end],
            Remark("date_in_column", label=field.label) if field.label else Remark("date_at_title"),
        )
    return None


def _published(
    layout: Layout, report: ParsedReport, evidence: dict[str, tuple[Evidence, ...]]
) -> date | None:
    text = report.text
    for name in _PUBLISHED:
        for field in layout.fields:
            if field.name == name and (dated := _date_of(field, text)):
                evidence["published"] = (dated[1],)
                return dated[0]
        if name == "day":
            for found in layout.head_dates:
                if not found.written:
                    evidence["published"] = (
                        Evidence(
                            found.start, found.end, text[found.start : found.end], Remark("date_at_title")
                        ),
                    )
                    return found.value
    for name in _DATE_HINTS:
        for found in find_dates(flatten(report.hints.get(name) or "")):
            evidence["published"] = (Evidence(0, 0, "", Remark("date_of_meta")),)
            return found.value
    day = date_in_url(report.hints.url) if report.hints.url else None
    if day:
        evidence["published"] = (Evidence(0, 0, "", Remark("date_of_address")),)
    return day


def _signed(
    layout: Layout, text: str, published: date | None, evidence: dict[str, tuple[Evidence, ...]]
) -> date | None:
    found = layout.signature.date if layout.signature else None
    why = Remark("date_signed")
    if found is None:
        found = next((day for day in layout.head_dates if day.written), None)
        why = Remark("date_below_title")
    if found:
        evidence["signed"] = (Evidence(found.start, found.end, text[found.start : found.end], why),)
        return found.value
    for name in ("written", "issued"):
        for field in layout.fields:
            # 发文日期 is the paper's own day only beside another day of publication.
            if field.name == name and (dated := _date_of(field, text)):
                if name == "issued" and dated[0] == published:
                    continue
                evidence["signed"] = (dated[1],)
                return dated[0]
    return None


def _genre_evidence(
    text: str,
    title: Value | None,
    layout: Layout,
    words: str,
    genre: str,
    evidence: dict[str, tuple[Evidence, ...]],
) -> None:
    """Where the words stand on which the genre rests."""
    if not words:
        return
    spans = layout.title.parts if layout.title else ((layout.body_start, layout.body_start + 600),)
    for start, end in spans:
        key = squeeze(text[start:end], start)
        at = key.text.find(words)
        if at >= 0:
            first, last = key.span(at, at + len(words))
            evidence["genre"] = (Evidence(first, last, text[first:last], Remark("genre_words")),)
            return
