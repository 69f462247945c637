"""Word 97 files made by hand, as far as the reader looks at them ([MS-CFB], [MS-DOC])."""

import re
import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_TEXT_AT = 0x600


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to the size that needs no mini stream."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = [b"", b""]
    fat = [_FAT, _END]
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        start, count = len(sectors), -(-len(data) // _SECTOR)
        sectors += [data[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0") for at in range(count)]
        fat += [*range(start + 1, start + count), _END]
        following = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, _FREE, start, len(data), following))
    sectors[0] = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    sectors[1] = b"".join(entries).ljust(_SECTOR, b"\0")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
        _END, 0, _END, 0, 0,
    )  # fmt: skip
    return header.ljust(_SECTOR, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, child: int, start: int, size: int, following: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI16xIQ", len(raw), kind, 1, _FREE, following, child, 0, start, size
    )


#: Start, number format (MSONFC) and text with %1 … of a list's level.
Level = tuple[int, int, str]


def doc(
    text: str,
    *,
    flags: int = 0,
    in_table: Sequence[int] = (),
    row_ends: Sequence[int] = (),
    deleted: Sequence[tuple[int, int]] = (),
    compressed: bool = False,
    numbered: Mapping[int, tuple[int, int]] | None = None,
    levels: Sequence[Level] = (),
    overrides: Sequence[Mapping[int, int]] = ({},),
    styles: Sequence[tuple[int, int, int] | None] = (),
    styled: Mapping[int, int] | None = None,
    behind: Sequence[tuple[int, str]] = (),
    objects: bool = False,
    runs: Sequence[tuple[int, int, bytes]] = (),
    settled: Mapping[int, bytes] | None = None,
    looks: Sequence[tuple[int, int, bytes]] = (),
    fonts: Sequence[str] = (),
    shapes: Mapping[int, str] | None = None,
    data: bytes = b"",
) -> bytes:
    """A Word 97 document of ``text`` with its control characters.

    ``in_table`` and ``row_ends`` are places of paragraph ends in the text, ``deleted`` ranges of it. ``levels`` are
    those of its one list, ``overrides`` the ways to it, each with the levels that start anew and at what; ``numbered``
    names override (from 1) and level by paragraph, counted from 0. ``styles`` have (style based on, override, level),
    and ``styled`` are the paragraphs in them. ``behind`` are its other stories, each with its number (1 footnotes, 4
    comments, 5 endnotes, 6 text boxes). ``runs`` are ranges of the text with their settings, ``settled`` further
    settings of the paragraphs that end in a place; ``looks`` are styles that say how characters look (1 of paragraphs
    or 2 of characters, the style based on, settings). ``shapes`` are the words of WordArt by the place it hangs on, and
    ``data`` is the Data stream.
    """
    width = 1 if compressed else 2
    main = len(text)
    text += "".join(story for _, story in behind)
    raw = text.encode("cp1252" if compressed else "utf-16-le")
    fc = _TEXT_AT * 2 | 0x40000000 if compressed else _TEXT_AT
    clx = b"\x01" + struct.pack("<H", 2) + b"xx"
    clx += b"\x02" + struct.pack("<I", 16) + struct.pack("<IIHIH", 0, len(text), 0, fc, 0)
    body = bytearray(_TEXT_AT) + raw
    body += bytes(-len(body) % _SECTOR)
    paragraphs = [at for at, character in enumerate(text) if character in "\r\x07"]
    bounds = [_TEXT_AT, *(_TEXT_AT + width * (at + 1) for at in paragraphs)]
    settings = [
        struct.pack("<H", (styled or {}).get(number, 0))
        + (b"\x16\x24\x01" if at in in_table else b"")
        + (b"\x17\x24\x01" if at in row_ends else b"")
        + (_list_settings(*numbered[number]) if numbered and number in numbered else b"")
        + (settled or {}).get(at, b"")
        for number, at in enumerate(paragraphs)
    ]
    paragraph_page = len(body) // _SECTOR
    body += _formatting_page(bounds, settings, 13)
    runs = [*runs, *((start, end, b"\x00\x08\x01") for start, end in deleted)]
    edges = sorted({0, len(text), *(edge for start, end, _ in runs for edge in (start, end))})
    kept = [next((own for start, end, own in runs if start <= edge < end), b"") for edge in edges[:-1]]
    character_page = len(body) // _SECTOR
    body += _formatting_page([_TEXT_AT + width * edge for edge in edges], kept, 1)
    characters_at = len(clx)
    table = clx + struct.pack("<III", _TEXT_AT, bounds[-1], character_page)
    paragraphs_at = len(table)
    table += struct.pack("<III", _TEXT_AT, bounds[-1], paragraph_page)
    if levels:
        lists, ways = _lists(levels), _overrides(overrides)
        struct.pack_into("<II", body, 0x02E2, len(table), 30)
        struct.pack_into("<II", body, 0x02EA, len(table) + len(lists), len(ways))
        table += lists + ways
        sheet = _style_sheet(styles)
        struct.pack_into("<II", body, 0xA2, len(table), len(sheet))
        table += sheet
    for place, made in (
        (0xA2, _looks(looks) if looks else b""),
        (0x0112, _fonts(fonts) if fonts else b""),
        (0x022A, _drawings(list((shapes or {}).values())) if shapes else b""),
        (0x01DA, _anchors(list(shapes or {}), main) if shapes else b""),
    ):
        if made:
            struct.pack_into("<II", body, place, len(table), len(made))
            table += made
    struct.pack_into("<H", body, 0, 0xA5EC)
    struct.pack_into("<H", body, 0x0A, flags)
    struct.pack_into("<i", body, 0x4C, main)
    for number, story in behind:
        struct.pack_into("<i", body, 0x4C + 4 * number, len(story))
    struct.pack_into("<II", body, 0xFA, characters_at, 12)
    struct.pack_into("<II", body, 0x102, paragraphs_at, 12)
    struct.pack_into("<II", body, 0x01A2, 0, len(clx))
    pool = {**({"ObjectPool": b""} if objects else {}), **({"Data": data} if data else {})}
    return ole({"WordDocument": bytes(body), "1Table" if flags & 0x200 else "0Table": table, **pool})


