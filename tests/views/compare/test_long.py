"""Long reports side by side: in pages, none of them heavy, nothing left out."""

import re
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.analysis.across.compare import Part, PartRow, Value, indicator_rows
from reports.analysis.across.word_diff import Run, SectionChange
from reports.models import Metric
from reports.views.compare import pages
from tests.factories import make_report

#: Characters of the longest reports, and of such as need no more than a few pages.
LONGEST, LONG = 240_000, 40_000


def long_report(number: int, length: int = LONG, unbroken: bool = False):
    """A report of so many characters, half of its sentences those of the others, with up to 1,000 figures.

    ``unbroken`` has neither line ends nor stops.
    """
    lines = ["一、主要举措和成效"]
    held = len(lines[0])
    for place in range(length):
        if held >= length:
            break
        own = "共有的做法" if place % 2 else f"第{number}篇自己的做法"
        lines.append(f"第{place}条{own}是组织入户走访，排查调处矛盾纠纷{place}起，“及时”回访。")
        held += len(lines[-1]) + 1
    text = "\n".join(lines)[:length]
    if unbroken:
        text = re.sub(r"[\n。]", "，", text)
    report = make_report(
        text,
        region="330921101",
        year=2020 + number,
        sections=[{"heading": "主要举措和成效", "start": 0, "heading_end": 9, "role": "achievements"}],
    )
    found = list(re.finditer(r"排查调处矛盾纠纷(\d+)起", text))[:1000]
    Metric.objects.bulk_create(
        Metric(
            report=report, indicator_id="disputes_mediated", text=one[0], subject="", figure=one[1],
            figure_start=one.start(1), value=int(one[1]), unit="起", start=one.start(), end=one.end(),
            year=2023, anchor=f"m-{number}-{one.start()}",
        )
        for one in found
    )  # fmt: skip
    return report


