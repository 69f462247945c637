import pytest

from reports.reading import UnreadableFile, read
from tests.reading.documents import zipped

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
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


def test_a_web_archive_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.mht")
    assert refusal.value.kind == "no_text"


def test_a_spreadsheet_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}), "报告.docx")
    assert refusal.value.kind == "spreadsheet"
