"""Raised signs: exponents stay readable (m², 10^4), marks of notes are no part of the text (136①次 is 136次)."""

import re

_MARK = re.compile(
    r"\s*[\[［(（【〔]?\s*(?:[①-⑳⓪-⓿❶-❿⑴-⒇*＊†‡※#]{1,3}|注?\s*\d{1,3}|注?[一二三四五六七八九十]{1,3}|注)\s*[\]］)）】〕]?\s*$"
)
_EXPONENTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_UNIT = re.compile("[A-Za-zΑ-ω㎡米里]$")


def superscript(before: str, raised: str) -> str:
    """What is to stand for ``raised`` after the words ``before``: an exponent or the words, "" for the mark of a note."""
    plain = raised.strip()
    if plain.isascii() and plain.lstrip("-").isdigit() and len(plain) < 3:
        if _UNIT.search(before):
            return plain.translate(_EXPONENTS)
        if before.endswith("10") and not before[-3:-2].isdigit():
            return f"^{plain}"
    return "" if _MARK.match(raised) else raised
