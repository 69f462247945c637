"""Marks as the SVG of a page and as a file."""

from xml.etree import ElementTree

import pytest

from reports.charts.drawing import Dot, Drawing, Line, Mark, Rect, Text, stacked, svg_file, svg_for_page


@pytest.mark.parametrize(
    ("mark", "page", "file"),
    [
        (
            Line(10, 1, 90, 2.5, "axis"),
            '<line class="axis" x1="10%" y1="1em" x2="90%" y2="2.5em"/>',
            '<line class="axis" x1="80" y1="14" x2="720" y2="35"/>',
        ),
        (
            Rect(0, 0, 12.5, 2, "fill"),
            '<rect class="fill" x="0%" y="0em" width="12.5%" height="2em"/>',
            '<rect class="fill" x="0" y="0" width="100" height="28"/>',
        ),
        (
            Dot(50, 1, "point", 0.5),
            '<circle class="point" cx="50%" cy="1em" r="0.5em"/>',
            '<circle class="point" cx="400" cy="14" r="7"/>',
        ),
        (
            Text(100, 1, "2023", "", "end"),
            '<text x="100%" y="1em" text-anchor="end">2023</text>',
            '<text x="800" y="14" text-anchor="end">2023</text>',
        ),
    ],
)
def test_a_mark_fits_a_page_of_any_width_and_a_file_of_one(mark: Mark, page: str, file: str):
    drawing = Drawing(4, (mark,))
    assert svg_for_page(drawing, "图").split(">", 1)[1] == f"{page}</svg>"
    assert svg_file(drawing, "图", ()).split('<g transform="translate(24 64)">')[1] == f"{file}</g></svg>\n"


def test_a_page_calls_a_drawing_by_its_label():
    assert svg_for_page(Drawing(4.5, (), wide=True), '"甲"<乙>') == (
        '<svg class="chart wide" role="img" aria-label=\'"甲"&lt;乙&gt;\' width="100%" height="4.5em"></svg>'
    )


HOSTILE = '</text><script>alert("1")</script>&\x00\x0b'


def test_words_stay_words_in_a_file():
    drawing = Drawing(2, (Text(0, 1, HOSTILE),))
    root = ElementTree.fromstring(svg_file(drawing, HOSTILE, (HOSTILE,)))
    harmless = HOSTILE[:-2]
    texts = [element.text for element in root.iter() if element.tag.endswith(("text", "title"))]
    assert texts == [harmless, harmless, harmless, harmless]


def test_long_lines_below_a_file_are_cut_and_lose_nothing():
    address = "https://example.org/?" + "x" * 250
    root = ElementTree.fromstring(svg_file(Drawing(2, ()), "图", (address, "说明" * 40)))
    lines = [element.text or "" for element in root.iter() if element.get("class") == "source"]
    assert [len(line) for line in lines] == [110, 110, 51, 55, 25]
    assert "".join(lines) == address + "说明" * 40


def test_small_drawings_are_set_in_rows_with_their_titles():
    one = Drawing(5, (Line(0, 1, 100, 1, "axis"),))
    four = stacked([(str(number), one) for number in range(4)], columns=2)
    assert four.height == 16
    assert [(mark.x, mark.y) for mark in four.marks if isinstance(mark, Text)] == [
        (0, 1.2), (50, 1.2), (0, 9.2), (50, 9.2),
    ]  # fmt: skip
    assert [(mark.x1, mark.x2, mark.y1) for mark in four.marks if isinstance(mark, Line)] == [
        (0, 47, 2.8), (50, 97, 2.8), (0, 47, 10.8), (50, 97, 10.8),
    ]  # fmt: skip
