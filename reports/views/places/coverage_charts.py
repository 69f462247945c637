"""The pictures of coverage (收录情况) as files: the years as bars, the places or bodies as squares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from reports.analysis.coverage import NOT_HELD, STATES
from reports.charts.rows import Row, Square, grid, share_rows
from reports.exports.coverage import STATE_NAMES
from reports.queries.coverage import Table
from reports.wording.letters import full_name, short_name
from reports.wording.translation import said

from ..charts import Chart
from ..shades import shade

#: What a file is reached at, by the chart's name and its ending.
Address = Callable[[str, str], str]


def years_chart(table: Table, page: str, file: Address) -> Chart:
    """A bar a year, the newest first: how many bodies are held, by state."""
    years = list(zip(table.coverage.years, table.coverage.by_year, strict=True))[::-1]
    return Chart(
        name=_name(table, "years"),
        title=_("%(place)s各年收录") % {"place": _place(table)},
        note=_note(),
        draw=lambda: share_rows(
            [
                Row(
                    str(year),
                    tuple(
                        (state, getattr(cells, state) / cells.total if cells.total else 0.0)
                        for state in STATES[:-1]
                    ),
                    _("收录 %(held)s，n = %(total)s")
                    % {"held": format(cells.held, ","), "total": format(cells.total, ",")},
                )
                for year, cells in years
            ],
            [(state, said(STATE_NAMES[state])) for state in STATES],
        ),
        header=(_("报告年度"), *(said(STATE_NAMES[state]) for state in STATES), "n"),
        rows=tuple(
            (str(year), *(getattr(cells, state) for state in STATES), cells.total) for year, cells in years
        ),
        page=page,
        csv=file("years", "csv"),
        svg=file("years", "svg"),
    )


def places_chart(table: Table, page: str, file: Address) -> Chart | None:
    """A row of squares a place, a square a year; None where there are no places."""
    if not table.places:
        return None
    years = table.coverage.years
    rows: list[tuple[str, list[Square]]] = []
    cells: list[tuple[Any, ...]] = []
    for place in table.coverage.places:
        region = table.places[place.code]
        if table.copies is None:
            held = [one.held for one in place.by_year]
            squares = [
                Square(f"shade-{shade(one.held, one.total)}", format(one.held, ",")) for one in place.by_year
            ]
            rows.append((f"{short_name(region)}　n = {place.bodies:,}", squares))
            cells.append((region.code, region.name, place.bodies, *held))
        else:
            copies = [table.copies.get((place.code, year)) for year in years]
            states = [copy.state if copy else NOT_HELD for copy in copies]
            rows.append((short_name(region), [Square(state, said(STATE_NAMES[state])) for state in states]))
            cells.append((region.code, region.name, *(STATE_NAMES[state] for state in states)))
    bodies = table.copies is not None
    return Chart(
        name=_name(table, "places"),
        title=(_("%(place)s各乡镇街道收录") if bodies else _("%(place)s各地收录")) % {"place": _place(table)},
        note=_note()
        if bodies
        else _("格里是收录了报告的乡镇街道数，n 是当地乡镇街道数，颜色越浓份额越大。未收录不是未公开。"),
        draw=lambda: grid(
            [str(year) for year in years],
            rows,
            [(state, said(STATE_NAMES[state])) for state in STATES] if bodies else (),
        ),
        header=(_("地区代码"), _("地区"), *(() if bodies else ("n",)), *(str(year) for year in years)),
        rows=tuple(cells),
        page=page,
        csv=file("places", "csv"),
        svg=file("places", "svg"),
    )


def _note() -> str:
    return _("一地一年一格。期限是次年 4 月 1 日前。未收录是本馆没有，不是当地没有公开。")


def _place(table: Table) -> str:
    return full_name(table.region) if table.region else _("全国")


def _name(table: Table, kind: str) -> str:
    return f"coverage-{table.region.code if table.region else 'all'}-{kind}"
