import struct

import pytest

from reports.reading import UnreadableFile, read
from reports.reading.office.doc.document import read_doc
from tests.reading.ole import doc, form_field, ole, picture, word_art


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


#: Settings of characters.
HIDDEN, SHOWN, AS_STYLE, NOT_AS_STYLE = (struct.pack("<HB", 0x083C, value) for value in (1, 0, 0x80, 0x81))
WHITE, WHITE_OLD, TINY = b"\x70\x68\xff\xff\xff\0", b"\x42\x2a\x08", b"\x43\x4a\x02\0"
BACKED = b"\x71\xca\x0a\xff\xff\xff\0\xc0\0\0\0\0\0"
FAINT = "有白色或极小的文字，页面上看不见，没有读入。"


def in_style(number: int) -> bytes:
    return struct.pack("<HH", 0x4A30, number)


NORMAL, IN_HIDDEN = (1, 0xFFF, b""), (1, 0xFFF, HIDDEN)
LOOKS: dict[str, tuple[bytes, list[tuple[int, int, bytes]], str, tuple[str, ...]]] = {
    "hidden": (HIDDEN, [], "明后", ()),
    "hidden by its style": (in_style(1), [NORMAL, (2, 0xFFF, HIDDEN)], "明后", ()),
    "hidden by what its style is based on": (
        in_style(2),
        [NORMAL, (2, 0xFFF, HIDDEN), (2, 1, b"")],
        "明后",
        (),
    ),
    "shown in a style that hides": (in_style(1) + SHOWN, [NORMAL, (2, 0xFFF, HIDDEN)], "明暗后", ()),
    "shown in a paragraph that hides": (SHOWN, [IN_HIDDEN], "暗", ()),
    "not as in its paragraph": (NOT_AS_STYLE, [IN_HIDDEN], "暗", ()),
    "as in its paragraph": (AS_STYLE, [IN_HIDDEN], "", ()),
    "white": (WHITE, [], "明后", (FAINT,)),
    "white by an old program": (WHITE_OLD, [], "明后", (FAINT,)),
    "white by its style": (in_style(1), [NORMAL, (2, 0xFFF, WHITE)], "明后", (FAINT,)),
    "white on red": (WHITE + BACKED, [], "明暗后", ()),
    "tiny": (TINY, [], "明后", (FAINT,)),
    "cut off": (HIDDEN[:2], [], "明暗后", ()),
}


@pytest.mark.parametrize(("said", "looks", "text", "notes"), LOOKS.values(), ids=LOOKS)
def test_what_does_not_show_is_left_out(
    said: bytes, looks: list[tuple[int, int, bytes]], text: str, notes: tuple[str, ...]
) -> None:
    source = read_doc(doc("明暗后\r", runs=[(1, 2, said)], looks=looks))
    assert (source.text, source.notes) == (text, notes)


RAISED = b"\x48\x2a\x01"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("80m2米\r", "80m²米"), ("长104米\r", "长10^4米"), ("1361次\r", "136次"), ("136①次\r", "136次")],
)
def test_raised_signs_are_exponents_or_marks_of_notes(text: str, shown: str) -> None:
    assert read_doc(doc(text, runs=[(3, 4, RAISED)])).text == shown


SIGNS: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "sign of a symbol font": (struct.pack("<HHH", 0x6A09, 1, 0xF0B3), "率≥95", ()),
    "letter in a symbol font": (struct.pack("<HH", 0x4A4F, 1), "率(95", ()),
    "unknown sign": (struct.pack("<HHH", 0x6A09, 1, 0xF0FF), "率\ufffd95", ("symbol",)),
    "other font": (struct.pack("<HH", 0x4A4F, 0), "率(95", ()),
    "font that is not there": (struct.pack("<HH", 0x4A4F, 9), "率(95", ()),
}


@pytest.mark.parametrize(("said", "text", "partial"), SIGNS.values(), ids=SIGNS)
def test_signs_of_symbol_fonts_are_read(said: bytes, text: str, partial: tuple[str, ...]) -> None:
    source = read_doc(doc("率(95\r", runs=[(1, 2, said)], fonts=["宋体", "Symbol"]))
    assert (source.text, source.partial) == (text, partial)


def row(edges: list[int], merges: dict[int, int] | None = None, more: bytes = b"") -> bytes:
    """What the end of a row says: the edges of its cells, and how cells are merged (1 with the left, 32 with the one
    above, 96 with those below)."""
    cells = b"".join(struct.pack("<H18x", (merges or {}).get(at, 0)) for at in range(len(edges) - 1))
    inside = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
    return struct.pack("<HH", 0xD608, len(inside) + 1) + inside + more


