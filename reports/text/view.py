"""A view of the text to match patterns on: plain characters at the same offsets.

Sources mix traditional and simplified, full-width and half-width characters and all kinds of blanks.
:func:`flatten` writes them one way, one for one, so that an offset found in the view holds in the text;
:func:`squeeze` also drops the blanks that OCR and justified titles put inside words (法 治 政 府), and
says where each character stood.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .folding import PLAIN, simplify


def flatten(text: str) -> str:
    """``text`` in simplified, half-width characters and plain blanks; same length, line ends kept."""
    text = simplify(text)
    # A text has few of them: replacing those takes a third of the time of looking each character up.
    for character in PLAIN.keys() & set(text):
        text = text.replace(character, PLAIN[character])
    return text


@dataclass(frozen=True)
class Squeezed:
    """A text without its blanks: ``text[i]`` stood at ``offsets[i]``."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which must not be empty, stood: ``[start, end)`` with its blanks."""
        return self.offsets[start], self.offsets[end - 1] + 1


def squeeze(text: str, base: int = 0) -> Squeezed:
    """``text`` flattened and without blanks; its first character stands at offset ``base``."""
    flat = flatten(text)
    if " " not in flat and "\n" not in flat:
        return Squeezed(flat, range(base, base + len(flat)))
    kept = [index for index, character in enumerate(flat) if character not in " \n"]
    return Squeezed("".join([flat[index] for index in kept]), tuple([base + index for index in kept]))
