import pytest

from reports.reading import UnreadableFile, read
from tests.reading.documents import zipped

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
    'xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument text; ``parts`` are its other files."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {_NAMES}>{automatic}{text}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>标题</text:h>\n <text:p>正文<text:span>加粗</text:span>尾</text:p>", "标题\n正文加粗尾"),
        ("<text:p>前<text:line-break/>后<text:s/>空<text:tab/>格</text:p>", "前\n后 空 格"),
        ("<text:list><text:list-item><text:p>项</text:p></text:list-item></text:list>", "项"),
        ("<text:tracked-changes><text:p>删</text:p></text:tracked-changes><text:p>留</text:p>", "留"),
        ("<text:p>留<office:annotation><text:p>批注</text:p></office:annotation></text:p>", "留"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell>"
            "<table:table-cell><text:p>数</text:p></table:table-cell></table:table-row></table:table>",
            "项目 | 数",
        ),
    ],
)
def test_an_opendocument_is_read(body: str, text: str) -> None:
    source = read(odt(body), "报告.odt")
    assert (source.text, source.media_type) == (text, "application/vnd.oasis.opendocument.text")


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


STYLES = (
    style("H", "text", 'text:display="none"') + style("H2", "text", "", "H") + style("P", "paragraph", 'text:display="none"')
    + style("W", "text", 'fo:color="#ffffff"') + style("S", "text", 'fo:font-size="1pt"')
    + style("B", "text", 'fo:color="#FFFFFF" fo:background-color="#c00000"')
)  # fmt: skip
FAINT = "有白色或极小的文字，页面上看不见，没有读入。"


def span(name: str, text: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


NOTE = (
    '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p>'
    "</text:note-body></text:note>"
)
MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mfrac><mn>1</mn><mn>8</mn></mfrac><mo>=</mo>'
    "<mn>12.5%</mn></mrow><annotation>1 over 8</annotation></semantics></math>"
)


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (f"<text:p>明{span('H', '暗')}{span('H2', '暗')}</text:p><text:p text:style-name='P'>暗</text:p>", "明", ()),
        (f"<text:p>明{span('W', '白')}{span('S', '小')}{span('B', '红底')}</text:p>", "明红底", (FAINT,)),
        ("<text:p>明<text:hidden-text text:is-hidden='true'>暗</text:hidden-text></text:p>", "明", ()),
        ("<text:section text:display='none'><text:p>暗</text:p></text:section><text:p>明</text:p>", "明", ()),
        (f"<text:p>复议3件{NOTE.format('footnote', '脚注')}。</text:p><text:p>后{NOTE.format('endnote', '尾注')}</text:p>",
         "复议3件。\n后\n脚注\n尾注", ()),
        (
            "<text:p><text:ruby><text:ruby-base>鄞</text:ruby-base><text:ruby-text>yín</text:ruby-text></text:ruby>州</text:p>",
            "鄞州", (),
        ),
        ("<text:p>日期<text:date>3月20日</text:date><text:drop-down>良好</text:drop-down></text:p>", "日期3月20日良好", ()),
        ("<text:p>文<text:placeholder>单击输入</text:placeholder></text:p>", "文", ()),
        ("<text:p>前<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>段</text:p><text:p>后</text:p>",
         "前段\n框内\n后", ()),
        (
            "<text:p>文<office:annotation><text:p>批</text:p></office:annotation></text:p>",
            "文", ("文档里有批注，没有读入。",),
        ),
        (
            "<table:table>" + row(cell("处罚", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>",
                                  cell("合计", 'table:number-rows-spanned="2"'))
            + row(cell("警告"), cell("罚款"), "<table:covered-table-cell/>") + row(cell("4件"), cell("9件"), cell("13件"))
            + "</table:table>",
            "处罚 |  | 合计\n警告 | 罚款 | 合计\n4件 | 9件 | 13件", (),
        ),
        ("<text:p>率<draw:frame><draw:object xlink:href='./o1'/></draw:frame>。</text:p>", "率1/8=12.5%。", ()),
    ],
)  # fmt: skip
def test_constructs_of_an_opendocument_read_as_they_show(
    body: str, text: str, notes: tuple[str, ...]
) -> None:
    source = read(odt(body, STYLES, **{"o1/content.xml": MATH}), "报告.odt")
    assert (source.text, source.notes, source.partial) == (text, notes, ())


def styled(name: str, family: str, kind: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}"><style:{kind}-properties {properties}/></style:style>'


