"""Queries as people type them, made of the texts that are searched; the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from reports.search.query.criteria import Criteria

COMMON = (
    "法治政府建设",
    "依法行政",
    "枫桥经验",
    "人民调解",
    "普法",
    "主要负责人履行推进法治建设第一责任人职责情况",
)
_BOOLEAN = (
    "人民调解 OR 枫桥经验",
    "普法 -试点",
    "(执法 OR 司法) 培训",
    "title:2021 法治",
    '"行政复议" -"行政诉讼"',
)
_REGIONS = ("50", "51", "33", "3306", "4403", "11", "371623")


def phrases(bodies: Sequence[str], count: int, seed: int = 3) -> Iterator[str]:
    """Normalised phrases of 1 to 12 characters.

    Half are cut out of the bodies at any character, and so mostly across the ends of words; of the others half have one
    character of such a phrase changed and the rest are two pieces put together, so that many stand nowhere.
    """
    dice = random.Random(seed)
    characters = sorted(
        set("".join(dice.sample(list(bodies), min(50, len(bodies))))) - {"\n", '"', "\\", " "}
    )
    made = 0
    while made < count:
        phrase = _piece(dice, bodies, dice.randint(1, 12))
        luck = dice.random()
        if luck < 0.25:
            place = dice.randrange(len(phrase) or 1)
            phrase = phrase[:place] + dice.choice(characters) + phrase[place + 1 :]
        elif luck < 0.5:
            phrase = (phrase[: len(phrase) // 2 + 1] + _piece(dice, bodies, 12))[:12]
        if phrase and not set(phrase) & {"\n", '"', "\\", " "}:
            made += 1
            yield phrase


def mixed(bodies: Sequence[str], count: int, seed: int = 4) -> Iterator[tuple[str, Criteria]]:
    """Searches and listings with their kind; four in ten are filtered, one in ten lies deep in the pages."""
    dice = random.Random(seed)
    for _ in range(count):
        kind = dice.choice(
            (
                "phrase",
                "phrase",
                "phrase",
                "words",
                "words",
                "common",
                "common",
                "character",
                "boolean",
                "listing",
            )
        )
        match kind:
            case "phrase":
                q = f'"{_piece(dice, bodies, dice.randint(2, 16))}"'
            case "words":
                q = _piece(dice, bodies, dice.randint(2, 8))
            case "common":
                q = dice.choice(COMMON)
                q = f'"{q}"' if dice.random() < 0.5 else q
            case "character":
                q = f'"{_piece(dice, bodies, 1)}"'
            case "boolean":
                q = dice.choice(_BOOLEAN)
            case _:
                q = ""
        yield (
            kind,
            Criteria(
                q=q,
                regions=(dice.choice(_REGIONS),) if dice.random() < 0.25 else (),
                years=(dice.choice((2020, 2021, 2023)),) if dice.random() < 0.2 else (),
                topics=("leadership",) if dice.random() < 0.1 else (),
                sort=dice.choice(("-year", "region", "published")) if dice.random() < 0.1 else "",
                page=dice.choice((2, 5, 40, 1000, 2000)) if dice.random() < 0.1 else 1,
            ),
        )


def _piece(dice: random.Random, bodies: Sequence[str], length: int) -> str:
    while True:
        body = dice.choice(bodies)
        start = dice.randrange(len(body))
        piece = body[start : start + length]
        if piece and not set(piece) & {"\n", '"', "\\", " "}:
            return piece
