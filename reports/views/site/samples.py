"""Whether a page has to say that the archive holds nothing but samples (示例)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from reports.queries.samples import is_demo, only_samples


def samples(request: HttpRequest) -> dict[str, object]:
    """Context processor: asked of the database by the pages that look at it, once each; not by those of errors.

    ``demo``: the page has the banner of the demonstration, which says it already.
    """
    return {
        "only_samples": SimpleLazyObject(only_samples) if request.resolver_match else False,
        "demo": is_demo(),
    }
