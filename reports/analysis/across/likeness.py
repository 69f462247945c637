"""How alike two sentences are (相近): the share of character pairs they have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

#: Sentences with at least this share of common character pairs (Dice) are near-identical: of ten pairs seven are the
#: same, about what remains when one clause of a sentence of three has been put otherwise.
NEAR = 0.7


def pairs(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a sentence as :func:`.sentences.template` has it."""
    return frozenset(key[place : place + 2] for place in range(len(key) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of :func:`pairs`: 0 nothing in common, 1 the same."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def with_a_near_one(groups: Sequence[Iterable[frozenset[str]]], threshold: float = NEAR) -> list[list[bool]]:
    """For each set of pairs of each group, whether another group has one at least ``threshold`` alike.

    Two sets that are so alike share one of the rarest pairs of each, so only sets that do are looked at (prefix
    filtering): a few thousand sentences take tenths of a second.
    """
    sets = [(number, one) for number, group in enumerate(groups) for one in group]
    often = Counter(pair for _, one in sets for pair in one)
    least = threshold / (2 - threshold)
    seen: defaultdict[str, list[int]] = defaultdict(list)
    near = [False] * len(sets)
    for place, (number, one) in enumerate(sets):
        rare_first = sorted(one, key=lambda pair: (often[pair], pair))
        prefix = rare_first[: len(one) - ceil(len(one) * least) + 1] if one else []
        candidates = {other for pair in prefix for other in seen[pair]}
        for other in candidates:
            group, others = sets[other]
            known = near[place] and near[other]
            if group != number and not known and likeness(one, others) >= threshold:
                near[place] = near[other] = True
        for pair in prefix:
            seen[pair].append(place)
    return _grouped(near, [number for number, _ in sets], len(groups))


def _grouped(flags: list[bool], numbers: list[int], count: int) -> list[list[bool]]:
    found: list[list[bool]] = [[] for _ in range(count)]
    for number, flag in zip(numbers, flags, strict=True):
        found[number].append(flag)
    return found
