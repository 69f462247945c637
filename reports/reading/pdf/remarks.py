"""What the keeper is told of a PDF: text that was left out, or is less sure than a text layer usually is."""

import re
from collections.abc import Sequence

from reports.text.remarks import Remark

from .unseen import BLANK, HIDDEN, OUTSIDE, PALE, SLANTED, Seen

_LEFT_OUT = {
    PALE: "pdf_watermark",
    SLANTED: "pdf_slanted",
    BLANK: "pdf_blank",
    OUTSIDE: "pdf_outside",
    HIDDEN: "pdf_hidden",
}
#: Characters of what was left out that are shown.
_SHOWN = 40
#: So many different characters, and this share of the text, are too many to be left out unasked.
_MANY, _SHARE = 50, 0.1
#: A watermark that covers the page says the same again and again.
_AGAIN = re.compile(r"(.{2,30}?)\1+", re.S)
_LOOKED_AT = 400


def remarks(pages: Sequence[Seen], vertical: Sequence[int]) -> tuple[Remark, ...]:
    """What the keeper is told; ``vertical`` are the numbers of the pages with vertical text."""
    said: list[Remark] = []
    for reason, code in _LEFT_OUT.items():
        numbers: dict[str, list[int]] = {}
        for number, page in enumerate(pages, 1):
            if text := _text(page, reason):
                numbers.setdefault(text, []).append(number)
        if numbers:
            shown = "；".join(_AGAIN.sub(r"\1", text[:_LOOKED_AT]) for text in numbers)
            shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}……"
            left_out = sorted(n for all_ in numbers.values() for n in all_)
            said.append(Remark(code, pages=_pages(left_out), text=shown))
    if recognised := [number for number, page in enumerate(pages, 1) if page.recognised]:
        said.append(Remark("pdf_recognised", pages=_pages(recognised)))
    if vertical:
        said.append(Remark("pdf_vertical", pages=_pages(vertical)))
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
    return f"{'、'.join(map(str, numbers[:5]))}{'…' if len(numbers) > 5 else ''}"
