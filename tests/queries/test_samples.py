"""A sample counts in nothing but the pages of 示例省, and while the archive holds nothing else."""

from datetime import date
from decimal import Decimal
from itertools import islice

import pytest

from reports import queries
from reports.models import Indicator, Metric, ProvinceMedian, Region, Report, UsualRange
from reports.queries import coverage, indicators, parsed_of
from reports.queries.copied import near_copies, reuse_of
from reports.queries.elsewhere import elsewhere_of
from reports.queries.peers import peers_of
from reports.queries.review import hints_of
from reports.queries.samples import counted, left_out, only_samples
from reports.search import Criteria, search
from reports.store import copied_rows as reuse
from reports.store import usual_ranges as ranges
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_region, make_report

TODAY = date(2026, 6, 1)
TEXT = report_of(list(islice(made_sentences(7), 40)))


def with_figure(region: str, value: int, *, year: int = 2023, sample: bool = False) -> Report:
    figure = {"indicator": "disputes_mediated", "value": Decimal(value), "figure": str(value)}
    return make_report(f"{TEXT}{region}", region=region, year=year, metrics=[figure], sample=sample)


@pytest.fixture
def samples(db: None) -> list[Report]:
    """Five townships of one county of 示例省."""
    make_region("99", "示例省")
    return [with_figure(f"99010110{number}", 1000 + number, sample=True) for number in range(5)]


@pytest.fixture
def real(samples: list[Report]) -> list[Report]:
    return [with_figure(f"33092110{number}", 10 + number) for number in range(5)]


def figure_values(region: str = "") -> list[int]:
    indicator = Indicator.objects.get(slug="disputes_mediated")
    return [int(value) for _, value in indicators.indicator_values(indicator, "件", region)]


def test_while_there_is_nothing_else_samples_count(samples: list[Report], indexed) -> None:
    indexed()
    assert (only_samples(), left_out()) == (True, ())
    assert len(queries.newest(9)) == 5
    assert [(one.region.code, one.count) for one in queries.holdings(None)] == [("99", 5)]
    assert figure_values() == [1000, 1001, 1002, 1003, 1004]
    assert search(Criteria(samples=left_out())).count == 5


def test_with_the_first_real_report_they_drop_out(samples: list[Report], indexed) -> None:
    real = with_figure("330921100", 7)
    indexed()
    assert (only_samples(), left_out()) == (False, ("no",))
    assert queries.newest(9) == [real]
    assert [(one.region.code, one.count) for one in queries.holdings(None)] == [("33", 1)]
    assert figure_values() == [7]
    found = search(Criteria(samples=left_out()))
    assert (found.count, [hit.report for hit in found.hits]) == (1, [real])
    # They can still be found.
    assert search(Criteria(q="一")).count == 6


def test_a_draft_or_a_withdrawn_report_is_no_real_report_yet(samples: list[Report]) -> None:
    make_report(region="330921100", status="draft")
    make_report(region="330921101", status="withdrawn")
    assert only_samples() is True


def test_an_archive_without_samples_has_nothing_to_leave_out(db: None) -> None:
    assert (only_samples(), left_out()) == (False, ())
    make_report(region="330921100")
    assert (only_samples(), left_out(), left_out(("33",))) == (False, (), ())


def test_a_page_of_the_invented_province_counts_its_own(real: list[Report]) -> None:
    place = Region.objects.get(code="990101")
    assert len(queries.reports_of(place)) == 5
    assert queries.years_of(place) == [(2023, 5)]
    assert queries.report_counts(["99", "33"]) == {"99": 5, "33": 5}
    assert figure_values("9901") == [1000, 1001, 1002, 1003, 1004]
    assert (left_out(("9901",)), left_out(("9901", "33"))) == ((), ("no",))


def test_a_sample_of_a_real_place_counts_nowhere(real: list[Report]) -> None:
    with_figure("330921109", 9999, sample=True)
    county = Region.objects.get(code="330921")
    assert len(queries.reports_of(county)) == 5
    assert queries.report_counts(["33", "330921109"]) == {"33": 5, "330921109": 0}
    assert figure_values("33") == [10, 11, 12, 13, 14]
    assert queries.neighbours(real[0]) == real[1:]


