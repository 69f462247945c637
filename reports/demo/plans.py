"""What a report plans for the next year, and what it tells of the plans of the last."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from . import vocabulary
from .sentences import Sentence, draw
from .towns import Town

#: Of the plans so many are carried out; of those that are not, so many are planned again.
_DONE, _AGAIN = 0.66, 0.7


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it was written."""

    intent: vocabulary.Intent
    sentence: Sentence
    number: int


def plan(town: Town, year: int, again: Sequence[Planned], dice: random.Random) -> list[Planned]:
    """Four to six plans, those that are planned ``again`` first."""
    known = {one.intent for one in again}
    fresh = [intent for intent in vocabulary.intents() if intent not in known]
    chosen = dice.sample(fresh, max(1, dice.randint(4, 6) - len(again)))
    return [*again, *(_planned(intent, town, year, dice) for intent in chosen)]


def _planned(intent: vocabulary.Intent, town: Town, year: int, dice: random.Random) -> Planned:
    number = dice.randint(2, 9)
    sentence = draw(intent.plan, town, year, dice)
    words = {**sentence.words, "n": str(number)}
    return Planned(intent, Sentence(intent.plan, words), number)


def outcomes(last: Sequence[Planned], dice: random.Random) -> tuple[list[Sentence], list[Planned]]:
    """What is told of last year's plans, mostly; and those that are planned again."""
    told: list[Sentence] = []
    again: list[Planned] = []
    for one in last:
        done = dice.random() < _DONE
        if not done and dice.random() < _AGAIN:
            again.append(one)
        if dice.random() < 0.75:
            reached = one.number + dice.randint(0, 2) if done else max(1, one.number - dice.randint(1, 3))
            form = one.intent.done if done else one.intent.undone
            told.append(Sentence(form, {**one.sentence.words, "m": str(reached)}))
    return told, again[:3]
