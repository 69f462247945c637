"""A page's foot: the end of the report's text, its signature (落款), and what the page puts below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.text.view import flatten, squeeze

from ..types import Line
from .dates import FoundDate, find_dates, only_date
from .infotable import Field, read_fields
from .organs import ORGAN, SUPERIOR_ORGAN, has_own_name
from .pagelines import PageLine, is_heading, page_line

#: How many lines of a page's foot are looked at, so that the time stays linear.
_REACH = 400
#: How many lines above the last sentence a signature is looked for: appendices follow it.
_APPENDIX = 80
#: How many attachments may be listed above a signature.
_ATTACHMENTS = 8
#: Lines of the paper itself below its signature.
_PAPER_FOOT = re.compile(r"\(?(?:[此本]件|联系人|抄送|抄报|主送|印发|附件|附:|公开属性|\(?主动公开)")
#: A line between an organ and the date that has so many characters is of the report's text, not of a signature.
_TEXT = 10
_SIGNED_IN_LINE = re.compile(r"(?<=[。!;]) *((?:[\u3400-\u9fff、 ]{2,60})?)((?:20|二)[^。,;]{6,20}日)[ )]*$")


@dataclass(frozen=True)
class Signature:
    """The signature (落款): its organs' spans and its date."""

    organs: tuple[tuple[int, int], ...]
    date: FoundDate | None
    start: int
    end: int


