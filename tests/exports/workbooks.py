"""What stands in the sheets of a workbook, read as ECMA-376 says."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cell = str | float | None


def sheets(book: bytes) -> list[list[list[Cell]]]:
    """The rows of each sheet; a cell is a text, a number or None, and a formula fails."""
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        assert files.testzip() is None
        strings = []
        if "xl/sharedStrings.xml" in files.namelist():
            root = ElementTree.fromstring(files.read("xl/sharedStrings.xml"))
            strings = [_words(one) for one in root]
        names = sorted(name for name in files.namelist() if name.startswith("xl/worksheets/sheet"))
        return [_rows(ElementTree.fromstring(files.read(name)), strings) for name in names]


def _rows(sheet: ElementTree.Element, strings: list[str]) -> list[list[Cell]]:
    assert sheet.find(f".//{_MAIN}f") is None
    found = []
    for row in sheet.iter(f"{_MAIN}row"):
        cells: list[Cell] = []
        for cell in row:
            letter = cell.get("r", "").rstrip("0123456789")
            cells += [None] * (ord(letter) - ord("A") - len(cells))
            value = cell.findtext(f"{_MAIN}v", "")
            match cell.get("t", "n"):
                case "s":
                    cells.append(strings[int(value)])
                case "inlineStr":
                    cells.append(_words(cell))
                case "str":
                    cells.append(value)
                case _:
                    cells.append(float(value) if value else None)
        found.append(cells)
    return found


def _words(element: ElementTree.Element) -> str:
    words = "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)
