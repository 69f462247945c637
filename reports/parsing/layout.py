"""How a page is laid out: its head, the report's title and body, its signature, its foot.

Furniture and header both rest on this one reading. Head and foot are read from the outside in, at most
:data:`_REACH` lines each, so that the time is linear in the text's length.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .dates import FoundDate, find_dates, only_date
from .infotable import Field, read_fields
from .pagelines import is_heading, is_prose, line_kind
from .titles import ORGAN, FoundTitle, find_title, title_in_prose
from .types import Line, ParsedReport
from .view import flatten, squeeze

#: How many lines of text are looked at from either end.
_REACH = 400
_ADDRESSEE = re.compile(r"[^。;!?]{2,60}[:]")
_DOC_NO = re.compile(r"[\u3400-\u9fff]{1,14}[〔\[(【]?20[0-4][0-9]年?[〕\])】]?第?[0-9]{1,4}号")
_BODY_END = re.compile(r"[。;!?:.”）)》,]$")
_SIGNED_IN_LINE = re.compile(r"(?<=[。!;]) *((?:[\u3400-\u9fff、 ]{2,60})?)((?:20|二)[^。,;]{6,20}日)[ )]*$")


@dataclass(frozen=True)
class Signature:
    """The signature (落款): its organs' spans and its date."""

    organs: tuple[tuple[int, int], ...]
    date: FoundDate | None
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """What was read of a page; line numbers index the text's lines, other numbers its characters."""

    lines: tuple[Line, ...]
    #: Kind of furniture by line number.
    kinds: dict[int, str]
    fields: tuple[Field, ...]
    title: FoundTitle | None
    #: A document number in a line of its own near the title.
    doc_no: tuple[int, int] | None
    #: Dates in lines of their own in the head.
    head_dates: tuple[FoundDate, ...]
    body_start: int
    body_end: int
    has_body: bool
    signature: Signature | None


@dataclass(frozen=True)
class _Text:
    """A line that is not blank: its number, itself, its words without blanks, its own kind."""

    number: int
    line: Line
    key: str
    kind: str | None


def _read(number: int, line: Line) -> _Text:
    short = line.text if len(line.text) <= 600 else line.text[:300] + line.text[-300:]
    return _Text(number, line, squeeze(short).text, line_kind(line.text))


@lru_cache(maxsize=2)
def read_layout(text: str) -> Layout:
    """Read a page. The last pages are remembered: every step of a parse asks for the same one."""
    lines = ParsedReport(text).lines
    head, first = _read_head(lines)
    kinds: dict[int, str] = {}
    fields = _head_fields(head, kinds)
    candidates = [(item.number, item.line) for item in head if item.number not in kinds]
    title = find_title(candidates)
    run_in = title_in_prose(lines[first]) if title is None and first is not None else None
    if run_in and first is not None:
        title = FoundTitle(first, first, (run_in[:2],), run_in[2], 0)
    doc_no, head_dates = _mark_head(head, title, kinds)

    if first is None:
        end = lines[-1].end if lines else 0
        start = lines[title.last].end if title else 0
        return Layout(
            lines, kinds, tuple(fields), title, doc_no, head_dates, start, max(start, end), False, None
        )
    body_start = run_in[1] if run_in else _body_start(head, title, kinds, lines[first])
    last, signature = _read_foot(lines, first, kinds, fields)
    body_end = last.end
    if signature and signature.start < body_end:
        body_end = len(last.text[: signature.start - last.start].rstrip()) + last.start
    return Layout(
        lines, kinds, tuple(fields), title, doc_no, head_dates, body_start, body_end, True, signature
    )


def _read_head(lines: tuple[Line, ...]) -> tuple[list[_Text], int | None]:
    """The lines before the first of running text, and that one's number."""
    head: list[_Text] = []
    for number, line in enumerate(lines):
        if not line.text or line.text.isspace():
            continue
        item = _read(number, line)
        if item.kind is None and (is_prose(item.key) or is_heading(item.key)):
            return head, number
        head.append(item)
        if len(head) == _REACH:
            break
    return head, None


