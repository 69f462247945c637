import pytest

from reports.reading import UnreadableFile, read
from reports.reading.office.rtf.document import read_rtf


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def unicode(text: str) -> str:
    units = text.encode("utf-16-le")
    return "".join(
        f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2)
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (gbk("青山镇") + r"\par " + gbk("报告") + r"\par", "青山镇\n报告"),
        (unicode("青山镇") + r"\par" + unicode("𠮷山"), "青山镇\n𠮷山"),
        (r"{\b " + gbk("法治") + "}" + gbk("政府"), "法治政府"),
        (r"\uc2\u-27001\'81\'40" + gbk("后"), "隇后"),
        (gbk("前") + r"\line " + gbk("后"), "前\n后"),
        (r"{\fonttbl{\f0\fcharset134 SimSun;}}{\info{\title x}}{\*\generator y;}" + gbk("正文"), "正文"),
        (r"{\listtext\pard\plain " + gbk("一、") + r"\tab}" + gbk("主要举措"), "一、主要举措"),
        (gbk("明") + r"{\v " + gbk("暗") + "}" + r"{\deleted " + gbk("删") + "}", "明"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt " + gbk("链接") + "}}", "链接"),
        (r"{\header " + gbk("页眉") + r"\par}{\footer 1\par}" + gbk("正文"), "正文"),
        (r"{\pict\pngblip 89504e47}" + gbk("图后"), "图后"),
        (r"a\~b\_c \{d\} \\", "a b-c {d} \\"),
        (gbk("长") + r"10{\super 4}" + gbk("米，面积") + r"80m{\up6 2}", "长10^4米，面积80m²"),
        (r"136{\super [1]}" + gbk("次") + r"\super x\nosupersub " + gbk("后"), "136次x后"),
        (r"\ldblquote x\rdblquote\emdash", "“x”—"),
    ],
)
def test_text_is_read_without_its_markup(inside: str, text: str) -> None:
    assert read_rtf(rf"{{\rtf1\ansi\ansicpg936 {inside}}}".encode()).text == text


@pytest.mark.parametrize(
    ("inside", "text", "partial"),
    [
        (gbk("复议3件") + r"{\super\chftn{\footnote\pard " + gbk("脚注") + r"\par}}" + gbk("。") + r"\par " + gbk("后"),
         "复议3件。\n后\n脚注", ()),
        (r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 136}}{\sp{\sn gtextUNICODE}{\sv " + gbk("文件") + r"}}}{\shprslt x}}"
         + gbk("后"), "文件\n后", ()),
        (r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 00}}}{\shptxt\pard " + gbk("框内") + r"\par}}}" + gbk("后"),
         "框内\n后", ()),
        (r"{\fonttbl{\f0 a;}{\f3\fcharset2 Symbol;}}" + gbk("率") + r"{\f3\'b3}95%{\f3 \u-3919?}2%", "率≥95%±2%", ()),
        (r"{\fonttbl{\f3\fcharset2 Wingdings;}}{\f3\'f5}" + gbk("后"), "\ufffd后", ("symbol",)),
        (gbk("率") + r"{\mmath{\*\moMathPara{\moMathParaPr{\mjc left}}{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr 1}}"
         r"{\mden{\mr 8}}}{\mr =12.5%}}}{\mmathPict x}}" + gbk("。"), "率1/8=12.5%。", ()),
        (gbk("前") + r"{\object\objemb{\*\objdata 00}}", "前", ("embedded_document",)),
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_is_read_or_named(
    inside: str, text: str, partial: tuple[str, ...]
) -> None:
    source = read_rtf(rf"{{\rtf1\ansi\ansicpg936 {inside}}}".encode())
    assert (source.text, source.partial) == (text, partial)


def test_a_cell_merged_downwards_heads_every_row() -> None:
    def row(first: str, *cells: str) -> str:
        words = "".join(rf"{gbk(cell)}\cell " for cell in cells)
        return rf"\trowd{first}\cellx1\cellx2\cellx3\pard\intbl {words}\row"

    inside = (
        row(r"\clvmgf", "执法", "警告", "4件")
        + row(r"\clvmrg", "", "罚款", "9件")
        + row("", "普法", "讲座", "3场")
    )
    told = read_rtf(rf"{{\rtf1\ansicpg936 {inside}\pard {gbk('后')}\par}}".encode()).text
    assert told == "执法 | 警告 | 4件\n执法 | 罚款 | 9件\n普法 | 讲座 | 3场\n后"


