"""Charts of office documents as lines: their title, and a row with bars for each category (ECMA-376 part 1, 21.2)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
#: Categories and series of a chart that somebody looks at.
_ROWS_MAX, _SERIES_MAX = 500, 50
_PERCENT = re.compile(r"%")


def chart_lines(chart: Element) -> list[str] | None:
    """The lines of a chart of a Word document (``c:chartSpace``), None where it holds no words and no values.

    What it shows stands in it as it was when it was last drawn; what that was drawn from is another document.
    """
    titles = ["".join(one.itertext()).strip() for one in chart.iter(f"{_C}title")]
    names: list[str] = []
    categories: dict[int, str] = {}
    values: list[dict[int, str]] = []
    for series in list(chart.iter(f"{_C}ser"))[:_SERIES_MAX]:
        name = series.find(f"{_C}tx")
        names.append("".join(one.text or "" for one in name.iter(f"{_C}v")) if name is not None else "")
        for place in ("cat", "xVal"):
            if (found := series.find(f"{_C}{place}")) is not None:
                categories |= dict(_points(found)) if not categories else {}
        held = series.find(f"{_C}val")
        held = series.find(f"{_C}yVal") if held is None else held
        values.append(dict(_points(held)) if held is not None else {})
    rows = [["", *names]] if any(names) else []
    for at in sorted({*categories, *(at for one in values for at in one)})[:_ROWS_MAX]:
        rows.append([categories.get(at, ""), *(one.get(at, "") for one in values)])
    return _written(titles, rows)


def _points(held: Element) -> Iterator[tuple[int, str]]:
    """Place and text of each point; of categories on several levels, the innermost."""
    level = held.find(f".//{_C}lvl")
    within = level if level is not None else held
    code = held.find(f".//{_C}formatCode")
    percent = code is not None and _PERCENT.search(code.text or "") is not None
    for point in within.iter(f"{_C}pt"):
        at, value = point.get("idx", ""), point.find(f"{_C}v")
        if at.isdecimal() and len(at) < 6 and value is not None and value.text:
            own = percent or _PERCENT.search(point.get("formatCode", "")) is not None
            yield int(at), _shown(value.text.strip(), own)


def _shown(value: str, percent: bool) -> str:
    """A value as a chart shows it: without what the computer's way of counting leaves behind it."""
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number * 100:.12g}%" if percent else f"{number:.12g}"


def odf_chart_lines(chart: Element) -> list[str] | None:
    """The lines of a chart of OpenDocument (``office:chart``), which carries the table it is drawn from."""
    titles = [
        "".join(one.itertext()).strip()
        for name in ("title", "subtitle")
        for one in chart.iter(f"{_CHART}{name}")
    ]
    rows = [
        [
            "".join("".join(p.itertext()) for p in cell.iter(f"{_T}p")).strip()
            for cell in row.iter(f"{_TABLE}table-cell")
        ]
        for table in chart.iter(f"{_TABLE}table")
        for row in table.iter(f"{_TABLE}table-row")
    ]
    return _written(titles, [row[:_SERIES_MAX] for row in rows[:_ROWS_MAX] if any(row)])


def _written(titles: list[str], rows: list[list[str]]) -> list[str] | None:
    # A blank that is kept stands for an empty cell.
    cells = (" | ".join(row).strip().replace("  ", " \u00a0") for row in rows)
    lines = [*(" ".join(title.split()) for title in titles if title), *cells]
    return lines if any(line.strip(" |\u00a0") for line in lines) else None
