"""The vocabularies as rows: topics and indicators follow the TOML files at each migrate."""

from typing import Any

from reports.parsing.vocab import load


def sync_vocabularies(**_: Any) -> None:
    """Make the Topic and Indicator tables equal the vocabularies; rows still in use are never removed."""
    from reports.models import Indicator, Topic

    topics = [
        Topic(slug=row["id"], name=row["name"], position=position)
        for position, row in enumerate(load("topics")["topic"])
    ]
    Topic.objects.bulk_create(
        topics, update_conflicts=True, unique_fields=["slug"], update_fields=["name", "position"]
    )
    indicators = [
        Indicator(
            slug=row["id"],
            name=row["name"],
            family=row["family"],
            stock_or_flow=row["stock_or_flow"],
            definition=row.get("definition", ""),
            caveat=row.get("caveat", ""),
            position=position,
        )
        for position, row in enumerate(load("indicators")["indicator"])
    ]
    Indicator.objects.bulk_create(
        indicators,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "family", "stock_or_flow", "definition", "caveat", "position"],
    )
