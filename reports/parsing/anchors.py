"""The anchors of a report's sections and figures: their ids, and what they had for anchors before they had ids.

Before, a section's anchor was made of its path (``s-2.1``) and a figure's of its offset (``m-517``) as they were read when
the report was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.text.quotations import figure_ids, section_ids

from .types import ParsedReport


@dataclass(frozen=True, slots=True)
class Anchor:
    """``former`` is "" where there is none, or another has it."""

    id: str
    former: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Those of a reading's sections and figures, in their order."""

    sections: Sequence[Anchor]
    figures: Sequence[Anchor]

    def with_former(self, former: Mapping[str, str]) -> Anchors:
        """The same ids with the anchors of before of those that ``former`` knows, and no others."""

        def known(anchors: Iterable[Anchor]) -> list[Anchor]:
            return [replace(one, former=former.get(one.id, "")) for one in anchors]

        return Anchors(known(self.sections), known(self.figures))


def anchors_of(report: ParsedReport) -> Anchors:
    """The anchors of a reading."""
    return Anchors(
        _paired(
            section_ids(one.heading for one in report.sections),
            (f"s-{one.path[:40]}" for one in report.sections),
        ),
        _paired(
            figure_ids(report.text, report.metrics),
            (f"m-{one.underline_start}" for one in report.metrics),
        ),
    )


def _paired(ids: Iterable[str], former: Iterable[str]) -> list[Anchor]:
    """Of an anchor that comes twice the first place has it, as on a page."""
    seen: set[str] = set()
    found = []
    for one, before in zip(ids, former, strict=True):
        found.append(Anchor(one, "" if before in seen else before))
        seen.add(before)
    return found
