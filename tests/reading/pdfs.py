"""PDF files made by hand: Chinese text through fonts that are named and not embedded, placed to the point."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

#: A line of text: left end and base line in points from the lower left corner, size, characters.
Line = tuple[float, float, float, str]


@dataclass(frozen=True)
class Drawn:
    """A line drawn otherwise: at an angle (degrees anticlockwise), in a grey (0 black, 1 white), in a mode of text
    rendering (3 shows nothing)."""

    line: Line
    angle: float = 0
    grey: float = 0
    mode: int = 0


_DESCRIPTOR = (
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
    "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
)


def _same(beyond: Mapping[int, str]) -> str:
    """A ToUnicode map of characters to themselves, but for some that are mapped to one beyond 16 bits."""
    ranges = "".join(
        f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>\n"
        for row in range(256)
        if row << 8 not in {code & 0xFF00 for code in beyond}
    )
    single = "".join(f"<{code:04x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in beyond.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{ranges.count(chr(10))} beginbfrange\n{ranges}endbfrange\n"
        f"{len(beyond)} beginbfchar\n{single}endbfchar endcmap end end\n"
    )


@dataclass(frozen=True)
class Font:
    """A composite font that is not embedded: its name, its encoding and how text is written in it.

    ``ordering`` is the collection its characters are numbered in. With ``Identity`` their numbers are those of Unicode,
    which a ToUnicode map says; ``beyond`` are those of characters that have no number of 16 bits.
    """

    name: str = "STSong-Light"
    encoding: str = "UniGB-UCS2-H"
    codec: str = "utf-16-be"
    ordering: str = "GB1"
    widths: str = "/DW 1000"
    descriptor: str = _DESCRIPTOR
    beyond: Mapping[int, str] = field(default_factory=dict)

    def objects(self) -> tuple[str, str, str]:
        """Its dictionary, that of its characters and its ToUnicode map, which are objects 3, 4 and 5."""
        to_same = _same(self.beyond)
        to_unicode = "/ToUnicode 5 0 R" if self.ordering == "Identity" else ""
        return (
            f"<</Type/Font/Subtype/Type0/BaseFont/{self.name}/Encoding/{self.encoding}/DescendantFonts[4 0 R]{to_unicode}>>",
            f"<</Type/Font/Subtype/CIDFontType{2 if to_unicode else 0}/BaseFont/{self.name}{self.widths}"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering({self.ordering})/Supplement 2>>{self.descriptor}>>",
            f"<</Length {len(to_same)}>>stream\n{to_same}endstream",
        )


STSONG = Font()

Place = tuple[float, float]
#: The text matrix of lines turned clockwise by so many quarters, and where on a sheet of A4 they then begin.
_TURNS = {
    0: ("1 0 0 1", lambda x, y: (x, y)),
    1: ("0 -1 1 0", lambda x, y: (y, 595 - x)),
    2: ("-1 0 0 -1", lambda x, y: (595 - x, 842 - y)),
    3: ("0 1 -1 0", lambda x, y: (842 - y, x)),
}


def _shown(drawing: Line | Drawn, font: Font, matrix: str, place: Callable[[float, float], Place]) -> str:
    drawn = drawing if isinstance(drawing, Drawn) else Drawn(drawing)
    x, y, size, text = drawn.line
    if drawn.angle:
        turn = radians(drawn.angle)
        matrix = f"{cos(turn):.5f} {sin(turn):.5f} {-sin(turn):.5f} {cos(turn):.5f}"
    return (
        f"BT {drawn.grey} g {drawn.mode} Tr /F1 {size} Tf {matrix} {place(x, y)[0]} {place(x, y)[1]} Tm "
        f"<{text.encode(font.codec).hex()}> Tj ET\n"
    )


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The lines of a table: down at each of ``xs``, across at each of ``ys``."""
    return "".join(rule(x, min(ys), x, max(ys)) for x in xs) + "".join(
        rule(min(xs), y, max(xs), y) for y in ys
    )


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"0.5 w {x} {y} m {to_x} {to_y} l S\n"


def downwards(text: str, x: float, top: float, size: float = 16) -> list[Line]:
    """The characters of a vertical line, each drawn by itself."""
    return [(x, top - number * size, size, character) for number, character in enumerate(text)]


@dataclass(frozen=True)
class Over:
    """An annotation of the first page: the entries of its dictionary, and the content of its appearance if it has one."""

    entries: str
    appearance: Sequence[Line] = ()


def _laid_over(over: Sequence[Over], first: int, font: Font) -> list[str]:
    """The objects of annotations, numbered from ``first``: each its dictionary and its appearance."""
    objects: list[str] = []
    for number, one in enumerate(over):
        content = "".join(_shown(line, font, *_TURNS[0]) for line in one.appearance)
        look = f"/AP<</N {first + 2 * number + 1} 0 R>>" if content else ""
        objects += [
            f"<</Type/Annot{one.entries}{look}>>",
            f"<</Type/XObject/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F1 3 0 R>>>>/Length {len(content)}>>"
            f"stream\n{content}endstream",
        ]
    return objects


def pdf(
    pages: Sequence[Iterable[Line | Drawn | str]],
    *,
    font: Font = STSONG,
    extra: str = "",
    turns: int = 0,
    over: Sequence[Over] = (),
    catalog: str = "",
) -> bytes:
    """An A4 file with a page for each group of lines; ``extra`` goes into the trailer, ``catalog`` into the catalogue.

    ``over`` are annotations of its first page; those that are fields (/FT) are of its form.

    A string among the lines is content as a PDF has it: lines and shapes.

    ``turns`` draws them turned clockwise by so many quarters, on pages that are shown turned back.
    """
    matrix, place = _TURNS[turns]
    sheet = "842 595" if turns % 2 else "595 842"
    first_over = 6 + 2 * len(pages)
    references = [f"{first_over + 2 * number} 0 R" for number in range(len(over))]
    annotations = f"/Annots[{' '.join(references)}]" if over else ""
    fields = " ".join(name for name, one in zip(references, over, strict=True) if "/FT" in one.entries)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}{f'/AcroForm<</Fields[{fields}]>>' if fields else ''}>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        *font.objects(),
    ]
    for number, lines in enumerate(pages):
        content = "".join(
            drawing if isinstance(drawing, str) else _shown(drawing, font, matrix, place) for drawing in lines
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet}]/Rotate {-90 * turns % 360}/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {7 + 2 * number} 0 R{annotations if not number else ''}>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}endstream")
    objects += _laid_over(over, first_over, font)
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    trailer = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R{extra}>>\n"
    return out + f"{trailer}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def paragraphs(
    texts: Iterable[str],
    *,
    left: float = 90,
    top: float = 760,
    width: int = 26,
    size: float = 16,
    indent: int = 2,
) -> list[Line]:
    """Lines of ``width`` characters as a word processor sets them: the first of a paragraph indented."""
    lines: list[Line] = []
    y = top
    for text in texts:
        first = width - indent
        rows = [text[:first]] + [text[at : at + width] for at in range(first, len(text), width)]
        for number, row in enumerate(rows):
            lines.append((left + (indent * size if number == 0 else 0), y, size, row))
            y -= size * 1.75
    return lines
