"""The generated reports: the same for the same seed, of invented places alone, and right in themselves."""

import hashlib
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.demo import vocabulary
from reports.demo.corpus import SEED, Fate, MadeFile, make_files
from reports.demo.figures import figures_of
from reports.demo.layout import lay_out
from reports.demo.papers import Writer, values_of
from reports.demo.sentences import draw, paragraph
from reports.demo.spreading import taken_up
from reports.demo.towns import YEARS, cells, towns
from reports.parsing import ParsedReport, parse_report
from reports.parsing.place.gazetteer import gazetteer, is_sample_place
from reports.reading import read
from reports.text.region_codes import COUNTY
from tests.fixtures.test_samples import real_places_in

FEW = 40
ROOT = Path(__file__).parents[2]


@cache
def files() -> tuple[MadeFile, ...]:
    return tuple(make_files(FEW))


@cache
def published() -> tuple[tuple[MadeFile, ParsedReport], ...]:
    found = []
    for file in files():
        if file.fate == Fate.PUBLISHED:
            source = read(file.data, file.name)
            found.append((file, parse_report(source.text, meta=source.meta)))
    return tuple(found)


def digest_elsewhere(hash_seed: str) -> str:
    """The hash of all files, made by a process that orders its sets in its own way."""
    made = (
        "import hashlib; from reports.demo.corpus import make_files; "
        f"print(hashlib.sha256(b''.join(f.data for f in make_files({FEW}))).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {made}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_same_seed_gives_the_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(b"".join(file.data for file in files())).hexdigest()
    assert [digest_elsewhere("1"), digest_elsewhere("2")] == [here, here]


def test_another_seed_gives_others() -> None:
    assert not {file.data for file in make_files(FEW, SEED + 1)} & {
        file.data for file in files() if file.data
    }


def test_few_are_of_few_counties_and_all_fates() -> None:
    assert len({code[:COUNTY] for code, _ in cells(FEW, SEED)}) == 2
    fates = Counter(file.fate for file in files())
    assert fates[Fate.PUBLISHED] + fates[Fate.WITHDRAWN] == FEW
    assert fates.keys() == set(Fate)


def test_many_are_of_many_places_and_more_as_years_go_by() -> None:
    chosen = cells(2000, SEED)
    assert len(set(chosen)) == 2000
    assert len({code[:4] for code, _ in chosen}) == 10
    assert 50 <= len({code[:COUNTY] for code, _ in chosen}) <= 60
    held = Counter(year for _, year in chosen)
    assert [held[year] for year in YEARS] == sorted(held.values())
    # Nearly all bodies leave years out.
    whole = Counter(code for code, _ in chosen)
    assert sum(count == len(YEARS) for count in whole.values()) < len(whole) / 3


def test_no_real_place_is_named() -> None:
    readable = [file for file in files() if file.fate != Fate.UPLOADED]
    named = {file.name: real_places_in(read(file.data, file.name).text) for file in readable}
    assert {name: places for name, places in named.items() if places} == {}


def test_no_wording_names_a_real_place() -> None:
    words = (ROOT / "reports/demo/words").glob("*.toml")
    assert {path.name: real_places_in(path.read_text("utf-8")) for path in words} == {
        f"{name}.toml": [] for name in (*vocabulary.TOPICS, "slots", "frame", "plans", "spreading")
    }


def test_no_generated_report_is_in_the_repository() -> None:
    kinds = {path.suffix for path in (ROOT / "reports/demo").rglob("*") if path.is_file()}
    assert kinds - {".pyc"} == {".py", ".toml"}


def test_a_report_is_read_as_it_was_meant() -> None:
    wrong = []
    for file, report in published():
        county, name, year = re.split(r"[-.]", file.name)[:3]
        region = report.region
        place = region and region.code and gazetteer().get(region.code)
        if not place or (place.name, place.code[:COUNTY]) != (name, county) or report.year != int(year):
            wrong.append(file.name)
        assert is_sample_place(place.code if place else "")
        assert report.genre == "annual_report"
    assert wrong == []


def test_most_reports_tell_what_charts_are_made_of() -> None:
    told = Counter(slug for _, report in published() for slug in {one.indicator for one in report.metrics})
    for slug in ("disputes_mediated", "publicity_events", "leadership_meetings", "petitions_received"):
        assert told[slug] >= 5, slug


@pytest.mark.parametrize("slug", vocabulary.TOPICS)
def test_a_topic_has_many_forms_and_all_can_be_told(slug: str) -> None:
    topic = vocabulary.topic(slug)
    assert len(set(topic.forms)) >= 15
    assert len(set(topic.tails)) >= 6
    everything_can_be_told(topic.forms)


def test_what_stands_around_the_topics_can_be_told() -> None:
    frame = vocabulary.frame()
    everything_can_be_told(
        [
            *(form for name in ("openings", "shortcomings", "responsible", "others") for form in frame[name]),
            *(form for phrase in vocabulary.phrases() for form in phrase.forms),
        ]
    )
    assert len({one.plan for one in vocabulary.intents()}) >= 15


def everything_can_be_told(forms: Iterable[str]) -> None:
    town = towns(SEED)["990121100"]
    values = values_of(town, 2023, SEED)
    for form in forms:
        text = draw(form, town, 2023, random.Random(1)).text(values)
        assert not re.search(r"[{}]|、、|，，|，。|。。", text), text
        assert text[-1] in "。："


codes = st.sampled_from(sorted(towns(SEED)))


@settings(max_examples=200)
@given(code=codes, year=st.sampled_from(YEARS))
def test_figures_agree(code: str, year: int) -> None:
    told = figures_of(towns(SEED)[code], year, SEED)
    whole = int(told["mediated"])
    assert sum(int(told[part]) for part in ("marriage", "neighbours", "land", "others")) == whole
    assert min(int(told[part]) for part in ("marriage", "neighbours", "land", "others")) >= 0
    assert f"{int(told['resolved']) / whole * 100:.1f}".removesuffix(".0") == told["resolution"]
    for part, of in (("resolved", "mediated"), ("closed", "petitions"), ("contracts", "reviews")):
        assert int(told[part]) <= int(told[of])
    assert int(told["adopted"]) <= int(told["opinions"])
    assert int(told["hazardsdone"]) <= int(told["hazards"])
    assert told["appearances"] == told["lawsuits"]


def test_some_take_over_from_their_last_report_and_some_from_their_county() -> None:
    writer = Writer(SEED)
    own = model = 0
    last: dict[str, set[str]] = {}
    for code, year in cells(FEW * 4, SEED):
        paper = writer.write(code, year)
        forms = {sentence.form for block in paper.blocks for sentence in block.sentences}
        own += len(forms & last.get(code, set())) > len(forms) / 2
        model += bool(paper.model)
        last[code] = forms
    assert own > 5
    assert model > 2


@pytest.mark.parametrize("slug", vocabulary.TOPICS)
def test_a_paragraph_tells_a_figure_once(slug: str) -> None:
    town = towns(SEED)["990121100"]
    values = values_of(town, 2023, SEED)
    for number in range(20):
        told = paragraph(slug, town, 2023, 5, values, random.Random(number))
        slots = [name for one in told for name in set(re.findall(r"{(\w+)}", one.form))]
        twice = {
            name for name, count in Counter(slots).items() if count > 1 and values.get(name, "").isdigit()
        }
        assert len(told) == 5
        assert twice - {"villages"} == set()


def test_a_merged_town_has_no_report_of_its_last_year_or_later() -> None:
    merged = {town.code: town for town in towns(SEED).values() if town.ends}
    assert len(merged) == 12
    assert [town for town in merged.values() if town.into[:COUNTY] != town.code[:COUNTY]] == []
    assert [(c, y) for c, y in cells(4000, SEED) if c in merged and y >= (merged[c].ends or 0)] == []


@pytest.mark.parametrize("phrase", vocabulary.phrases(), ids=lambda phrase: phrase.words)
def test_a_phrase_begins_in_one_city_and_spreads(phrase: vocabulary.Phrase) -> None:
    first = {code: taken_up(phrase, town, SEED) for code, town in towns(SEED).items()}
    using = [sum(since is not None and since <= year for since in first.values()) for year in YEARS]
    assert using == sorted(using)
    assert using[-1] > using[phrase.year - YEARS[0]]
    if phrase.origin:
        assert {code[:4] for code, since in first.items() if since and since < phrase.year + 1} == {
            phrase.origin
        }


def test_a_plan_is_taken_up_by_the_next_report() -> None:
    writer = Writer(SEED)
    code = next(code for code, town in towns(SEED).items() if town.ends is None)
    first, second = writer.write(code, 2022), writer.write(code, 2023)
    forms = {form for one in first.plans for form in (one.intent.done, one.intent.undone)}
    told = [one.form for block in second.blocks if not block.topic for one in block.sentences]
    assert len(told) >= 2
    assert set(told) <= forms
    assert all(intent in lay_out(second).text for intent in [second.told(second.plans[0].sentence)])
