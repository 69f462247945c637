"""What a Word document shows in other ways than as plain runs: each construct as its reader sees it."""

import pytest

from reports.reading import read
from tests.reading.documents import docx, level, num, numbered, p, zipped

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
FAINT = "有白色或极小的文字，页面上看不见，没有读入。"
COMMENTS = "文档里有批注，没有读入。"
TWICE = "有的序号既自动生成又写在文字里，只取一次。"


def document(body: str, styles: str = "") -> bytes:
    parts = {"word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>"
    return zipped(parts)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def sign(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def formula(inside: str) -> str:
    return f"<m:oMathPara><m:oMath>{inside}</m:oMath></m:oMathPara>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


UP = '<w:vertAlign w:val="superscript"/>'
NESTED = (
    mark("begin") + code(" IF ") + mark("begin") + code(" N ") + mark("separate") + run("999") + mark("end")
    + code(" 48 ") + mark("separate") + run("48") + mark("end")
)  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (NESTED + run("起"), "48起"),
        (mark("begin") + code("PAGE") + mark("end") + run("后"), "后"),
        (mark("begin") + run("没有结束"), "没有结束"),
        (mark("begin", '<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>') + mark("end") + run("是"), "☑是"),
        (mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>') + mark("end"), "☐"),
        (
            mark("begin", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="一般"/><w:listEntry w:val="良好"/>'
            "</w:ddList></w:ffData>") + mark("end"),
            "良好",
        ),
        ("<w:r><w:t>纠</w:t><w:softHyphen/><w:t>纷023</w:t><w:noBreakHyphen/><w:t>12348</w:t></w:r>", "纠纷023-12348"),
        ("<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t></w:r>", "甲 乙"),
        (f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yín')}</w:rt><w:rubyBase>{run('鄞')}</w:rubyBase></w:ruby></w:r>", "鄞"),
        (run("率") + sign("Symbol", "F0B3") + run("95%") + sign("symbol", "B1") + run("2%"), "率≥95%±2%"),
        (sign("Wingdings", "F0FE") + run("是") + sign("Wingdings 2", "F0A3") + run("否"), "☑是□否"),
        (run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>') + run("是"), "☑是"),
        (sign("Arial", "2264") + run("3"), "≤3"),
        (run("136") + run("①", UP) + run("次，120m") + run("2", UP), "136次，120m²"),
        (run("48") + run("3", UP) + run("起"), "48起"),
        (formula(m("12.5%")), "12.5%"),
        (formula(f"<m:f><m:num>{m('1')}</m:num><m:den>{m('3')}</m:den></m:f>"), "1/3"),
        (formula(f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('c')}</m:den></m:f>"), "(a+b)/c"),
        (formula(f"<m:sSup><m:e>{m('m')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"), "m^2"),
        (formula(f"<m:rad><m:e>{m('16')}</m:e></m:rad><m:d><m:e>{m('x')}</m:e></m:d>"), "√16(x)"),
        ('<w:r><w:pict><v:shape><v:textpath string="某镇人民政府文件"/></v:shape></w:pict></w:r>', "某镇人民政府文件"),
        (f"<w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r><a:t>中字</a:t></a:p></w:drawing></w:r>{run('文')}", "文\n图中字"),
        (f"<mc:AlternateContent><mc:Fallback>{run('只有后备')}</mc:Fallback></mc:AlternateContent>", "只有后备"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>{run('文')}",
            "文",
        ),
        (f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run('良好')}</w:sdtContent></w:sdt>", "良好"),
    ],
)  # fmt: skip
def test_a_construct_reads_as_it_shows(inside: str, text: str) -> None:
    source = read(document(f"<w:p>{inside}</w:p>"), "报告.docx")
    assert (source.text, source.partial) == (text, ())


def test_an_unknown_sign_is_marked_and_named() -> None:
    source = read(document(f"<w:p>{run('前')}{sign('Wingdings', 'F0F5')}</w:p>"), "报告.docx")
    assert (source.text, source.partial) == ("前\ufffd", ("symbol",))


_DELETED = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("人民调解", _DELETED) + p("委员会") + p("后"), "人民调解委员会\n后"),
        (p("甲", "<w:rPr><w:moveFrom/></w:rPr>") + p("乙", _DELETED) + p("丙"), "甲乙丙"),
        (p("标题", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("。正文"), "标题。正文"),
        (p("末段", _DELETED), "末段"),
        (p("前", _DELETED) + f"<w:tbl><w:tr><w:tc>{p('格')}</w:tc></w:tr></w:tbl>", "前\n格"),
    ],
)
def test_paragraphs_without_a_mark_between_them_are_one(body: str, text: str) -> None:
    assert read(document(body), "报告.docx").text == text


_STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="character" w:styleId="Shown"><w:basedOn w:val="H"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
)
SHOWN, WHITE, TINY = '<w:vanish w:val="0"/>', '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
RED = '<w:highlight w:val="red"/>'
_DEFAULT = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"


def styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("body", "styles", "text", "notes"),
    [
        (f"<w:p>{run('明')}{run('暗', styled('H'))}</w:p>", _STYLES, "明", ()),
        (f"<w:p>{run('明')}{run('暗', styled('H2'))}</w:p>", _STYLES, "明", ()),
        (f"<w:p>{run('明')}{run('也明', styled('Shown'))}</w:p>", _STYLES, "明也明", ()),
        (f"<w:p>{run('明', styled('H') + SHOWN)}</w:p>", _STYLES, "明", ()),
        (p("暗", '<w:pStyle w:val="P"/>') + p("明"), _STYLES, "明", ()),
        (p("明", '<w:pStyle w:val="Loop"/>'), _STYLES, "明", ()),
        (f"{p('暗')}<w:p>{run('明', SHOWN)}</w:p>", _DEFAULT, "明", ()),
        (f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('暗')}</w:tc></w:tr></w:tbl>" + p("明"), "", "明", ()),
        (f"<w:p>{run('明')}{run('白', WHITE)}</w:p>", "", "明", (FAINT,)),
        (f"<w:p>{run('明')}{run('小', TINY)}</w:p>", "", "明", (FAINT,)),
        (f"<w:p>{run('白字', WHITE + RED)}</w:p>", "", "白字", ()),
        (
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="C00000"/></w:tcPr>'
            f"<w:p>{run('白字', WHITE)}</w:p></w:tc></w:tr></w:tbl>",
            "", "白字", (),
        ),
        (f"<w:p>{run('明')}<w:r><w:commentReference w:id='1'/></w:r></w:p>", "", "明", (COMMENTS,)),
    ],
)  # fmt: skip
def test_what_does_not_show_is_left_out(body: str, styles: str, text: str, notes: tuple[str, ...]) -> None:
    source = read(document(body, styles), "报告.docx")
    assert (source.text, source.notes) == (text, notes)


