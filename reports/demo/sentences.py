"""Sentences of the demonstration: a form and what its braces were given, so that others can take it over."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import vocabulary
from .towns import Town

_SLOT = re.compile(r"\{(\w+)\}")
#: Slots whose words are drawn for each sentence; of 1 and 2 the second is another draw.
_LISTS = (
    "who",
    "how",
    "when",
    "where",
    "cause",
    "group",
    "expert",
    "disaster",
    "project",
    "surname",
    "squad",
    "offence",
)
#: The share of sentences with a tail.
_TAILED = 0.55


@dataclass(frozen=True, slots=True)
class Sentence:
    """``form`` with the ``words`` drawn for it; ``frozen`` is the text it keeps wherever it is taken over, if any."""

    form: str
    words: Mapping[str, str]
    frozen: str = ""

    def text(self, values: Mapping[str, str]) -> str:
        """The sentence with its full stop, as it stands in the report whose facts and figures are ``values``."""
        if self.frozen:
            return self.frozen
        found, known = self.form, {**values, **self.words}
        # What fills a slot may have slots of its own.
        while _SLOT.search(found):
            found = found.format_map(known)
        for kind in ("全镇", "我镇"):
            if values["kind"] != "镇":
                found = found.replace(kind, kind[0] + values["kind"])
        return found if found[-1] in "。：" else f"{found}。"

    def freeze(self, values: Mapping[str, str]) -> Sentence:
        """The sentence as it stands there, figures and names of that place included."""
        return replace(self, frozen=self.text(values))


def draw(form: str, town: Town, year: int, dice: random.Random) -> Sentence:
    """A sentence of ``form``: words for its slots; villages by number, so that whoever takes it over has their own."""
    lists = vocabulary.slots()
    words: dict[str, str] = {name: dice.choice(lists[name]) for name in _LISTS}
    chosen = dice.sample(vocabulary.laws(year), 2)
    law = ["《" + name + "》" if name.endswith("法") or name == "信访工作条例" else name for name in chosen]
    law = [name.replace("《新修订的", "新修订的《") for name in law]
    words |= {
        "law": law[0],
        "law2": law[1],
        "village": f"{{village{dice.randrange(4)}}}",
        "mood": dice.choice(vocabulary.frame()["mood"]),
    }
    return Sentence(form, {name: words[name] for name in words if "{" + name + "}" in form})


def usable(forms: Iterable[str], figures: Mapping[str, str]) -> list[str]:
    """The forms that tell no figure that is 0 in this year as if there were some."""
    empty = {name for name, value in figures.items() if value == "0" and name == "appearances"}
    return [form for form in forms if not empty & set(_SLOT.findall(form))]


def paragraph(
    topic: str, town: Town, year: int, count: int, figures: Mapping[str, str], dice: random.Random
) -> list[Sentence]:
    """``count`` sentences on a topic. The first tell its main figures mostly, in the forms that this town keeps to."""
    known = vocabulary.topic(topic)
    main = known.forms[: vocabulary.MAIN_FORMS]
    first, second = random.Random(f"{town.code}:{topic}").sample(usable(main, figures), 2)
    kept = [form for form, often in ((first, 0.93), (second, 0.75)) if dice.random() < often]
    rest = usable(known.forms, figures)
    dice.shuffle(rest)
    forms = _each_figure_once([*kept, *rest], figures)[:count]
    tails = dice.sample(known.tails, count)
    return [
        draw(f"{form}，{tail}" if dice.random() < _TAILED else form, town, year, dice)
        for form, tail in zip(forms, tails, strict=True)
    ]


def _each_figure_once(forms: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The forms without those that tell a figure which one before them tells."""
    found, told = [], set[str]()
    for form in forms:
        figures = {name for name in _SLOT.findall(form) if values.get(name, "")[:1].isdigit()} - {"villages"}
        if not figures & told and form not in found:
            found.append(form)
            told |= figures
    return found


def statements(
    forms: Sequence[str], town: Town, year: int, count: int, dice: random.Random
) -> list[Sentence]:
    """``count`` different sentences of ``forms``."""
    return [draw(form, town, year, dice) for form in dice.sample(list(forms), min(count, len(forms)))]
