"""The anchors of stored reports: kept through new readings, and filled in where rows have none.

See :mod:`reports.parsing.anchors` for what they are. A new reading may have other paths and offsets: the anchors of
before stay with the words.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from reports.models import Metric, Report, Section
from reports.text.quotations import figure_ids, section_ids


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
