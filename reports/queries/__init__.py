"""What pages, API and exports read from the database; nothing here writes.

Searching and listing go through :func:`reports.search.search`; these are the reads beside it.
"""

from reports.models.listed import HEAVY, LISTED
from reports.models.parsed import (
    hidden_spans,
    metric_of,
    parsed_of,
    read_many,
    stored_anchors,
    with_annotations,
)

from .conditions import COMPARABLE, PUBLISHED, codes_within, published, within
from .places import (
    Holding,
    figures_of,
    holdings,
    holdings_of,
    listed_regions,
    region_of,
    region_path,
    report_counts,
    reports_of,
    texts_of,
    years_of,
)
from .reports import (
    ids_of_numbers,
    neighbours,
    newest,
    other_years,
    public_ids,
    report_in_full,
    report_of,
    reports_to_compare,
)
from .sections import OPENING, sections_on

__all__ = [
    "COMPARABLE",
    "HEAVY",
    "LISTED",
    "OPENING",
    "PUBLISHED",
    "Holding",
    "codes_within",
    "figures_of",
    "hidden_spans",
    "holdings",
    "holdings_of",
    "ids_of_numbers",
    "listed_regions",
    "metric_of",
    "neighbours",
    "newest",
    "other_years",
    "parsed_of",
    "public_ids",
    "published",
    "read_many",
    "region_of",
    "region_path",
    "report_counts",
    "report_in_full",
    "report_of",
    "reports_of",
    "reports_to_compare",
    "sections_on",
    "stored_anchors",
    "texts_of",
    "with_annotations",
    "within",
    "years_of",
]
