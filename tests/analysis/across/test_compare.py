"""Reports side by side: figures by indicator and unit, sections by role, topic, order; sentences in common."""

from collections.abc import Sequence
from decimal import Decimal

from reports.analysis.across import compare
from reports.analysis.across.compare import Overlap, Part, Value, by_order, by_role, by_topic, figure_rows
from reports.analysis.compared_sentences import Print, own_words, prints
from reports.text.soft_ends import unbroken


def overlap_of(
    *texts: str, hidden: list[list[tuple[int, int]]] | None = None, headings: Sequence[tuple[int, int]] = ()
) -> Overlap:
    """As of reports with one outline and no title."""
    unseen = hidden or [[] for _ in texts]
    compared = [
        prints(own_words(unbroken(text), spans, headings, None)).sentences
        for text, spans in zip(texts, unseen, strict=True)
    ]
    return Overlap(texts, unseen, compared)


def value(indicator: str, number: int, unit: str = "件", **fields) -> Value[str]:
    return Value(indicator, unit, Decimal(number), f"{indicator}{number}", **fields)


def test_figures_line_up_by_indicator_and_unit_and_a_missing_one_is_an_empty_cell():
    rows = figure_rows([[value("a", 3), value("b", 1)], [value("a", 5)]], order=str)
    assert [(row.indicator, [[v.value for v in cell] for cell in row.cells]) for row in rows] == [
        ("a", [[3], [5]]),
        ("b", [[1], []]),
    ]


def test_unlike_units_plans_and_rates_have_rows_of_their_own():
    columns = [
        [value("a", 3), value("a", 9, "人")],
        [value("a", 5, planned=True), value("a", 1, per="月"), value("a", 4)],
    ]
    rows = figure_rows(columns, order=str)
    assert [(row.unit, row.per, row.planned, row.held) for row in rows] == [
        ("件", "", False, 2),
        ("人", "", False, 1),
        ("件", "月", False, 1),
        ("件", "", True, 1),
    ]


def test_figures_of_one_report_are_listed_never_added():
    (row,) = figure_rows([[value("a", 3), value("a", 4)], []], order=str)
    assert [v.value for v in row.cells[0]] == [3, 4]


def test_a_row_has_one_scale_and_a_percentage_runs_to_a_hundred():
    rows = figure_rows([[value("a", 3), value("b", 98, "%")], [value("a", 12)]], order=str)
    assert [row.scale for row in rows] == [12, 100]


def part(path: str, role: str = "", topics: tuple[str, ...] = ()) -> Part:
    return Part(path, path.count(".") + 1, path, ((0, 1),), (role,), topics)


FIRST = [
    part("1", "achievements", ("x", "y")),
    part("1.1", "achievements", ("x",)),
    part("2", "plan"),
    part("10", "achievements"),
]
SECOND = [part("1", "plan", ("y",))]


def paths(rows) -> list[tuple[str, list[list[str]]]]:
    return [(row.key, [[one.path for one in cell] for cell in row.cells]) for row in rows]


def test_a_section_of_several_roles_stands_under_each_unless_parts_of_it_have_one_alone():
    both = Part("1", 1, "1", ((0, 1),), ("plan", "problems"))
    split = [Part("2", 1, "2", ((0, 1),), ("plan", "problems")), part("2.1", "problems"), part("2.2", "plan")]
    assert paths(by_role([[both], split], ["problems", "plan"])) == [
        ("problems", [["1"], ["2.1"]]),
        ("plan", [["1"], ["2.2"]]),
    ]


def test_by_role_the_topmost_sections_stand_for_those_below():
    assert paths(by_role([FIRST, SECOND], ["achievements", "problems", "plan"])) == [
        ("achievements", [["1", "10"], []]),
        ("plan", [["2"], ["1"]]),
    ]


def test_by_topic_the_lowest_sections_are_shown():
    assert paths(by_topic([FIRST, SECOND], ["x", "y"])) == [("x", [["1.1"], []]), ("y", [["1"], ["1"]])]


