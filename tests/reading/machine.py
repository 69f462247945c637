"""Reading a PDF on a machine with other fonts: ``python -m tests.reading.machine read|count FOLDER < FILE``.

PDFium looks for fonts in that folder and nowhere else. ``read`` prints what the reader makes of the file, ``count`` how
many characters PDFium finds by itself, both as JSON.
"""

import ctypes
import json
import struct
import sys
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from reports.reading.pdf.document import read_pdf
from reports.reading.pdf.fonts import font_file, measuring_font


def main(task: str, folder: str) -> None:
    string = ctypes.POINTER(ctypes.c_char)
    folders = (string * 2)(ctypes.cast(ctypes.c_char_p(folder.encode()), string), None)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
    data = sys.stdin.buffer.read()
    if task == "read":
        print(json.dumps(read_pdf(data).text))
    else:
        document = pypdfium2.PdfDocument(data)
        print(json.dumps([page.get_textpage().count_chars() for page in document]))


def install_chinese_font(folder: Path) -> None:
    """Puts a font there that says it has all of Chinese, with characters twice as wide as any."""
    font = measuring_font()
    count = struct.unpack(">H", font[4:6])[0]
    entries = (struct.unpack(">4s 3I", font[12 + 16 * n : 28 + 16 * n]) for n in range(count))
    tables = {tag: font[offset : offset + length] for tag, _, offset, length in entries}
    glyph = bytearray(tables[b"glyf"][: len(tables[b"glyf"]) // 2])
    struct.pack_into(">4h", glyph, 2, 0, -400, 2000, 1200)
    struct.pack_into(">4h 4h", glyph, 18, 0, 0, 2000, 0, -400, 1600, 0, -1600)
    names = b"Wide", b"Regular"
    tables |= {
        b"glyf": bytes(glyph) * 2,
        b"name": struct.pack(
            ">3H 6H 6H", 0, 2, 30, 1, 0, 0, 1, len(names[0]), 0, 1, 0, 0, 2, len(names[1]), len(names[0])
        )
        + b"".join(names),
        # Bit 18 of the code pages stands for simplified Chinese.
        b"OS/2": struct.pack(">78x 2I", 1 << 18, 0),
    }
    (folder / "wide.ttf").write_bytes(font_file(tables))


if __name__ == "__main__":
    main(*sys.argv[1:])