COLOURS = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red192\green0\blue0;}"
FAINT = "有白色或极小的文字，页面上看不见，没有读入。"
SHEET = (
    r"{\stylesheet{\s0 Normal;}{\s15\sbasedon0\v Hidden;}{\s16\sbasedon15 Below;}{\*\cs17\additive\v Sign;}"
    r"{\s18\v0 Shown;}}"
)
DARK = gbk("暗")
LOOKS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "white": (rf"{COLOURS}{gbk('明')}{{\cf2 {DARK}}}{gbk('后')}", "明后", (FAINT,), ()),
    "white and then automatic": (rf"{COLOURS}\cf2 {DARK}\cf0 {gbk('明')}", "明", (FAINT,), ()),
    "white and then plain": (rf"{COLOURS}\cf2 {DARK}\plain {gbk('明')}", "明", (FAINT,), ()),
    "white on a mark": (rf"{COLOURS}{{\cf2\highlight3 {DARK}}}", "暗", (), ()),
    "white on a background": (rf"{COLOURS}{{\cf2\chcbpat3 {DARK}}}", "暗", (), ()),
    "white in a paragraph with one": (rf"{COLOURS}\pard\cbpat3\cf2 {DARK}\par\pard {DARK}", "暗", (FAINT,), ()),
    "white on white": (rf"{COLOURS}{{\cf2\highlight2 {DARK}}}{gbk('明')}", "明", (FAINT,), ()),
    "black": (rf"{COLOURS}{{\cf1 {DARK}}}", "暗", (), ()),
    "a colour that is not there": (rf"{COLOURS}{{\cf9 {DARK}}}", "暗", (), ()),
    "white in a cell with a background": (
        rf"{COLOURS}\trowd\clcbpat3\cellx1\cellx2\pard\intbl\cf2 {DARK}\cell\cf0 9\cell\row\pard {gbk('后')}\par",
        "暗 | 9\n后", (), (),
    ),
    "tiny": (rf"{gbk('明')}{{\fs2 {DARK}}}{gbk('后')}", "明后", (FAINT,), ()),
    "moved from here": (rf"{gbk('明')}{{\mvf {DARK}}}", "明", (), ()),
    "a style that hides, and its text too": (rf"{SHEET}\pard\plain\s15\v {DARK}\par\pard\plain {gbk('明')}", "明", (), ()),
    "a style that hides": (rf"{SHEET}\pard\plain\s15 {DARK}\par\pard\plain {gbk('明')}", "明", (), ("hidden_text",)),
    "a style based on one": (rf"{SHEET}\pard\s16 {DARK}\par\pard {gbk('明')}", "明", (), ("hidden_text",)),
    "a style of characters": (rf"{SHEET}{gbk('明')}{{\cs17 {DARK}}}", "明", (), ("hidden_text",)),
    "text that says it shows": (rf"{SHEET}\pard\s15\v0 {DARK}\par", "暗", (), ()),
    "a style that shows": (rf"{SHEET}\pard\s18 {DARK}\par", "暗", (), ()),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "text", "notes", "partial"), LOOKS.values(), ids=LOOKS)
def test_what_does_not_show_is_left_out(
    inside: str, text: str, notes: tuple[str, ...], partial: tuple[str, ...]
) -> None:
    source = read_rtf(rf"{{\rtf1\ansi\ansicpg936 {inside}}}".encode())
    assert (source.text, source.notes, source.partial) == (text, notes, partial)


def table_row(defined: str, *cells: str) -> str:
    words = "".join(rf"{gbk(cell)}\cell " for cell in cells)
    return rf"\trowd{defined}\pard\intbl {words}\row"


