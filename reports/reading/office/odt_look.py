"""Which styles of an OpenDocument text do not show: hidden (ODF 1.3, 20.400 text:display), white on white, or tiny."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .symbols import is_symbol_font

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt$")
#: Points; the smallest that anybody reads is far larger.
_TINY = 2.0
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How text shows: hidden, white, tiny, on a background of another colour than white, raised, and in which symbol
    font it stands."""

    hidden: bool = False
    faint: bool = False
    tiny: bool = False
    backed: bool = False
    raised: bool = False
    signs: str = ""


PLAIN = Look()


class Looks:
    """The styles of a document by family and name, asked what is not to be read."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._parents: dict[tuple[str, str], str] = {}
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        #: The names of fonts by those they have in the document.
        self._families: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style") if root is not None else ():
                key = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
                self._parents[key] = style.get(f"{_STYLE}parent-style-name", "")
                self._said[key] = dict(_said(style))
            for face in root.iter(f"{_STYLE}font-face") if root is not None else ():
                self._families[face.get(f"{_STYLE}name", "")] = face.get(f"{_SVG}font-family", "").strip("'")
        self._found: dict[tuple[str, str], Look] = {}

    def of(self, family: str, name: str) -> Look:
        """How text of a style shows, or what stands before a background of a style."""
        key = family, name
        if key not in self._found:
            said: dict[str, str] = {}
            at = name
            for _ in range(_CHAIN):
                said = self._said.get((family, at), {}) | said
                at = self._parents.get((family, at), "")
            size = _SIZE.match(said.get("font-size", ""))
            backed = said.get("background-color", "transparent").lower() not in ("transparent", "#ffffff")
            font = self._families.get(said.get("font-name", ""), said.get("font-name", ""))
            look = Look(
                hidden=said.get("display") == "none",
                faint=said.get("color", "").lower() == "#ffffff" and not backed,
                tiny=size is not None and float(size[1]) <= _TINY,
                backed=backed or said.get("fill", "none") not in ("none", ""),
                raised=said.get("text-position", "").startswith(("super", *"123456789")),
                signs=font if is_symbol_font(font) else "",
            )
            self._found[key] = PLAIN if look == PLAIN else look
        return self._found[key]


def _said(style: Element) -> Iterable[tuple[str, str]]:
    for properties in style:
        if (value := properties.get(f"{_DRAW}fill")) is not None:
            yield "fill", value
        for name in ("font-name", "text-position"):
            if (value := properties.get(f"{_STYLE}{name}")) is not None:
                yield name, value
        for name in ("color", "background-color", "font-size"):
            if (value := properties.get(f"{_FO}{name}")) is not None:
                yield name, value
        if (value := properties.get(f"{_TEXT}display")) is not None:
            yield "display", value
