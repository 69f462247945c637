"""Word documents: main parts under any name and in any edition, and all parts that hold text."""

import pytest

from reports.ingest.intake import Understood, understand
from reports.reading import read
from tests.reading.documents import docx, p, zipped
from tests.reading.office.test_rtf import gbk

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml"
_EMBEDDED = "文件里嵌有另一份文档，其中的文字没有读出，请对照原件。"


def package(main: str, target: str, name: str, kinds: str = _RELATIONS, types: str = _MAIN) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/{name}" ContentType="{types}"/></Types>',
            "_rels/.rels": f'<Relationships><Relationship Type="{kinds}/officeDocument" Target="{target}"/></Relationships>',
            name: main,
        }
    )


def document(namespace: str, text: str = "正文") -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body>{p(text)}</w:body></w:document>'


_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    "data",
    [
        package(document(_TRANSITIONAL), "word/document3.xml", "word/document3.xml"),
        package(document(_TRANSITIONAL), "/word/Document.xml", "word/document.xml"),
        package(document(_TRANSITIONAL), "./main/text.xml", "MAIN/text.xml"),
        package(document(_TRANSITIONAL), "word/text.xml", "word\\text.xml"),
        package(
            document(f"{_STRICT}/wordprocessingml/main"),
            "word/document.xml",
            "word/document.xml",
            f"{_STRICT}/officeDocument/relationships",
        ),
        package(
            document("http://schemas.openxmlformats.org/wordprocessingml/2006/3/main"), "word/a.xml", "word/a.xml"
        ),
        package(
            document(_TRANSITIONAL), "b.xml", "b.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml"
        ),
        zipped({"_rels/.rels": "<Relationships/>", "Word/Document.xml": document(_TRANSITIONAL)}),
    ],
)  # fmt: skip
def test_the_main_part_is_found_under_any_name_and_in_any_edition(data: bytes) -> None:
    assert read(data, "报告.docx").text == "正文"


def with_relations(body: str, relations: str, parts: dict[str, str | bytes]) -> bytes:
    names = (
        f'xmlns:w="{_TRANSITIONAL}" xmlns:r="{_RELATIONS}" '
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    return zipped(
        {
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **parts,
        }
    )


def chunk(content: str | bytes, target: str = "piece.bin", name: str = "word/piece.bin") -> bytes:
    return with_relations(
        p("前") + '<w:altChunk r:id="r7"/>' + p("后"),
        f'<Relationship Id="r7" Type="{_RELATIONS}/aFChunk" Target="{target}"/>',
        {name: content},
    )


DATA = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
    '<dgm:pt type="doc"/><dgm:pt><dgm:t><a:p><a:r><a:t>镇党委</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '<dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>样式</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>'
)


_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def points(kind: str, values: list[str], code: str = "General") -> str:
    held = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values) if value)
    cache = f"<c:numCache><c:formatCode>{code}</c:formatCode>{held}</c:numCache>"
    return f"<c:{kind}><c:numRef><c:f>Sheet1!A1</c:f>{cache}</c:numRef></c:{kind}>"


def chart(*series: tuple[str, list[str], list[str], str], title: str = "") -> bytes:
    """A document with a chart: of each series its name, its categories, its values and how these are shown."""
    drawn = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f"{points('cat', names)}{points('val', values, code)}</c:ser>"
        for name, names, values, code in series
    )
    head = f'<c:title><c:tx><c:rich><a:p xmlns:a="{_DRAWING}"><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>'
    return with_relations(
        f"{p('前')}<w:p><w:r><w:drawing><c:chart r:id='r9'/></w:drawing></w:r></w:p>{p('后')}",
        f'<Relationship Id="r9" Type="{_RELATIONS}/chart" Target="charts/chart1.xml"/>',
        {
            "word/charts/chart1.xml": f"<c:chartSpace {_C}><c:chart>{head if title else ''}{drawn}</c:chart></c:chartSpace>"
        },
    )


