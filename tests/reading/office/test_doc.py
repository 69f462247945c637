import pytest

from reports.reading import UnreadableFile, read
from reports.reading.office.doc import read_doc
from tests.reading.ole import doc, ole


def places(text: str, character: str) -> list[int]:
    return [at for at, found in enumerate(text) if found == character]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("标题\r正文。\r", "标题\n正文。"),
        ("前\x0b后\r", "前\n后"),
        ("前页\x0c后页\r", "前页\n后页"),
        ("见\x13 HYPERLINK x \x14链接\x15处\r", "见链接处"),
        ("\x13 PAGE \x15页\r", "页"),
        ("外\x13 A \x14里\x13 B \x14深\x15\x15\r", "外里深"),
        ("图\x01\x08注\x02\r", "图注"),
        ("甲\x1e乙\x1f丙\r", "甲-乙丙"),
        ("没有段末", "没有段末"),
        ("一\t二\r", "一 二"),
    ],
)
def test_text_is_read_without_its_controls(text: str, read_as: str) -> None:
    assert read_doc(doc(text)).text == read_as


def test_a_document_is_read_through_the_door() -> None:
    source = read(doc("青山镇报告\r一、主要举措\r"), "报告.txt")
    assert (source.text, source.media_type) == ("青山镇报告\n一、主要举措", "application/msword")


def test_notes_and_text_boxes_stand_at_the_end_and_comments_are_said() -> None:
    behind = [(1, "\x02脚注\r"), (2, "页眉\r"), (4, "批注\r"), (5, "尾注\r"), (6, "框内\r\r")]
    source = read_doc(doc("正文\x02。\r", behind=behind))
    assert (source.text, source.notes) == ("正文。\n脚注\n尾注\n框内", ("文档里有批注，没有读入。",))


def test_objects_of_other_programs_are_named() -> None:
    assert read_doc(doc("正文\x01\r", objects=True)).partial == ("embedded_document",)
    assert read_doc(doc("正文\r")).partial == ()


@pytest.mark.parametrize("flags", [0, 0x200])
def test_the_table_stream_is_the_one_the_header_names(flags: int) -> None:
    assert read_doc(doc("正文\r", flags=flags)).text == "正文"


def test_pieces_of_one_byte_a_character_are_read() -> None:
    assert read_doc(doc("Rule of law – 2023\r", compressed=True)).text == "Rule of law – 2023"


def test_rows_of_a_table_are_told_from_empty_cells_by_their_formatting() -> None:
    text = "前\r索引号\x07A1\x07文号\x07\x07\x07项目\x07甲\r乙\x07数\x073\x07\x07后\r"
    ends = places(text, "\x07")
    inside = [*ends, text.index("甲\r") + 1]
    told = read_doc(doc(text, in_table=inside, row_ends=[ends[4], ends[9]])).text
    assert told == "前\n索引号 | A1 | 文号 |\n项目 | 甲 乙 | 数 | 3\n后"


def test_deleted_text_is_left_out() -> None:
    assert read_doc(doc("保留删去保留\r", deleted=[(2, 4)])).text == "保留保留"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (doc("正文\r", flags=0x100), "encrypted"),
        (ole({"EncryptedPackage": b"x"}), "encrypted"),
        (ole({"Workbook": b"x"}), "unsupported"),
        (ole({"WordDocument": b"\0" * 600, "0Table": b""}), "unsupported"),
        (ole({"WordDocument": b"\xec\xa5" + b"\0" * 600, "0Table": b""}), "damaged"),
        (doc("正文\r")[:700], "damaged"),
        (doc("\r"), "no_text"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.doc")
    assert refusal.value.kind == kind
