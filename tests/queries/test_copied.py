"""What the database answers about copied text: the right reports, at a price that does not grow."""

from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Region, Report
from reports.queries.copied import near_copies, reuse_of, similar_pairs
from reports.store import copied_rows as reuse
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_report

MADE = made_sentences(2)
SENTENCES = list(islice(MADE, 400))


@pytest.fixture
def made(db: None):
    """Make a report of these sentences and put it into the index."""

    def make(sentences: list[str], region: str = "330921101", **fields) -> Report:
        report = make_report(report_of(sentences), region=region, **fields)
        reuse.remember(report)
        return report

    return make


def summary(report: Report) -> tuple:
    found = reuse_of(report)
    return (
        round(found.share, 2),
        round(found.masked_share, 2),
        [(one.report, one.sentences, one.relation) for one in found.sources()],
    )


def test_copies_from_the_own_town_and_from_others_are_found(made):
    old = made(SENTENCES[:50], year=2022)
    other = made(SENTENCES[50:100], "330921102")
    copy = made([*SENTENCES[:10], *SENTENCES[50:70], *SENTENCES[200:220]])
    assert summary(copy) == (0.6, 0.6, [(other.pk, 20, "other_town"), (old.pk, 10, "own_town")])
    assert summary(old) == (0, 0, [])


def test_only_published_reports_count(made):
    made(SENTENCES[:20], "330921102", status="draft")
    made(SENTENCES[:20], "330921103", status="withdrawn")
    assert summary(made(SENTENCES[:20])) == (0, 0, [])


def test_a_draft_is_compared_with_what_is_published(made):
    other = made(SENTENCES[:20], "330921102")
    draft = made(SENTENCES[:20], status="draft")
    assert summary(draft) == (1, 1, [(other.pk, 20, "other_town")])


def test_sentences_most_bodies_use_are_formulas(made):
    for number in range(6):
        made([*SENTENCES[:10], *SENTENCES[20 + number * 10 : 30 + number * 10]], f"33092110{number}")
    found = reuse_of(Report.objects.order_by("pk")[0])
    assert (found.share, found.masked_share, found.formula_share) == (0, 0, 0.5)


def test_the_same_in_four_bodies_is_copying(made):
    for number in range(4):
        made([*SENTENCES[:10], *SENTENCES[20 + number * 10 : 30 + number * 10]], f"33092110{number}")
    found = reuse_of(Report.objects.order_by("pk")[0])
    assert (found.share, found.formula_share) == (0.5, 0)


def test_a_body_that_repeats_itself_every_year_makes_no_formula(made):
    for year in range(2015, 2024):
        made(SENTENCES[:10], year=year)
    found = reuse_of(Report.objects.get(year=2023))
    assert (found.share, found.share_from("own_town"), found.formula_share) == (1, 1, 0)


def test_near_copies_are_found_in_any_place_and_year(made):
    first = made(SENTENCES[:60], "110115007", year=2019)
    near = made([*SENTENCES[:57], *SENTENCES[300:303]])
    made(SENTENCES[100:160], "330921102")
    assert [(one.report, one.likeness > 0.8) for one in near_copies(near)] == [(first, True)]
    assert near_copies(made(SENTENCES[200:260], "330921103")) == []


def test_pairs_of_a_county_and_year_are_listed_the_most_alike_first(made):
    one = made(SENTENCES[:40])
    two = made([*SENTENCES[:36], *SENTENCES[100:104]], "330921102")
    three = made([*SENTENCES[20:40], *SENTENCES[110:130]], "330921103")
    made(SENTENCES[:40], "330922101")
    made(SENTENCES[:40], year=2022)
    county = Region.objects.get(code="330921")
    pairs = similar_pairs(county, 2023)
    assert [(pair.one, pair.other, pair.shared, pair.sentences) for pair in pairs] == [
        (one, two, (36, 36), (40, 40)),
        (one, three, (20, 20), (40, 40)),
        (two, three, (16, 16), (40, 40)),
    ]
    assert pairs[0].shares == (0.9, 0.9)
    town = Region.objects.get(code="330921103")
    assert [(pair.one, pair.other) for pair in similar_pairs(town, 2023)] == [(one, three), (two, three)]


def test_pairs_with_nothing_in_common_are_not_listed(made):
    made(SENTENCES[:40])
    made(SENTENCES[40:80], "330921102")
    assert similar_pairs(Region.objects.get(code="330921"), 2023) == []


@pytest.mark.parametrize("read", [reuse_of, near_copies])
def test_more_reports_cause_no_more_queries(made, read):
    report = made(SENTENCES[:30])

    def count() -> int:
        with CaptureQueriesContext(connection) as context:
            read(report)
        return len(context)

    made(SENTENCES[:28], "330921102")
    before = count()
    for number in range(10):
        made(SENTENCES[number : number + 30], f"3309221{number:02}")
    assert count() == before