OUTLINE = '<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCounting", "%1、") + "</w:abstractNum>"


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (numbered("一、成效") + numbered("不足"), "一、成效\n二、不足", (TWICE,)),
        (numbered("三、成效"), "三、成效", (TWICE,)),
        (numbered("（一）成效"), "一、（一）成效", ()),
        (numbered("2023年成效"), "一、2023年成效", ()),
        (p("人员", _DELETED) + numbered("不足") + numbered("后"), "一、人员不足\n二、后", ()),
    ],
)
def test_a_number_both_typed_and_automatic_stands_once(body: str, text: str, notes: tuple[str, ...]) -> None:
    source = read(docx(body, numbering=OUTLINE + num(1, 0)), "报告.docx")
    assert (source.text, source.notes) == (text, notes)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            [
                [cell("处罚", wide(2)), cell("合计", _DOWN)],
                [cell("警告"), cell("罚款"), cell("", _ON)],
                [cell("4件"), cell("9件"), cell("13件")],
            ],
            "处罚 |  | 合计\n警告 | 罚款 | 合计\n4件 | 9件 | 13件",
        ),
        (
            [
                [cell("执法", _DOWN), cell("警告"), cell("4件")],
                [cell("", _ON), cell("罚款"), cell("9件")],
                [cell("普法"), cell("讲座"), cell("3场")],
            ],
            "执法 | 警告 | 4件\n执法 | 罚款 | 9件\n普法 | 讲座 | 3场",
        ),
        ([[cell("警告"), cell("13件", _DOWN)], [cell("罚款"), cell("", _ON)]], "警告 | 13件\n罚款 |"),
        ([[cell("附表", wide(3))], [cell("甲"), cell("乙"), cell("丙")]], "附表\n甲 | 乙 | 丙"),
        ([[cell("2023年", _DOWN), cell("甲")], [cell("", _ON), cell("乙")]], "2023年 | 甲\n2023年 | 乙"),
        ([[cell("甲", wide(999)), cell("乙")]], "甲" + " | " * 60 + "乙"),
    ],
)  # fmt: skip
def test_merged_cells_keep_every_figure_below_its_head(rows: list[list[str]], text: str) -> None:
    lines = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows)
    assert read(document(f"<w:tbl>{lines}</w:tbl>"), "报告.docx").text == text
