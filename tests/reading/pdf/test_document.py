import pytest

from reports.reading import UnreadableFile, read
from reports.reading.pdf.document import read_pdf
from tests.reading.pdfs import Font, Line, paragraphs, pdf

LONG = (
    "我镇认真履行法治建设职责，依法行政水平稳步提升，调解矛盾纠纷三十五件，群众满意度不断提高，" * 2
    + "工作扎实。"
)
SECOND = "一是健全制度，明确分工，压实责任，形成齐抓共管的局面；二是加强学习，组织专题培训六次。"


def lines_of(*pages: list[Line]) -> list[str]:
    return read(pdf(list(pages)), "报告.pdf").text.split("\n")


def centred(text: str, y: float, size: float = 22) -> Line:
    return ((595 - len(text) * size) / 2, y, size, text)


TURNED = [
    "青山镇2023年法治政府建设年度报告",
    "一、主要举措",
    "全年调解矛盾纠纷35件，成功率98%，群众满意度不断提高，依法行政水平稳步提升，法治宣传教育深入人心。",
]


def test_lines_are_joined_into_the_paragraphs_they_were() -> None:
    texts = ["一、主要举措", LONG, SECOND, "（一）化解矛盾", LONG]
    assert lines_of([centred("青山镇报告", 790), *paragraphs(texts)]) == ["青山镇报告", *texts]


def test_a_paragraph_goes_on_over_the_page() -> None:
    whole = paragraphs([LONG, SECOND, LONG])
    top = [(x, 760 - number * 28, size, text) for number, (x, _, size, text) in enumerate(whole[6:])]
    assert lines_of(whole[:6], top) == [LONG, SECOND, LONG]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    numbers = ["— 1 —", "2", "第 3 页", "4 / 4"]
    pages = [
        [(220, 810, 9, "青山镇人民政府文件"), *paragraphs([f"{LONG}第{name}段"]), (290, 40, 9, number)]
        for number, name in zip(numbers, "甲乙丙丁", strict=True)
    ]
    assert lines_of(*pages) == [f"{LONG}第{name}段" for name in "甲乙丙丁"]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert lines_of([*paragraphs([LONG]), (122, 400, 16, "35")]) == [LONG, "35"]


def test_of_two_columns_the_left_is_read_first() -> None:
    left = paragraphs([LONG], left=60, width=13)
    right = paragraphs([SECOND * 2], left=320, width=13)
    assert lines_of([centred("青山镇法治政府建设情况报告", 790), *left, *right]) == [
        "青山镇法治政府建设情况报告",
        LONG,
        SECOND * 2,
    ]


def test_columns_close_together_are_told_by_the_gap_that_all_lines_leave() -> None:
    # The gutter is as wide as a character, less than the gap that a blank leaves in a line.
    drawn = paragraphs([LONG, SECOND], left=60, width=14) + paragraphs([SECOND, LONG], left=300, width=14)
    after = paragraphs([LONG], top=min(y for _, y, *_ in drawn) - 28)
    assert lines_of([centred("青山镇法治政府建设情况报告", 790), *drawn, *after]) == [
        "青山镇法治政府建设情况报告",
        LONG,
        SECOND,
        SECOND,
        LONG,
        LONG,
    ]


def test_three_columns_are_read_one_after_the_other() -> None:
    texts = [LONG, SECOND * 2, LONG[::-1]]
    drawn = [paragraphs([text], left=40 + 176 * n, width=10) for n, text in enumerate(texts)]
    assert lines_of([line for column in drawn for line in column]) == texts


def test_lines_of_columns_need_not_stand_side_by_side() -> None:
    left, right = paragraphs([LONG], left=60, width=14), paragraphs([SECOND * 2], left=300, width=14, top=751)
    assert lines_of([*left, *right]) == [LONG, SECOND * 2]


FULL = "我镇认真履行法治建设职责依法行政水平稳步提升调解工作"


@pytest.mark.parametrize(
    ("room", "second", "joined"),
    [
        (1.7, "处。", True),
        (2.2, "处。", False),
        (1.7, "（满意率98%）。", True),
        (2.2, "（满意率98%）。", False),
        (3.7, "12.34万人次。", True),
        (4.2, "12.34万人次。", False),
    ],
)
def test_a_line_is_full_when_what_comes_next_found_no_room(room: float, second: str, joined: bool) -> None:
    # A mark cannot begin a line nor end it, a figure is not parted: the character beside comes along.
    first = FULL[: 26 - int(room)]
    drawn = [(90 + (room % 1) * 16, 760, 16, FULL), (90, 732, 16, first), (90, 704, 16, second)]
    assert lines_of(drawn) == ([FULL + first + second] if joined else [FULL + first, second])


