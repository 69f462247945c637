import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.reading import UnreadableFile, read

REPORT = "青山镇2023年法治政府建设年度报告\r\n一、主要举措和成效\r\n全年调解矛盾纠纷35件，成功率98%。\r\n"
CANONICAL = REPORT.replace("\r\n", "\n")
TRADITIONAL = (
    "青山鎮二零二三年法治政府建設年度報告\n一、主要舉措和成效\n全年調解矛盾糾紛，成功率為百分之九十八。\n"
)
GBK_LOOKING_LIKE_UTF8 = "联通"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (REPORT.encode("utf-8"), CANONICAL, "utf-8"),
        (REPORT.encode("utf-8-sig"), CANONICAL, "utf-8"),
        (REPORT.encode("gb18030"), CANONICAL, "gb18030"),
        (REPORT.encode("gbk"), CANONICAL, "gb18030"),
        (REPORT.encode("utf-16"), CANONICAL, "utf-16-le"),
        (REPORT.encode("utf-16-le"), CANONICAL, "utf-16-le"),
        (REPORT.encode("utf-16-be"), CANONICAL, "utf-16-be"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5hkscs"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        (GBK_LOOKING_LIKE_UTF8.encode("gbk"), GBK_LOOKING_LIKE_UTF8, "gb18030"),
        ("一\r二\r\n三\n四".encode(), "一\n二\n三\n四", "utf-8"),
        ("二〇二三年𠮷山镇".encode("gb18030"), "二〇二三年𠮷山镇", "gb18030"),
        (b"\xef\xbb\xbf" * 2 + REPORT.encode(), CANONICAL, "utf-8"),
        (REPORT.encode("utf-32"), CANONICAL, "utf-32-le"),
        (b"\xfe\xff" + REPORT.encode("utf-16-be"), CANONICAL, "utf-16-be"),
        (TRADITIONAL.encode("big5hkscs"), TRADITIONAL, "big5hkscs"),
        # Filled up with NULs after a power cut.
        (REPORT.encode() + bytes(4096), CANONICAL, "utf-8"),
        (REPORT.encode("gbk") + bytes(4096), CANONICAL, "gb18030"),
        # Put together from pieces.
        (REPORT.encode() + REPORT.encode("gbk") * 3, CANONICAL * 4, "mixed"),
        (REPORT.encode("gbk") + REPORT.encode() * 3, CANONICAL * 4, "mixed"),
        # Taken for Western letters and saved as those.
        (REPORT.encode().decode("latin-1").encode(), CANONICAL, "utf-8"),
        (REPORT.encode("gbk").decode("latin-1").encode(), CANONICAL, "gb18030"),
        (b"plain ASCII", "plain ASCII", "utf-8"),
    ],
)
def test_a_text_is_decoded_by_what_its_bytes_are(data: bytes, text: str, encoding: str) -> None:
    source = read(data, "报告.txt")
    assert (source.text, source.encoding, source.media_type) == (text, encoding, "text/plain")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "no-such-thing"])
def test_a_page_is_decoded_by_its_bytes_whatever_it_declares(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>青山镇人民政府</p></body></html>'
    source = read(page.encode(encoding), "a.html")
    assert (source.text, source.encoding) == ("青山镇人民政府", encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_in_the_middle_of_a_character_is_read_and_says_so(encoding: str) -> None:
    source = read(REPORT.encode(encoding)[:-3], "报告.txt")
    assert source.encoding == encoding
    assert source.text[:20] == CANONICAL[:20]
    assert len(source.notes) == 1


def test_a_nul_keeps_its_place_so_that_offsets_stay() -> None:
    text = CANONICAL * 5
    assert read(f"{text}\0末".encode(), "a.txt").text == f"{text}\ufffd末"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "no_text"),
        ("\ufeff".encode(), "no_text"),
        (bytes(range(256)) * 4, "unknown_encoding"),
        (bytes(500), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"MZ\x90\x00" + bytes(50), "program"),
        (b"x" * (1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.txt", max_mb=1)
    assert refusal.value.kind == kind
    assert str(refusal.value).endswith("。")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read(data, "x")
    except UnreadableFile:
        return
    assert "\r" not in source.text
    assert "\x00" not in source.text


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="<\ufffe\uffff"), min_size=1
    )
)
def test_utf8_text_comes_out_unchanged(text: str) -> None:
    whole = f"法治政府建设{text}年度报告"
    assert read(whole.encode(), "x.txt").text == whole
