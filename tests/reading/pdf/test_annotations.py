"""What is laid over the pages of a PDF: read where it shows, said where it does not."""

import zlib

import pytest

from reports.reading.pdf.document import read_pdf
from reports.reading.pdf.layers import has_hidden_layers
from tests.reading.pdfs import Over, paragraphs, pdf

BEFORE = "本年度行政执法情况如下所示，各项数据均经核对，与台账记录一致，未发现漏报错报。"
AFTER = "二、存在不足"
LINES = [
    *paragraphs([BEFORE]),
    (122, 704, 16, "全年走访群众"),
    (282, 704, 16, "户，群众满意。"),
    *paragraphs([AFTER], top=676),
]
#: The box between 群众 and 户.
BLANK_AT = "/Rect[221 702 280 720]"
COMMENTS, FILES = "文档里有批注，没有读入。", "文件附有别的文件，没有读入。"


def utf16(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


def field(kind: str, value: str, more: str = "", at: str = BLANK_AT) -> str:
    return f"/Subtype/Widget/FT/{kind}/T(a){at}{f'/V{value}' if value else ''}{more}"


def read(*over: Over, catalog: str = "") -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    source = read_pdf(pdf([LINES], over=over, catalog=catalog))
    return source.text.split("\n"), source.notes, source.partial


def filled(value: str) -> list[str]:
    room = " " if len(value) < 4 else ""
    return [BEFORE, f"全年走访群众{value}{room}户，群众满意。", AFTER]


VALUES = {
    "text": (Over(field("Tx", "(120)")), "120"),
    "text with an appearance": (Over(field("Tx", "(120)"), [(4, 4, 14, "120")]), "120"),
    "text in Chinese": (Over(field("Tx", utf16("一百二十"))), "一百二十"),
    "entry of several": (Over(field("Ch", "(b)", f"/Ff 131072/Opt[[(a) {utf16('甲')}][(b) {utf16('乙等')}]]")), "乙等"),
    "entry of a list": (Over(field("Ch", "(b)", f"/Opt[[(a) {utf16('甲')}][(b) {utf16('乙等')}]]")), "乙等"),
    "box ticked": (Over(field("Btn", "/Yes", "/AS/Yes/AP<</N<</Yes 3 0 R/Off 3 0 R>>>>")), "☑"),
    "box not ticked": (Over(field("Btn", "/Off", "/AS/Off/AP<</N<</Yes 3 0 R/Off 3 0 R>>>>")), "☐"),
    "field that is of no form": (Over(f"/Subtype/Widget{BLANK_AT}/V(35)"), "35"),
    "text written on the page": (Over(f"/Subtype/FreeText{BLANK_AT}/Contents(35)"), "35"),
    "text written, with an appearance": (Over(f"/Subtype/FreeText{BLANK_AT}/Contents(3)", [(4, 4, 14, "35")]), "35"),
    "stamp": (Over(f"/Subtype/Stamp{BLANK_AT}/Contents(x)", [(4, 4, 14, "35")]), "35"),
}  # fmt: skip


@pytest.mark.parametrize(("over", "value"), VALUES.values(), ids=VALUES)
def test_what_shows_over_a_page_is_read_in_its_place(over: Over, value: str) -> None:
    assert read(over) == (filled(value), (), ())


NOTHING = {
    "hidden field": Over(field("Tx", "(120)", "/F 2")),
    "password": Over(field("Tx", "(120)", "/Ff 8192")),
    "button": Over(field("Btn", "", "/Ff 65536/MK<</CA(print)>>"), [(4, 4, 14, "print")]),
    "signature": Over(field("Sig", ""), [(4, 4, 14, "signed")]),
    "link": Over(f"/Subtype/Link{BLANK_AT}/Contents(to)/A<</S/URI/URI(http://192.0.2.1/)>>"),
    "empty field": Over(field("Tx", "")),
    "box without a size": Over(field("Tx", "(120)", at="/Rect[221 702 221 702]")),
}


@pytest.mark.parametrize("over", NOTHING.values(), ids=NOTHING)
def test_what_shows_no_words_changes_nothing(over: Over) -> None:
    assert read(over) == ([BEFORE, "全年走访群众 户，群众满意。", AFTER], (), ())


SAID = {
    "note": (Over(f"/Subtype/Text{BLANK_AT}/Contents(why)"), (COMMENTS,), ()),
    "words marked and remarked on": (Over(f"/Subtype/Highlight{BLANK_AT}/Contents(why)"), (COMMENTS,), ()),
    "words marked": (Over(f"/Subtype/Highlight{BLANK_AT}"), (), ()),
    "words struck": (Over(f"/Subtype/StrikeOut{BLANK_AT}"), (COMMENTS,), ("struck_text",)),
    "words to be put in": (Over(f"/Subtype/Caret{BLANK_AT}/Contents(more)"), (COMMENTS,), ("struck_text",)),
    "file": (Over(f"/Subtype/FileAttachment{BLANK_AT}/FS<</F(a.docx)>>"), (FILES,), ()),
}


@pytest.mark.parametrize(("over", "notes", "partial"), SAID.values(), ids=SAID)
def test_what_is_not_read_is_said(over: Over, notes: tuple[str, ...], partial: tuple[str, ...]) -> None:
    assert read(over) == ([BEFORE, "全年走访群众 户，群众满意。", AFTER], notes, partial)


def test_a_value_longer_than_a_line_is_one_paragraph() -> None:
    value = "一是健全制度，明确分工，压实责任，形成齐抓共管的局面；" * 3
    lines, _, _ = read(Over(field("Tx", utf16(value), at="/Rect[90 480 506 620]")))
    assert lines == [BEFORE, "全年走访群众 户，群众满意。", AFTER, value]


def test_a_form_that_draws_its_own_pages_is_said() -> None:
    source = read_pdf(pdf([LINES], catalog="/AcroForm<</Fields[]/XFA[(a) 5 0 R]>>/NeedsRendering true"))
    assert source.partial == ("dynamic_form",)


LAYERS = {
    "one switched off": ("/OCProperties<</OCGs[5 0 R]/D<</ON[]/OFF[5 0 R]>>>>", ("hidden_layers",)),
    "all but those named": ("/OCProperties<</OCGs[5 0 R]/D<</BaseState/OFF>>>>", ("hidden_layers",)),
    "all shown": ("/OCProperties<</OCGs[5 0 R]/D<</ON[5 0 R]/OFF[]>>>>", ()),
}


@pytest.mark.parametrize(("catalog", "partial"), LAYERS.values(), ids=LAYERS)
def test_layers_that_are_switched_off_are_said(catalog: str, partial: tuple[str, ...]) -> None:
    assert read_pdf(pdf([LINES], catalog=catalog)).partial == partial


def test_layers_are_seen_in_a_compressed_catalogue() -> None:
    catalogue = b"1 0 <</Type/Catalog/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>"
    head = b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n"
    assert has_hidden_layers(head + zlib.compress(catalogue) + b"\nendstream")
    assert not has_hidden_layers(head + zlib.compress(catalogue)[5:] + b"\nendstream")


def test_files_attached_to_a_document_are_said() -> None:
    names = "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.docx)/EF<</F 5 0 R>>>>]>>>>"
    assert read_pdf(pdf([LINES], catalog=names)).notes == (FILES,)


def test_annotations_beyond_measure_are_bounded() -> None:
    over = [Over(f"/Subtype/FreeText{BLANK_AT}/Contents({'9' * 50})")] * 3000
    assert len(read_pdf(pdf([LINES], over=over)).text) < 200_000
