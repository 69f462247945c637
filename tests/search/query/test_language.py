import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.query.language import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parse
from reports.search.query.tree import And, Everything, Node, Not, Or, Term, terms


def word(text: str, source: str | None = None) -> Term:
    return Term(text, source or text)


def phrase(text: str, source: str | None = None) -> Term:
    return Term(text, source or text, quoted=True)


def title(text: str, quoted: bool = False) -> Term:
    return Term(text, text, quoted, "title")


甲, 乙, 丙, 丁 = map(word, "甲乙丙丁")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("", Everything()),
        (" 　\n", Everything()),
        ('""', Everything()),
        ('-""', Everything()),
        ("甲", 甲),
        ("甲 乙", And((甲, 乙))),
        ("甲　AND 乙 且 丙", And((甲, 乙, 丙))),
        ("甲 甲", 甲),
        ("甲 OR 乙", Or((甲, 乙))),
        ("甲|乙 | 丙", Or((甲, 乙, 丙))),
        ("甲 || 乙", Or((甲, 乙))),
        ("甲 ＯＲ 乙", Or((甲, 乙))),
        ("甲｜乙 或 丙", Or((甲, 乙, 丙))),
        ("甲 乙 OR 丙", Or((And((甲, 乙)), 丙))),
        ("甲 (乙 OR 丙)", And((甲, Or((乙, 丙))))),
        ("甲（乙｜丙）", And((甲, Or((乙, 丙))))),
        ("甲 -乙", And((甲, Not(乙)))),
        ("甲 －乙 NOT 丙", And((甲, Not(乙), Not(丙)))),
        ("甲 非 乙 不含 丙", And((甲, Not(乙), Not(丙)))),
        ("-甲", Not(甲)),
        ("--甲", 甲),
        ("-(甲 乙)", Not(And((甲, 乙)))),
        ("-(-甲)", 甲),
        ("((((甲))))", 甲),
        ("(甲 (乙 丙)) 丁", And((甲, 乙, 丙, 丁))),
        ('"枫桥经验"', phrase("枫桥经验")),
        ("“枫桥 经验”", phrase("枫桥经验", "枫桥 经验")),
        ("「甲」『乙』＂丙＂", And((phrase("甲"), phrase("乙"), phrase("丙")))),
        ("“甲”-“乙”", And((phrase("甲"), Not(phrase("乙"))))),
        ('"推进“枫桥经验”落实"', phrase("推进“枫桥经验”落实")),
        ("“推进“枫桥经验”落实”", phrase("推进“枫桥经验”落实")),
        ('“枫桥经验"', phrase("枫桥经验")),
        (r'"甲\"乙"', phrase('甲"乙')),
        (r'"\d"', phrase(r"\d")),
        ('"甲 OR -乙 (丙)"', phrase("甲or -乙(丙)", "甲 OR -乙 (丙)")),
        ("title:法治", title("法治")),
        ("标题：法治 TITLE:甲", And((title("法治"), title("甲")))),
        ('標題:"法治 政府"', Term("法治政府", "法治 政府", True, "title")),
        ("-title:甲", Not(title("甲"))),
        ("标题:(甲 OR 乙) 丙", And((Or((title("甲"), title("乙"))), 丙))),
        ("甲标题:乙", word("甲标题:乙")),
        ("covid-19 2021-2023", And((word("covid-19"), word("2021-2023")))),
        ("GB18030－2022", word("gb18030-2022", "GB18030－2022")),
        ("android or", And((word("android"), word("or")))),
        ("鄉鎮 ９８％", And((word("乡镇", "鄉鎮"), word("98%", "９８％")))),
        ("\ud800", word("\ufffe")),
    ],
)
def test_a_query_means_its_tree(query: str, node: Node) -> None:
    parsed = parse(query)
    assert (parsed.node, parsed.notices, parsed.literal) == (node, (), False)


