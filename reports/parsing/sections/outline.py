"""The outline of a report (章节结构): which markers are headings, how they nest, where each section ends.

Three decisions, each linear in the text: markers at the beginning of a line are headings unless something
speaks against it; markers inside a line are headings only as part of a series that reads as headings with text
below them (a page flattened into one paragraph); nesting follows the order of styles, or the report's own order
where its numbering shows another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..types import ParsedReport
from .headings import read_heading, speaker
from .markers import RANK, Marker, find_markers
from .nesting import (
    Head,
    inline_flag,
    nest,
    numbering_flags,
    with_inner_series,
    without_contents,
    without_strays,
)
from .plain_headings import with_plain_headings

_INLINE_STYLES = ("cn", "cn_paren", "arabic", "arabic_paren")
#: Styles that need a neighbour of the same series: a lone `3.` at a line's start is seldom a heading.
_SERIAL_STYLES = frozenset({"arabic", "arabic_paren", "circled", "ordinal", "chapter"})
_ATTACHMENT = re.compile(
    r"^[\s|]{0,20}附\s{0,4}[件表]\s{0,4}(?:[0-9一二三]{1,2}\s{0,2}[:：.．、\n]|[:：]|$)", re.MULTILINE
)
_LAWS_ONLY = re.compile(r"\s*(?:《[^《》\n]{2,40}》[、，,；;。\s]*)+(?=\n|$|\d)")
_BODY_BELOW = 6
_LONG_SENTENCE = 25
_WEAK_HEADING = 40
_LONGEST_ENUMERATED = 200
#: Series inside lines that may be under way at once.
_OPEN_RUNS = 4
#: Least part of a flattened report that its 一、 … must run through.
_SPREAD = 0.1


def outline(report: ParsedReport) -> ParsedReport:
    """Fill ``sections`` (without roles and topics); adds the flags ``inline_sections`` and ``numbering``."""
    text = report.readable
    start = report.body_start
    end = len(text.rstrip()) if report.body_end is None else report.body_end
    markers = find_markers(text, start, end)
    chosen = choose(markers, text, start, end)
    if chosen:
        end, chosen = _without_attachments(text, chosen, end)
    speaks = speaker(report.issuer.value if report.issuer else None)
    heads = with_inner_series(without_contents(_with_headings(chosen, text, end, speaks)), text)
    heads = with_plain_headings(without_strays(heads, start, end), text, start, end)
    sections = nest(heads, text, end)
    flags = (*inline_flag(heads, end), *numbering_flags(sections, heads))
    return replace(report, sections=tuple(sections), flags=report.flags + flags)


def choose(markers: Sequence[Marker], text: str, start: int, end: int) -> list[Marker]:
    """Those of ``markers`` that open a section, in order."""
    enumerations = set(_enumerations(markers, text))
    lines = [m for m in markers if m.boundary == "line" and m not in enumerations and _may_open_line(m, text)]
    accepted = set(_serial(lines, text))
    inline = [m for m in markers if m.boundary != "line" and not m.weak and m.style in _INLINE_STYLES]
    inline = [m for m in inline if m not in enumerations and not _LAWS_ONLY.match(text, m.end)]
    flattened = False
    styles = _inline_order([*accepted, *inline])
    for place, style in enumerate(styles):
        pending = [m for m in inline if m.style == style]
        if not pending:
            continue
        higher = {other for other in RANK if RANK[other] < RANK[style]} - set(styles[place:]) | set(
            styles[:place]
        )
        above = [m for m in accepted if m.style in higher]
        own = [m for m in accepted if m.style == style]
        below = [m for m in accepted if m.style != style and m.style not in higher]
        new: set[Marker] = set()
        for region in _regions(sorted(above, key=_start), (own, pending, below), start, end):
            new.update(_Region(text, style, flattened, *region).inline_headings())
        flattened = flattened or (style == "cn" and len(new) >= 2)
        accepted |= new
    return sorted(accepted, key=_start)


def _inline_order(markers: Sequence[Marker]) -> tuple[str, ...]:
    """The styles that may stand inside lines, from the highest: as usual, or 1. above (一) where (一) starts again
    below several of 1. 2. 3. that count on through the report (and there is no 一、)."""
    ordered = sorted((m for m in markers if m.style in ("cn", "cn_paren", "arabic")), key=_start)
    if not ordered or ordered[0].style != "arabic" or any(m.style == "cn" for m in ordered):
        return _INLINE_STYLES
    last = series = 0
    below: set[int] = set()
    for marker in ordered:
        if marker.style == "arabic":
            if marker.number == last + 1:
                last, series = marker.number, series + 1
        elif marker.number == 1:
            below.add(last)
    return ("cn", "arabic", "cn_paren", "arabic_paren") if series >= 2 and len(below) >= 2 else _INLINE_STYLES


def _start(marker: Marker) -> int:
    return marker.start


def _may_open_line(marker: Marker, text: str) -> bool:
    """Whether a marker at a line's beginning stands where a heading can stand."""
    return marker.style in ("cn", "cn_paren") or not _LAWS_ONLY.match(text, marker.end)


