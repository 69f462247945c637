"""What is pencilled beside a report's lines."""

from __future__ import annotations

import re

import pytest

from reports.store import copied_rows
from reports.wording.markup import blocks_html
from reports.wording.typeset import Annotations, typeset
from tests.factories import make_report
from tests.views.conftest import figure, full_report

pytestmark = pytest.mark.django_db


def notes(html: str) -> list[tuple[str, list[str]]]:
    """The paragraphs that have notes, each with them, without tags."""
    found = re.findall(r'<div class="para">(.*?)<ul class="notes"[^>]*>(.*?)</ul></div>', html, re.S)
    return [(plain(text), [plain(note) for note in re.findall(r"<li.*?</li>", own)]) for text, own in found]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_notes_stand_behind_the_paragraph_or_table_they_are_about():
    text = "开头。\n甲 | 1\n乙 | 2\n结尾。"
    found = [(0, "<li>一</li>"), (text.index("乙"), "<li>二</li>"), (text.index("结尾"), "<li>三</li>")]
    assert notes(blocks_html(typeset(text, Annotations()), notes=found)) == [
        ("开头。", ["一"]), ("甲 1 乙 2", ["二"]), ("结尾。", ["三"]),
    ]  # fmt: skip


def test_a_flag_stands_at_its_line_and_the_list_leads_there(places, get):
    text = "山前镇年度报告\n第一段。\n联系电话138XXXX0000。\n"
    at = text.index("联系")
    flag = {"kind": "personal_data", "start": at, "end": at + 4, "note": "一处"}
    html = get(make_report(text, region="330921101", flags=[flag]).get_absolute_url())
    assert notes(html) == [("联系电话138XXXX0000。", ["疑似个人信息 一处"])]
    assert (html.count('id="n-1"'), html.count('href="#n-1"')) == (1, 1)


def test_what_a_line_itself_says_and_what_has_no_line_have_no_note(places, get):
    html = get(full_report().get_absolute_url())
    assert notes(html) == []


def test_a_figure_has_last_years_beside_it(places, get):
    full_report(year=2022)
    html = get(full_report(year=2023).get_absolute_url())
    found = [note for _, own in notes(html) for note in own if "上年" in note and not note.startswith("核对")]
    assert found == ["48 起 ：上年 48 起", "2,000 余 份 ：上年 2,000 余 份"]


def test_a_paragraph_has_three_notes_of_figures_at_most_and_all_doubts(places, get):
    slugs = ("disputes_mediated", "publicity_materials", "publicity_events", "legality_reviews")
    text = "山前镇年度报告\n调解3件，发放4件，举办5件，审查6件。\n"
    metrics = [
        figure(f"{verb}{number}件", str(number), text, value=number, unit="件", indicator=slug)
        for verb, number, slug in zip(("调解", "发放", "举办", "审查"), range(3, 7), slugs, strict=True)
    ]
    make_report(text, region="330921101", year=2022, metrics=metrics)
    at = text.index("调解")
    flags = [{"kind": "placeholder", "start": at, "end": at + 1, "note": ""}] * 2
    report = make_report(text, region="330921101", year=2023, metrics=metrics, flags=flags)
    ((_, own),) = notes(get(report.get_absolute_url()))
    doubts = [note for note in own if "上年" not in note or note.startswith("核对")]
    assert (own[:2], len(own)) == (["未填的空", "未填的空"], max(3, len(doubts)))


def test_marked_copied_sentences_say_where_they_stood_first(places, get):
    text = "山前镇年度报告\n村里的大事先问合不合法，再问合不合情合理。\n"
    first = make_report(text, region="330921102", year=2021, published="2022-02-01")
    copy = make_report(text, region="330921101", year=2022, published="2023-02-01")
    copied_rows.remember_all([first.pk, copy.pk], lambda done: None)
    assert notes(get(copy.get_absolute_url())) == []
    ((_, own),) = notes(get(copy.get_absolute_url(), copied=1))
    assert own == ["较早见于 山后乡 · 2021"]
