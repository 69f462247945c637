"""Which phrases a town's report has in a year: they begin somewhere, reach its neighbours, then others."""

from __future__ import annotations

import random

from reports.text.region_codes import CITY, COUNTY

from . import vocabulary
from .sentences import Sentence, draw
from .towns import Town


def taken_up(phrase: vocabulary.Phrase, town: Town, seed: int) -> float | None:
    """The year, as a number with a fraction, from which on a town uses ``phrase``; None for never."""
    dice = random.Random(f"{seed}:{town.code}:{phrase.words}")
    county = random.Random(f"{seed}:{town.code[:COUNTY]}:{phrase.words}").random()
    own = dice.random()
    if phrase.origin and town.code[:CITY] == phrase.origin:
        return phrase.year + own * 2 if own < 0.9 else None
    if own > phrase.reach:
        return None
    # The counties take it up one after the other, their towns within three years.
    return phrase.year + 1 + county * phrase.years + dice.random() * 3


def phrases_of(town: Town, year: int, seed: int, dice: random.Random) -> list[Sentence]:
    """A sentence for each phrase that the town uses in ``year``."""
    found = []
    for phrase in vocabulary.phrases():
        since = taken_up(phrase, town, seed)
        if since is not None and since <= year and dice.random() < 0.93:
            found.append(draw(dice.choice(phrase.forms), town, year, dice))
    return found