def _head_fields(head: list[_Text], kinds: dict[int, str]) -> list[Field]:
    """The labelled values of the head, and the kinds of its lines: a value may stand a line below its label."""
    fields: list[Field] = []
    label: Field | None = None
    for item in head:
        found = (
            read_fields(item.line.text, item.line.start)
            if item.kind in ("metadata", "views", "share")
            else []
        )
        if item.kind:
            kinds[item.number] = item.kind
        if found:
            fields.extend(field for field in found if field.value)
            label = found[-1] if not found[-1].value else None
            continue
        if label and item.kind is None and _fits(label, item):
            start = item.line.start + len(item.line.text) - len(item.line.text.lstrip())
            value = item.line.text.strip()
            fields.append(Field(label.name, label.label, value, start, start + len(value)))
            kinds[item.number] = "metadata"
        label = None
    return fields


def _fits(label: Field, item: _Text) -> bool:
    """Can a line be the value of the label in the line above it?"""
    key = item.key
    if label.name in ("published", "opened", "updated", "day", "generated", "written"):
        return only_date(flatten(item.line.text)) is not None
    if label.name == "index_no":
        return bool(re.fullmatch(r"[\w\-/.:〔〕()\[\]]{4,60}", key)) and bool(re.search(r"\d", key))
    if label.name == "doc_no":
        return bool(_DOC_NO.fullmatch(key)) or key in ("无", "-", "--", "/")
    if label.name == "title":
        return False
    if label.name == "views":
        return bool(re.fullmatch(r"[0-9]{1,9}次?", key))
    return len(key) <= 25 and not re.search(r"报告|总结|[。,;]", key)


def _mark_head(
    head: list[_Text], title: FoundTitle | None, kinds: dict[int, str]
) -> tuple[tuple[int, int] | None, tuple[FoundDate, ...]]:
    """Mark the head's other lines: what stands above the title is the page's, what below, the report's."""
    doc_no = None
    dates = []
    plain = [item for item in head if item.number not in kinds]
    menu = sum(1 for item in plain if len(item.key) <= 12) >= 4
    for item in plain:
        if title and title.first <= item.number <= title.last:
            continue
        if _DOC_NO.fullmatch(item.key):
            if doc_no is None:
                key = squeeze(item.line.text, item.line.start)
                doc_no = key.span(0, len(key.text))
            continue
        found = only_date(flatten(item.line.text)) or _date_with_source(item)
        if found:
            dates.append(
                FoundDate(
                    found.value, item.line.start + found.start, item.line.start + found.end, found.written
                )
            )
            if not found.written or (title and item.number < title.first):
                kinds[item.number] = "metadata"
            continue
        if title and item.number < title.first:
            if not re.search(r"文件$|^签发人|^\(?[此本]件|^\W*$", item.key):
                kinds[item.number] = "site_name" if ORGAN.search(item.key) or "政府" in item.key else "menu"
        elif title and item.key == title.key:
            kinds[item.number] = "repeated_title"
        elif title is None and menu and len(item.key) <= 12 and not ORGAN.fullmatch(item.key):
            kinds[item.number] = "menu"
    return doc_no, tuple(dates)


def _date_with_source(item: _Text) -> FoundDate | None:
    """The date of a byline such as 某镇 2024-03-28 09:18."""
    if len(item.line.text) > 60:
        return None
    flat = flatten(item.line.text)
    for found in find_dates(flat):
        before, after = flat[: found.start].strip(" |"), flat[found.end :].strip(" |")
        if re.fullmatch(r"[\u3400-\u9fff]{2,20}", before) and re.fullmatch(
            r"(?:\d{1,2}:\d\d(?::\d\d)?)?", after
        ):
            return FoundDate(found.value, found.start, found.end, False)
    return None


def _body_start(head: list[_Text], title: FoundTitle | None, kinds: dict[int, str], first: Line) -> int:
    """Where the report's text begins: its addressee, if there is one, or its first running text."""
    for item in head:
        if item.number in kinds or (title and item.number <= title.last):
            continue
        if title and _ADDRESSEE.fullmatch(item.key):
            return item.line.start + len(item.line.text) - len(item.line.text.lstrip())
    return first.start + len(first.text) - len(first.text.lstrip())


