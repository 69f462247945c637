"""PDF files made by hand: Chinese text through the predefined STSong-Light font, placed to the point."""

from collections.abc import Iterable, Sequence

#: A line of text: left end and base line in points from the lower left corner, size, characters.
Line = tuple[float, float, float, str]


#: The text matrix of lines turned clockwise by so many quarters, and where on a sheet of A4 they then begin.
_TURNS = {
    0: ("1 0 0 1", lambda x, y: (x, y)),
    1: ("0 -1 1 0", lambda x, y: (y, 595 - x)),
    2: ("-1 0 0 -1", lambda x, y: (595 - x, 842 - y)),
    3: ("0 1 -1 0", lambda x, y: (842 - y, x)),
}


def pdf(pages: Sequence[Iterable[Line]], *, extra: str = "", turns: int = 0) -> bytes:
    """An A4 file with a page for each group of lines; ``extra`` goes into the trailer.

    ``turns`` draws them turned clockwise by so many quarters, on pages that are shown turned back.
    """
    matrix, place = _TURNS[turns]
    sheet = "842 595" if turns % 2 else "595 842"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>",
    ]
    for number, lines in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf {matrix} {place(x, y)[0]} {place(x, y)[1]} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet}]/Rotate {-90 * turns % 360}/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {6 + 2 * number} 0 R>>"
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
