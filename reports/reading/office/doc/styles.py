"""The style sheet of a .doc ([MS-DOC] 2.9.271): what each style says of its paragraphs and of their characters."""

import struct
from dataclasses import dataclass

#: Where the FIB holds its offset and size.
_STYLES = 0x00A2
_PARAGRAPH, _CHARACTER = 1, 2
NO_STYLE = 0x0FFF


@dataclass(frozen=True)
class Style:
    """A style: the number of the one it is based on, and its settings (Prl)."""

    parent: int = NO_STYLE
    is_paragraph: bool = False
    paragraph: bytes = b""
    characters: bytes = b""


def read_styles(document: bytes, table: bytes) -> list[Style]:
    """The styles by their numbers. Raises struct.error or IndexError for a broken sheet."""
    where, size = struct.unpack_from("<II", document, _STYLES)
    if not size:
        return []
    end = where + size
    header, count, base = struct.unpack_from("<HHH", table, where)
    found: list[Style] = []
    at = where + 2 + header
    for _ in range(count):
        if at + 2 > end:
            break
        (length,) = struct.unpack_from("<H", table, at)
        definition = table[at + 2 : at + 2 + length]
        found.append(_style(definition, base) if definition else Style())
        at += 2 + length
    return found


def _style(definition: bytes, base: int) -> Style:
    (kind_and_parent,) = struct.unpack_from("<H", definition, 2)
    kind, parent = kind_and_parent & 0xF, kind_and_parent >> 4
    (name,) = struct.unpack_from("<H", definition, base)
    at = base + 2 + 2 * name + 2
    if kind == _PARAGRAPH:
        paragraph, at = _settings(definition, at)
        # The style's own number stands before its settings.
        return Style(parent, True, paragraph[2:], _settings(definition, at)[0])
    return Style(parent, False, b"", _settings(definition, at)[0]) if kind == _CHARACTER else Style(parent)


def _settings(definition: bytes, at: int) -> tuple[bytes, int]:
    """The settings at ``at``, after their length, and where the next ones begin, at an even place."""
    if at + 2 > len(definition):
        return b"", at
    (size,) = struct.unpack_from("<H", definition, at)
    return definition[at + 2 : at + 2 + size], at + 2 + size + size % 2
