"""What a person set by hand (人工更正), laid over each new reading of a report: its fields.

Corrections of sections and figures are carried over by :mod:`reports.store.carried`.
"""

from datetime import date
from typing import Any

from reports.models import Region, Report

#: {"value", "by", "at"}; of a section or figure with its place in words too.
Correction = dict[str, Any]
#: Field name, or key of a section or figure, → what was set.
Corrections = dict[str, Correction]

#: The fields a person can set; `region` holds a code, dates are `YYYY-MM-DD` or None.
FIELDS = ("region", "year", "title", "issuer", "published", "signed", "genre", "index_no", "doc_no")
#: What is kept beside them of a report that was set aside as a duplicate: the public id of the other one.
DUPLICATE_OF = "duplicate_of"
_DATES = ("published", "signed")


def apply_corrections(report: Report) -> None:
    """Lay ``report.corrections`` over its fields (without saving). A corrected region is sure."""
    for name, correction in report.corrections.items():
        value = correction["value"]
        if name == "region":
            region = Region.objects.filter(code=value).first() if value else None
            if region is not None:
                report.region, report.region_confidence = region, 1.0
                report.region_name = report.region_name or region.name
            elif not value:
                report.region, report.region_confidence = None, 0.0
        elif name in _DATES:
            setattr(report, name, date.fromisoformat(value) if value else None)
        elif name in FIELDS:
            setattr(report, name, value)
        if name == "title":
            report.title_derived = False
