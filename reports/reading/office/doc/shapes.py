"""What a .doc holds in shapes and form fields: the words of WordArt, boxes ticked, entries chosen.

Shapes are records of [MS-ODRAW] in the table stream, or in the Data stream where they stand in a line of text.
"""

import struct
from collections.abc import Iterator, Mapping

#: Where the FIB holds offset and size of the drawings and of the places of shapes in the main text.
_DRAWINGS, _PLACES = 0x022A, 0x01DA
_PLACE = 26
_CONTAINER = 0xF
_SHAPE, _PROPERTIES, _WORDS = 0xF00A, (0xF00B, 0xF121, 0xF122), 0x00C0
_RECORDS_MAX = 20_000
#: Of a picture in the Data stream: its header, and that of a field of a form ([MS-DOC] 2.9.78, FFData).
_HEADER = 68
_BOX, _LIST, _DEFAULT = 1, 2, 25
_CHECKED, _UNCHECKED = "☑", "☐"


def read_word_art(document: bytes, table: bytes) -> Mapping[int, str]:
    """The words of WordArt by the place (CP) its shape hangs on in the main text. Raises struct.error or IndexError."""
    where, size = struct.unpack_from("<II", document, _DRAWINGS)
    words = dict(_shapes(table, where, where + size)) if size else {}
    if not words:
        return {}
    where, size = struct.unpack_from("<II", document, _PLACES)
    count = max(0, (size - 4) // (4 + _PLACE))
    found: dict[int, str] = {}
    for number in range(count):
        (cp,) = struct.unpack_from("<I", table, where + 4 * number)
        (shape,) = struct.unpack_from("<I", table, where + 4 * (count + 1) + _PLACE * number)
        if shape in words:
            found[cp] = f"{found[cp]}\n{words.pop(shape)}" if cp in found else words.pop(shape)
    # Those that hang on nothing that was found stand at the beginning.
    return {**found, 0: "\n".join([*words.values(), *([found[0]] if 0 in found else [])])} if words else found


def _shapes(data: bytes, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Number and words of each shape that has any."""
    at, shape = start, 0
    for _ in range(_RECORDS_MAX):
        if at + 8 > min(end, len(data)):
            return
        head, kind, length = struct.unpack_from("<HHI", data, at)
        at += 8
        if kind < 0xF000:
            # Before each drawing stands one byte that says whose it is.
            at -= 7
            continue
        if head & 0xF == _CONTAINER:
            continue
        if kind == _SHAPE and length >= 4:
            (shape,) = struct.unpack_from("<I", data, at)
        elif kind in _PROPERTIES:
            words = _words(data[at : at + length], head >> 4)
            if words:
                yield shape, words
        at += length


def _words(properties: bytes, count: int) -> str:
    """The text of WordArt among a shape's properties; what they hold of more than four bytes follows all of them."""
    at = 6 * count
    for number in range(count):
        if 6 * number + 6 > len(properties):
            break
        name, value = struct.unpack_from("<HI", properties, 6 * number)
        if name & 0x8000:
            if name & 0x3FFF == _WORDS:
                return (
                    properties[at : at + value]
                    .decode("utf-16-le", "replace")
                    .rstrip("\0")
                    .replace("\r", "\n")
                )
            at += value
    return ""


def picture_words(data: bytes, where: int) -> str:
    """What an U+0001 shows in words: the value of a form's field, or WordArt that stands in a line; "" for a picture."""
    try:
        length, header = struct.unpack_from("<IH", data, where)
        if header != _HEADER:
            return ""
        start, end = where + _HEADER, min(where + length, len(data))
        if data[start : start + 4] == b"\xff\xff\xff\xff":
            return _field_value(data, start + 4)
        return "\n".join(words for _, words in _shapes(data, start, end))
    except (struct.error, IndexError):
        return ""


def _field_value(data: bytes, at: int) -> str:
    (bits,) = struct.unpack_from("<H", data, at)
    kind, result = bits & 3, bits >> 2 & 0x1F
    if kind not in (_BOX, _LIST):
        return ""
    at = _after_string(data, at + 6)
    (default,) = struct.unpack_from("<H", data, at)
    value = default if result == _DEFAULT else result
    if kind == _BOX:
        return _CHECKED if value else _UNCHECKED
    at += 2
    for _ in range(5):
        at = _after_string(data, at)
    (count,) = struct.unpack_from("<H", data, at + 2)
    at += 6
    for number in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        if number == value:
            return data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace").replace("\0", "")
        at += 2 + 2 * length
    return ""


def _after_string(data: bytes, at: int) -> int:
    """Where a string (Xstz: its length, its characters, NUL) ends."""
    length: int = struct.unpack_from("<H", data, at)[0]
    return at + 2 + 2 * length + 2
