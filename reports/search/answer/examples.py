"""Examples of what to type (试试), such as the archive has an answer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..engine import engine
from ..query.criteria import Criteria
from ..query.language import parse
from .page import SearchPage

#: Ways of asking, each with examples that are tried in turn: words, an exact phrase, words left out.
WAYS = (
    ("枫桥经验", "人民调解", "网格化", "信访", "普法", "行政执法", "法治"),
    ("“合法性审查”", "“法律顾问”", "“综合行政执法”", "“依法行政”", "“法治政府建设”"),
    ("信访 -网格", "普法 -信访", "执法 -网格", "调解 -信访"),
)
#: Words that are asked for of the year and the place of which most is held.
_PLACED = ("调解", "普法", "执法", "法治")


def examples(everything: SearchPage) -> tuple[str, ...]:
    """One for each way of asking, and one of a year and a place; ``everything`` is the listing that they narrow."""
    found = (_first(way, everything.criteria) for way in WAYS)
    placed = _first(_of_a_place(everything), everything.criteria.change(sort=""))
    return tuple(one for one in (*found, placed) if one)


def _first(tried: Iterable[str | tuple[str, Criteria]], criteria: Criteria) -> str | None:
    for one in tried:
        typed, asked = one if isinstance(one, tuple) else (one, criteria.change(q=one))
        if engine().count(parse(asked.q).node, asked):
            return typed
    return None


def _of_a_place(everything: SearchPage) -> Iterator[tuple[str, Criteria]]:
    years, places = everything.facets["year"], everything.facets["province"]
    if not years or not places:
        return
    year = max(years, key=lambda one: one.count)
    for word in _PLACED:
        asked = everything.criteria.change(q=word, years=(int(year.value),), regions=(places[0].value,))
        yield f"{year.value} {places[0].label} {word}", asked
