"""The figures of the real reports beside the project, where they are at hand."""

from pathlib import Path

import pytest

from reports.parsing.metrics import reread
from reports.parsing.pipeline import parse_report

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
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
