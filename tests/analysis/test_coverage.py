"""Counting what is held of what there should be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.coverage import (
    Cells,
    Copy,
    Deadline,
    Held,
    best_copies,
    coverage,
    deadlines,
    held_bodies,
    span,
)

EARLY, LATE, UNDATED = date(2022, 3, 31), date(2022, 4, 1), None


@pytest.mark.parametrize(
    ("dates", "state", "chosen"),
    [
        ([EARLY], "on_time", 1),
        ([LATE], "late", 1),
        ([UNDATED], "unknown", 1),
        ([LATE, EARLY], "on_time", 2),
        ([EARLY, EARLY], "on_time", 1),
        ([LATE, UNDATED], "unknown", 2),
        ([UNDATED, EARLY, LATE], "on_time", 2),
    ],
)
def test_of_several_reports_on_a_year_the_best_counts_once(dates, state, chosen):
    copies = [Copy("330921101", 2021, day, number) for number, day in enumerate(dates, 1)]
    (best,) = best_copies(copies).values()
    assert (best.state, best.report) == (state, chosen)
    assert held_bodies(copies) == [Held("330921101", 2021, **{state: 1})]


def test_before_there_was_a_rule_nothing_is_late():
    assert Copy("330921101", 2017, date(2019, 9, 1), 1).state == "unknown"


def test_every_body_and_year_has_one_deadline(tmp_path):
    for name, region, day in [("all", "", 4), ("province", "33", 3), ("city", "3302", 2), ("other", "50", 5)]:
        (tmp_path / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name}"\nregion = "{region}"\nin_force_from = 2020-01-01\n'
            f"due = {{ month = {day}, day = 1 }}\n",
            "utf-8",
        )
    assert deadlines([2018, 2022], tmp_path) == [
        Deadline(2018, "", ("33", "3302", "50"), None),
        Deadline(2018, "33", ("3302",), None),
        Deadline(2018, "3302", (), None),
        Deadline(2018, "50", (), None),
        Deadline(2022, "", ("33", "3302", "50"), date(2023, 4, 1)),
        Deadline(2022, "33", ("3302",), date(2023, 3, 1)),
        Deadline(2022, "3302", (), date(2023, 2, 1)),
        Deadline(2022, "50", (), date(2023, 5, 1)),
    ]


def test_each_place_has_a_cell_for_each_body_and_year():
    table = coverage(
        {"33": 3, "50": 1}, (2021, 2022), [Held("33", 2021, on_time=1, late=1), Held("50", 2022, unknown=1)]
    )
    assert [(place.code, place.by_year) for place in table.places] == [
        ("33", (Cells(1, 1, 0, 1), Cells(0, 0, 0, 3))),
        ("50", (Cells(0, 0, 0, 1), Cells(0, 0, 1, 0))),
    ]
    assert table.by_year == (Cells(1, 1, 0, 2), Cells(0, 0, 1, 3))
    assert table.cells == Cells(on_time=1, late=1, unknown=1, not_held=5)


def test_other_places_and_years_are_left_out():
    table = coverage({"33": 2}, (2021,), [Held("33", 2020, on_time=1), Held("34", 2021, late=2)])
    assert table.cells == Cells(not_held=2)


def test_more_reports_than_bodies_are_refused():
    with pytest.raises(ValueError, match="33 has 1 bodies"):
        coverage({"33": 1}, (2021,), [Held("33", 2021, on_time=1, late=1)])


BODIES = [f"33092110{number}" for number in range(5)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(BODIES),
            st.integers(2018, 2024),
            st.none() | st.dates(date(2018, 1, 1), date(2026, 1, 1)),
        )
    )
)
def test_the_cells_add_up_to_bodies_times_years(rows):
    copies = [Copy(body, year, day, number) for number, (body, year, day) in enumerate(rows)]
    years = (2020, 2021, 2022)
    table = coverage(dict.fromkeys(BODIES, 1), years, held_bodies(copies))
    assert table.cells.total == len(BODIES) * len(years)
    assert table.cells.held == len({row[:2] for row in rows if row[1] in years})
    assert sum(table.by_year, Cells()) == table.cells


@pytest.mark.parametrize(
    ("first", "last", "held", "expected"),
    [
        (None, None, (2019, 2023), (2019, 2023)),
        (None, None, (2001, 2023), (2014, 2023)),
        (None, None, (2019, 2062), (2019, 2026)),
        (None, None, (2062, 2062), (2026, 2026)),
        (None, None, None, (2025, 2025)),
        (2021, None, (2019, 2023), (2021, 2023)),
        (2025, None, (2019, 2023), (2025, 2025)),
        (None, 2021, (2019, 2023), (2019, 2021)),
        (None, 2015, (2019, 2023), (2015, 2015)),
        (2000, 2029, (2019, 2023), (2000, 2029)),
    ],
)
def test_the_years_that_nobody_asked_for_come_from_what_is_held(first, last, held, expected):
    assert span(first, last, held, 2026) == tuple(range(expected[0], expected[1] + 1))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (2023, 2021, "起始年度晚于截止年度。"),
        (1066, None, "年度应在 1990 至 2100 之间。"),
        (None, 9999, "年度应在 1990 至 2100 之间。"),
        (1990, 2020, "一次最多看 30 年。"),
    ],
)
def test_years_that_cannot_be_shown_are_refused_in_a_sentence(first, last, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        span(first, last, (2019, 2023), 2026)
