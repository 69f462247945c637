"""What is told of a part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .states import PARTS, Level


@dataclass(frozen=True)
class Condition:
    """A part, its state, and the values that the keeper's sentence tells.

    Raises KeyError for a part or a state that :data:`.states.PARTS` does not have.
    """

    part: str
    state: str
    values: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        PARTS[self.part][1][self.state]

    @property
    def level(self) -> Level:
        return PARTS[self.part][1][self.state].level

    @property
    def name(self) -> str:
        """The part's Chinese name."""
        return PARTS[self.part][0]

    @property
    def sentence(self) -> str:
        """What the keeper is told."""
        return PARTS[self.part][1][self.state].sentence % self.values

    @property
    def mend(self) -> str:
        """What is to be done, "" where nothing is."""
        return PARTS[self.part][1][self.state].mend


def worst(found: Iterable[Condition]) -> Level:
    """The level of the worst."""
    return max((condition.level for condition in found), default=Level.OK)
