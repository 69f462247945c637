"""``reuse`` of a report in the API, from files taken in as they come."""

import random
from itertools import islice
from pathlib import Path

import pytest

from reports.ingest.intake import Defaults, take_in
from reports.models import Region, Report
from tests.analysis.copied.made_sentences import made_sentences, other_figures, report_of
from tests.factories import make_region


@pytest.fixture
def towns(db, settings, tmp_path: Path) -> dict[str, Region]:
    settings.ARCHIVE_ROOT = tmp_path
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    names = {"330921101": "东沙镇", "330921106": "衢山镇"}
    return {name: make_region(code, name) for code, name in names.items()}


def publish(sentences: list[str], town: Region, year: int) -> str:
    text = report_of(sentences, f"岱山县{town.name}", year)
    outcome = take_in(text.encode(), f"{town.name}{year}.txt", Defaults(publish=True, region=town))
    assert outcome.state == "stored"
    assert outcome.report is not None
    return Report.objects.get(pk=outcome.report).public_id


def reuse_of(client, public_id: str) -> dict:
    return client.get(f"/api/v1/reports/{public_id}").json()["reuse"]


@pytest.mark.parametrize("percent", [30, 60, 90])
def test_planted_copying_is_reported_within_two_points(client, towns, percent):
    made = made_sentences(percent)
    dice = random.Random(percent)
    source = list(islice(made, 100))
    mixed = [*dice.sample(source, percent), *islice(made, 100 - percent)]
    dice.shuffle(mixed)
    first = publish(source, towns["东沙镇"], 2022)
    second = publish(mixed, towns["衢山镇"], 2023)
    found = reuse_of(client, second)
    assert abs(found["share"] - percent / 100) <= 0.02
    assert abs(found["masked_share"] - percent / 100) <= 0.02
    assert found["formula_share"] == 0
    [one] = found["sources"]
    assert (one["report"], one["relation"], one["share"]) == (first, "other_town", found["masked_share"])


def test_own_years_and_changed_figures_are_told_apart(client, towns):
    made = made_sentences(7)
    dice = random.Random(7)
    last_year = [one for one in islice(made, 90) if any(c.isdigit() for c in one)][:50]
    first = publish(last_year, towns["衢山镇"], 2022)
    changed = [other_figures(one, dice) for one in last_year[20:40]]
    second = publish([*last_year[:20], *changed, *islice(made, 10)], towns["衢山镇"], 2023)
    assert reuse_of(client, second) == {
        "share": 0.4,
        "masked_share": 0.8,
        "formula_share": 0.0,
        "sources": [
            {"report": first, "share": 0.8, "sentences": 40, "relation": "own_town", "direction": "unknown"}
        ],
    }
    assert reuse_of(client, first)["sources"] == []
