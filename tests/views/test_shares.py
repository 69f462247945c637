import pytest
from django.template import Context, Template

from reports.templatetags.shares import percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.001, "不到 1 %"),
        (0.124, "12 %"),
        (0.125, "12 %"),
        (0.998, "99 %"),
        (0.994, "99 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_told_in_whole_per_cent_and_never_rounded_to_nothing_or_all(share, words):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ n|grouped }}", "1,516"),
        (
            "{% blocktranslate count n=n|grouped %}{{ n }} 篇{% plural %}{{ n }} 篇{% endblocktranslate %}",
            "1,516 篇",
        ),
        ("{{ nothing|grouped }}", "None"),
    ],
)
def test_counts_have_their_digits_in_groups_of_three_in_sentences_too(template, words):
    context = Context({"n": 1516, "nothing": None})
    assert Template("{% load i18n shares %}" + template).render(context) == words
