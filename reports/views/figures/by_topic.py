"""Indicators under the topics they are told under (按主题), with what is not of any last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from reports.parsing.vocab import load

Row = TypeVar("Row")


@cache
def _topics() -> dict[str, tuple[str, str]]:
    """Indicator → its topic's slug and name."""
    names = {topic["id"]: topic["name"] for topic in load("topics")["topic"]}
    return {
        indicator: (topic, names[topic])
        for topic, indicators in load("indicator_topics").items()
        for indicator in indicators
    }


@dataclass(frozen=True)
class OfTopic(Generic[Row]):
    """``topic`` and ``name`` are "" for what is of none."""

    topic: str
    name: str
    rows: list[Row]


def by_topic(rows: Iterable[Row], indicator_of: Callable[[Row], str]) -> list[OfTopic[Row]]:
    """The rows under their topics in the order of the vocabulary, each topic's in their own order.

    ``indicator_of`` gives the slug of a row's indicator, "" for none.
    """
    order = [topic["id"] for topic in load("topics")["topic"]]
    groups: dict[str, OfTopic[Row]] = {}
    for row in rows:
        topic, name = _topics().get(indicator_of(row), ("", ""))
        groups.setdefault(topic, OfTopic(topic, name, [])).rows.append(row)
    return [groups[topic] for topic in (*order, "") if topic in groups]