def _read_foot(
    lines: tuple[Line, ...], first: int, kinds: dict[int, str], fields: list[Field]
) -> tuple[Line, Signature | None]:
    """The report's last line of text and its signature; marks the lines below it."""
    foot: list[_Text] = []
    last = lines[first]
    for number in range(len(lines) - 1, first, -1):
        line = lines[number]
        if not line.text or line.text.isspace():
            continue
        item = _read(number, line)
        if _is_body(item, lines):
            last = line
            break
        foot.append(item)
        if len(foot) == _REACH:
            last = line
            break
    foot.reverse()
    signature = _signature_in_line(last)
    organs: list[tuple[int, int]] = []
    signed = None
    below = False
    for item in foot:
        if item.kind:
            kinds[item.number] = item.kind
            below = True
            fields.extend(f for f in read_fields(item.line.text, item.line.start) if f.value)
            continue
        flat = flatten(item.line.text)
        found = None if below or signed else only_date(flat)
        organ = None if below or signed else _organ_span(item)
        if found is None and organ is None and not below and not signed:
            found, organ = _organ_and_date(item)
        if organ:
            organs.append(organ)
        if found and (found.written or organs):
            base = item.line.start
            signed = FoundDate(found.value, base + found.start, base + found.end, found.written)
        elif organ is None and (below or signed):
            kinds[item.number] = "links"
    if organs or signed:
        spans = organs + ([(signed.start, signed.end)] if signed else [])
        signature = Signature(tuple(organs), signed, min(s for s, _ in spans), max(e for _, e in spans))
    return _body_last(lines, last, signature, kinds), signature


def _body_last(
    lines: tuple[Line, ...], last: Line, signature: Signature | None, kinds: dict[int, str]
) -> Line:
    """The last line of the body: short lines below the last sentence are the report's unless marked."""
    end = last
    limit = signature.start if signature else None
    start = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].start == last.start), 0)
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if number in kinds or (limit is not None and line.end > limit):
            break
        if line.text and not line.text.isspace():
            end = line
    return end


def _is_body(item: _Text, lines: tuple[Line, ...]) -> bool:
    if item.kind:
        return False
    key = item.key
    if is_prose(key) or is_heading(key):
        return True
    if len(key) >= 3 and key[-1] in "。;!":
        return True
    if only_date(flatten(item.line.text)) or ORGAN.fullmatch(key):
        return False
    above = item.number - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return (
        above >= 0
        and len(key) <= 40
        and is_heading(squeeze(lines[above].text[:60]).text)
        and len(lines[above].text) < 60
    )


def _organ_span(item: _Text) -> tuple[int, int] | None:
    key = squeeze(item.line.text, item.line.start)
    text = key.text.rstrip("()|")
    return (
        key.span(0, len(text))
        if text and len(text) <= 60 and ORGAN.fullmatch(text.replace(",", "、"))
        else None
    )


def _organ_and_date(item: _Text) -> tuple[FoundDate | None, tuple[int, int] | None]:
    """The organ and date that stand in one line of the signature."""
    if len(item.line.text) > 120:
        return None, None
    flat = flatten(item.line.text)
    for found in find_dates(flat):
        before = squeeze(item.line.text[: found.start], item.line.start)
        name = before.text.rstrip("(,")
        if name and ORGAN.fullmatch(name) and not flat[found.end :].strip(" )|"):
            return found, before.span(0, len(name))
    return None, None


def _signature_in_line(last: Line) -> Signature | None:
    """The signature run on behind the last sentence of the body."""
    offset = max(0, len(last.text) - 120)
    tail = flatten(last.text[offset:])
    match = _SIGNED_IN_LINE.search(tail)
    found = only_date(match.group(2)) if match else None
    if not match or not found:
        return None
    base = last.start + offset
    organs = []
    name = squeeze(last.text[offset + match.start(1) : offset + match.end(1)], base + match.start(1))
    if name.text:
        if not ORGAN.fullmatch(name.text):
            return None
        organs.append(name.span(0, len(name.text)))
    at = base + match.start(2)
    signed = FoundDate(found.value, at + found.start, at + found.end, found.written)
    return Signature(tuple(organs), signed, organs[0][0] if organs else signed.start, signed.end)