def _enumerations(markers: Sequence[Marker], text: str) -> Iterator[Marker]:
    """Markers of a list within a sentence (1、…；2、…；3、…。), its first one included."""
    last: dict[str, Marker] = {}
    listing: set[str] = set()
    for marker in markers:
        before = last.get(marker.style)
        last[marker.style] = marker
        follows = (
            before is not None
            and marker.number == before.number + 1
            and _in_one_sentence(before, marker, text)
        )
        if before is None or not follows:
            listing.discard(marker.style)
            continue
        if marker.style not in listing and before.number == 1:
            listing.add(marker.style)
            yield before
        if marker.style in listing:
            yield marker


def _in_one_sentence(before: Marker, marker: Marker, text: str) -> bool:
    if marker.start - before.start > _LONGEST_ENUMERATED:
        return False
    between = text[before.end : marker.start].rstrip()
    broken = "\n" in between or marker.boundary == "line"
    return between[-1:] in "；;，," and "。" not in between and (not broken or before.boundary != "line")


def _serial(lines: Sequence[Marker], text: str) -> Iterator[Marker]:
    """Line markers less those whose number fits no series."""
    by_style: dict[str, list[Marker]] = {}
    for marker in lines:
        by_style.setdefault(marker.style, []).append(marker)
    families = {marker.parts for marker in lines if marker.parts}
    for style, members in by_style.items():
        last = 0
        stem: tuple[int, ...] = ()
        for index, marker in enumerate(members):
            following = members[index + 1].number if index + 1 < len(members) else 0
            if marker.parts[:-1] != stem:
                last, stem = 0, marker.parts[:-1]
            number = marker.number
            continues = last and number - last in (1, 2)
            opens = number == 1 and following in (2, 3)
            if style.startswith("decimal"):
                good = (*stem, 1) in families and (*stem, 2) in families and (number == 1 or bool(continues))
            elif marker.weak:
                good = ((bool(last) and number - last == 1) or (number == 1 and following == 2)) and _short(
                    marker, text
                )
            elif style in _SERIAL_STYLES:
                good = bool(continues) or opens
            else:
                good = True
            if good:
                last = number
                yield marker


def _short(marker: Marker, text: str) -> bool:
    """Whether the words after a marker end, in a line or a sentence, soon enough for a heading."""
    return re.search(r"[\n。]|$", text[marker.end : marker.end + _WEAK_HEADING + 1]) is not None and (
        len(text) - marker.end <= _WEAK_HEADING
        or bool(re.search(r"[\n。]", text[marker.end : marker.end + _WEAK_HEADING]))
    )


def _regions(
    above: Sequence[Marker], groups: tuple[Iterable[Marker], ...], start: int, end: int
) -> Iterator[tuple[Marker | None, int, list[Marker], list[Marker], list[Marker]]]:
    """The stretches between headings of higher styles: (their opener, their end, own, pending, below)."""
    sorted_groups = [sorted(group, key=_start) for group in groups]
    at = [0] * len(sorted_groups)
    openers: list[Marker | None] = [None, *above]
    for index, opener in enumerate(openers):
        limit = above[index].start if index < len(above) else end
        parts = []
        for number, group in enumerate(sorted_groups):
            first = at[number]
            while at[number] < len(group) and group[at[number]].start < limit:
                at[number] += 1
            parts.append(group[first : at[number]])
        yield opener, limit, parts[0], parts[1], parts[2]


