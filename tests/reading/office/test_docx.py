import pytest

from reports.reading import UnreadableFile, read
from reports.text.numerals import numeral
from tests.reading.documents import docx, level, num, numbered, p, zipped

OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + "</w:abstractNum>"
)


def text_of(body: str, **parts: str) -> str:
    return read(docx(body, **parts), "报告.docx").text


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_are_lines() -> None:
    assert text_of(p("标题") + p("") + p("　　正文")) == "标题\n正文"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("法治") + run("政府"), "法治政府"),
        (run("前") + "<w:r><w:br/></w:r>" + run("后"), "前\n后"),
        (run("前") + "<w:r><w:tab/></w:r>" + run("后"), "前 后"),
        (
            f'<w:ins w:id="1">{run("加")}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>',
            "加",
        ),
        (f'<w:moveFrom w:id="1">{run("从")}</w:moveFrom><w:moveTo w:id="2">{run("到")}</w:moveTo>', "到"),
        (f'<w:hyperlink w:anchor="x">{run("链接")}</w:hyperlink>', "链接"),
        (run("明") + run("暗", "<w:vanish/>"), "明"),
        (run("明") + run("也明", '<w:vanish w:val="0"/>'), "明也明"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + run("3"), "3"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
    ],
)
def test_a_paragraph_reads_as_word_shows_it_with_changes_accepted(inside: str, text: str) -> None:
    assert text_of(f"<w:p>{inside}</w:p>") == text


def test_automatic_numbers_are_written_out() -> None:
    body = (
        numbered("主要举措")
        + numbered("化解矛盾", 1)
        + numbered("调解", 2)
        + numbered("走访", 2)
        + numbered("普法", 1)
        + numbered("宣讲", 2)
        + p("正文")
        + numbered("存在不足")
        + numbered("队伍", 1)
        + numbered("条目", 3)
    )
    assert text_of(body, numbering=OUTLINE + num(1, 0)).split("\n") == [
        "一、主要举措",
        "（一）化解矛盾",
        "1.调解",
        "2.走访",
        "（二）普法",
        "1.宣讲",
        "正文",
        "二、存在不足",
        "（一）队伍",
        "2.1 条目",
    ]


def test_a_list_begun_anew_counts_from_its_own_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = numbered("甲") + numbered("乙") + numbered("丙", reference=2) + numbered("丁", reference=2)
    assert (
        text_of(body, numbering=OUTLINE + num(1, 0) + num(2, 0, override)) == "一、甲\n二、乙\n一、丙\n二、丁"
    )
    assert text_of(body, numbering=OUTLINE + num(1, 0) + num(2, 0)) == "一、甲\n二、乙\n三、丙\n四、丁"


def test_a_paragraph_is_numbered_through_its_style_unless_it_says_otherwise() -> None:
    styles = (
        '<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h2"><w:basedOn w:val="h1"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="h1"/>')
        + p("乙", '<w:pStyle w:val="h2"/>')
        + p("丙", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert text_of(body, numbering=OUTLINE + num(1, 0), styles=styles) == "一、甲\n二、乙\n丙"


def test_an_empty_numbered_paragraph_counts_but_leaves_no_line() -> None:
    assert (
        text_of(numbered("甲") + numbered("") + numbered("乙"), numbering=OUTLINE + num(1, 0))
        == "一、甲\n三、乙"
    )


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("chineseCounting", ["一", "十", "十一", "二十", "一百零五", "一百一十"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "壹拾壹", "贰拾", "壹佰零伍", "壹佰壹拾"]),
        ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "105", "110"]),
        ("ideographTraditional", ["甲", "癸", "甲", "癸", "戊", "癸"]),
        ("upperRoman", ["I", "X", "XI", "XX", "CV", "CX"]),
        ("lowerLetter", ["a", "j", "k", "t", "aaaaa", "fffff"]),
        ("decimalFullWidth", ["１", "１０", "１１", "２０", "１０５", "１１０"]),
        ("unheardOf", ["1", "10", "11", "20", "105", "110"]),
    ],
)
def test_numbers_are_written_in_the_format_of_the_list(name: str, texts: list[str]) -> None:
    assert [numeral(number, name) for number in (1, 10, 11, 20, 105, 110)] == texts


def test_tables_are_rows_also_nested_and_wrapped() -> None:
    def cell(inside: str) -> str:
        return f"<w:tc><w:tcPr/>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(p('里'))}{cell(p('外'))}</w:tr></w:tbl>"
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{cell(p('调解'))}{cell(p('35件'))}</w:tr></w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tblPr/><w:tr>{cell(p('项目'))}{cell(p('数'))}</w:tr>{wrapped}</w:tbl>"
    assert text_of(table + p("后")) == "项目 | 数\n调解 | 35件\n后"
    assert text_of(f"<w:tbl><w:tr>{cell(p('左'))}{cell(inner + p(''))}</w:tr></w:tbl>") == "左\n里 | 外"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert text_of(f"<w:p><w:r>{choice}</w:r>{run('段落')}</w:p>" + p("后")) == "段落\n框内\n后"


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f'<w:footnote w:type="separator">{p("—")}</w:footnote><w:footnote w:id="1">{p("注一")}</w:footnote>'
    )
    assert text_of(p("正文"), footnotes=notes) == "正文\n注一"


def test_the_title_in_the_properties_is_a_hint() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> 某镇 报告 </dc:title></c>'
    parts = {"word/document.xml": '<d xmlns="x">甲</d>', "docProps/core.xml": core}
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + p("甲")
        + "</w:document>"
    )
    source = read(zipped({**parts, "word/document.xml": body}), "a.docx")
    assert source.meta == (("title", "某镇 报告"),)
    assert source.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (LAUGHS, "hostile"),
        (OUTSIDE, "hostile"),
        ("<d>" * 10_000, "hostile"),
        ("<d><e></d>", "damaged"),
        ("", "damaged"),
        ("<d/>", "no_text"),
    ],
)
def test_a_hostile_or_broken_document_is_refused(document: str, kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(zipped({"word/document.xml": document}), "报告.docx")
    assert refusal.value.kind == kind


def test_a_part_that_unpacks_beyond_measure_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(zipped({"word/document.xml": b" " * (65 * 1024 * 1024)}), "报告.docx")
    assert refusal.value.kind == "hostile"


def test_a_truncated_document_is_refused() -> None:
    whole = docx(p("正文" * 500))
    with pytest.raises(UnreadableFile):
        read(whole[: len(whole) // 2], "报告.docx")
