"""A report of the demonstration before it is laid out: who tells what under which heading, taken over or new."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.text.region_codes import COUNTY

from . import vocabulary
from .figures import figures_of
from .plans import Planned, outcomes, plan
from .sentences import Sentence, paragraph, statements
from .spreading import phrases_of
from .towns import Town, towns

#: Of the reports so many take over from one of another county's last year, and so many tell a wrong sum.
_FAR, _WRONG_SUM = 0.05, 0.012


@dataclass(frozen=True, slots=True)
class Block:
    """What is told on a topic, under a heading."""

    topic: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Paper:
    """A report; ``blocks`` are its achievements in order, ``model`` the code of the town it was taken over from, or ""."""

    town: Town
    year: int
    seed: int
    opening: Sentence
    blocks: tuple[Block, ...]
    problems: tuple[Sentence, ...]
    responsibility: tuple[Sentence, ...]
    plans: tuple[Planned, ...]
    others: tuple[Sentence, ...]
    missing: frozenset[str] = field(default=frozenset())
    model: str = ""

    @cached_property
    def values(self) -> dict[str, str]:
        """Facts and figures, by the names the forms use."""
        return values_of(self.town, self.year, self.seed)

    def told(self, sentence: Sentence) -> str:
        """A sentence as this report has it."""
        return sentence.text(self.values)


def values_of(town: Town, year: int, seed: int) -> dict[str, str]:
    """The facts of a town, those of a year, and the figures of the town's year."""
    outline = "2021—2025年" if year > 2020 else "2015—2020年"
    thought = (
        "习近平法治思想"
        if year > 2019
        else "习近平新时代中国特色社会主义思想"
        if year > 2016
        else "依法治国基本方略"
    )
    return {
        **town.facts(),
        **figures_of(town, year, seed),
        **{f"village{number}": town.villages[number % len(town.villages)] for number in range(4)},
        "kind": town.kind,
        "year": str(year),
        "next": str(year + 1),
        "outline": f"《法治政府建设实施纲要（{outline}）》",
        "plan": "八五" if year > 2020 else "七五",
        "thought": thought,
    }


