"""A PDF reads the same whatever fonts the machine has: fonts that are not embedded are measured by the PDF's own widths."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reports.reading.pdf.document import read_pdf
from tests.reading.machine import install_chinese_font
from tests.reading.pdfs import STSONG, Font, Line, paragraphs, pdf

TEXTS = [
    "青山镇2023年法治政府建设年度报告",
    "一、主要举措",
    "全年调解矛盾纠纷35件，成功率98%，群众满意度不断提高，依法行政水平稳步提升，法治宣传教育深入人心。",
    "二、存在不足",
]


def one_by_one(lines: list[Line]) -> list[Line]:
    """Each character a text of its own, as some programs write them."""
    return [
        (x + number * size, y, size, text) for x, y, size, all_ in lines for number, text in enumerate(all_)
    ]


FONTS = {
    "unicode": STSONG,
    "gbk": Font("SimSun", "GBK-EUC-H", "gbk"),
    "utf-16": Font("KaiTi", "UniGB-UTF16-H"),
    "the width that is usual": Font(widths=""),
    "no word of its height": Font("FangSong_GB2312", descriptor=""),
    "traditional": Font("MSung", "UniCNS-UCS2-H", ordering="CNS1"),
    "Japanese": Font("HeiseiMin-W3", "UniJIS-UCS2-H", ordering="Japan1"),
    "numbered by itself": Font("FZXBSJW", "Identity-H", ordering="Identity"),
}


@pytest.mark.parametrize("font", FONTS.values(), ids=FONTS)
@pytest.mark.parametrize("one", [False, True], ids=["lines", "one by one"])
def test_no_character_of_a_font_that_is_not_embedded_is_lost(font: Font, one: bool) -> None:
    lines = paragraphs(TEXTS)
    assert read_pdf(pdf([one_by_one(lines) if one else lines], font=font)).text.split("\n") == TEXTS


def test_half_width_letters_take_the_room_the_file_gives_them() -> None:
    font = Font("SimSun", "GBK-EUC-H", "gbk", widths="/DW 1000/W[1 95 500 814 939 500]")
    line = "Rule of law in 2023，共35件，占98.5%"
    assert read_pdf(pdf([[(90, 760, 16, line)]], font=font)).text == line


def on_a_machine(task: str, folder: Path, data: bytes) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.machine", task, str(folder)],
        input=data,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_pdf_reads_the_same_with_and_without_fonts_on_the_machine(tmp_path: Path) -> None:
    bare, chinese = tmp_path / "bare", tmp_path / "chinese"
    bare.mkdir()
    chinese.mkdir()
    install_chinese_font(chinese)
    data = pdf([paragraphs(TEXTS), one_by_one(paragraphs(TEXTS))])
    # Left alone, PDFium finds other characters on the two.
    assert on_a_machine("count", bare, data) != on_a_machine("count", chinese, data)
    assert [on_a_machine("read", folder, data).split("\n") for folder in (bare, chinese)] == [TEXTS * 2] * 2
    assert read_pdf(data).text.split("\n") == TEXTS * 2
