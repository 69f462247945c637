"""Which values of a filter there can be: one that is none of them finds nothing, and is told to the reader."""

from __future__ import annotations

from collections.abc import Collection

from reports.models import Region, Report, Section
from reports.models.access.rows import rows_by
from reports.wording.sentence import Sentence

from ..query.criteria import SAMPLES, Criteria
from .facets import FLAG_LABELS, indicator_names, topic_names

#: Fields of Criteria, and what a value of each is called.
_NAMES = {
    "regions": Sentence("地区代码"),
    "topics": Sentence("主题"),
    "roles": Sentence("职能"),
    "indicators": Sentence("指标"),
    "genres": Sentence("文种"),
    "flags": Sentence("标记"),
    "samples": Sentence("示例"),
}
#: Unknown values of one filter that are told.
_MOST = 5


def unknown(name: str, values: Collection[str]) -> list[str]:
    """Those of ``values`` that the filter ``name``, a field of Criteria, does not have."""
    known = _known(name, values) if values else ()
    return [value for value in values if value not in known]


def unknown_values(criteria: Criteria) -> list[str]:
    """A sentence for each unknown value of a filter; years are none of them."""
    return [
        Sentence("没有“%(value)s”这个%(name)s。", value=value[:40], name=called)
        for name, called in _NAMES.items()
        for value in unknown(name, getattr(criteria, name))[:_MOST]
    ]


def _known(name: str, values: Collection[str]) -> Collection[str]:
    match name:
        case "regions":
            asked = [value for value in values if value.isascii() and value.isdigit()]
            return rows_by(Region, "code", asked, ("code",))
        case "topics":
            return topic_names()
        case "indicators":
            return indicator_names()
        case "flags":
            return FLAG_LABELS
        case "roles":
            return Section.Role.values
        case "genres":
            return Report.Genre.values
        case "samples":
            return SAMPLES
        case _:
            raise KeyError(name)