class Writer:
    """Writes reports year by year, so that each can take over from those before it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._papers: dict[tuple[str, int], Paper] = {}
        #: County and year → the model report of its followers.
        self._models: dict[tuple[str, int], Paper] = {}
        self._of_year: dict[int, list[Paper]] = {}

    def write(self, code: str, year: int) -> Paper:
        """The report of a town on a year; those of earlier years, and the model of its county, are written before it."""
        town = towns(self._seed)[code]
        dice = random.Random(f"{self._seed}:{code}:{year}")
        last = self._papers.get((code, year - 1))
        values = values_of(town, year, self._seed)
        told, again = outcomes(last.plans, dice) if last else ([], [])
        blocks = self._blocks(town, year, values, dice)
        blocks, model = self._taken_over(town, year, blocks, last, dice)
        blocks = _with_phrases(blocks, phrases_of(town, year, self._seed, dice), dice)
        if told:
            heading = dice.choice(vocabulary.frame()["outcomes"])
            blocks.append(Block("", heading, tuple(told)))
        frame = vocabulary.frame()
        paper = Paper(
            town,
            year,
            self._seed,
            statements(frame["openings"], town, year, 1, dice)[0],
            tuple(blocks),
            tuple(statements(frame["shortcomings"], town, year, dice.randint(2, 4), dice)),
            tuple(statements(frame["responsible"], town, year, dice.randint(3, 5), dice)),
            tuple(plan(town, year, again, dice)),
            tuple(statements(frame["others"], town, year, 1, dice)) if dice.random() < 0.2 else (),
            missing=_missing(year, dice),
            model=model,
        )
        self._papers[code, year] = paper
        self._of_year.setdefault(year, []).append(paper)
        if town.follows == 0:
            self._models.setdefault((code[:COUNTY], year), paper)
        return paper

    def _blocks(self, town: Town, year: int, values: Mapping[str, str], dice: random.Random) -> list[Block]:
        late = year >= 2019
        count = dice.randint(7, 11) if late else dice.randint(5, 7)
        chosen = {"leadership", "enforcement", "disputes", "publicity"}
        rest = [slug for slug in vocabulary.TOPICS if slug not in chosen]
        chosen |= set(dice.sample(rest, count - len(chosen)))
        found = []
        for slug in vocabulary.TOPICS:
            if slug in chosen:
                sentences = paragraph(
                    slug, town, year, dice.randint(3, 5) if late else dice.randint(2, 3), values, dice
                )
                if slug == "disputes" and dice.random() < _WRONG_SUM:
                    sentences = _with_wrong_sum(sentences, values)
                found.append(Block(slug, dice.choice(vocabulary.topic(slug).headings), tuple(sentences)))
        return found

    def _taken_over(
        self, town: Town, year: int, blocks: list[Block], last: Paper | None, dice: random.Random
    ) -> tuple[list[Block], str]:
        """The blocks with those of other reports in the place of some, and whose they mainly are."""
        if last is not None:
            blocks = _over(blocks, last, town.habit, dice, frozen=0.1)
        model = self._models.get((town.code[:COUNTY], year)) if town.follows else None
        if model is not None and model.town.code != town.code:
            return _over(blocks, model, town.follows, dice, frozen=0.3), model.town.code
        far = self._of_year.get(year - 1, ())
        if far and dice.random() < _FAR:
            source = dice.choice(far)
            if source.town.code[:COUNTY] != town.code[:COUNTY]:
                return _over(blocks, source, dice.uniform(0.3, 0.7), dice, frozen=0.4), source.town.code
        return blocks, ""


def _over(
    blocks: list[Block], source: Paper, share: float, dice: random.Random, frozen: float
) -> list[Block]:
    """Each of the blocks is that of ``source`` with the chance ``share``, a sentence of it word for word with ``frozen``."""
    theirs = {block.topic: block for block in source.blocks if block.topic}
    found = []
    for block in blocks:
        other = theirs.get(block.topic)
        if other is not None and dice.random() < share:
            kept = (one.freeze(source.values) if dice.random() < frozen else one for one in other.sentences)
            block = Block(block.topic, other.heading, tuple(kept))
        found.append(block)
    return found


def _with_phrases(blocks: list[Block], phrases: list[Sentence], dice: random.Random) -> list[Block]:
    """The phrases where they belong: with the disputes, or anywhere."""
    found = list(blocks)
    known = {one.form for block in blocks for one in block.sentences}
    for phrase in phrases:
        if phrase.form in known:
            continue
        place = next(
            (
                number
                for number, block in enumerate(found)
                if block.topic == "disputes" and "枫桥" in phrase.form
            ),
            dice.randrange(len(found)),
        )
        block = found[place]
        at = dice.randint(0, len(block.sentences))
        found[place] = Block(
            block.topic, block.heading, (*block.sentences[:at], phrase, *block.sentences[at:])
        )
    return found


def _with_wrong_sum(sentences: list[Sentence], values: Mapping[str, str]) -> list[Sentence]:
    """The parts of what was mediated, one of them told wrongly: something for the check of a report to find."""
    form = "受理矛盾纠纷{mediated}件，其中婚姻家庭{marriage}件、邻里{neighbours}件、山林土地{land}件、其他{others}件"
    wrong = str(int(values["neighbours"]) + 7)
    return [Sentence(form, {"neighbours": wrong}), *sentences[1:]]


def _missing(year: int, dice: random.Random) -> frozenset[str]:
    """Which of the required contents are left out; all were told seldom before they were required."""
    chance = 0.3 if year < 2019 else 0.1
    return frozenset(name for name in ("problems", "responsibility") if dice.random() < chance)
