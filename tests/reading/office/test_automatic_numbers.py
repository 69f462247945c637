"""Markers that a word processor counts and does not write are written out: .doc and .odt (.docx has tests of its own)."""

import pytest

from reports.reading.office.doc.document import read_doc
from reports.reading.office.odt import read_odt
from tests.reading.documents import zipped
from tests.reading.ole import doc

LEVELS = [(1, 37, "%1、"), (1, 37, "（%2）"), (1, 0, "%3.")]


@pytest.mark.parametrize(
    ("text", "how", "read_as"),
    [
        ("举措\r不足\r", {"numbered": {0: (1, 0), 1: (1, 0)}}, ["一、举措", "二、不足"]),
        (
            "举措\r执法\r正文。\r普法\r不足\r人员\r",
            {"numbered": {0: (1, 0), 1: (1, 1), 3: (1, 1), 4: (1, 0), 5: (1, 1)}},
            ["一、举措", "（一）执法", "正文。", "（二）普法", "二、不足", "（一）人员"],
        ),
        ("甲\r乙\r", {"numbered": {0: (1, 0), 1: (2, 0)}, "overrides": [{}, {}]}, ["一、甲", "二、乙"]),
        ("甲\r乙\r", {"numbered": {0: (1, 0), 1: (2, 0)}, "overrides": [{}, {0: 5}]}, ["一、甲", "五、乙"]),
        ("正文\r标题\r", {"styles": [(0xFFF, 0, 0), (0, 1, 0)], "styled": {1: 1}}, ["正文", "一、标题"]),
        ("标题\r", {"styles": [(0xFFF, 1, 1), None, (0, 0, 0)], "styled": {0: 2}}, ["（一）标题"]),
        ("标题\r", {"styles": [(0xFFF, 1, 0)], "styled": {0: 0}, "numbered": {0: (0, 0)}}, ["标题"]),
        ("甲\r \r乙\r", {"numbered": {0: (1, 0), 1: (1, 0), 2: (1, 0)}}, ["一、甲", "三、乙"]),
        ("甲\r", {"numbered": {0: (9, 0)}}, ["甲"]),
        ("节\r", {"numbered": {0: (1, 0)}, "levels": [(3, 0, "第%1章")]}, ["第3章节"]),
        ("节\r", {"numbered": {0: (1, 1)}, "levels": [(3, 0, "%1"), (1, 0, "%1.%2")]}, ["3.1 节"]),
        ("点\r", {"numbered": {0: (1, 0)}, "levels": [(1, 23, "\uf0b7")]}, ["点"]),
        ("点\r", {"numbered": {0: (1, 0)}, "levels": [(1, 23, "●")]}, ["●点"]),
    ],
)
def test_a_doc_is_read_with_the_numbers_word_shows(text: str, how: dict, read_as: list[str]) -> None:
    source = read_doc(doc(text, **{"levels": LEVELS, **how}))
    assert (source.text.split("\n"), source.notes) == (read_as, ())


def test_a_doc_whose_lists_lead_nowhere_says_that_numbers_may_be_missing() -> None:
    data = doc("举措\r", levels=LEVELS, numbered={0: (1, 0)})
    # The table of lists claims more of them than there are.
    broken = data.replace(b"\x01\x00" + (77).to_bytes(4, "little"), b"\xff\x7f" + (77).to_bytes(4, "little"))
    source = read_doc(broken)
    assert source.text == "举措"
    assert source.notes == (
        "文件里的自动编号读不出来，标题前的“一、”等可能缺失；请另存为 docx 或 PDF 再传。",
    )


_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_LEVELS = (
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" '
    'style:num-suffix="）"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2" text:start-value="4"/>'
)


def odt(body: str, styles: str = "") -> bytes:
    content = (
        f'<office:document-content {_NAMES}><office:automatic-styles><text:list-style style:name="L">{_LEVELS}'
        f"</text:list-style>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def items(*inner: str, more: str = ' text:style-name="L"') -> str:
    return (
        f"<text:list{more}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inner)}</text:list>"
    )


def p(text: str, more: str = "") -> str:
    return f"<text:p{more}>{text}</text:p>"


_CONTINUED = ' text:style-name="L" text:continue-numbering="true"'
_BY_STYLE = (
    '<style:style style:name="P" style:list-style-name="L"/>'
    '<style:style style:name="Q" style:parent-style-name="P"/>'
)
_OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一" style:num-suffix="、"/>'
    '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
)


@pytest.mark.parametrize(
    ("body", "styles", "read_as"),
    [
        (items(p("甲"), p("乙")), "", ["一、甲", "二、乙"]),
        (items(p("甲") + items(p("子"), p("丑"), more=""), p("乙")), "", ["一、甲", "（一）子", "（二）丑", "二、乙"]),
        (items(p("甲") + p("又一段")), "", ["一、甲", "又一段"]),
        (items(p("甲")) + p("正文") + items(p("乙")), "", ["一、甲", "正文", "一、乙"]),
        (items(p("甲")) + p("正文") + items(p("乙"), more=_CONTINUED), "", ["一、甲", "正文", "二、乙"]),
        (
            items(p("甲") + items(p("子"), more="")) + p("文") + items(items(p("丑"), more=""), p("乙"), more=_CONTINUED),
            "",
            ["一、甲", "（一）子", "文", "（二）丑", "二、乙"],
        ),
        (
            items(p("甲"), more=' xml:id="x" text:style-name="L"')
            + items(p("别"))
            + items(p("乙"), more=' text:continue-list="x" text:style-name="L"'),
            "",
            ["一、甲", "一、别", "二、乙"],
        ),
        (items(p("甲")).replace("<text:list-item>", '<text:list-item text:start-value="7">'), "", ["七、甲"]),
        (items(p("头")).replace("list-item>", "list-header>"), "", ["头"]),
        (items(items(items(p("深"), more=""), more="")), "", ["一.4 深"]),
        (items(p("甲", ' text:style-name="Q"'), more=""), _BY_STYLE, ["一、甲"]),
        ('<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">子</text:h>', _OUTLINE, ["一、甲", "子"]),
        ('<text:h text:outline-level="1" text:is-list-header="true">甲</text:h>', _OUTLINE, ["甲"]),
        ("<text:h>甲</text:h>", "", ["甲"]),
    ],
)  # fmt: skip
def test_an_opendocument_is_read_with_the_numbers_it_shows(
    body: str, styles: str, read_as: list[str]
) -> None:
    assert read_odt(odt(body, styles)).text.split("\n") == read_as
