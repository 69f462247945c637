"""Signs that documents take from symbol fonts (Symbol, Wingdings, Wingdings 2, Webdings), as Unicode.

In such a font a letter's code stands for a sign: F0B3 or B3 of Symbol is ≥. After Adobe's table for Symbol and Microsoft's
for Wingdings; only signs that a report may hold. The others become U+FFFD, and the reader says so.
"""

from collections.abc import Mapping

UNKNOWN = "\ufffd"


def _row(start: int, signs: str) -> dict[int, str]:
    return {start + at: sign for at, sign in enumerate(signs) if sign != UNKNOWN}


_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40)},
    **_row(0x22, "∀�∃��∋��∗�"),
    **_row(0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    **_row(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓"),
    **_row(0xB0, "°±″≥×∝∂•÷≠≡≈…│─↵"),
    **_row(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"),
    **_row(0xD0, "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    **_row(0xE0, "◊〈®©™∑"),
    **_row(0xF1, "〉∫"),
}
_WINGDINGS = {
    0x20: " ", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x46: "☞", 0x4A: "☺", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖",
    0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪",
    0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→",
    0xEF: "⇦", 0xF0: "⇨", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
}  # fmt: skip
_WINGDINGS_2 = {
    0x20: " ", 0x4F: "☒", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗", 0x56: "⊗", 0x95: "•",
    0x96: "●", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○", 0x9E: "◉", 0x9F: "▪", 0xA0: "■", 0xA1: "■", 0xA2: "■",
    0xA3: "□", 0xA4: "□", 0xA5: "□", 0xA6: "▣", 0xAA: "◆", 0xAE: "◆", 0xEA: "★",
    **_row(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
}  # fmt: skip
_WEBDINGS = {
    0x20: " ",
    0x61: "✓",
    0x63: "□",
    0x67: "■",
    0x6E: "●",
    0x72: "☒",
    0x3D: "■",
    0x34: "►",
    0x59: "♥",
}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}
_OTHERS = ("wingdings 3", "mt extra", "marlett", "zapfdingbats")


def is_symbol_font(name: str) -> bool:
    """Whether letters in this font stand for signs."""
    return name.lower() in _FONTS or name.lower() in _OTHERS


def sign(font: str, code: int) -> str:
    """The sign at ``code`` (with or without Word's F000) of a symbol font; a character of any other font is itself."""
    if not is_symbol_font(font):
        return UNKNOWN if 0xE000 <= code < 0xF900 else chr(code)
    return _FONTS.get(font.lower(), {}).get(code & 0xFF, UNKNOWN)


def in_font(font: str, text: str) -> str:
    """``text`` set in a symbol font: its Latin letters and Word's private ones are signs, all else is itself."""
    return "".join(
        sign(font, ord(one)) if one < "\u0100" or "\uf000" <= one < "\uf100" else one for one in text
    )
