import pytest

from reports.text.region_codes import (
    codes_above,
    county_of,
    in_municipality,
    is_township,
    parent_digits,
    short_code,
)


@pytest.mark.parametrize(
    ("code", "above", "county", "township", "municipality"),
    [
        ("", [], "", False, False),
        ("33", [], "33", False, False),
        ("3309", ["33"], "3309", False, False),
        ("330921", ["33", "3309"], "330921", False, False),
        ("330921106", ["33", "3309", "330921"], "330921", True, False),
        ("500116113", ["50", "5001", "500116"], "500116", True, True),
    ],
)
def test_what_a_code_tells(code, above, county, township, municipality):
    assert codes_above(code) == above
    assert county_of(code) == county
    assert (is_township(code), in_municipality(code)) == (township, municipality)


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("3309", "city", "33"),
        ("330921", "county", "3309"),
        ("330921106", "township", "330921"),
        ("330921106", "county", "3309"),
        ("500116", "county", "50"),
        ("500116113", "township", "500116"),
    ],
)
def test_the_unit_above_a_county_of_a_municipality_is_the_municipality(code, level, parent):
    assert code[: parent_digits(code, level)] == parent


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("330000", "33"),
        ("330900", "3309"),
        ("330921", "330921"),
        ("330921000000", "330921"),
        ("330921106000", "330921106"),
        ("330921106001", "330921106001"),
        ("330921000", "330921"),
        ("500000", "50"),
        ("5000", "50"),
        ("50", "50"),
        ("500100", "50"),
        ("110200", "11"),
        ("500101", "500101"),
        ("000000", "00"),
        ("null", "null"),
        ("３３００００", "３３００００"),
        ("", ""),
    ],
)
def test_a_code_filled_up_with_zeros_is_that_of_the_unit_it_names(code, short):
    assert short_code(code) == short
