"""The parser: an ordered list of steps, each adding annotations to the report before it.

A step takes a :class:`ParsedReport` and gives back a new one; it never changes ``text``, never raises on
any text, and takes time linear in its length. All steps read the text in simplified characters, of the same length,
and without the characters that can't be seen and the soft ends of its lines; the report is then given back over the
text as it is.
"""

from collections.abc import Callable

from reports.text.folding import drop_unseen, simplify
from reports.text.soft_ends import joined, soft_ends

from .as_written import as_written
from .figures import read_metrics
from .flags import mark_script, raise_flags
from .page import find_injected, mark_furniture, read_header
from .place import find_region
from .sections import assign_roles, assign_topics, outline, read_items
from .types import Hints, ParsedReport
from .unseen import with_unseen

Step = Callable[[ParsedReport], ParsedReport]

#: The order matters: each step relies on what stands before it.
STEPS: tuple[Step, ...] = (
    mark_furniture,
    find_injected,
    read_header,
    find_region,
    outline,
    read_items,
    assign_roles,
    assign_topics,
    read_metrics,
    raise_flags,
)


def parse_report(
    text: str,
    *,
    url: str | None = None,
    meta: tuple[tuple[str, str], ...] = (),
    partial: tuple[str, ...] = (),
) -> ParsedReport:
    """Read a report's canonical text.

    ``url`` is the address the file came from, ``meta`` the meta tags of its page (see :class:`Hints`);
    both only help. ``partial`` names parts of the file that are not in ``text``; each becomes a flag. Never
    raises on any text.
    """
    whole, places = joined(text, soft_ends(text))
    seen, shown = drop_unseen(whole)
    offsets = [places[offset] for offset in shown] if len(whole) < len(text) else shown
    hints = Hints(url=url, meta=meta, partial=partial, written=seen)
    report = ParsedReport(text=simplify(seen), hints=hints)
    for step in STEPS:
        report = step(report)
    return mark_script(with_unseen(as_written(report, seen), text, offsets))
