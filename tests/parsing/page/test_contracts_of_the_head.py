"""What the head's steps promise for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.flags import raise_flags
from reports.parsing.page.furniture import mark_furniture
from reports.parsing.page.header import read_header
from reports.parsing.page.injected import find_injected
from reports.parsing.types import ParsedReport

STEPS = (mark_furniture, find_injected, read_header, raise_flags)
WORDS = (
    "青石镇;平川县青石镇人民政府;2023年;二〇二三年;法治政府建设;年度报告;关于;的报告;来源：;发布日期：;索 引 号;一、;\n\n;"
    "2024-03-25 16:36;〔2024〕3号;2024年1月9日;首页 > 正文;打印 关闭;版权所有;附件：;.docx;13812345678;||||;文号：;日期;"
    "开云体育;在线直播;习近平新时代;特色社会主义思想;我镇坚持依法行政，扎实推进各项工作;\r\n"
)
PIECES = [*WORDS.split(";"), *"：。，《》_¥|([-# 　\n𠮷鎮\ufffd\u2028\x00"]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
@settings(max_examples=300)
def test_any_text_gives_spans_that_lie_in_it(text: str) -> None:
    report = ParsedReport(text)
    for step in STEPS:
        report = step(report)
    size = len(text)
    assert report.text == text
    assert 0 <= report.body_start <= size
    assert report.body_end is not None
    assert report.body_start <= report.body_end <= size
    last = 0
    for span in report.furniture:
        assert last <= span.start < span.end <= size
        last = span.end
    for flag in report.flags:
        if flag.start is not None and flag.end is not None:
            assert 0 <= flag.start < flag.end <= size
    for value in (report.title, report.issuer, report.index_no, report.doc_no):
        if value and value.start is not None and value.end is not None:
            assert 0 <= value.start < value.end <= size
    for spans in report.evidence.values():
        assert all(evidence.text == text[evidence.start : evidence.end] for evidence in spans)
    assert report.year is None or 2000 <= report.year < 2050


@given(texts)
@settings(max_examples=100)
def test_reading_a_page_twice_gives_the_same(text: str) -> None:
    assert mark_furniture(ParsedReport(text)) == mark_furniture(ParsedReport(text))


@given(texts)
@settings(max_examples=100)
def test_the_readable_text_keeps_its_length_and_its_lines(text: str) -> None:
    readable = find_injected(mark_furniture(ParsedReport(text))).readable
    assert [len(line) for line in readable.split("\n")] == [len(line) for line in text.split("\n")]