@pytest.mark.parametrize(
    ("query", "node", "notice"),
    [
        ('"枫桥 经验', And((word("枫桥"), word("经验"))), "引号不成对，已按字面检索。"),
        ("甲” 乙", And((甲, 乙)), "引号不成对，已按字面检索。"),
        ("(甲 乙", And((甲, 乙)), "括号不成对，已按字面检索。"),
        ("甲)", 甲, "括号不成对，已按字面检索。"),
        ("甲 OR", And((甲, word("or", "OR"))), "运算符旁边缺少检索词，已按字面检索。"),
        (
            "甲 AND OR 乙",
            And((甲, word("and", "AND"), word("or", "OR"), 乙)),
            "运算符旁边缺少检索词，已按字面检索。",
        ),
        ("| 甲", 甲, "运算符旁边缺少检索词，已按字面检索。"),
        ("甲 - 乙", And((甲, 乙)), "减号后面缺少检索词，已按字面检索。"),
        ("标题:", word("标题:"), "运算符旁边缺少检索词，已按字面检索。"),
        ("或", word("或"), "运算符旁边缺少检索词，已按字面检索。"),
        ("()", word("()"), "括号里没有检索词，已按字面检索。"),
        ("|||", word("|||"), "运算符旁边缺少检索词，已按字面检索。"),
        ("-", word("-"), "减号后面缺少检索词，已按字面检索。"),
    ],
)
def test_a_query_that_does_not_parse_is_taken_literally(query: str, node: Node, notice: str) -> None:
    parsed = parse(query)
    assert (parsed.node, parsed.notices, parsed.literal) == (node, (notice,), True)


def test_too_many_terms_are_cut_and_said() -> None:
    parsed = parse("(a | b) " + " ".join(f"(c{number}" for number in range(60)) + ")" * 60)
    assert parsed.notices == (f"检索词太多，只用了前{MAX_TERMS}个。",)
    assert len(list(terms(parsed.node))) == MAX_TERMS


def test_a_query_that_is_too_long_is_cut_and_said() -> None:
    parsed = parse("法" * (MAX_LENGTH + 5))
    assert parsed.node == word("法" * MAX_LENGTH)
    assert parsed.notices == (f"检索式太长，只用了前{MAX_LENGTH}个字。",)


def test_deep_nesting_is_taken_literally() -> None:
    parsed = parse("(甲 | (乙 " * MAX_DEPTH + "丙" + "))" * MAX_DEPTH)
    assert (parsed.node, parsed.notices) == (And((甲, 乙, 丙)), ("括号嵌套太深，已按字面检索。",))


