"""The anchors of a report's sections and figures: their ids, and what they had for anchors before they had ids.

Before, a section's anchor was made of its path (``s-2.1``) and a figure's of its offset (``m-517``) as they were read when
the report was stored. A new reading may have other paths and offsets: the anchors of before stay with the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from reports.models import Metric, Report, Section
from reports.parsing import types
from reports.text.quotations import figure_ids, place_of, section_ids


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


def anchors_of(text: str, sections: Sequence[types.Section], metrics: Sequence[types.Metric]) -> Anchors:
    """The anchors of a reading of ``text``."""
    return Anchors(
        _paired(section_ids(one.heading for one in sections), (f"s-{one.path[:40]}" for one in sections)),
        _paired(
            figure_ids(text, metrics),
            (f"m-{one.start if one.negated else place_of(one)}" for one in metrics),
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


def former_anchors(report: Report) -> dict[str, str]:
    """The anchors of before that a stored report's sections and figures have, by the ids that their words give them."""
    sections = list(report.sections.order_by("start", "pk"))
    metrics = list(report.metrics.order_by("start", "pk"))
    ids = [*section_ids(one.heading for one in sections), *figure_ids(report.text, metrics)]
    rows: list[Any] = [*sections, *metrics]
    former: dict[str, str] = {}
    for name, row in zip(ids, rows, strict=True):
        former.setdefault(row.former_anchor, name)
    former.pop("", None)
    return {name: before for before, name in former.items()}


def without_ids() -> Q:
    """The reports whose sections or figures still have the anchors of before for ids."""
    rows = (model.objects.filter(anchor=F("former_anchor")) for model in (Section, Metric))
    sections, metrics = (found.values("report") for found in rows)
    return Q(pk__in=sections) | Q(pk__in=metrics)


def fill_anchors() -> None:
    """Give rows of a time before ids the anchors they had then; the next reading of their reports gives them ids."""
    begins = Case(
        When(negated=False, figure_start__gte=F("start"), figure_start__lt=F("end"), then=F("figure_start")),
        default=F("start"),
    )
    places: list[tuple[Any, Any]] = [
        (Section, Concat(Value("s-"), F("path"), output_field=CharField())),
        (Metric, Concat(Value("m-"), Cast(begins, CharField()), output_field=CharField())),
    ]
    for model, anchor in places:
        model.objects.filter(anchor="").update(anchor=anchor, former_anchor=anchor)
