"""A view of the text to match patterns on: plain characters at the same offsets.

Sources mix traditional and simplified, full-width and half-width characters and all kinds of blanks.
:func:`flatten` writes them one way, one for one, so that an offset found in the view holds in the text;
:func:`squeeze` also drops the blanks that OCR and justified titles put inside words (法 治 政 府), and
says where each character stood.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .folding import simplify

_BLANKS = (
    "\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
)
_BLANKS += "\u202f\u205f\u2060\u3000\ufeff\t\r\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e\x1f"
#: None of the characters it gives is one that it replaces.
_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(_BLANKS, " ")
_PLAIN |= dict(zip("﹝﹞〈〉︰﹕﹐﹒∶丨│┃‖", "〔〕<>::,.:||||", strict=True))


def flatten(text: str) -> str:
    """``text`` in simplified, half-width characters and plain blanks; same length, line ends kept."""
    text = simplify(text)
    # A text has few of them: replacing those takes a third of the time of looking each character up.
    for character in _PLAIN.keys() & set(text):
        text = text.replace(character, _PLAIN[character])
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