@dataclass(frozen=True, slots=True)
class _Region:
    """The markers of one style between two headings of higher styles: ``own`` at line starts, ``pending`` inside lines."""

    text: str
    style: str
    flattened: bool
    opener: Marker | None
    end: int
    own: list[Marker]
    pending: list[Marker]
    below: list[Marker]

    def inline_headings(self) -> list[Marker]:
        """Those of the pending markers that are headings."""
        if not self.pending:
            return []
        return self._gaps() if self.own else self._runs()

    def _gaps(self) -> list[Marker]:
        """Pending markers that stand exactly where the series of line markers has a gap (a lost line end)."""
        found: list[Marker] = []
        merged = sorted([*self.own, *self.pending], key=_start)
        next_own = [0] * (len(merged) + 1)
        for index in range(len(merged) - 1, -1, -1):
            marker = merged[index]
            next_own[index] = marker.number if marker.boundary == "line" else next_own[index + 1]
        last = 0
        enumerating_until = -1
        for index, marker in enumerate(merged):
            if marker.boundary == "line":
                last = marker.number
                continue
            if marker.start < enumerating_until:
                continue
            fits_next = next_own[index] == 0 or next_own[index] > marker.number
            if marker.number == 1 and not (last == 0 and next_own[index] == 2 and self._after_opener(marker)):
                # (一) inside a line of a numbered report opens an enumeration of the sentence.
                enumerating_until = self._line_end(marker.start)
                continue
            if marker.number == last + 1 and fits_next and self._parted(marker):
                found.append(marker)
                last = marker.number
        return found

    def _runs(self) -> list[Marker]:
        """Pending markers where no line begins with this style: the series 1, 2, 3 … that read as headings.

        A list inside a section is a series of its own; of two that run through each other the longer stands.
        """
        runs: list[list[Marker]] = []
        for marker in self.pending:
            if marker.number == 1 and (self._parted(marker) or self._after_opener(marker)):
                runs.append([marker])
            elif self._parted(marker):
                awaiting = (
                    run for run in reversed(runs[-_OPEN_RUNS:]) if run[-1].number + 1 == marker.number
                )
                if (run := next(awaiting, None)) is not None:
                    run.append(marker)
        found: list[Marker] = []
        taken = -1
        for run in sorted(runs, key=lambda run: (run[0].start - run[-1].start, run[0].start)):
            if (taken < 0 or (run[0].start > taken and self.style == "cn")) and self._reads_as_headings(
                run, self.end
            ):
                found += run
                taken = max(taken, run[-1].start)
        return found

    def _parted(self, marker: Marker) -> bool:
        if marker.boundary == "blank":
            return marker.before not in "，,、和与及第按照据是为"
        if marker.boundary != "stop":
            return False
        return marker.before in "。！？!?." or self.flattened or marker.number == 1

    def _after_opener(self, marker: Marker) -> bool:
        """Whether only the opener's own heading stands between it and ``marker``."""
        if self.opener is None or marker.start - self.opener.end > 60:
            return False
        return re.search(r"[\n。；]", self.text[self.opener.end : marker.start].rstrip("。； ")) is None

    def _line_end(self, position: int) -> int:
        at = self.text.find("\n", position, self.end)
        return self.end if at < 0 else at

    def _reads_as_headings(self, run: list[Marker], limit: int) -> bool:
        """Headings have text below them and go through their region; an enumeration is one sentence's or one line's."""
        if len(run) < 2:
            return False
        if len(self.below) >= 2 and "\n" not in self.text[run[0].start : run[-1].start]:
            return False
        if self.style == "cn" and run[-1].start - run[0].start < _SPREAD * (self.end - run[0].start):
            return False
        bounds = [*(marker.start for marker in run), limit]
        with_body = 0
        for marker, following in zip(run, bounds[1:], strict=True):
            heading = read_heading(self.text, marker.end, following)
            below = len(self.text[heading.end : following].strip()) if heading else 0
            # On a flattened page a section may be one long sentence (存在的问题).
            if below >= _BODY_BELOW or (self.flattened and following - marker.start >= _LONG_SENTENCE):
                with_body += 1
        return with_body * 2 >= len(run)


def _without_attachments(text: str, chosen: list[Marker], end: int) -> tuple[int, list[Marker]]:
    """The end of the last section and its markers, when a list of attachments (附件) follows the report."""
    floor = chosen[0].start + (end - chosen[0].start) // 2
    for match in _ATTACHMENT.finditer(text, floor, end):
        later = [m for m in chosen if m.start > match.start() and m.style == chosen[0].style]
        earlier = [m for m in chosen if m.start < match.start() and m.style == chosen[0].style]
        if not later or not earlier or later[0].number != earlier[-1].number + 1:
            return match.start(), [m for m in chosen if m.start < match.start()]
    return end, chosen


def _with_headings(chosen: list[Marker], text: str, end: int, speaks: re.Pattern[str]) -> list[Head]:
    heads = []
    for index, marker in enumerate(chosen):
        limit = chosen[index + 1].start if index + 1 < len(chosen) else end
        heading = read_heading(text, marker.end, limit, speaks)
        if heading:
            heads.append(Head(marker, heading))
    return heads