MERGED: dict[str, tuple[str, list[bytes], str]] = {
    "across, by their edges": ("村名\x07调解\x07备注\x07\x07清河\x073件\x072件\x07无\x07\x07",
                               [row([0, 1000, 3000, 4000]), row([0, 1000, 2000, 3000, 4010])],
                               "村名 | 调解 |  | 备注\n清河 | 3件 | 2件 | 无"),
    "across, by flags": ("村名\x07调解\x07\x07备注\x07\x07清河\x073件\x072件\x07无\x07\x07",
                         [row([0, 1000, 2000, 3000, 4000], {1: 2, 2: 1}), row([0, 1000, 2000, 3000, 4000])],
                         "村名 | 调解 |  | 备注\n清河 | 3件 | 2件 | 无"),
    "down": ("执法\x07警告\x074件\x07\x07\x07罚款\x079件\x07\x07",
             [row([0, 1000, 2000, 3000], {0: 96}), row([0, 1000, 2000, 3000], {0: 32})],
             "执法 | 警告 | 4件\n执法 | 罚款 | 9件"),
    "down, said apart": ("执法\x07警告\x07\x07\x07罚款\x07\x07",
                         [row([0, 1000, 2000], more=b"\x2b\xd6\x02\0" + flag) for flag in (b"\x03", b"\x01")],
                         "执法 | 警告\n执法 | 罚款"),
    "a row that begins further right": ("甲\x07乙\x07丙\x07\x07丁\x07戊\x07\x07",
                                        [row([0, 1000, 2000, 3000]), row([1000, 2000, 3000])], "甲 | 乙 | 丙\n| 丁 | 戊"),
    "edges that do not fit": ("甲\x07乙\x07\x07", [row([0, 1000])], "甲 | 乙"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "told"), MERGED.values(), ids=MERGED)
def test_merged_cells_keep_each_figure_in_its_column(text: str, rows: list[bytes], told: str) -> None:
    ends = places(text, "\x07")
    row_ends = [
        at for at in ends if at and text[at - 1] == "\x07" and (at + 1 == len(text) or text[at + 1] != "罚")
    ]
    row_ends = row_ends if len(row_ends) == len(rows) else row_ends[-len(rows) :]
    settled = dict(zip(row_ends, rows, strict=True))
    assert (
        read_doc(doc(text + "后\r", in_table=ends, row_ends=row_ends, settled=settled)).text == f"{told}\n后"
    )


def test_white_text_on_a_shaded_cell_is_read() -> None:
    text = "红底\x079件\x07\x07后\r"
    ends = places(text, "\x07")
    shade = b"\x12\xd6\x0a" + b"\xff\xff\xff\0\xc0\0\0\0\0\0"
    settled = {ends[2]: row([0, 1000, 2000], more=shade)}
    source = read_doc(doc(text, in_table=ends, row_ends=ends[2:], settled=settled, runs=[(0, 2, WHITE)]))
    assert (source.text, source.notes) == ("红底 | 9件\n后", ())


def at_data(place: int) -> bytes:
    return struct.pack("<HI", 0x6A03, place)


FIELDS = {
    "box ticked": (form_field(1 | 1 << 2), "☑"),
    "box not ticked": (form_field(1), "☐"),
    "box as it was at first": (form_field(1 | 25 << 2, default=1), "☑"),
    "entry chosen": (form_field(2 | 1 << 2, entries=["一般", "良好"]), "良好"),
    "entry that is not there": (form_field(2 | 9 << 2, entries=["一般"]), ""),
    "words": (form_field(0), ""),
    "WordArt in the line": (picture(word_art("青山镇文件")), "青山镇文件"),
    "picture": (picture(b"\x89PNG" + bytes(40)), ""),
    "cut off": (form_field(2, entries=["一般"])[:-4], ""),
    "nothing": (b"\0", ""),
}


@pytest.mark.parametrize(("data", "shown"), FIELDS.values(), ids=FIELDS)
def test_the_value_of_a_form_field_is_read(data: bytes, shown: str) -> None:
    text = "前\x13 FORM\x01\x14\x15后\r"
    source = read_doc(doc(text, runs=[(7, 8, at_data(0))], data=data))
    assert source.text == f"前{shown}后"


def test_word_art_stands_after_the_paragraph_it_hangs_on() -> None:
    source = read_doc(doc("标题\r正\x08文\r后\r", shapes={4: "青山镇\r人民政府文件"}))
    assert source.text == "标题\n正文\n青山镇\n人民政府文件\n后"


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