def test_the_last_characters_of_a_centred_title_belong_to_it() -> None:
    title = "重庆市青山区青山镇人民政府关于2023年法治政府建设情况年度报告"
    body = paragraphs([LONG], top=680, left=90, width=26)
    full = title[:20]
    assert lines_of([(90 - 2, 790, 21, full), centred(title[20:], 757, 21), *body]) == [title, LONG]
    three = [(90 - 2, 820, 21, full[::-1]), (90 - 2, 787, 21, full), centred(title[20:], 754, 21)]
    assert lines_of([*three, *body]) == [full[::-1] + title, LONG]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("青山镇人民政府", "2023年法治政府建设年度报告"),
        ("青山镇2023年法治政府建设年度报告", "（2024年3月1日）"),
    ],
)
def test_two_centred_lines_with_room_beside_them_are_two(first: str, second: str) -> None:
    assert lines_of([centred(first, 790), centred(second, 757), *paragraphs([LONG], top=700)]) == [
        first,
        second,
        LONG,
    ]


@pytest.mark.parametrize("text", ["洛川县\U0002c1d9乡", "渭南市\U00020676头村"])
def test_characters_beyond_the_first_plane_are_read(text: str) -> None:
    font = Font("HYSong", "Identity-H", ordering="Identity", beyond={0xE123: text[3]})
    drawn = text.replace(text[3], "\ue123")
    assert read_pdf(pdf([[(90, 760, 16, drawn + "全年调解矛盾纠纷三十五件")]], font=font)).text == (
        text + "全年调解矛盾纠纷三十五件"
    )


def test_lines_written_out_of_order_are_put_in_order() -> None:
    assert lines_of(list(reversed(paragraphs(["一、主要举措", LONG])))) == ["一、主要举措", LONG]


def test_characters_printed_twice_for_bold_are_read_once() -> None:
    heading = paragraphs(["一、主要举措"])
    twice = [(x + 0.4, y, size, text) for x, y, size, text in heading]
    assert lines_of([*heading, *twice, *paragraphs([LONG], top=720)]) == ["一、主要举措", LONG]


def test_the_signature_stays_apart() -> None:
    texts = [LONG]
    signature = [(380, 300, 16, "青山镇人民政府"), (370, 272, 16, "2024年3月1日")]
    assert lines_of([*paragraphs(texts), *signature]) == [LONG, "青山镇人民政府", "2024年3月1日"]


def test_words_keep_their_blanks() -> None:
    assert lines_of([(90, 760, 16, "Rule of law in 2023")]) == ["Rule of law in 2023"]


ENCRYPTED = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">>>/ID[<00><00>]"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf([[]]), "scan"),
        (pdf([[(90, 760, 16, "章")]] * 3), "scan"),
        (pdf([paragraphs([LONG])], extra=ENCRYPTED), "encrypted"),
        (b"%PDF-1.7\n" + b"rubbish" * 100, "damaged"),
        (pdf([[(90, 760, 16, "页")]] * 301), "too_long"),
    ],
)
def test_what_has_no_text_to_read_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "报告.pdf")
    assert refusal.value.kind == kind


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_text_drawn_lying_on_its_side_is_read_upright(turns: int) -> None:
    data = pdf([paragraphs(TURNED)], turns=turns)
    assert read_pdf(data).text.split("\n") == TURNED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ue001\ue002\ue003" * 20, id="characters of the font's own"),
        pytest.param("!\"#$%&'()*+,-./0123456789:;<=>?@" * 3, id="signs"),
        pytest.param(
            "徠顾嶝陳漝劑岒侌蹛悧侌都徟渁淧慉戟捺峊擔鄇僉渁襸晫劔徠贯謏礇砪翌翣" * 3, id="rare characters"
        ),
    ],
)
def test_a_text_layer_that_is_not_what_the_page_shows_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_pdf(pdf([paragraphs([text])]))
    assert refusal.value.kind == "garbled"