LOOKS = STYLES + (
    styled("Red", "table-cell", "table-cell", 'fo:background-color="#c00000"')
    + style("Wing", "text", 'style:font-name="W1"')
    + style("Unknown", "text", 'style:font-name="Wingdings"')
    + style("Up", "text", 'style:text-position="super 58%"')
    + style("Higher", "text", 'style:text-position="33% 58%"')
    + style("Down", "text", 'style:text-position="sub 58%"')
    + styled("RedP", "paragraph", "paragraph", 'fo:background-color="#c00000"')
    + '<style:font-face style:name="W1" svg:font-family="&apos;Wingdings&apos;"/>'
)
FORMS = (
    '<office:forms><form:form><form:checkbox form:id="c1" form:label="已公开" form:current-state="checked"/>'
    '<form:text form:id="c2" form:current-value="120"/><form:listbox form:id="c3"><form:option form:label="一般"/>'
    '<form:option form:label="良好" form:current-selected="true"/></form:listbox>'
    '<form:button form:id="c4" form:label="提交"/>'
    '<form:password form:id="c5" form:current-value="x"/>'
    '<form:radio form:id="c6" form:label="是"/></form:form></office:forms>'
)


def control(name: str) -> str:
    return f'<draw:control draw:control="{name}"/>'


def mark(kind: str, **params: str) -> str:
    held = "".join(
        f'<field:param field:name="{name.rstrip("_")}" field:value="{value}"/>'
        for name, value in params.items()
    )
    return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.{kind}">{held}</field:fieldmark>'


CONSTRUCTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "WordArt": (
        "<text:p>前<draw:custom-shape><text:p>青山镇文件</text:p><draw:enhanced-geometry draw:text-path='true'/>"
        "</draw:custom-shape>后</text:p>",
        "前后\n青山镇文件",
        (),
    ),
    "shapes in a group": (
        "<text:p>前<draw:g><draw:connector><text:p>甲</text:p></draw:connector>"
        "<draw:path><text:p>乙</text:p>"
        "</draw:path></draw:g>后</text:p>",
        "前后\n甲\n乙",
        (),
    ),
    "sign of a symbol font": (f"<text:p>率{span('Wing', chr(0xF0FE))}是</text:p>", "率☑是", ()),
    "unknown sign": (f"<text:p>率{span('Unknown', 'õ')}</text:p>", "率\ufffd", ("symbol",)),
    "exponent": (f"<text:p>80m{span('Up', '2')}、10{span('Higher', '4')}</text:p>", "80m²、10^4", ()),
    "mark of a note": (f"<text:p>136{span('Up', '1')}次{span('Down', '2')}</text:p>", "136次2", ()),
    "paragraph hidden by a field": (
        "<text:p>明</text:p><text:p>暗<text:hidden-paragraph text:is-hidden='true'/></text:p>",
        "明",
        (),
    ),
    "paragraph shown by a field": (
        "<text:p>明<text:hidden-paragraph text:is-hidden='false'/></text:p>",
        "明",
        (),
    ),
    "paragraph on a condition": (
        "<text:p>明<text:hidden-paragraph text:condition='ooow:x'/></text:p>",
        "明",
        ("hidden_text",),
    ),
    "section hidden on a condition": (
        "<text:section text:display='condition' text:is-hidden='true'><text:p>暗</text:p>"
        "</text:section><text:p>明</text:p>",
        "明",
        (),
    ),
    "section on a condition": (
        "<text:section text:display='condition'><text:p>明</text:p></text:section>",
        "明",
        ("hidden_text",),
    ),
    "white on red": (
        "<table:table>"
        + row(
            f"<table:table-cell table:style-name='Red'><text:p>{span('W', '执法')}</text:p>"
            "</table:table-cell>",
            cell("9件"),
        )
        + "</table:table>",
        "执法 | 9件",
        (),
    ),
    "white in a red paragraph": (f"<text:p text:style-name='RedP'>{span('W', '执法')}</text:p>", "执法", ()),
    "words of a content control": (
        "<text:p>共<loext:content-control>35</loext:content-control>件</text:p>",
        "共35件",
        (),
    ),
    "prompt of a content control": (
        "<text:p>共<loext:content-control loext:showing-place-holder='true'>单击输入"
        "</loext:content-control>件</text:p>",
        "共件",
        (),
    ),
    "box of a form of Word's": (
        f"<text:p>是{mark('FORMCHECKBOX', Checkbox_Checked='true')}否{mark('FORMCHECKBOX')}</text:p>",
        "是☑否☐",
        (),
    ),
    "entry of a form of Word's": (
        f"<text:p>评{mark('FORMDROPDOWN', Dropdown_ListEntry='良好', Dropdown_Selected='0')}</text:p>",
        "评良好",
        (),
    ),
    "controls": (
        f"{FORMS}<text:p>{control('c1')}户数{control('c2')}评{control('c3')}{control('c4')}{control('c5')}"
        f"{control('c6')}</text:p>",
        "☑已公开户数120评良好☐是",
        (),
    ),
    "deletion": (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>留<text:change/>下</text:p>",
        "留下",
        (),
    ),
    "chart": (
        "<text:p>前<draw:frame><draw:object xlink:href='./o2'/></draw:frame></text:p><text:p>后</text:p>",
        "前\n执法情况\n| 件数\n警告 | 4\n罚款 | 9\n后",
        (),
    ),
    "chart without data": (
        "<text:p>前<draw:frame><draw:object xlink:href='./o3'/></draw:frame></text:p>",
        "前",
        ("diagram",),
    ),
}
CHART = (
    f"<office:document-content {_NAMES}><office:body><office:chart><chart:chart><chart:title><text:p>执法情况</text:p>"
    "</chart:title>{}</chart:chart></office:chart></office:body></office:document-content>"
)
ROWS = row(cell(""), cell("件数")) + row(cell("警告"), cell("4")) + row(cell("罚款"), cell("9"))
DATA = f"<table:table>{ROWS}</table:table>"


