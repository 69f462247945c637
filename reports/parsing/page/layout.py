"""How a page is laid out: its head, the report's title and body, its signature, its foot.

Furniture and header both rest on this one reading. Head and foot are read from the outside in, a bounded
number of lines each, so that the time is linear in the text's length.
"""

from dataclasses import dataclass
from functools import lru_cache

from ..types import Line, ParsedReport
from .dates import FoundDate
from .foot import Foot, Signature, read_foot
from .head import read_head
from .infotable import Field
from .pagelines import unfold
from .titles import FoundTitle


@dataclass(frozen=True)
class Layout:
    """What was read of a page; line numbers index the text's lines, other numbers its characters."""

    lines: tuple[Line, ...]
    #: Kind of furniture by line number, and furniture that is only the end of a line.
    kinds: dict[int, str]
    line_ends: tuple[tuple[int, int, str], ...]
    fields: tuple[Field, ...]
    title: FoundTitle | None
    #: A document number in a line of its own near the title.
    doc_no: tuple[int, int] | None
    #: Dates in lines of their own in the head.
    head_dates: tuple[FoundDate, ...]
    #: Organs in lines of their own between the title and the text.
    head_organs: tuple[tuple[int, int], ...]
    body_start: int
    body_end: int
    has_body: bool
    signature: Signature | None


@lru_cache(maxsize=2)
def read_layout(text: str) -> Layout:
    """Read a page. The last pages are remembered: every step of a parse asks for the same one."""
    lines = ParsedReport(text).lines
    # A page in one line holds its head and its foot in it.
    if sum(1 for line in lines[:3] if line.text.strip()) <= 1 and len(lines) <= 3:
        lines = tuple(piece for line in lines for piece in unfold(line))
    head = read_head(lines)
    empty = Foot(max(head.body_start, lines[-1].end))
    foot = empty if head.first is None else read_foot(lines, head.first)
    return Layout(
        lines=lines,
        kinds=head.kinds | foot.kinds,
        line_ends=tuple(head.line_ends),
        fields=tuple(head.fields + foot.fields),
        title=head.title,
        doc_no=head.doc_no,
        head_dates=tuple(head.dates),
        head_organs=tuple(head.organs),
        body_start=min(head.body_start, foot.body_end),
        body_end=foot.body_end,
        has_body=head.first is not None,
        signature=foot.signature,
    )
