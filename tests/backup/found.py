"""What an archive answers: the same lines here and on the machine it was restored on."""

from typing import Any

from reports.models import SentenceHash, SignatureBand
from reports.search import search
from reports.search.query.criteria import Criteria

QUERIES = ("调解", "“普法讲座12场”", "法律顾问 东沙镇", "title:衢山镇", "没有的话", "")


def found() -> list[Any]:
    """The hits of :data:`QUERIES` with their scores, and the index of copied text."""
    pages = [search(Criteria(q=query)) for query in QUERIES]
    hits = [[[hit.report.pk, round(hit.score or 0, 6)] for hit in page.hits] for page in pages]
    sentences = SentenceHash.objects.values_list(
        "report", "start", "end", "hash", "masked_hash", "body", "year"
    )
    bands = SignatureBand.objects.values_list("report", "key")
    return [*hits, *(sorted(map(list, rows)) for rows in (sentences, bands))]
