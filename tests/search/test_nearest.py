"""A report's key terms and the reports nearest to it, as its page shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from reports.search import related
from tests.factories import make_report

pytestmark = pytest.mark.django_db


def test_a_report_is_near_to_those_with_its_words(client: Client, indexed: Callable[[], int]) -> None:
    first, second = (
        make_report("海上枫桥经验。海上枫桥经验。船上调解。船上调解。", region="330921101", year=year)
        for year in (2020, 2021)
    )
    other = make_report("行政执法检查。行政执法检查。", region="330921101", year=2022)
    sample = make_report("海上枫桥经验。船上调解。船上调解。", region="990101001", year=2021, sample=True)
    draft = make_report("船上调解。船上调解。", region="330921101", year=2023, status="draft")
    indexed()
    found = related(first)
    assert [near.report for near in found.reports] == [second]
    assert set(found.reports[0].words) <= set(found.terms)
    assert {"海上枫桥经验", "船上"} & set(found.terms)
    assert related(sample).reports == ()
    assert (related(draft).terms, related(draft).reports) == ((), ())
    page = client.get(first.get_absolute_url()).content.decode()
    assert page.split('id="near"')[1].split("</section>")[0].count(second.get_absolute_url()) == 1
    assert 'id="near"' not in client.get(other.get_absolute_url()).content.decode()
