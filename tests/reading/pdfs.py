"""PDF files made by hand: Chinese text through fonts that are named and not embedded, placed to the point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: A line of text: left end and base line in points from the lower left corner, size, characters.
Line = tuple[float, float, float, str]

_DESCRIPTOR = (
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
    "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
)


@dataclass(frozen=True)
class Font:
    """A composite font that is not embedded: its name, its encoding and how text is written in it.

    ``ordering`` is the collection its characters are numbered in. With ``Identity`` their numbers are those of Unicode,
    which a ToUnicode map says.
    """

    name: str = "STSong-Light"
    encoding: str = "UniGB-UCS2-H"
    codec: str = "utf-16-be"
    ordering: str = "GB1"
    widths: str = "/DW 1000"
    descriptor: str = _DESCRIPTOR

    def objects(self) -> tuple[str, str, str]:
        """Its dictionary, that of its characters and its ToUnicode map, which are objects 3, 4 and 5."""
        to_unicode = "/ToUnicode 5 0 R" if self.ordering == "Identity" else ""
        return (
            f"<</Type/Font/Subtype/Type0/BaseFont/{self.name}/Encoding/{self.encoding}/DescendantFonts[4 0 R]{to_unicode}>>",
            f"<</Type/Font/Subtype/CIDFontType{2 if to_unicode else 0}/BaseFont/{self.name}{self.widths}"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering({self.ordering})/Supplement 2>>{self.descriptor}>>",
            f"<</Length {len(_SAME)}>>stream\n{_SAME}endstream",
        )


_RANGES = "".join(f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>\n" for row in range(256))
_SAME = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def "
    "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    f"256 beginbfrange\n{_RANGES}endbfrange endcmap end end\n"
)
STSONG = Font()

#: The text matrix of lines turned clockwise by so many quarters, and where on a sheet of A4 they then begin.
_TURNS = {
    0: ("1 0 0 1", lambda x, y: (x, y)),
    1: ("0 -1 1 0", lambda x, y: (y, 595 - x)),
    2: ("-1 0 0 -1", lambda x, y: (595 - x, 842 - y)),
    3: ("0 1 -1 0", lambda x, y: (842 - y, x)),
}


def pdf(pages: Sequence[Iterable[Line]], *, font: Font = STSONG, extra: str = "", turns: int = 0) -> bytes:
    """An A4 file with a page for each group of lines; ``extra`` goes into the trailer.

    ``turns`` draws them turned clockwise by so many quarters, on pages that are shown turned back.
    """
    matrix, place = _TURNS[turns]
    sheet = "842 595" if turns % 2 else "595 842"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        *font.objects(),
    ]
    for number, lines in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf {matrix} {place(x, y)[0]} {place(x, y)[1]} Tm <{text.encode(font.codec).hex()}> Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet}]/Rotate {-90 * turns % 360}/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {7 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}endstream")
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
