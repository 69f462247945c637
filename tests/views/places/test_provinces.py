"""All lists of provinces name the same places."""

import re

import pytest

from reports.parsing.place.gazetteer import gazetteer
from reports.search.answer.page import FacetValue
from reports.views.provinces import NOT_IN_GAZETTEER
from reports.views.site.held import SHORT_NAMES
from reports.views.site.home import bars
from tests.factories import make_region


@pytest.fixture
def provinces(db, indexed) -> set[str]:
    real = [unit for unit in gazetteer() if unit.level == "province" and unit.code != "99"]
    for unit in real:
        make_region(unit.code, unit.name)
    indexed()
    return {unit.code for unit in real}


def test_the_map_and_the_index_name_the_same_places(provinces, get):
    assert set(SHORT_NAMES) == provinces | NOT_IN_GAZETTEER.keys()
    index = get("/regions/")
    assert set(re.findall(r'<a href="/regions/(\d\d)/">', index)) == provinces
    unlisted = re.findall(r'<li class="none"><span>([^<]+)</span> <span class="num">未收录', index)
    assert unlisted == [str(name) for name in NOT_IN_GAZETTEER.values()]


def test_a_year_without_reports_keeps_its_place_on_the_first_page():
    found = bars(
        (FacetValue("2023", "2023年", 4), FacetValue("2020", "2020年", 2), FacetValue("2019", "", 0))
    )
    assert [(bar.value, bar.count, bar.height) for bar in found] == [
        ("2020", 2, 50), ("2021", 0, 0), ("2022", 0, 0), ("2023", 4, 100),
    ]  # fmt: skip
