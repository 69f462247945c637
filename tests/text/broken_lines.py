"""Texts broken into lines of some width (硬换行), as programs and people break them, and where."""

import random
import re
from collections.abc import Iterator
from typing import Literal

#: A figure or a word in Latin letters is not parted, no line begins with a closing mark or ends with an opening one.
_WORD = re.compile(r"[（《“‘【〔(]*(?:[0-9A-Za-z.%]+|.)[，。、；：！？）》”’】〕,.;:!?)%％]*")
How = Literal["characters", "columns", "hand"]


def broken(
    text: str, width: int, indent: str, gap: int, how: How, dice: random.Random
) -> tuple[str, set[int]]:
    """The paragraphs of ``text`` in lines, and the offsets of the line ends inside of them.

    Lines have ``width`` characters, anything parted; or fill so many columns, words whole; or are broken by hand, at so
    many columns or some fewer. Each paragraph begins with ``indent``; ``gap`` blank lines are between two.
    """
    made, soft = "", set()
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        lines = list(_lines(indent + paragraph, width, how, dice))
        for line in lines[:-1]:
            made += line
            soft.add(len(made))
            made += "\n"
        made += lines[-1] + "\n" * (gap + 1)
    return made, soft


def _lines(paragraph: str, width: int, how: How, dice: random.Random) -> Iterator[str]:
    if how == "characters":
        yield from (paragraph[at : at + width] for at in range(0, len(paragraph), width))
        return
    line, room = "", float(width)
    for word in _WORD.findall(paragraph):
        if line.strip() and _columns(line + word) > room:
            yield line
            line, room = "", width - (dice.uniform(0, width / 5) if how == "hand" else 0)
        line += word
    yield line


def _columns(words: str) -> float:
    return sum(0.5 if character < "\u0100" else 1 for character in words)