@pytest.mark.parametrize("unbroken", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_four_reports_of_240_000_characters_fill_less_than_a_megabyte(places, client, unbroken):
    ids = [long_report(number, LONGEST, unbroken).public_id for number in range(4)]
    sizes = {
        page: len(client.get("/compare/", {"id": ids, "figures": page, "texts": page}).content)
        for page in (1, 2)
    }
    assert {page: size for page, size in sizes.items() if size > 1_000_000} == {}


@pytest.mark.slow
def test_two_long_years_word_by_word_fill_less_than_a_megabyte(places, client):
    ids = [long_report(number, LONGEST, unbroken=True).public_id for number in range(2)]
    response = client.get("/compare/", {"id": ids, "by": "diff"})
    assert len(response.content) < 1_000_000


def test_long_reports_take_no_more_queries_than_short_ones(places, queries_of):
    short = [
        make_report(
            "一、主要举措\n好。",
            region="330921101",
            year=2010 + number,
            sections=[{"heading": "主要举措", "role": "achievements"}],
            metrics=[
                {
                    "text": "好",
                    "start": 7,
                    "end": 8,
                    "value": 1,
                    "unit": "起",
                    "indicator": "disputes_mediated",
                }
            ],
        ).public_id
        for number in range(4)
    ]
    long = [long_report(number).public_id for number in range(4)]
    assert queries_of("/compare/", id=long) <= queries_of("/compare/", id=short)


def test_all_pages_together_show_every_figure_and_every_line_once(places, get):
    reports = [long_report(number) for number in range(2)]
    ids = [report.public_id for report in reports]
    html = get("/compare/", id=ids)
    figures = re.search(r"共 (\d+) 个数字，分 (\d+) 页", html)
    texts = re.search(r"正文长，分 (\d+) 页", html)
    assert figures is not None
    assert texts is not None
    count, most = int(figures[1]), max(int(figures[2]), int(texts[1]))
    shown = [get("/compare/", id=ids, figures=page, texts=page) for page in range(1, most + 1)]
    values = [
        anchor
        for page in shown[: int(figures[2])]
        for anchor in re.findall(r'href="/reports[^"#]*#(m-[^"]+)"', page)
    ]
    assert (len(values), len(set(values)), count) == (count, count, sum(r.metrics.count() for r in reports))
    lines = [
        unescape(re.sub("<[^>]+>", "", words))
        for page in shown[: int(texts[1])]
        for words in re.findall("<p>(.*?)</p>", page.split('<tbody id="texts">')[1].split("</tbody>")[0])
    ]
    assert sorted(lines) == sorted(line for report in reports for line in report.text.split("\n")[1:])


def test_pages_lead_to_each_other_and_keep_the_other_list_where_it_is(places, get):
    ids = [long_report(number).public_id for number in range(2)]
    html = unescape(get("/compare/", id=ids, figures=3))
    own = f"/compare/?id={ids[0]}&id={ids[1]}"
    assert re.findall(r'<a href="([^"]+)" rel="(?:prev|next)"', html) == [
        f"{own}&figures=2#figures",
        f"{own}&figures=4#figures",
        f"{own}&figures=3&texts=2#texts",
    ]


@pytest.mark.parametrize("typed", ["0", "-1", "x", "１", "9" * 400, ""])
def test_a_page_that_does_not_exist_is_the_first_or_the_last(places, get, typed):
    ids = [make_report(region="330921101", year=year).public_id for year in (2020, 2021)]
    html = get("/compare/", id=ids, figures=typed, texts=typed)
    assert html.count('class="pages"') == 0


def test_a_cell_that_is_told_in_full_does_not_say_that_nothing_was_found(places, get):
    short = make_report(
        "一、主要举措\n排查调处矛盾纠纷4起。",
        region="330921101",
        year=2024,
        sections=[{"heading": "主要举措", "role": "achievements"}],
        metrics=[{"text": "4起", "figure": "4", "start": 15, "end": 17, "indicator": "disputes_mediated"}],
    )
    Metric.objects.filter(report=short).update(value=4, unit="起")
    ids = [long_report(0).public_id, short.public_id]
    html = get("/compare/", id=ids, figures=2, texts=2)
    table = html.split('<tbody id="figures">')[1]
    assert set(re.findall(r'<span class="muted(?: small)?">(已列完|未见)</span>', table)) == {"已列完"}


def test_what_is_told_word_by_word_is_parted_without_loss():
    sections = [
        SectionChange("甲", "乙", ((Run("改" * 70_000, "same"), Run("删", "went")),) * 2),
        SectionChange("丙", "丙", ()),
    ]
    slices = [one for page in pages.change_pages(sections) for one in page]
    told = {
        id(section): "".join(
            run.text for one in slices if one.section is section for part in one.paragraphs for run in part
        )
        for section in sections
    }
    assert told == {id(sections[0]): ("改" * 70_000 + "删") * 2, id(sections[1]): ""}
    assert [one.continued for one in slices if one.section is sections[0]] == [False, True, True]


PARTS = st.lists(
    st.lists(
        st.text("法。\n", max_size=30).flatmap(
            lambda unit: st.integers(0, 3000).map(lambda times: unit * times)
        ),
        max_size=4,
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=60)
@given(PARTS)
def test_pages_of_text_hold_everything_once_in_order_and_little_at_a_time(columns):
    texts = ["".join(column) for column in columns]
    cells = []
    for column in columns:
        at, parts = 0, []
        for number, words in enumerate(column):
            parts.append(Part(str(number), 1, "", ((at, at + len(words)),)))
            at += len(words)
        cells.append(tuple(parts))
    shown = pages.text_pages([PartRow("plan", tuple(cells))], texts)
    for number, text in enumerate(texts):
        spans = [
            span for page in shown for one in page for piece in one.cells[number] for span in piece.part.own
        ]
        assert "".join(text[start:end] for start, end in spans) == text
    heaviest = max(sum(p.size for one in page for cell in one.cells for p in cell) for page in shown)
    assert heaviest <= pages.CHARACTERS


@given(st.lists(st.lists(st.integers(0, 5), max_size=400), min_size=2, max_size=4))
@settings(max_examples=60)
def test_pages_of_figures_hold_each_once_and_few_at_a_time(columns):
    values = [
        [Value(f"i{kind}", "件", Decimal(1), (number, place)) for place, kind in enumerate(column)]
        for number, column in enumerate(columns)
    ]
    shown = pages.figure_pages(indicator_rows(values, order=str))
    found = [[value.item for one in page for cell in one.cells for value in cell] for page in shown]
    assert sorted(item for page in found for item in page) == sorted(
        value.item for column in values for value in column
    )
    assert max(map(len, found)) <= pages.FIGURES
