"""Which styles of an OpenDocument text do not show: hidden (ODF 1.3, 20.400 text:display), white on white, or tiny."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt$")
#: Points; the smallest that anybody reads is far larger.
_TINY = 2.0
_CHAIN = 20


class Looks:
    """The styles of a document by family and name, asked what is not to be read."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._parents: dict[tuple[str, str], str] = {}
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style") if root is not None else ():
                key = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
                self._parents[key] = style.get(f"{_STYLE}parent-style-name", "")
                self._said[key] = dict(_said(style))
        self._found: dict[tuple[str, str], tuple[bool, bool]] = {}

    def hidden(self, family: str, name: str) -> bool:
        """Whether text of a style is hidden."""
        return self._look(family, name)[0]

    def unseen(self, family: str, name: str) -> bool:
        """Whether text of a style is white or tiny."""
        return self._look(family, name)[1]

    def _look(self, family: str, name: str) -> tuple[bool, bool]:
        key = family, name
        if key not in self._found:
            said: dict[str, str] = {}
            at = name
            for _ in range(_CHAIN):
                said = self._said.get((family, at), {}) | said
                at = self._parents.get((family, at), "")
            size = _SIZE.match(said.get("font-size", ""))
            faint = said.get("color", "").lower() == "#ffffff" and said.get(
                "background-color", "transparent"
            ).lower() in ("transparent", "#ffffff")
            tiny = size is not None and float(size[1]) <= _TINY
            self._found[key] = said.get("display") == "none", faint or tiny
        return self._found[key]


def _said(style: Element) -> Iterable[tuple[str, str]]:
    for properties in style:
        for name in ("color", "background-color", "font-size"):
            if (value := properties.get(f"{_FO}{name}")) is not None:
                yield name, value
        if (value := properties.get(f"{_TEXT}display")) is not None:
            yield "display", value
