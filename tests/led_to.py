"""What the addresses of an archive lead to: to be compared before and after."""

import re
from html import unescape
from itertools import pairwise

from django.test import Client

from reports.models import Report

#: Characters of the words at a place: as many as tell it from others.
WORDS = 10


def words_at(html: str, anchor: str) -> str:
    """The words that a page shows at an anchor, without blanks. Raises ValueError unless it has that place once."""
    _, rest = html.split(f'id="{anchor}"')
    shown = unescape(re.sub(r"<[^>]+>", "", rest.partition(">")[2]))
    return "".join(shown.split())[:WORDS]


def anchors_of(report: Report) -> list[str]:
    """Every anchor of a report's sections and figures, those of before included."""
    rows = [*report.sections.order_by("start", "pk"), *report.metrics.order_by("start", "pk")]
    return list(dict.fromkeys(name for row in rows for name in (row.anchor, row.former_anchor) if name))


def page_words(client: Client, report: Report, anchors: list[str]) -> dict[str, str]:
    """The words that the report's page shows at each of its anchors."""
    html = client.get(report.get_absolute_url()).content.decode()
    return {anchor: words_at(html, anchor) for anchor in anchors}


def public_addresses(client: Client) -> dict[str, object]:
    """What the addresses of all public reports lead to: pages with their anchors, originals, the API, comparisons."""
    reports = [one for one in Report.objects.order_by("public_id") if one.is_public]
    found: dict[str, object] = {}
    for report in reports:
        found[report.get_absolute_url()] = page_words(client, report, anchors_of(report))
        found[f"{report.get_absolute_url()}original"] = len(
            client.get(f"{report.get_absolute_url()}original").content
        )
        told = client.get(f"/api/v1/reports/{report.public_id}").json()
        text = client.get(f"/api/v1/reports/{report.public_id}/text").content.decode()
        found[f"/api/v1/reports/{report.public_id}"] = (
            told["id"],
            told["title"],
            [(one["id"], one["heading"]) for one in told["sections"]],
            [(one["id"], text[one["start"] : one["end"]]) for one in told["metrics"]],
        )
    for one, other in pairwise(report for report in reports if report.status == "published"):
        query = f"id={one.public_id}&id={other.public_id}"
        page = client.get(f"/compare/?{query}").content.decode()
        compared = client.get(f"/api/v1/compare?{query}").json()
        found[f"/compare/?{query}"] = re.findall(r'href="(/reports/\w+/#m-[\w-]+)"', page)
        found[f"/api/v1/compare?{query}"] = [report["id"] for report in compared["reports"]]
    return found


def numbers(client: Client) -> dict[int, str]:
    """Where the numbers of before lead."""
    found = {
        pk: client.get(f"/reports/{pk}/") for pk in Report.objects.order_by("pk").values_list("pk", flat=True)
    }
    return {pk: answer.headers.get("Location", str(answer.status_code)) for pk, answer in found.items()}
