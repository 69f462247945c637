"""A set text as HTML: escaped throughout, anchored at sections, figures and marks."""

from html.parser import HTMLParser

from hypothesis import given

from reports.wording.markup import blocks_html, marked_html
from reports.wording.typeset import Annotations, Figure, Heading, ListItem, Shared, typeset
from tests.wording.test_typeset import annotated, at


def html(text: str, **notes) -> str:
    return blocks_html(typeset(text, Annotations(**notes)))


def test_headings_have_the_level_below_the_page_title_and_their_anchors():
    text = "一、成效\n（一）学习。每月一次。"
    headings = (Heading("s-1", 1, 0, 4, ("s-0",)), Heading("s-1.1", 2, *at(text, "（一）学习")))
    assert html(text, headings=headings) == (
        '<h2 id="s-1" class="l1"><span id="s-0"></span>一、成效</h2>\n'
        '<div class="paragraph led"><h3 id="s-1.1" class="l2 run-in">（一）学习。</h3>每月一次。</div>'
    )


def test_a_figure_links_to_its_row_and_a_mark_within_it_stays_within():
    text = "调解48起"
    assert html(text, figures=(Figure("2", 2, 5, "调处矛盾纠纷：48起"),), marks=((2, 4),)) == (
        '<p class="paragraph">调解<a class="figure" id="m-2" href="#f-2" title="调处矛盾纠纷：48起">'
        '<mark id="h-2">48</mark>起</a></p>'
    )


def test_what_is_said_of_one_figure_more_than_once_has_anchors_there():
    assert html("率100%", figures=(Figure("a", 1, 5, "", ("m-a-2", "m-1")),)) == (
        '<p class="paragraph">率<span id="m-a-2"></span><span id="m-1"></span>'
        '<a class="figure" id="m-a" href="#f-a">100%</a></p>'
    )


def test_items_are_classed_by_depth():
    assert html("一是学。二是做。", items=(ListItem(0, 4), ListItem(4, 8, 2))) == (
        '<p class="item d1">一是学。</p>\n<p class="item d2">二是做。</p>'
    )


def test_injected_text_is_folded_away():
    assert html("甲< 广乙", injected=((1, 4),)) == (
        '<p class="paragraph">甲<button type="button" class="injected" id="x-1" popovertarget="xt-1">〔混入文字 2 字〕'
        '</button><span class="meaning" id="xt-1" popover><span>原网页夹进来的外来文字，检索和统计都不算它：</span>'
        "<del>&lt; 广</del></span>乙</p>"
    )


def test_lines_of_furniture_are_folded_together():
    assert html("首页\n打印\n正文", furniture=((0, 2), (3, 5))) == (
        '<details class="furniture"><summary>网页杂项（2 行，检索不含）</summary><p>首页</p><p>打印</p></details>\n'
        '<p class="paragraph">正文</p>'
    )


def test_a_report_cannot_bring_tags_or_attributes():
    text = '<script>"a"</script>&'
    assert html(text, figures=(Figure('"><b>', 0, 4, '"<x>'),)) == (
        '<p class="paragraph"><a class="figure" id="m-&quot;&gt;&lt;b&gt;" href="#f-&quot;&gt;&lt;b&gt;" '
        'title="&quot;&lt;x&gt;">&lt;scr</a>ipt&gt;&quot;a&quot;&lt;/script&gt;&amp;</p>'
    )


def test_marks_of_a_snippet_are_set_whatever_their_order_and_overlap():
    assert (
        marked_html("甲乙<丙", [(3, 4), (0, 2), (1, 3)])
        == "<mark>甲乙</mark><mark>&lt;</mark><mark>丙</mark>"
    )


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(annotated())
def test_any_annotations_give_balanced_tags_and_anchors_that_occur_once(case):
    parser = Balance()
    parser.feed(html(case[0], **vars(case[1])))
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))


def test_a_shared_sentence_is_marked_and_its_last_piece_leads_to_where_else_it_stands():
    text = "首句在此。调解48起。"
    shared = (Shared(0, 5, "own"), Shared(5, 11, "exact", 3))
    assert html(text, shared=shared, figures=(Figure("7", 7, 10, "纠纷"),)) == (
        '<p class="paragraph"><span id="c-0">首句在此。</span><span id="c-5" class="c-exact">调解</span>'
        '<a class="figure" id="m-7" href="#f-7" title="纠纷"><span class="c-exact">48起</span></a>'
        '<span class="c-exact">。</span>'
        '&#8288;<sup><a class="shared-by" href="#w-5" title="另见 3 篇">3</a></sup></p>'
    )


def test_no_link_stands_in_a_link_where_a_shared_sentence_ends_with_a_figure():
    assert html("调解48起", shared=(Shared(0, 5, "alike", 1),), figures=(Figure("2", 2, 5),)) == (
        '<p class="paragraph"><span id="c-0" class="c-alike">调解</span>'
        '<a class="figure" id="m-2" href="#f-2"><span class="c-alike">48起</span></a>'
        '&#8288;<sup><a class="shared-by" href="#w-0" title="另见 1 篇">1</a></sup></p>'
    )


def test_a_formula_is_marked_without_leading_anywhere():
    assert html("各项工作有序推进。", shared=(Shared(0, 9, "formula"),)) == (
        '<p class="paragraph"><span id="c-0" class="c-formula">各项工作有序推进。</span></p>'
    )


def test_rows_are_a_table_with_their_figures_and_marks_in_its_cells():
    text = "项目 | 数量\n处罚 | 12件"
    figures = (Figure("13", 13, 16, "处罚"),)
    assert html(text, figures=figures, marks=((8, 15),)) == (
        '<div class="scroll" tabindex="0" role="region" aria-label="表格"><table>'
        '<tr><th scope="col">项目 </th><th scope="col"> 数量</th></tr>\n'
        '<tr><td><mark id="h-8">处罚 </mark></td><td><mark> </mark>'
        '<a class="figure" id="m-13" href="#f-13" title="处罚"><mark>12</mark>件</a></td></tr></table></div>'
    )


def test_rows_of_another_width_are_another_table():
    assert html("甲 | 1\n乙 | 2\n甲 | 1 | 2\n乙 | 2 | 3").count("<table>") == 2
