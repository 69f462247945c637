import pytest

from reports.reading import UnreadableFile, read
from tests.reading.documents import zipped

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(body: str) -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


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
