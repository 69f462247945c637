"""What an indicator counts and what it is easily mistaken for is told wherever a figure of it stands."""

import re

import pytest

from reports.models import Indicator
from tests.views.conftest import TEXT, full_report

SHOWN = ["publicity_events", "publicity_materials", "disputes_mediated"]


def told(html: str) -> list[str]:
    """The indicators whose meaning the page tells, in its order."""
    return re.findall(r'<div class="meaning" id="i-([a-z_]+)" popover>', html)


def asked_for(html: str) -> list[str]:
    """The indicators beside whose figures there is a way to their meaning."""
    return re.findall(r'<button type="button" class="kind" popovertarget="i-([a-z_]+)"', html)


@pytest.fixture
def two(report):
    return [report, full_report("330921101", year=2022)]


@pytest.mark.parametrize(
    ("address", "indicators"),
    [
        ("/reports/{0}/", SHOWN),
        ("/compare/?id={0}&id={1}", SHOWN),
        ("/regions/330921101/", SHOWN[1:]),
        ("/regions/330921101/change/", SHOWN[1:]),
    ],
)
def test_each_indicator_of_a_page_is_explained_once(two, get, address, indicators):
    html = get(address.format(*(one.public_id for one in two)))
    assert told(html) == indicators
    assert set(asked_for(html)) == set(indicators)
    for indicator in Indicator.objects.filter(slug__in=indicators):
        assert html.count(indicator.definition) == html.count(indicator.caveat) == 1


def test_the_figures_of_a_draft_are_explained(places, client):
    html = client.post("/check/", {"text": TEXT}).content.decode()
    assert "disputes_mediated" in told(html)
    assert sorted(told(html)) == sorted(set(asked_for(html)))


def test_the_page_of_an_indicator_opens_with_its_meaning(report, get):
    indicator = Indicator.objects.get(slug="disputes_mediated")
    html = get("/indicators/disputes_mediated/")
    assert html.count(indicator.definition) == html.count(indicator.caveat) == 1
    assert html.count("<b>全年</b>") == 1


@pytest.mark.parametrize(
    ("slug", "word"),
    [("disputes_mediated", "全年"), ("mediators", "年末"), ("dispute_resolution_rate", "比率")],
)
def test_the_word_beside_a_figure_is_of_its_kind(db, slug, word):
    assert Indicator.objects.get(slug=slug).kind == word