HOSTILE = [
    "(" * 5000 + "a" + ")" * 5000,
    "(a " * 3333,
    "(a (b|" * 1600 + "c",
    '"' * 9999,
    "“" * 10000,
    'a"' * 5000,
    "(-" * 5000,
    "-" * 10000,
    '"' + "\\" * 9999,
    "“a" * 5000 + "”",
    '“"' * 5000,
    '"”\\' * 3333,
    "title:" * 1600,
    "|｜OR AND NOT 或且非" * 500,
    "\x00\ud800\udfff\ufffe" * 2500,
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_give_a_tree_and_a_sentence(query: str) -> None:
    parsed = parse(query)
    hash(parsed.node)
    parsed.node.describe().encode()


@given(st.text(st.sampled_from('甲乙a "“”「」()（）|-－:：OR\\\x00\ud800') | st.characters(), max_size=60))
def test_nothing_raises(query: str) -> None:
    parsed = parse(query)
    parsed.node.describe().encode()
    assert [term for term in terms(parsed.node) if not term.text] == []


@given(st.text(st.characters(exclude_characters='"\\'), min_size=1, max_size=12))
def test_whatever_stands_in_quotation_marks_is_one_phrase(characters: str) -> None:
    found = list(terms(parse(f'"{characters}"').node))
    assert [term.quoted for term in found] in ([True], [])


@pytest.mark.parametrize(
    ("query", "description"),
    [
        ("", "全部报告"),
        ("“枫桥经验” -试点", "包含“枫桥经验”、不含“试点”"),
        ("甲 | 乙", "包含“甲”或“乙”"),
        ("标题:(甲|乙) 丙", "标题含“甲”或“乙”、包含“丙”"),
        ("甲 乙 | 丙", "（包含“甲”、包含“乙”）或包含“丙”"),
        ("甲 (乙 | -丙)", "包含“甲”、（包含“乙”或（不含“丙”））"),
        ("-(甲 乙)", "不同时含“甲”和“乙”"),
        ("-(甲 | 乙)", "不含“甲”、不含“乙”"),
        ("-标题:甲", "标题不含“甲”"),
        ("-(甲 | 乙 丙)", "除去（包含“甲”或（包含“乙”、包含“丙”））"),
        ("法" * 50, "包含“" + "法" * 40 + "…”"),
        # What is not seen asks for nothing, as blanks do; what has no glyph is shown as a sign for it.
        ("\x00", "全部报告"),
        ("\ufffe", "包含“\ufffd”"),
    ],
)
def test_a_query_says_what_it_asks_for(query: str, description: str) -> None:
    assert parse(query).node.describe() == description


def test_what_is_left_out_is_not_among_the_terms() -> None:
    assert list(terms(parse("甲 (乙 | 丙 -丁) 甲").node)) == [甲, 乙, 丙]


def test_terms_behind_many_characters_are_found_only_as_typed() -> None:
    query = parse(" ".join(["法治政府建设", "依法行政" * 100, "普法"]))
    assert [term.quoted for term in terms(query.node)] == [False, False, True]
    assert query.notices == ("检索式较长，后面的检索词只按原文查找，不再分词。",)


@pytest.mark.parametrize(
    ("query", "spelled"),
    [
        ("1234份", ["1234份", "1,234份"]),
        ('"1,234份"', ["1,234份", "1234份"]),
        ("１２３４份", ["1234份", "1,234份"]),
        ("2023年1234份", ["2023年1234份", "2023年1,234份"]),
        ("2023", ["2023"]),
        ("2021-2023", ["2021-2023"]),
        ("培训2000人", ["培训2000人", "培训2,000人"]),
        ("0012号", ["0012号"]),
        ("3.1415", ["3.1415"]),
        ("12345678901234567", ["12345678901234567"]),
        ("1,23", ["1,23"]),
        ("二零二三年", ["二零二三年", "二〇二三年"]),
        ("二〇二三", ["二〇二三", "二零二三"]),
        ("二○二三", ["二〇二三", "二零二三"]),
        ("一百零三件", ["一百零三件"]),
        ("title:1234", ["1234", "1,234"]),
    ],
)
def test_numbers_and_years_are_asked_for_in_each_spelling(query: str, spelled: list[str]) -> None:
    assert [term.text for term in terms(parse(query).node)] == spelled


@pytest.mark.parametrize("query", ["1234份", '"1,234份"', "-1234份", "甲 1234份", "title:1234份"])
def test_spellings_of_one_term_are_told_as_one(query: str) -> None:
    said = parse(query).node.describe()
    assert said.count("234份") == 1


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("依法*", "*"),
        ("枫桥~2", "~2"),
        ('"枫桥经验"~2', "~2"),
        ("/依法.?行政/", "/依法.?行政/"),
        ("依法＊", "＊"),
    ],
)
def test_signs_of_other_languages_are_searched_as_they_stand_and_told(query: str, sign: str) -> None:
    assert parse(query).notices == (f"{sign} 在这里不是检索符号，已按原样查找。",)
    assert not parse(query).literal


@pytest.mark.parametrize("query", ['"依法*"', "1~2", "5～8件", "甲/乙", "~", "为什么?"])
def test_nothing_is_told_of_signs_that_mean_themselves(query: str) -> None:
    assert [notice for notice in parse(query).notices if "检索符号" in notice] == []


def test_a_foreign_sign_is_part_of_the_term() -> None:
    assert parse("依法*").node == Term("依法*", "依法*")