def _looks(styles: Sequence[tuple[int, int, bytes]]) -> bytes:
    made = struct.pack("<HHH", 18, len(styles), 10) + bytes(14)
    for number, (kind, parent, settings) in enumerate(styles):
        definition = (
            struct.pack("<HHHHH", 0, kind | parent << 4, kind, 0, 0) + struct.pack("<H", 1) + b"s\0\0\0"
        )
        parts = [struct.pack("<H", number), settings] if kind == 1 else [settings]
        for part in parts:
            definition += struct.pack("<H", len(part)) + part + bytes(len(part) % 2)
        made += struct.pack("<H", len(definition)) + definition
    return made


def _fonts(names: Sequence[str]) -> bytes:
    made = struct.pack("<HH", len(names), 0)
    for name in names:
        font = bytes(39) + f"{name}\0".encode("utf-16-le")
        made += bytes([len(font)]) + font
    return made


def word_art(words: str, number: int = 1024) -> bytes:
    """The record of a shape that is WordArt ([MS-ODRAW] 2.2.14)."""
    raw = f"{words}\0".encode("utf-16-le")
    inside = struct.pack("<HHIII", 0x0882, 0xF00A, 8, number, 0)
    # A property before it, whose own value of more than four bytes stands before the words.
    inside += struct.pack("<HHI", 0x0023, 0xF00B, 12 + 4 + len(raw))
    inside += struct.pack("<HIHI", 0x8145, 4, 0x80C0, len(raw)) + b"path" + raw
    return struct.pack("<HHI", 0x000F, 0xF004, len(inside)) + inside


def _drawings(words: Sequence[str]) -> bytes:
    shapes = b"".join(word_art(one, 1024 + number) for number, one in enumerate(words))
    group = struct.pack("<HHI", 0x000F, 0xF003, len(shapes)) + shapes
    return (
        struct.pack("<HHI", 0x000F, 0xF000, 0)
        + b"\0"
        + struct.pack("<HHI", 0x000F, 0xF002, len(group))
        + group
    )


