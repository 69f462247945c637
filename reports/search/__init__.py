"""Search: one function for listings and searches, whatever the engine.

Only this package imports haystack, whoosh or jieba. What it exports is loaded when first asked for, so that its pure
modules (the language, normalisation) can be used where there is no Django.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .criteria import Criteria
    from .page import FacetValue, Hit, SearchPage, Snippet
    from .results import search, search_ids
    from .snippets import hits_by_section, marks

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

_MODULES = {
    "Criteria": "criteria",
    "search": "results",
    "search_ids": "results",
    "hits_by_section": "snippets",
    "marks": "snippets",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'page')}"), name)
