"""The other forms of a region's code lead to its page."""

import pytest

from tests.factories import make_region


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/regions/330000/", "/regions/33/"),
        ("/regions/330921000000/", "/regions/330921/"),
        ("/regions/330921101000/?page=2", "/regions/330921101/?page=2"),
        ("/regions/500000/", "/regions/50/"),
        ("/regions/500100/", "/regions/50/"),
        ("/regions/330921000/similar/?year=2023", "/regions/330921/similar/?year=2023"),
        ("/regions/330921101000/change/", "/regions/330921101/change/"),
        ("/regions/330921101000/series.csv", "/regions/330921101/series.csv"),
    ],
)
def test_a_longer_code_leads_to_the_place(places, client, asked, led_to):
    make_region("50", "重庆市")
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, led_to)


@pytest.mark.parametrize("code", ["440000", "990000", "x"])
def test_one_of_no_place_leads_nowhere(places, client, code):
    assert client.get(f"/regions/{code}/").status_code == 404


def test_an_indicator_says_what_of_its_address_is_not_understood(report, get):
    html = get("/indicators/disputes_mediated/", region="77", unit="斤", year="x", sort="y")
    notices = [line.split("</p>")[0] for line in html.split('class="notice" role="status">')[1:]]
    assert notices == [
        "“77”不是有效的地区代码，未采用。",
        "“斤”不是有效的单位，未采用。",
        "“x”不是有效的年度，未采用。",
        "“y”不是有效的排序方式，未采用。",
    ]
