import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.text.folding import simplify
from reports.text.normalise import Normalised, normalise, normalise_phrase, searchable

#: Text as reports hold it, with everything that normalising touches.
TYPICAL = st.text(
    st.sampled_from(
        "枫桥经验镇鄉推進0359aZ -　\n\t\u00a0，。（）％Ａ９㈠½㎡①ﬁ\u0301é\u200b\ufeff゛か가ᄀ\ud800\x00ẞİ\uffff"
    ),
    max_size=40,
)
ANY = TYPICAL | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("枫桥经验", "枫桥经验"),
        ("Ｃｏｖｉｄ－１９，９８％", "covid-19,98%"),
        ("推進鄉鎮法治", "推进乡镇法治"),
        ("㈠ 深化改革", "(一)深化改革"),
        ("1½天、30㎡", "11⁄2天、30m2"),
        ("枫 桥　经\u00a0验", "枫桥经验"),
        ("GB  18030 \t utf", "gb 18030 utf"),
        ("共 12 件 PPP 合同", "共12件ppp合同"),
        ("　　一、概况  \n\n \n　　二、成效", "一、概况\n二、成效"),
        ("  only  ascii  ", "only ascii"),
        ("枫\u200b桥\ufeff经\u00ad验", "枫桥经验"),
        ("cafe\u0301", "café"),
        ("e \u0301", "é"),
        ("\ud800镇", "\ufffe镇"),
        ("a\rb\x0bc\u2028d", "a b c d"),
        ("", ""),
        (" \n　\n", ""),
    ],
)
def test_a_text_is_spelled_in_one_way(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@given(st.text(st.sampled_from("枫桥經驗鎮 　\u00a0\t\nabＣ９%，（）。、-"), max_size=60))
def test_the_spelling_is_the_contracts(text: str) -> None:
    spelled = simplify(unicodedata.normalize("NFKC", text).lower())
    paragraphs = []
    for line in spelled.split("\n"):
        line = re.sub(r"\s+", " ", line.strip())
        line = re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)
        paragraphs += [line] if line else []
    assert normalise(text).text == "\n".join(paragraphs)


@given(ANY)
@example("か゛")
@example("ᄀ ᅡ")
@example("\uffff\u0301")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once
    once.encode()


@given(ANY, st.data())
def test_the_characters_at_a_span_are_spelled_as_the_span(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    if not normalised.text:
        return
    start = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalised.text)))
    # A span that parts a character's spelling is widened to the whole of it, as a highlight must be.
    original_start, original_end = normalised.span(start, end)
    while start and normalised.span(start - 1, start)[1] > original_start:
        start -= 1
    while end < len(normalised.text) and normalised.span(end, end + 1)[0] < original_end:
        end += 1
    assert 0 <= original_start < original_end <= len(text)
    part = normalised.text[start:end]
    assert normalise(text[original_start:original_end]).text == normalise(part).text


@given(ANY)
def test_positions_and_spans_agree(text: str) -> None:
    normalised = normalise(text)
    spans = [normalised.span(at, at + 1) for at in range(len(normalised.text))]
    assert spans == sorted(spans)
    assert [spans[normalised.position(start)][0] for start, _ in spans] == [start for start, _ in spans]
    assert normalised.position(len(text)) == len(normalised.text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("坚持“楓 橋　經驗”", "枫桥经验"),
        ("覆盖率达９８％以上", "98%"),
        ("㈠加强领导", "(一)加强"),
        ("占地30㎡的站所", "30m2的"),
    ],
)
def test_a_phrase_lies_on_the_characters_it_was_read_from(text: str, phrase: str) -> None:
    normalised = normalise(text)
    start = normalised.text.index(phrase)
    original_start, original_end = normalised.span(start, start + len(phrase))
    assert normalise(text[original_start:original_end]).text == phrase


def test_no_phrase_crosses_a_marked_span() -> None:
    text = "推进法治【打印】政府 建设"
    normalised = searchable(text, [(4, 8)])
    assert normalised.text == "推进法治\n政府建设"
    assert normalised.span(5, 9) == (8, 13)


def test_marked_spans_may_overlap_and_run_over_the_end() -> None:
    assert searchable("首页 > 公开\n正文\n尾", [(3, 7), (0, 5), (11, 99)]).text == "正文"


def test_a_line_end_in_a_phrase_is_a_blank() -> None:
    assert normalise_phrase("枫桥\n经验 a\nb") == "枫桥经验a b"


def test_normalised_keeps_the_text_it_was_made_from() -> None:
    assert normalise("Ａ") == Normalised(source="Ａ", text="a")