def _anchors(places: Sequence[int], end: int) -> bytes:
    made = struct.pack(f"<{len(places) + 1}I", *places, end)
    return made + b"".join(struct.pack("<I", 1024 + number) + bytes(22) for number in range(len(places)))


def form_field(bits: int, default: int = 0, entries: Sequence[str] = ()) -> bytes:
    """What the Data stream holds of a form's field: ``bits`` are its kind (1 box, 2 list) and its value times four."""
    inside = struct.pack("<IHHH", 0xFFFFFFFF, bits, 0, 0) + struct.pack(
        "<H2s2xH", 1, "a".encode("utf-16-le"), default
    )
    inside += bytes(4) * 5
    inside += struct.pack("<HHH", 0xFFFF, len(entries), 0)
    inside += b"".join(struct.pack("<H", len(one)) + one.encode("utf-16-le") for one in entries)
    return picture(inside)


def picture(inside: bytes) -> bytes:
    return struct.pack("<IH62x", 68 + len(inside), 68) + inside


def _list_settings(override: int, level: int) -> bytes:
    return struct.pack("<HBHh", 0x260A, level, 0x460B, override)


def _lists(levels: Sequence[Level]) -> bytes:
    """A table of one list of nine levels; %1 in a level's text is the number of the first."""
    made = struct.pack("<Hii", 1, 77, 0) + bytes(20)
    for start, number_format, text in [*levels, *[(1, 255, "")] * (9 - len(levels))]:
        characters, places = [], []
        for piece in re.findall(r"%[1-9]|.", text):
            if len(piece) == 2:
                places.append(len(characters) + 1)
            characters.append(chr(int(piece[1]) - 1) if len(piece) == 2 else piece)
        made += struct.pack("<iBB", start, number_format, 0) + bytes(places).ljust(9, b"\0") + bytes(13)
        made += struct.pack("<H", len(characters)) + "".join(characters).encode("utf-16-le")
    return made


def _overrides(overrides: Sequence[Mapping[int, int]]) -> bytes:
    made = struct.pack("<I", len(overrides))
    made += b"".join(struct.pack("<iiiBBBB", 77, 0, 0, len(starts), 0, 0, 0) for starts in overrides)
    for starts in overrides:
        made += b"\xff" * 4 + b"".join(struct.pack("<iI", start, 0x10 | at) for at, start in starts.items())
    return made


def _style_sheet(styles: Sequence[tuple[int, int, int] | None]) -> bytes:
    made = struct.pack("<HHH", 18, len(styles), 10) + bytes(14)
    for number, style in enumerate(styles):
        if style is None:
            made += b"\0\0"
            continue
        parent, override, level = style
        settings = struct.pack("<H", number) + (_list_settings(override, level) if override else b"")
        definition = struct.pack("<HHHHH", 0, 1 | parent << 4, 1, 0, 0) + struct.pack("<H", 1) + b"s\0\0\0"
        definition += struct.pack("<H", len(settings)) + settings + bytes(len(settings) % 2)
        made += struct.pack("<H", len(definition)) + definition
    return made


def _formatting_page(bounds: Sequence[int], settings: Sequence[bytes], step: int) -> bytes:
    """A page of formatting: bounds, an offset a run, the settings from the end, how many runs."""
    page = bytearray(_SECTOR)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    free = _SECTOR - 2
    for number, kept in enumerate(settings):
        if not kept:
            continue
        if step == 1:
            stored = bytes([len(kept)]) + kept
        else:
            kept += bytes(len(kept) % 2)
            stored = bytes([0, len(kept) // 2]) + kept
        free -= len(stored) + (free - len(stored)) % 2
        page[free : free + len(stored)] = stored
        page[4 * len(bounds) + step * number] = free // 2
    page[_SECTOR - 1] = len(settings)
    return bytes(page)