CHARTS: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "one series": (chart(("件数", ["警告", "罚款"], ["4", "9"], "General"), title="执法情况"),
                   "前\n执法情况\n| 件数\n警告 | 4\n罚款 | 9\n后", ()),
    "two series, a value missing": (
        chart(("2022年", ["警告", "罚款"], ["4", ""], "0"), ("2023年", ["警告", "罚款"], ["5", "9"], "0")),
        "前\n| 2022年 | 2023年\n警告 | 4 | 5\n罚款 |  | 9\n后", ()),
    "shares": (chart(("办结率", ["一季度"], ["0.98099999999999998"], "0.0%")), "前\n| 办结率\n一季度 | 98.1%\n后", ()),
    "nothing in it": (chart(), "前\n后", ("diagram",)),
}  # fmt: skip


@pytest.mark.parametrize(("data", "text", "partial"), CHARTS.values(), ids=CHARTS)
def test_a_chart_is_read_as_the_table_it_shows(data: bytes, text: str, partial: tuple[str, ...]) -> None:
    source = read(data, "报告.docx")
    assert (source.text, source.partial) == (text, partial)


@pytest.mark.parametrize(
    ("data", "text", "partial"),
    [
        (chunk("<html><body><p>接访11场。</p></body></html>"), "前\n接访11场。\n后", ()),
        (chunk("接访11场。".encode("gbk")), "前\n接访11场。\n后", ()),
        (chunk(rf"{{\rtf1\ansicpg936 {gbk('接访11场。')}}}"), "前\n接访11场。\n后", ()),
        (chunk(docx(p("接访11场。"))), "前\n接访11场。\n后", ()),
        (chunk(chunk("里")), "前\n前\n里\n后\n后", ()),
        (chunk("接访11场。", "/afchunk/a.txt", "afchunk/A.txt"), "前\n接访11场。\n后", ()),
        (chunk(b"\x89PNG\r\n\x1a\n"), "前\n后", ("embedded_document",)),
        (chunk("里", "elsewhere.html"), "前\n后", ("embedded_document",)),
        (chunk(chunk(chunk(chunk(chunk("深"))))), "前\n前\n前\n前\n后\n后\n后\n后", ("embedded_document",)),
        (with_relations(p("正文") + '<w:subDoc r:id="r1"/>', "", {}), "正文", ("embedded_document",)),
        (
            with_relations(f"{p('正文')}<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>", "", {}),
            "正文",
            ("embedded_document",),
        ),
        (
            with_relations(
                f'{p("组织架构")}<w:p><w:r><w:drawing><dgm:relIds r:dm="r3"/></w:drawing></w:r></w:p>',
                f'<Relationship Id="r3" Type="{_RELATIONS}/diagramData" Target="diagrams/data1.xml"/>',
                {"word/diagrams/data1.xml": DATA},
            ),
            "组织架构\n镇党委",
            (),
        ),
        (
            with_relations(f"{p('正文')}<w:p><w:r><w:drawing><c:chart/></w:drawing></w:r></w:p>", "", {}),
            "正文",
            ("diagram",),
        ),
    ],
)
def test_every_part_is_read_or_named(data: bytes, text: str, partial: tuple[str, ...]) -> None:
    source = read(data, "报告.docx")
    assert (source.text, source.partial) == (text, partial)


def test_what_a_reader_left_out_is_a_flag_of_the_report(db: None) -> None:
    found = understand(chunk(b"\x89PNG\r\n\x1a\n"), "报告.docx", keep=len)
    assert isinstance(found, Understood)
    assert [flag.note for flag in found.parsed.flags if flag.kind == "part_not_read"] == [_EMBEDDED]


def test_endnotes_stand_at_the_end_as_footnotes_do() -> None:
    notes = f'<w:endnote w:type="separator">{p("—")}</w:endnote><w:endnote w:id="2">{p("尾注")}</w:endnote>'
    footnotes = f'<w:footnote w:id="2">{p("脚注")}</w:footnote>'
    assert read(docx(p("正文"), endnotes=notes, footnotes=footnotes), "a.docx").text == "正文\n脚注\n尾注"
