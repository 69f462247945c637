"""What a template says the same on all pages of a language is text once it is read; what a page decides is not."""

from __future__ import annotations

import pytest
from django.template import engines
from django.template.base import TextNode
from django.template.loader import get_template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{% translate "报告" context "栏目" %}', "Reports"),
        ("{% trans '下载' %}", "Download"),
        ("{% url 'reports' %}", "/reports/"),
        ("{% static 'site.css' %}", "/static/site.css"),
    ],
)
def test_a_tag_of_quoted_words_is_made_when_it_is_read(source: str, shown: str) -> None:
    with override("en"):
        _load, *made = engines["django"].from_string("{% load i18n static %}" + source).template.nodelist
    assert [(type(node), node.s) for node in made] == [(TextNode, shown)]


@pytest.mark.parametrize(
    ("source", "values", "shown"),
    [
        ("{% translate name %}", {"name": "下载"}, "Download"),
        ('{% translate "下载" as word %}[{{ word }}]', {}, "[Download]"),
        ('{% translate "下载"|slice:most %}', {"most": ":4"}, "Down"),
        ("{% url 'region' code %}", {"code": "51"}, "/regions/51/"),
        ("{% url 'reports' as here %}[{{ here }}]", {}, "[/reports/]"),
        ("{% static name %}", {"name": "site.css"}, "/static/site.css"),
    ],
)
def test_what_a_page_decides_is_made_with_it(source: str, values: dict[str, str], shown: str) -> None:
    with override("en"):
        template = engines["django"].from_string("{% load i18n static %}" + source)
        assert template.render(values) == shown
    assert not isinstance(template.template.nodelist[1], TextNode)


def test_each_language_has_its_templates() -> None:
    pages = {}
    for language in ("en", "zh-hans", "en"):
        with override(language):
            pages[language] = get_template("parts/foot.html").render({"staff": False})
    assert {language: "引用前请核对原文" in page for language, page in pages.items()} == {
        "en": False,
        "zh-hans": True,
    }
