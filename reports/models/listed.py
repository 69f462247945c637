"""Reports as lists show them (列表): with their regions, without the columns that no list needs."""

from __future__ import annotations

from .access.rows import Instances
from .report import Report

#: The columns that make up most of a report's row.
HEAVY = ("text", "evidence", "items", "corrections")
#: Those that only the report's own page tells, or the keeper's pages.
_OF_ITS_OWN_PAGE = (
    "region_confidence", "region_name", "title_derived", "index_no", "doc_no", "signed", "parser_version", "withdrawn_at",
    "withdrawn_reason", "returned", "created_at", "released_at", "updated_at", "doubt", "search_dirty",
)  # fmt: skip
_OF_REGIONS = ("initials", "valid_from", "valid_until", "successor", "successor_known")
_UNLISTED = (*_OF_ITS_OWN_PAGE, *(f"region__{name}" for name in _OF_REGIONS))

LISTED = Instances(Report, joined=("region",), without=(*HEAVY, *_UNLISTED))
#: With their texts, for what is shown of those.
LISTED_WITH_TEXT = Instances(
    Report, joined=("region",), without=(*(name for name in HEAVY if name != "text"), *_UNLISTED)
)
