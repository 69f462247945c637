"""The region facet (地区) as a tree: the provinces, and below what is chosen its parts; and a field that finds any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.models import Region
from reports.search.answer.page import FacetValue, SearchPage
from reports.search.answer.places import places
from reports.search.query.criteria import Criteria
from reports.text.region_codes import DIGITS
from reports.wording.letters import pinyin
from reports.wording.translation import is_chinese

#: Units of a level shown before 更多; beside a chosen one the others are folded away.
SHOWN = 8


@dataclass(frozen=True)
class Node:
    """A region with the address that chooses it or lets it go; ``children`` only below what is chosen.

    ``letters`` is its name in letters, on an English page.
    """

    label: str
    letters: str
    url: str
    count: int
    active: bool
    children: Branch | None


@dataclass(frozen=True)
class Branch:
    """The regions right below another; ``more`` are those folded away at first."""

    nodes: list[Node]
    more: list[Node]


def region_tree(
    page: SearchPage, address: Callable[[Criteria], str], adding: Callable[[str], str]
) -> Branch | None:
    """None where there is no region to choose. ``adding`` makes the address with one more, ``address`` that of a state."""
    levels = [page.facets.get(level, ()) for level in DIGITS]
    letters = {} if is_chinese() else _letters(value.value for level in levels for value in level)

    def branch(values: Sequence[FacetValue], depth: int) -> Branch | None:
        nodes = [node(value, depth) for value in values]
        chosen = any(one.active for one in nodes)
        shown = 0 if chosen else SHOWN
        open_nodes = [one for number, one in enumerate(nodes) if number < shown or one.active]
        rest = [one for number, one in enumerate(nodes) if number >= shown and not one.active]
        if len(rest) < 3:
            open_nodes, rest = nodes, []
        return Branch(open_nodes, rest) if nodes else None

    def node(value: FacetValue, depth: int) -> Node:
        active = any(code.startswith(value.value) for code in page.criteria.regions)
        below = _below(value.value, levels[depth + 1 :]) if active else None
        return Node(
            value.label,
            letters.get(value.value, ""),
            address(toggle_region(page.criteria, value.value))
            if active or _chosen_above(page.criteria, value.value)
            else adding(value.value),
            value.count,
            active,
            branch(below[1], depth + 1 + below[0]) if below else None,
        )

    return branch(levels[0], 0)


def _letters(codes: Iterable[str]) -> dict[str, str]:
    return {
        code: pinyin(region)
        for code, region in Region.objects.in_bulk(list(codes), field_name="code").items()
    }


def _below(code: str, levels: Iterable[Sequence[FacetValue]]) -> tuple[int, list[FacetValue]] | None:
    """How many levels on there are any, and those: the districts of a 直辖市 stand right below it."""
    for skipped, values in enumerate(levels):
        if found := [value for value in values if value.value.startswith(code)]:
            return skipped, found
    return None


def _chosen_above(criteria: Criteria, code: str) -> bool:
    return any(code.startswith(chosen) for chosen in criteria.regions)


def toggle_region(criteria: Criteria, code: str) -> Criteria:
    """A region chosen takes the place of those above and below it; one chosen already is let go, with those below."""
    below = any(chosen.startswith(code) for chosen in criteria.regions)
    kept = tuple(
        chosen for chosen in criteria.regions if not chosen.startswith(code) and not code.startswith(chosen)
    )
    return criteria.change(regions=kept if below else (*kept, code))


@dataclass(frozen=True)
class Place:
    """A region found by name, with the address that adds it to what is filtered by."""

    label: str
    hint: str
    url: str
    count: int


def found_places(criteria: Criteria, typed: str, address: Callable[[Criteria], str]) -> list[Place]:
    """Regions by the beginning of their name or pinyin, and how many reports each gives beside the other filters."""
    return [
        Place(
            region.name,
            region.full_name.removesuffix(region.name),
            address(
                toggle_region(criteria, region.code) if region.code not in criteria.regions else criteria
            ),
            count,
        )
        for region, count in places(typed, criteria)
    ]
