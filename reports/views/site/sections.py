"""Which of the site's sections (栏目) a page belongs to: the header marks it."""

from __future__ import annotations

from django.http import HttpRequest

#: Name of a page's address → the section it is part of.
PARTS = {
    "report": "reports",
    "region": "regions",
    "similar": "regions",
    "change": "regions",
    "topic": "topics",
    "indicator": "indicators",
    "words_lines": "words",
    "words_keyness": "words",
    "words_collocates": "words",
    "words_panel": "words",
}


def section(request: HttpRequest) -> dict[str, object]:
    """Context processor: the section's name, "" on error pages, and whether the page is the section's own."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    return {"section": PARTS.get(name, name), "at_top": name not in PARTS}
