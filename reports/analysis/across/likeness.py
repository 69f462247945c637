"""How alike two sentences are (相近): the share of character pairs they have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil

#: Sentences with at least this share of common character pairs (Dice) are near-identical: of ten pairs seven are the
#: same, about what remains when one clause of a sentence of three has been put otherwise.
NEAR = 0.7


def pairs(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a sentence as :func:`.sentences.template` has it."""
    return frozenset(map(str.__add__, key, key[1:]))


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
    often = Counter(chain.from_iterable(one for _, one in sets))
    # The rarest first. Those that one set alone has lead to no other.
    ranks = {pair: rank for rank, pair in enumerate(sorted(often, key=often.__getitem__))}
    alone = sum(count == 1 for count in often.values())
    least = threshold / (2 - threshold)
    seen: defaultdict[int, list[int]] = defaultdict(list)
    near = [False] * len(sets)
    for place, (number, one) in enumerate(sets):
        rare_first = sorted(map(ranks.__getitem__, one))
        prefix = rare_first[: len(one) - ceil(len(one) * least) + 1]
        shared = prefix[bisect_left(prefix, alone) :]
        for other in set(chain.from_iterable(map(seen.__getitem__, shared))):
            group, others = sets[other]
            known = near[place] and near[other]
            if group != number and not known and likeness(one, others) >= threshold:
                near[place] = near[other] = True
        for rank in shared:
            seen[rank].append(place)
    return _grouped(near, [number for number, _ in sets], len(groups))


def _grouped(flags: list[bool], numbers: list[int], count: int) -> list[list[bool]]:
    found: list[list[bool]] = [[] for _ in range(count)]
    for number, flag in zip(numbers, flags, strict=True):
        found[number].append(flag)
    return found