def test_coverage_never_counts_samples_nor_their_bodies(samples: list[Report]) -> None:
    make_region("330921100")
    table = coverage.table(None, [2023], TODAY)
    assert (list(table.places), table.coverage.bodies, table.coverage.cells.held) == (["33"], 1, 0)
    assert coverage.apart(None, [2023], TODAY).total == 0
    assert (coverage.held_span(None), list(coverage.copies(None, [2023], TODAY))) == (None, [])
    assert [one.code for one in coverage.bodies(None, TODAY)] == ["330921100"]


def test_the_invented_province_has_its_own_coverage(real: list[Report]) -> None:
    province = Region.objects.get(code="99")
    table = coverage.table(province, [2023], TODAY)
    assert (table.coverage.bodies, table.coverage.cells.held) == (5, 5)
    assert coverage.held_span(province) == (2023, 2023)
    assert coverage.table(None, [2023], TODAY).coverage.cells.held == 5


def test_medians_are_of_real_reports_and_in_the_invented_province_of_samples(real: list[Report]) -> None:
    with_figure("330921109", 9999, sample=True)
    ranges.renew()
    assert list(ProvinceMedian.objects.order_by("province").values_list("province__code", "median", "n")) == [
        ("33", 12, 5),
        ("99", 1002, 5),
    ]
    path = queries.region_path(real[0].region)
    [beside] = elsewhere_of(parsed_of(real[0]).metrics, path, 2023, real[0].text).values()
    assert [(one.region.code, one.median, one.n) for one in beside.medians] == [
        ("330921", 12, 5),
        ("33", 12, 5),
    ]


def test_usual_ranges_are_of_real_reports_alone(samples: list[Report], monkeypatch) -> None:
    monkeypatch.setattr(ranges, "ENOUGH", 5)
    ranges.renew()
    assert list(UsualRange.objects.all()) == []
    for number in range(5):
        with_figure(f"33092110{number}", 10)
    ranges.renew()
    assert list(UsualRange.objects.values_list("low", "high", "n", "of")) == [(10, 10, 5, 5)]


def test_peers_of_a_real_township_are_real(real: list[Report]) -> None:
    with_figure("330921109", 9999, sample=True)
    path = queries.region_path(make_region("330921108"))
    peers = peers_of(path, 2023, ["disputes_mediated"])
    assert peers is not None
    assert (peers.region.code, peers.reports) == ("330921", 5)
    assert peers.typical["disputes_mediated", "件"].median == 12


def test_a_real_report_never_has_a_sample_for_a_source(real: list[Report], samples: list[Report]) -> None:
    # What all five have is a formula.
    for report in (*samples[:2], *real[:2]):
        reuse.remember(report)
    assert [source.report for source in reuse_of(real[0]).sources()] == [real[1].pk]
    assert [source.report for source in reuse_of(samples[0]).sources()] == [samples[1].pk]
    assert [one.report for one in near_copies(real[0])] == [real[1]]


def test_the_year_before_of_a_real_township_is_no_sample(real: list[Report]) -> None:
    with_figure("330921100", 10, year=2022, sample=True)
    assert [hint.kind for hint in hints_of(parsed_of(real[0]))] == []


def test_the_codes_of_the_invented_province_are_a_range(db: None) -> None:
    for code in ("99", "9901", "990101", "990101100"):
        make_region(code)
    make_region("330921100")
    inside = Region.objects.filter(queries.within("99", "code")).values_list("code", flat=True)
    assert sorted(inside) == ["99", "9901", "990101", "990101100"]
    assert Region.objects.filter(queries.within("33", "code")).count() == 4


def test_what_counts_is_told_of_figures_too(samples: list[Report]) -> None:
    with_figure("330921100", 7)
    assert Metric.objects.filter(counted("", "report__")).count() == 1
    assert Metric.objects.filter(counted("99", "report__")).count() == 6
