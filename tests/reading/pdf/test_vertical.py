"""Vertical text: columns from the right, each read downwards."""

from reports.reading.pdf.document import read_pdf
from tests.reading.pdfs import Drawn, Font, Line, downwards, paragraphs, pdf

TITLE = "青山镇二〇二三年法治政府建设报告"
BODY = "全年共调解矛盾纠纷三十五件，成功率不断提高，群众满意，依法行政水平稳步提升，法治宣传教育深入人心。"
PARTS = [BODY[:22], BODY[22:46], BODY[46:]]


def columns() -> list[Line]:
    drawn = downwards(TITLE, 500, 760, 20)
    for number, (part, top) in enumerate(zip(PARTS, (728, 760, 760), strict=True)):
        drawn += downwards(part, 460 - 28 * number, top)
    return drawn


def test_columns_are_read_from_the_right() -> None:
    source = read_pdf(pdf([[*columns(), (290, 30, 10, "1")]]))
    assert source.text.split("\n") == [TITLE, BODY]
    assert source.notes == ("PDF 第1页有竖排文字，已从右到左读出。",)
    assert source.partial == ()


def test_a_font_for_vertical_writing_says_the_same() -> None:
    font = Font(encoding="UniGB-UCS2-V")
    lines: list[Line] = [(500, 760, 20, TITLE), (460, 728, 16, PARTS[0])]
    lines += [(460 - 28 * number, 760, 16, part) for number, part in enumerate(PARTS[1:], 1)]
    assert read_pdf(pdf([lines], font=font)).text.split("\n") == [TITLE, BODY]


def test_figures_in_a_column_keep_their_order() -> None:
    drawn: list[Line | Drawn] = [
        *downwards("共调解矛盾纠纷", 460, 700),
        (460, 588, 8, "1"),
        (468, 588, 8, "2"),
    ]
    drawn += [*downwards("件，成功率", 460, 572), Drawn((462, 508, 16, "98%"), angle=-90)]
    drawn += downwards("︵含司法所︶", 460, 460)
    assert read_pdf(pdf([drawn])).text == "共调解矛盾纠纷12件，成功率98%（含司法所）"


def test_a_vertical_line_on_another_page_is_read_whole_and_makes_it_wait() -> None:
    text = ["一、主要举措", "全年调解矛盾纠纷35件，成功率98%，群众满意度不断提高，依法行政水平稳步提升。"]
    source = read_pdf(pdf([[*paragraphs(text), *downwards("青山镇人民政府印", 520, 600)]]))
    assert source.text.split("\n") == [*text, "青山镇人民政府印"]
    assert source.partial == ("vertical_text",)


def test_numbers_one_below_the_other_are_no_vertical_line() -> None:
    numbers = [(90.0, 640.0 - 20 * row, 16.0, str(row)) for row in range(1, 9)]
    names = [(130.0, 640.0 - 20 * row, 16.0, f"第{row}项已办结") for row in range(1, 9)]
    source = read_pdf(pdf([[*paragraphs([BODY]), *numbers, *names]]))
    assert source.text.split("\n") == [BODY, *(f"{row} 第{row}项已办结" for row in range(1, 9))]
    assert source.partial == ()
