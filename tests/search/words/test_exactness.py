"""Every number of words is that of a plain scan of the rows' texts, and the same wherever it is shown."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from reports.analysis.words.frequency import GROUPS
from reports.models import Furniture, Report
from reports.queries import words
from reports.search import Criteria, search
from reports.search.engine import engine
from reports.search.index.writer import drain, drift, rebuild, repair
from reports.text.normalise import normalise_phrase
from tests.factories import make_report

from .archive import make_archive, make_one, make_text, phrases, scanned

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
Counts = tuple[int, int]


def wrong(count: int, seed: int = 2) -> list[tuple[str, Counts, Counts]]:
    """The phrases that are counted otherwise than a plain scan does: (phrase, counted, scanned)."""
    bodies = scanned().values()
    found = []
    for phrase in phrases(count, seed):
        one = words.phrase_frequency(Criteria(), words.phrases_of([phrase])).phrases[0]
        often = [body.count(normalise_phrase(phrase)) for body in bodies]
        plain = (sum(often), sum(map(bool, often)))
        if (one.occurrences, one.reports) != plain:
            found.append((phrase, (one.occurrences, one.reports), plain))
    return found


@pytest.mark.parametrize(("reports", "count"), [(60, 150), pytest.param(300, 2000, marks=pytest.mark.slow)])
def test_phrases_stand_as_often_as_a_plain_scan_finds_them(indexed: Index, reports: int, count: int) -> None:
    make_archive(reports)
    indexed()
    assert wrong(count) == []


def test_counts_stay_true_through_changes_deletions_and_a_rebuild(indexed: Index) -> None:
    made = make_archive(40)
    indexed()
    dice = random.Random(3)
    for step in range(5):
        for report in dice.sample(made, 3):
            changed = {"text": make_text(dice, step), "revision": report.revision + 1 + step}
            Furniture.objects.filter(report=report).delete()
            report.flags.all().delete()
            Report.objects.filter(pk=report.pk).update(search_dirty=True, **changed)
        Report.objects.filter(pk=made[step].pk).update(status="withdrawn", search_dirty=True)
        make_one(dice, 100 + step)
        drain()
        assert wrong(30, seed=step) == []
    made[-1].delete()
    drain()
    assert wrong(30) == []
    rebuild()
    assert wrong(30) == []
    assert drift().count == 0


def test_sums_over_years_are_sums_over_places_and_the_total(indexed: Index) -> None:
    make_archive(60)
    indexed()
    bodies = list(scanned().values())
    for phrase in phrases(40, seed=4):
        asked = words.phrases_of([phrase])
        plain = sum(body.count(asked[0].text) for body in bodies)
        for by in GROUPS:
            found = words.phrase_frequency(Criteria(), asked, by)
            cells = found.phrases[0].cells
            assert sum(cell.occurrences for cell in cells) == found.phrases[0].occurrences == plain
            assert sum(cell.reports for cell in cells) == found.phrases[0].reports
            assert sum(held.reports for held in found.held) == len(bodies)
            assert sum(held.characters for held in found.held) == sum(map(len, bodies))
        panel = list(words.concept_panel(Criteria(), {"概念": [phrase]}, "county"))
        assert sum(row.occurrences for row in panel) == plain


WRAPPED = (
    "坚持和发展新时代枫桥经验，把矛盾纠纷化解在基\n层，做到小事不出村、大事不出镇，全年排查矛盾纠\n"
    "纷一百件，调解成功率为百分之九十八以上。\n"
)

SPELLINGS = (
    "枫桥经验", "楓橋經驗", "枫 桥 经 验", "桥经", "化解在基层", "矛盾纠\n纷一百件", "app12345", "ＡＰＰ１２３４５",
    "98%", "98％", "3.5万", "哈哈", "，", "1", "没有这句",
)  # fmt: skip


@pytest.fixture
def spelled(indexed: Index) -> None:
    """What one phrase looks like in reports: hard-wrapped, traditional, full width, spaced out, hidden."""
    make_report(WRAPPED * 3, region="500116113", year=2020, genre="annual_report")
    make_report("楓橋經驗進村，矛盾糾紛少。枫 桥 经 验。", region="330921101", year=2021, genre="work_plan")
    make_report("ＡＰＰ１２３４５，app12345；３．５万件，98％。", region="330921102", year=2021)
    make_report("首页枫桥经验\n枫桥\n经验。98%", region="330921102", year=2022, furniture=[(0, 6)])
    make_report("哈哈哈哈哈。枫桥经验枫桥经验", region="330921101", year=2022, flags=["missing_title"])
    make_report("枫桥经验", region="990101001", year=2021, sample=True)
    make_report("枫桥经验", region="500116113", year=2021, status="draft")
    indexed()


@pytest.mark.parametrize(
    "filters",
    ["", "region=33", "region=330921101&region=50", "year=2021&year=2022", "year_from=2021&year_to=2021",
     "genre=work_plan", "flag=missing_title", "sample=yes", "region=33&year=2022", "genre=other"],
)  # fmt: skip
def test_page_listing_lines_and_api_agree(client: Client, spelled: None, filters: str) -> None:
    found = {phrase: told(client, phrase, QueryDict(filters, mutable=True)) for phrase in SPELLINGS}
    assert {phrase: counts for phrase, counts in found.items() if len(set(counts.values())) > 1} == {}


def told(client: Client, phrase: str, given: QueryDict) -> dict[str, Counts]:
    """How often a phrase stands, and in how many reports, by each that tells it."""
    criteria = words.counting(words.filters_of(given))
    given["q"] = phrase
    found = api(client, "frequency", given)["phrases"][0]
    cells = api(client, "frequency", given, by="township")["phrases"][0]["cells"]
    page = client.get(f"/words/?{given.urlencode()}").context
    rows = page["rows"][0][1] if "rows" in page else None
    listing = search(criteria.change(q=f'"{phrase}"', page_size=200))
    lines = api(client, "lines", given)
    reports = {line["report"] for line in lines["results"]}
    hits = {hit.report.public_id: hit.hit_count for hit in listing.hits}
    assert Counter(line["report"] for line in lines["results"]) == hits
    return {
        "API": (found["occurrences"], found["reports"]),
        "places": tuple(sum(cell[name] for cell in cells) for name in ("occurrences", "reports")),
        "page": (rows.occurrences, rows.reports) if rows else (0, 0),
        "listing": (sum(hits.values()), listing.count),
        "lines": (lines["occurrences"], len(reports)),
    }


def api(client: Client, name: str, given: QueryDict, **more: str) -> Any:
    address = given.copy()
    address.update(more)
    return json.loads(client.get(f"/api/v1/words/{name}?{address.urlencode()}").content)


@pytest.mark.parametrize(
    ("kept", "damaged"),
    [
        ("全年排查矛盾纠纷".encode("utf-16-le"), "全年排查矛盾红纷".encode("utf-16-le")),
        # The words stand apart from the texts, each once.
        ("枫桥经验".encode(), "枫桥经念".encode()),
    ],
    ids=["text", "words"],
)  # fmt: skip
def test_a_corpus_that_differs_is_found_and_mended(indexed: Index, kept: bytes, damaged: bytes) -> None:
    sound = make_report("学习枫桥经念。")
    report = make_report("全年排查矛盾纠纷，学习枫桥经验。")
    indexed()
    assert drift().count == 0
    damage(engine().folder.current(), kept, damaged)
    # Opened anew: what has been read stays as it was.
    Report.objects.filter(pk=sound.pk).update(search_dirty=True)
    drain()
    found = drift()
    assert (found.missing, found.stale, found.different) == ((), (), (report.pk,))
    repair(found)
    assert drift().count == 0
    assert wrong(10) == []


def damage(folder: Path, kept: bytes, damaged: bytes) -> None:
    """Write ``damaged`` over ``kept`` wherever it stands in a file of the index."""
    places = 0
    for path in folder.iterdir():
        content = path.read_bytes()
        places += content.count(kept)
        if kept in content:
            path.write_bytes(content.replace(kept, damaged))
    assert places
