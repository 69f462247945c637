"""Search: one function for listings and searches, whatever the engine.

Only this package imports haystack, whoosh or jieba.
"""

from .answer.found import Reading, Related, Resting
from .answer.nearest import Nearest, related
from .answer.page import FacetValue, Hit, SearchPage, Snippet
from .answer.results import counts, fullest, reading, search, search_ids
from .answer.snippets import hits_by_section, marks
from .query.criteria import Criteria
from .words.place_names import is_place_name

__all__ = [
    "Criteria",
    "FacetValue",
    "Hit",
    "Nearest",
    "Reading",
    "Related",
    "Resting",
    "SearchPage",
    "Snippet",
    "counts",
    "fullest",
    "hits_by_section",
    "is_place_name",
    "marks",
    "reading",
    "related",
    "search",
    "search_ids",
]