HEAD_AND_ROW = "村名 | 调解 |  | 备注\n清河 | 3件 | 2件 | 无\n后"
FOUR = table_row(r"\cellx1000\cellx2000\cellx3000\cellx4000", "清河", "3件", "2件", "无")
MERGED = {
    "by their edges": (table_row(r"\cellx1000\cellx3010\cellx4000", "村名", "调解", "备注") + FOUR, HEAD_AND_ROW),
    "by words": (
        table_row(r"\cellx1000\clmgf\cellx2000\clmrg\cellx3000\cellx4000", "村名", "调解", "", "备注") + FOUR, HEAD_AND_ROW,
    ),
    "across and down": (
        table_row(r"\clvmgf\cellx1000\cellx3000", "村名", "调解")
        + table_row(r"\clvmrg\cellx1000\cellx2000\cellx3000", "", "件数", "成功"),
        "村名 | 调解\n村名 | 件数 | 成功\n后",
    ),
    "a row that begins further right": (
        table_row(r"\cellx1000\cellx2000", "甲", "乙") + table_row(r"\trleft1000\cellx2000", "丙"), "甲 | 乙\n丙\n后",
    ),
    "a table in a cell": (
        rf"\trowd\cellx1000\cellx2000\pard\intbl {gbk('外')}\cell\pard\intbl\itap2 {gbk('警告')}\nestcell 4"
        rf"{{\nonesttables\par}}\nestcell{{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}}"
        rf"\pard\intbl\itap2 {gbk('罚款')}\nestcell 9\nestcell{{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}}"
        r"\pard\intbl\itap1\cell\row",
        "外\n警告 | 4\n罚款 | 9\n后",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "text"), MERGED.values(), ids=MERGED)
def test_merged_cells_keep_each_figure_in_its_column(inside: str, text: str) -> None:
    assert read_rtf(rf"{{\rtf1\ansicpg936 {inside}\pard {gbk('后')}\par}}".encode()).text == text


def form(inside: str, result: str = "") -> str:
    code = rf"{{\*\fldinst FORM {{\*\formfield{{{inside}}}}}}}"
    return rf"{gbk('前')}{{\field{code}{{\fldrslt {result}}}}}{gbk('后')}"


FORMS = {
    "box ticked": (form(r"\fftype1\ffres1\ffdefres0"), "前☑后"),
    "box not ticked": (form(r"\fftype1\ffres0"), "前☐后"),
    "box as it was at first": (form(r"\fftype1\ffres25\ffdefres1"), "前☑后"),
    "entry chosen": (form(rf"\fftype2\ffres1{{\*\ffl {gbk('一般')}}}{{\*\ffl {gbk('良好')}}}"), "前良好后"),
    "entry that is not there": (form(r"\fftype2\ffres7"), "前后"),
    "words": (form(r"\fftype0{\*\ffname a}", "120"), "前120后"),
    "in hidden text": (rf"{gbk('明')}{{\v {form(chr(92) + 'fftype1')}}}", "明"),
}


@pytest.mark.parametrize(("inside", "text"), FORMS.values(), ids=FORMS)
def test_the_value_of_a_form_field_is_read(inside: str, text: str) -> None:
    assert read_rtf(rf"{{\rtf1\ansicpg936 {inside}\par}}".encode()).text == text


def test_the_charset_of_a_font_goes_before_the_code_page() -> None:
    big5 = "".join(f"\\'{byte:02x}" for byte in "報告".encode("big5"))
    head = r"{\rtf1\ansicpg936{\fonttbl{\f0\fcharset134 a;}{\f1\fcharset136 b;}}"
    assert read_rtf(f"{head}{{\\f1 {big5}}}\\f0 {gbk('报告')}}}".encode()).text == "報告报告"


def test_rows_become_lines_with_bars() -> None:
    row = r"\trowd\pard\intbl {}\cell {}\cell\row"
    inside = (
        gbk("前")
        + r"\par"
        + row.format(gbk("项目"), gbk("数"))
        + row.format(gbk("调解"), "35")
        + r"\pard "
        + gbk("后")
    )
    assert read_rtf(rf"{{\rtf1\ansicpg936 {inside}\par}}".encode()).text == "前\n项目 | 数\n调解 | 35\n后"


def test_it_is_read_through_the_door_whatever_its_name() -> None:
    source = read(rf"{{\rtf1\ansicpg936 {gbk('正文')}}}".encode(), "报告.doc")
    assert (source.text, source.media_type) == ("正文", "application/rtf")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"{\\rtf1" + b"{" * 1000, "hostile"), (b"{\\rtf1}", "no_text")],
)
def test_a_hostile_or_empty_file_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.rtf")
    assert refusal.value.kind == kind