@dataclass
class Foot:
    """What was read of the foot. ``body_end`` is the offset behind the report's last character."""

    body_end: int
    kinds: dict[int, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    signature: Signature | None = None


def read_foot(lines: Sequence[Line], first: int) -> Foot:
    """Read the foot of a page whose running text begins in line ``first``."""
    below: list[PageLine] = []
    last = first
    for number in range(len(lines) - 1, first, -1):
        item = page_line(number, lines[number])
        if item and (len(below) == _REACH or _is_body(item, lines)):
            last = number
            break
        if item:
            below.append(item)
    below.reverse()
    foot = Foot(lines[last].end)
    signed = _mark(foot, below, lines[last].text.rstrip(" \u3000|").endswith(("。", "！", "；", "”", "）")))
    foot.signature = signed or _signature_in_line(lines[last]) or _signature_above(lines, first, last)
    _set_end(foot, lines, first, last)
    return foot


def _is_body(item: PageLine, lines: Sequence[Line]) -> bool:
    """Is a line near the end still the report's text?"""
    if item.kind:
        return False
    key = item.key
    if item.is_text or (len(key) >= 3 and key[-1] in "。;!"):
        return True
    if len(key) > 40 or only_date(flatten(item.line.text)) or ORGAN.fullmatch(key):
        return False
    # 无 below a heading is the section's text.
    above = item.number - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above >= 0 and len(lines[above].text) < 60 and is_heading(squeeze(lines[above].text).text)


def _mark(foot: Foot, below: Sequence[PageLine], sentence_ends: bool) -> Signature | None:
    """Mark the lines below the last sentence; gives back the signature among them.

    ``sentence_ends`` says that the last sentence has its stop: nothing of it goes on below.
    """
    organs: list[tuple[int, int]] = []
    signed: FoundDate | None = None
    over = False
    # Short lines that may yet turn out to be the page's: a name above a date is not, a word above a footer is.
    waiting: list[PageLine] = []
    for at, item in enumerate(below):
        next_kind = below[at + 1].kind if at + 1 < len(below) else "links"
        attached = item.key.startswith("附件") and next_kind == "attachment"
        # A label that nothing follows is the page's.
        attached = attached or (item.key in ("附件", "附件:") and next_kind is not None)
        if item.kind or attached:
            foot.kinds[item.number] = item.kind or "attachment"
            foot.fields.extend(value for value in read_fields(item.line.text, item.line.start) if value.value)
            foot.kinds.update((short.number, "links") for short in waiting)
            waiting = []
            # 附件 stands above the signature, anything else of the page below it.
            over = item.kind != "attachment" or not _signature_follows(below[at + 1 :])
            continue
        if over or signed:
            if not _PAPER_FOOT.match(item.key):
                foot.kinds[item.number] = "links"
            continue
        organ, signed = _organ_or_date(item, bool(organs))
        if organ:
            organs.append(organ)
        if organ or signed:
            waiting = []
        elif len(item.key) >= _TEXT and not _PAPER_FOOT.match(item.key):
            # A line of the text that is broken behind a place's name reads like an organ.
            organs = []
        if (
            not (organ or signed)
            and sentence_ends
            and len(item.key) <= 16
            and not re.search(r"[。,;:、()]|^无$", item.key)
        ):
            waiting.append(item)
    if not organs and not signed:
        return None
    spans = organs + ([(signed.start, signed.end)] if signed else [])
    return Signature(tuple(organs), signed, min(start for start, _ in spans), max(end for _, end in spans))


def _signature_follows(below: Sequence[PageLine]) -> bool:
    """Whether a signature is the next that stands ``below`` a line, other attachments aside."""
    rest = [item for item in below[:_ATTACHMENTS] if item.kind != "attachment"]
    return bool(rest) and rest[0].kind is None and any(_organ_or_date(rest[0], below_organ=True))


def _organ_or_date(item: PageLine, below_organ: bool) -> tuple[tuple[int, int] | None, FoundDate | None]:
    """The organ, the date, or both, that are all a line of the signature says."""
    if len(item.line.text) > 200:
        return None, None
    flat, base = flatten(item.line.text), item.line.start
    found = only_date(flat)
    if found and (found.written or below_organ):
        return None, FoundDate(found.value, base + found.start, base + found.end, found.written)
    if organ := item.organ():
        return organ, None
    if SUPERIOR_ORGAN.fullmatch(item.key) and has_own_name(item.key):
        return squeeze(item.line.text, base).span(0, len(item.key)), None
    for day in find_dates(flat):
        before = squeeze(item.line.text[: day.start], base)
        name = before.text.rstrip("(,")
        if name and ORGAN.fullmatch(name) and not flat[day.end :].strip(" )|"):
            return before.span(0, len(name)), FoundDate(
                day.value, base + day.start, base + day.end, day.written
            )
    return None, None


def _signature_in_line(line: Line) -> Signature | None:
    """The signature run on behind the last sentence of the body."""
    offset = max(0, len(line.text) - 120)
    match = _SIGNED_IN_LINE.search(flatten(line.text[offset:]))
    found = only_date(match.group(2)) if match else None
    if not match or not found:
        return None
    base = line.start + offset
    organs = []
    name = squeeze(line.text[offset + match.start(1) : offset + match.end(1)], base + match.start(1))
    if name.text:
        if not ORGAN.fullmatch(name.text):
            return None
        organs.append(name.span(0, len(name.text)))
    at = base + match.start(2)
    signed = FoundDate(found.value, at + found.start, at + found.end, found.written)
    return Signature(tuple(organs), signed, organs[0][0] if organs else signed.start, signed.end)


def _signature_above(lines: Sequence[Line], first: int, last: int) -> Signature | None:
    """An organ and, in the next line, a date, with an appendix behind them."""
    day: FoundDate | None = None
    for number in range(last, max(first, last - _APPENDIX), -1):
        line = lines[number]
        if not line.text or line.text.isspace():
            continue
        if len(line.text) > 80:
            day = None
            continue
        item = PageLine(number, line, squeeze(line.text).text, None)
        organ, dated = _organ_or_date(item, below_organ=False)
        if organ and (dated or day):
            signed = dated or day
            assert signed is not None
            return Signature((organ,), signed, organ[0], signed.end)
        day = dated
    return None


def _is_covering(signature: Signature, lines: Sequence[Line], first: int, last: int) -> bool:
    """Is what was signed only a notice (印发…的通知) that covers the paper below it?

    Then headings stand below the signature, at least two, and none above.
    """
    headings = [
        line.start
        for line in lines[first : last + 1]
        if line.text and not line.text.isspace() and is_heading(squeeze(line.text[:40]).text)
    ]
    return len(headings) > 1 and headings[0] > signature.start


def _set_end(foot: Foot, lines: Sequence[Line], first: int, last: int) -> None:
    """Short lines below the last sentence are the report's too, unless they are marked or the signature's."""
    signature = foot.signature
    above = signature is not None and signature.start < lines[last].end
    if signature and above and not _is_covering(signature, lines, first, last):
        number = last
        while lines[number].start > signature.start:
            number -= 1
        line = lines[number]
        before = line.text[: signature.start - line.start].rstrip()
        while not before and number > 0:
            number -= 1
            line = lines[number]
            before = line.text.rstrip()
        foot.body_end = line.start + len(before)
        return
    for number in range(last + 1, len(lines)):
        line = lines[number]
        if number in foot.kinds or (signature and not above and line.end > signature.start):
            return
        if line.text and not line.text.isspace():
            foot.body_end = line.end
