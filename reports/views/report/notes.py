"""What is pencilled beside a report's lines (批注): flags, hints, copied sentences, a figure's last year and median.

What there is to doubt stands there first, all of it; of the rest so much that a paragraph has three notes at most. The
lists below the text have everything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.utils.translation import gettext

from reports.parsing.types import Flag
from reports.templatetags.bilingual import say
from reports.templatetags.figure_rows import median_of
from reports.templatetags.pieces import figure, place_and_year
from reports.text.region_codes import COUNTY
from reports.wording.markup import Note
from reports.wording.typeset import Block

from ..figures.figures import FigureRow
from .copied import SharedSentence
from .hints import HintRow

#: More beside a paragraph would often be longer than it is.
MOST = 3
#: What the text itself says at its line.
_SAID_IN_LINE = frozenset({"injected_text"})


def has_line(flag: Flag) -> bool:
    """Whether the flag, the nth of its report, has a note, which is then ``n-<n>``."""
    return flag.start is not None and flag.kind not in _SAID_IN_LINE


def notes(
    blocks: Sequence[Block],
    flags: Iterable[tuple[str, Flag]],
    hints: Iterable[HintRow],
    copied: Iterable[SharedSentence],
    figures: Iterable[FigureRow],
) -> list[Note]:
    """In the order of the text; each list is in the order of its importance within a paragraph."""
    starts = [block.start for block in blocks]
    taken: dict[int, int] = {}
    kept = []
    doubts = [*_flags(flags), *_hints(hints)]
    for number, note in enumerate((*doubts, *_copied(copied), *_figures(figures))):
        paragraph = bisect_right(starts, note[0])
        taken[paragraph] = taken.get(paragraph, 0) + 1
        if number < len(doubts) or taken[paragraph] <= MOST:
            kept.append(note)
    return sorted(kept, key=lambda note: bisect_right(starts, note[0]))


def _flags(flags: Iterable[tuple[str, Flag]]) -> Iterator[Note]:
    for number, (name, flag) in enumerate(flags, 1):
        if has_line(flag):
            note = f" {say(flag.note)}" if flag.note else ""
            yield flag.start or 0, f'<li class="warn" id="n-{number}"><b>{say(name)}</b>{note}</li>'


def _hints(hints: Iterable[HintRow]) -> Iterator[Note]:
    for row in hints:
        if row.hint.spans:
            way = f'<a href="#hints">{gettext("核对")}</a>'
            yield row.hint.spans[0][0], f'<li class="warn">{way} {say(row.hint.sentence)}</li>'


def _copied(sentences: Iterable[SharedSentence]) -> Iterator[Note]:
    """Of the sentences that others have, where they stood first."""
    for one in sentences:
        if one.direction != "earlier" or not one.places:
            continue
        first = one.places[0]
        name = place_and_year(first.report) or escape(first.report.title)
        way = f'<a class="at" href="{escape(first.url)}">{name}</a>'
        yield one.start, f"<li>{gettext('较早见于')} {way}</li>"


def _figures(rows: Iterable[FigureRow]) -> Iterator[Note]:
    """Figures with the same of the year before, or with their county's median; a province's says little by itself."""
    colon, apart = gettext("："), gettext("；")
    for row in rows:
        beside = row.beside
        if beside is None or not (
            beside.before or any(len(one.region.code) == COUNTY for one in beside.around)
        ):
            continue
        parts = []
        if beside.before:
            wording, address = beside.before
            parts.append(f'{gettext("上年")} <a href="{escape(address)}">{figure(wording)}</a>')
        if beside.around:
            near = beside.around[0]
            parts.append(
                f'<span class="around">{apart if beside.before else ""}{median_of(near.region)}'
                f' <a href="{escape(near.address)}">{escape(near.median)}</a> <span class="n">n={near.n}</span></span>'
            )
        own = f'<a href="#f-{escape(row.anchor[2:])}"><b>{figure(row.wording)}</b></a>'
        yield row.metric.start, f"<li>{own}{colon}{''.join(parts)}</li>"
