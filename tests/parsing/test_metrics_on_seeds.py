"""The figures of the real reports beside the project, where they are at hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from reports.parsing.metrics import reread
from reports.parsing.pipeline import parse_report

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = SEEDS.with_name("gold")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project")


@pytest.mark.parametrize(
    ("name", "figures"), [("000", 26), ("001", 20), ("002", 16), ("003", 6), ("004", 29)]
)
def test_real_reports_give_all_their_figures(name: str, figures: int) -> None:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    report = parse_report(path.read_text("utf-8"))
    assert len(report.metrics) == figures
    for metric in report.metrics:
        assert report.text[metric.start : metric.end] == metric.text
        assert reread(metric) == metric.value


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_real_reports_give_the_figures_that_a_careful_reader_marked(name: str) -> None:
    (path,) = GOLD.glob(f"{name}_*.json")
    gold = json.loads(path.read_text("utf-8"))
    report = parse_report((SEEDS / f"{path.stem}.txt").read_text("utf-8"))
    wanted = {(m["figure_start"], Decimal(m["value"]), m["unit"], m["indicator"]) for m in gold["metrics"]}
    got = {(m.figure_start, m.value, m.unit, m.indicator) for m in report.metrics}
    assert len(wanted & got) >= 0.95 * max(len(wanted), len(got))
    taken = {
        place
        for metric in report.metrics
        for place in range(metric.figure_start, metric.figure_start + len(metric.figure))
    }
    others = [range(n["start"], n["start"] + len(n["text"])) for n in gold["not_metrics"]]
    assert [span for span in others if taken.intersection(span)] == []
