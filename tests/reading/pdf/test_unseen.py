"""What stands on a page and is not its text is left out, and the keeper is told."""

from math import cos, radians, sin

import pytest

from reports.reading.pdf.document import read_pdf
from tests.reading.pdfs import Drawn, Line, paragraphs, pdf

TEXTS = [
    "一、主要举措",
    "全年调解矛盾纠纷35件，成功率98%，群众满意度不断提高，依法行政水平稳步提升，法治宣传教育深入人心。",
    "全年开展培训12场次，受教育群众300人次。",
]
MARK = "内部资料"
PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"

LEFT_OUT = {
    "slanted and grey": ([Drawn((150, 620, 40, MARK), angle=30, grey=0.87)], "水印"),
    "slanted the other way, black": ([Drawn((150, 740, 24, MARK), angle=-45)], "斜排"),
    "pale and large": ([Drawn((150, 690, 60, MARK), grey=0.8)], "水印"),
    "pale, as large as the text, over it": ([Drawn((130, 724, 16, MARK), grey=0.8)], "水印"),
    "dark, large and behind the text": ([Drawn((100, 690, 60, MARK), grey=0.5)], "水印"),
    "white": ([Drawn((90, 400, 16, MARK), grey=1)], "同色"),
    "outside the page": ([(90, 900, 16, MARK)], "页面以外"),
    "not drawn": ([Drawn((90, 400, 16, MARK), mode=3)], "不显示"),
}


@pytest.mark.parametrize(("drawn", "said"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_it_is_left_out_and_said(drawn: list[Line | Drawn], said: str) -> None:
    source = read_pdf(pdf([[*drawn, *paragraphs(TEXTS)]]))
    assert source.text.split("\n") == TEXTS
    assert [said in note and MARK in note for note in source.notes] == [True]
    assert source.partial == ()


READ = {
    "white on a dark fill": ["0.1 0.2 0.5 rg 80 390 200 30 re f\n", Drawn((90, 400, 16, MARK), grey=1)],
    "grey": [Drawn((90, 400, 16, MARK), grey=0.6)],
    "pale beside the text": [Drawn((90, 400, 16, MARK), grey=0.8)],
    "a large head": [(90, 400, 40, MARK)],
    "leaning letters": [
        "BT 0 g /F1 16 Tf 1 0 0.34 1 90 400 Tm <" + MARK.encode("utf-16-be").hex() + "> Tj ET\n"
    ],
}


@pytest.mark.parametrize("drawn", READ.values(), ids=READ)
def test_what_is_seen_is_read(drawn: list[Line | Drawn | str]) -> None:
    source = read_pdf(pdf([[*paragraphs(TEXTS), *drawn]]))
    assert (source.text.split("\n"), source.notes) == ([*TEXTS, MARK], ())


def test_pale_text_in_the_same_place_of_several_pages_is_a_watermark() -> None:
    pages = [[*paragraphs(TEXTS), Drawn((90, 400, 16, MARK), grey=0.8)] for _ in range(3)]
    source = read_pdf(pdf(pages))
    assert source.text.split("\n") == TEXTS * 3
    assert source.notes == (f"PDF 第1、2、3页有水印，没有读入：{MARK}。",)


def test_the_layer_recognised_from_a_scan_is_read_and_said() -> None:
    layer = [Drawn(line, mode=3) for line in paragraphs(TEXTS)]
    source = read_pdf(pdf([[PICTURE, *layer]]))
    assert source.text.split("\n") == TEXTS
    assert source.notes == ("PDF 第1页是扫描件，文字取自识别层，可能有识别错误。",)


def test_a_page_scanned_a_little_askew_is_read() -> None:
    turn = radians(2)
    askew = [
        Drawn((x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn), size, text), angle=2)
        for x, y, size, text in paragraphs(TEXTS)
    ]
    assert read_pdf(pdf([askew])).text.split("\n") == TEXTS


def test_a_long_text_that_is_not_seen_makes_the_report_wait() -> None:
    hidden = [Drawn(line, grey=1) for line in paragraphs(TEXTS * 3, top=500)]
    source = read_pdf(pdf([[*paragraphs(TEXTS), *hidden]]))
    assert (source.text.split("\n"), source.partial) == (TEXTS, ("hidden_text",))


def test_text_turned_by_a_quarter_follows_the_rest_of_its_page() -> None:
    side = [Drawn((560, 100 + 30 * n, 14, text), angle=90) for n, text in enumerate(["附：联系方式"])]
    assert read_pdf(pdf([[*side, *paragraphs(TEXTS)]])).text.split("\n") == [*TEXTS, "附：联系方式"]
