"""Search: one function for listings and searches, whatever the engine.

Only this package imports haystack, whoosh or jieba.
"""

from .answer.page import FacetValue, Hit, SearchPage, Snippet
from .answer.results import search, search_ids
from .answer.snippets import hits_by_section, marks
from .query.criteria import Criteria

__all__ = [
    "Criteria",
    "FacetValue",
    "Hit",
    "SearchPage",
    "Snippet",
    "hits_by_section",
    "marks",
    "search",
    "search_ids",
]