@pytest.mark.parametrize(("body", "text", "partial"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_what_an_opendocument_shows_is_read_or_named(body: str, text: str, partial: tuple[str, ...]) -> None:
    parts = {"o2/content.xml": CHART.format(DATA), "o3/content.xml": CHART.replace("执法情况", "").format("")}
    source = read(odt(body, LOOKS, **parts), "报告.odt")
    assert (source.text, source.partial) == (text, partial)


def test_another_document_in_an_opendocument_is_named() -> None:
    body = "<text:p>文<draw:object-ole xlink:href='./x'/></text:p>"
    assert read(odt(body), "报告.odt").partial == ("embedded_document",)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_the_page_of_a_web_archive_is_read(encoding: str) -> None:
    page = "<html><body><p>青山镇报告</p></body></html>".encode(encoding).hex(" ").replace(" ", "=").upper()
    data = (
        'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
        "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n"
        "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"={page}\r\n--x--\r\n"
    )
    source = read(data.encode(), "报告.mht")
    assert (source.text, source.encoding) == ("青山镇报告", "gb18030" if encoding == "gbk" else "utf-8")


def web_archive(*parts: tuple[str, str, str]) -> bytes:
    """Parts of a saved page: type, further head lines, content."""
    bodies = "".join(
        f"--x\r\nContent-Type: {kind}\r\n{more}\r\n{content}\r\n" for kind, more, content in parts
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    return f"{head}{bodies}--x--\r\n".encode()


AT = "Content-Location: http://zjt.example.cn/a/{}\r\n"
HIDE = ".away { display: none }"
SHEETS: dict[str, tuple[str, tuple[str, str], bool]] = {
    "by its address": ("<link rel=stylesheet href='http://zjt.example.cn/a/s.css'>", (AT.format("s.css"), HIDE), True),
    "by a relative address": ("<link href='s.css' rel='stylesheet'>", (AT.format("s.css"), HIDE), True),
    "by its identity": ("<link rel=stylesheet href='cid:s@x'>", ("Content-ID: <s@x>\r\n", HIDE), True),
    "imported": ("<style>@import url('s.css');</style>", (AT.format("s.css"), HIDE), True),
    "for print": ("<link rel=stylesheet media=print href='s.css'>", (AT.format("s.css"), HIDE), False),
    "overruled": ("<link rel=stylesheet href='s.css'><style>.away { display: block }</style>",
                  (AT.format("s.css"), HIDE), False),
    "not linked": ("", (AT.format("s.css"), HIDE), False),
    "no style sheet": ("<link rel=icon href='s.css'>", (AT.format("s.css"), HIDE), False),
}  # fmt: skip


@pytest.mark.parametrize(("head", "sheet", "hides"), SHEETS.values(), ids=SHEETS)
def test_a_style_sheet_in_a_part_of_its_own_hides_what_it_says(
    head: str, sheet: tuple[str, str], hides: bool
) -> None:
    page = f"<html><head>{head}</head><body><p>青山镇报告</p><p class=away>暗处</p></body></html>"
    data = web_archive(("text/html; charset=utf-8", AT.format("p.html"), page), ("text/css", *sheet))
    assert read(data, "报告.mht").text == ("青山镇报告" if hides else "青山镇报告\n暗处")


def test_a_web_archive_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.mht")
    assert refusal.value.kind == "no_text"


def test_a_spreadsheet_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}), "报告.docx")
    assert refusal.value.kind == "spreadsheet"