def test_by_order_the_first_stands_beside_the_first():
    assert paths(by_order([FIRST, SECOND])) == [
        ("1", [["1"], ["1"]]),
        ("2", [["2"], []]),
        ("3", [["10"], []]),
    ]


def test_sentences_are_told_apart_as_same_same_but_for_figures_and_own():
    texts = [
        "全镇共排查调处矛盾纠纷48起。始终坚持依法行政不动摇。本镇特色做法是夜间议事。谢谢。",
        "全镇共排查调处矛盾纠纷102起。始终坚持依法行政，不动摇！谢谢。",
    ]
    overlap = overlap_of(*texts)
    assert [one.kind for one in overlap.marked(0, [(0, len(texts[0]))])[0]] == [
        "figures",
        "same",
        "own",
        "own",
    ]


def test_only_comparable_sentences_are_marked_and_counted():
    heading, announced = "一、坚持党的全面领导统筹推进法治建设", "现将我镇工作情况报告如下：\n"
    said = "镇综合行政执法队全年开展联合检查三十余次。"
    one, other = (f"{heading}\n{announced}{said}{more}" for more in ("特色做法是夜间议事会。", ""))
    overlap = overlap_of(one, other, headings=[(0, len(heading))])
    kinds = [(mark.text, mark.kind) for line in overlap.marked(0, [(0, len(one))]) for mark in line]
    assert kinds == [
        (heading, "own"), (announced.strip(), "own"), (said, "same"), ("特色做法是夜间议事会。", "own"),
    ]  # fmt: skip
    assert (overlap.shared(0), overlap.shared(1)) == ((1, 2), (1, 1))
    assert overlap.within(0, [(0, len(one))]) == (1, 0)
    assert overlap.within(0, [(0, len(heading))]) == (0, 0)


def test_a_line_of_a_sentence_that_goes_on_is_of_its_kind():
    text = "镇综合行政执法队全年\n开展联合检查三十余次。"
    whole = [Print(0, len(text), 1, 1)]
    lines = Overlap([text, text], [[], []], [whole, whole]).marked(0, [(0, len(text))])
    assert [mark.kind for line in lines for mark in line] == ["same", "same"]


def test_sentences_with_most_words_in_common_are_near_each_other():
    texts = [
        "组织村干部开展法治专题培训，参训人员覆盖全部村组。本镇特色做法是夜间议事。",
        "组织镇村干部开展法治专题培训，参训人员覆盖全部村组。推行院坝说事的新路子。",
    ]
    overlap = overlap_of(*texts)
    assert [one.kind for one in overlap.marked(0, [(0, len(texts[0]))])[0]] == ["near", "own"]


def test_in_texts_of_very_many_sentences_near_ones_are_not_looked_for(monkeypatch):
    monkeypatch.setattr(compare, "MOST_FOR_NEAR", 1)
    text = "组织村干部开展法治专题培训，参训人员覆盖全部村组。"
    overlap = overlap_of(text, text.replace("村干部", "镇村干部"))
    assert (overlap.near_known, overlap.marked(0, [(0, len(text))])[0][0].kind) == (False, "own")


def test_hidden_text_is_neither_shown_nor_compared():
    text = "网站导航首页政务公开信息。"
    overlap = overlap_of(text, text, hidden=[[(0, len(text))], []])
    assert overlap.marked(0, [(0, len(text))]) == []
    assert [one.kind for one in overlap.marked(1, [(0, len(text))])[0]] == ["own"]


def test_paragraphs_end_at_line_ends_and_where_sections_begin():
    text = "第一句。第二句。（一）小节。\n第四句。"
    paragraphs = overlap_of(text).marked(
        0, [(0, len(text))], {text.index("（一）"): text.index("（一）") + 3}
    )
    assert [[one.text for one in paragraph] for paragraph in paragraphs] == [
        ["第一句。", "第二句。"],
        ["（一）小节。"],
        ["第四句。"],
    ]
