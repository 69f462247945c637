"""What the keeper is told of a PDF: text that was left out, or is less sure than a text layer usually is."""

import re
from collections.abc import Sequence

from .unseen import BLANK, HIDDEN, OUTSIDE, PALE, SLANTED, Seen

_LEFT_OUT = {
    PALE: "有水印，没有读入",
    SLANTED: "有斜排文字（多为水印），没有读入",
    BLANK: "有与底色同色、看不见的文字，没有读入",
    OUTSIDE: "有页面以外的文字，没有读入",
    HIDDEN: "有不显示的文字，没有读入",
}
#: Characters of what was left out that are shown.
_SHOWN = 40
#: So many different characters, and this share of the text, are too many to be left out unasked.
_MANY, _SHARE = 50, 0.1
#: A watermark that covers the page says the same again and again.
_AGAIN = re.compile(r"(.{2,30}?)\1+", re.S)
_LOOKED_AT = 400


def remarks(pages: Sequence[Seen], vertical: Sequence[int]) -> tuple[str, ...]:
    """Sentences for the keeper; ``vertical`` are the numbers of the pages with vertical text."""
    said: list[str] = []
    for reason, sentence in _LEFT_OUT.items():
        numbers: dict[str, list[int]] = {}
        for number, page in enumerate(pages, 1):
            if text := _text(page, reason):
                numbers.setdefault(text, []).append(number)
        if numbers:
            shown = "；".join(_AGAIN.sub(r"\1", text[:_LOOKED_AT]) for text in numbers)
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}……"
            said.append(
                f"{_pages(sorted(n for all_ in numbers.values() for n in all_))}{sentence}：{shown}。"
            )
    if recognised := [number for number, page in enumerate(pages, 1) if page.recognised]:
        said.append(f"{_pages(recognised)}是扫描件，文字取自识别层，可能有识别错误。")
    if vertical:
        said.append(f"{_pages(vertical)}有竖排文字，已从右到左读出。")
    return tuple(said)


def parts_left_out(pages: Sequence[Seen]) -> tuple[str, ...]:
    """Codes of text that was left out though it is too long to be passed over (``SourceText.partial``)."""
    shown = sum(len(page.text) for page in pages)
    found: list[str] = []
    for code, reasons in (("hidden_text", (BLANK, OUTSIDE, HIDDEN)), ("slanted_text", (SLANTED,))):
        # The same on every page is one text.
        texts = {_text(page, reason) for page in pages for reason in reasons}
        if sum(map(len, texts)) > _SHARE * shown and len(set("".join(texts))) > _MANY:
            found.append(code)
    return tuple(found)


def _text(page: Seen, reason: str) -> str:
    return "".join(character.text for character in page.left_out.get(reason, ()))


def _pages(numbers: Sequence[int]) -> str:
    return f"PDF 第{'、'.join(map(str, numbers[:5]))}{'…' if len(numbers) > 5 else ''}页"
