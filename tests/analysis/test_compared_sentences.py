"""When two sentences are the same word for word, and when but for figures and names of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.compared_sentences import NAME, masked_letters, own_words, prints

BASE = "中山镇全年共排查调处各类矛盾纠纷48起。"


def hashes(text: str) -> tuple[int, int]:
    [one] = prints(text).sentences
    return one.hash, one.masked


@pytest.mark.parametrize(
    "other",
    [
        "中山镇全年共排查调处各类矛盾纠纷４８起",
        "中山镇全年共排查、调处各类矛盾纠纷 48 起;",
        "“中山镇”全年共排查调处各类矛盾纠纷48起！",
    ],
)
def test_width_blanks_and_punctuation_do_not_make_another_sentence(other):
    assert hashes(other) == hashes(BASE)


@pytest.mark.parametrize(
    "other",
    [
        "中山镇全年共排查调处各类矛盾纠纷1,203起。",
        "中山镇全年共排查调处各类矛盾纠纷1.2万余起。",
        "中山镇全年共排查调处各类矛盾纠纷五十六起。",
        "和平乡全年共排查调处各类矛盾纠纷48起。",
        "我镇全年共排查调处各类矛盾纠纷7起。",
        "本街道全年共排查调处各类矛盾纠纷7起。",
        "重庆市江津区中山镇全年共排查调处各类矛盾纠纷7起。",
        "罗子山瑶族乡全年共排查调处各类矛盾纠纷7起。",
    ],
)
def test_a_sentence_with_other_figures_and_names_is_alike_and_not_the_same(other):
    exact, masked = hashes(other)
    assert (exact == hashes(BASE)[0], masked) == (False, hashes(BASE)[1])


@pytest.mark.parametrize(
    ("letters", "masked"),
    [
        ("重庆市江津区中山镇人民政府", "名镇人民政府"),
        ("中山街道办事处党工委", "名镇人民政府党委"),
        ("恩施土家族苗族自治州", "名县"),
        ("和平镇维护和平稳定", "名镇维护和平稳定"),
        ("中山司法所与中山派出所", "名司法所与名派出所"),
        ("三合镇三个村", "名镇0个村"),
        ("县委县政府与区委区政府", "县委县政府与县委县政府"),
    ],
)
def test_names_and_their_kinds_are_masked(letters, masked):
    assert masked_letters(letters).replace(NAME, "名") == masked


def test_another_sentence_stays_another():
    assert hashes("中山镇全年共排查整治各类安全隐患48起。")[1] != hashes(BASE)[1]


@pytest.mark.parametrize(
    "text",
    [
        "依法行政有力。",
        "2024年12月30日至2025年1月15日",
        "现将2023年度法治政府建设工作情况报告如下：",
        "中山镇人民政府关于2023年度法治政府建设工作情况的报告",
        "",
    ],
)
def test_short_sentences_dates_titles_and_announcements_are_not_compared(text):
    assert prints(text).sentences == ()


def test_offsets_are_those_of_the_text():
    text = f"　　{BASE}\n\n{BASE}短句。"
    assert [text[one.start : one.end] for one in prints(text).sentences] == [BASE, BASE]


def test_titles_headings_and_what_is_hidden_are_not_compared():
    title, heading, advert = (
        "某县中山镇法治政府建设年度报告",
        "（一）健全依法决策机制建设",
        "全场特惠清仓甩卖速来抢购",
    )
    text = f"某网站首页导航栏目列表\n{title}\n{heading}{BASE}\n{advert}\n{BASE}"

    def place(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    own = own_words(text, [place(advert)], [place(heading)], place(title))
    assert [text[one.start : one.end] for one in prints(own).sentences] == [BASE, BASE]
    assert len(own) == len(text)


def test_a_heading_as_long_as_a_sentence_is_compared_like_one():
    heading = (
        "（一）坚持党对法治建设工作的全面领导，切实把法治政府建设各项任务落实到每一个岗位每一个环节之中。"
    )
    assert len(prints(own_words(heading, [], [(0, len(heading))], None)).sentences) == 1


def test_a_heading_parts_the_sentences_around_it():
    text = "认真履行职责并按时完成各项任务（一）加强领导定期研究法治建设重点工作安排。"
    start = text.index("（一）")
    own = own_words(text, [], [(start, start + 7)], None)
    assert [text[one.start : one.end] for one in prints(own).sentences] == [
        "认真履行职责并按时完成各项任务",
        "定期研究法治建设重点工作安排。",
    ]


@given(st.text(alphabet="镇乡区县市我本中山和平三12。，；\n ①Ⅳ％", max_size=80))
def test_any_text_is_read_without_error_and_in_order(text):
    found = prints(text).sentences
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.text(max_size=60))
def test_what_is_equal_word_for_word_is_equal_masked(text):
    pairs = [(one.hash, one.masked) for one in prints(f"{text}\n{text}。").sentences]
    assert len(set(pairs)) <= max(1, len(pairs) // 2)
