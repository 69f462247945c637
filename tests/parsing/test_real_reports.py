"""Five real reports, where they are at hand: what is read of them."""

from typing import Any

import pytest

from reports.parsing import parse_report
from reports.parsing.figures.metrics import reread
from tests.parsing.evaluation import annotated, evaluate
from tests.parsing.evaluation.scoring import Tally
from tests.real_reports import GOLD, SEEDS, needs_real_reports, read_real

pytestmark = needs_real_reports

#: F1 of each figure over the annotated ones.
FLOORS = {
    "metadata": 1,
    "genre": 1,
    "sections": 1,
    "roles": 1,
    "headings": 1,
    "topics": 0.94,
    "furniture": 1,
    "injected text": 1,
    "metrics": 1,
    "indicators": 1,
    "qualifiers": 1,
    "subjects": 0.9,
    "metric sections": 1,
    "left alone": 1,
    "items": 1,
    "flags": 1,
}


@pytest.fixture(scope="module")
def tally() -> Tally:
    return evaluate(annotated(GOLD, SEEDS))


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_of_the_real_reports_falls_below_its_floor(tally: Tally, figure: str) -> None:
    assert tally.f1(figure) >= FLOORS[figure], "\n".join(tally.misses_of(figure))


def test_every_figure_of_the_real_reports_has_a_floor(tally: Tally) -> None:
    assert tally.counts.keys() == FLOORS.keys()


HEADS: list[tuple[str, dict[str, Any]]] = [
    ("000", {"year": 2020, "published": "2021-02-20", "signed": None, "index_no": None}),
    ("000", {"issuer": "重庆市江津区中山镇人民政府", "doc_no": None}),
    (
        "001",
        {"year": 2023, "published": None, "signed": "2023-12-22", "issuer": "眉山市东坡区崇礼镇人民政府"},
    ),
    ("002", {"year": 2021, "published": None, "signed": None, "index_no": None}),
    ("002", {"issuer": "中共黔江区蓬东乡委员会、黔江区蓬东乡人民政府"}),
    ("003", {"year": 2021, "published": None, "signed": None, "issuer": "西红门镇人民政府"}),
    ("003", {"title": "西红门镇人民政府2021年法治政府建设年度报告"}),
    ("004", {"year": 2023, "published": "2024-03-25", "signed": None, "issuer": "衢山镇", "doc_no": None}),
    ("004", {"index_no": "113309210026412824/2024-91060"}),
]


@pytest.mark.parametrize(("name", "expected"), HEADS)
def test_real_reports_give_what_they_state(name: str, expected: dict[str, Any]) -> None:
    result = parse_report(read_real(name)).to_dict()
    got = {key: result[key] for key in expected}
    assert {k: v["value"] if isinstance(v, dict) else v for k, v in got.items()} == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("000", "500116113"),
        ("001", "511402113"),
        ("002", "500114246"),
        ("003", "110115007"),
        ("004", "330921106"),
    ],
)
def test_real_reports_find_their_township(name: str, code: str) -> None:
    found = parse_report(read_real(name)).region
    assert found is not None
    assert (found.code, found.confidence > 0.9) == (code, True)


@pytest.mark.parametrize(
    ("name", "figures"), [("000", 26), ("001", 20), ("002", 16), ("003", 6), ("004", 29)]
)
def test_real_reports_give_all_their_figures(name: str, figures: int) -> None:
    report = parse_report(read_real(name))
    assert len(report.metrics) == figures
    assert [report.text[metric.start : metric.end] for metric in report.metrics] == [
        metric.text for metric in report.metrics
    ]
    assert [reread(metric) for metric in report.metrics] == [metric.value for metric in report.metrics]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("002", ["1", "1.1", "1.2", "1.3", "2", "3"]),
        ("004", ["1", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "3.2", "3.3", "3.4", "4", "5"]),
    ],
)
def test_the_outline_of_reports_without_annotations(name: str, paths: list[str]) -> None:
    assert [section.path for section in parse_report(read_real(name)).sections] == paths


def test_a_flattened_report_with_a_damaged_marker_is_flagged() -> None:
    kinds = {flag.kind for flag in parse_report(read_real("004")).flags}
    assert {"inline_sections", "damaged_marker"} <= kinds
