"""The parser's figures on the annotated reports of the repository; a floor is lowered only on purpose."""

import json
import re
from pathlib import Path

import pytest

from reports.parsing import parse_report
from reports.parsing.figures.metrics import reread
from tests.parsing.evaluation import MARKED, TWINS, Annotated, annotated, evaluate, marked
from tests.parsing.evaluation.__main__ import main
from tests.parsing.evaluation.scoring import Detail, Tally

#: F1 of each figure, micro-averaged over all reports of a group.
FLOORS = {
    "marked": {
        "metadata": 0.998,
        "genre": 0.99,
        "sections": 0.997,
        "roles": 0.995,
        "topics": 0.92,
        "furniture": 0.98,
        "injected text": 0.99,
        "metrics": 0.998,
        "indicators": 0.997,
        "qualifiers": 0.995,
        "metric sections": 0.995,
        "left alone": 0.995,
    },
    "twins": {
        "metadata": 1,
        "genre": 1,
        "sections": 1,
        "roles": 1,
        "headings": 0.98,
        "topics": 0.85,
        "furniture": 1,
        "injected text": 1,
        "metrics": 1,
        "indicators": 1,
        "qualifiers": 1,
        "subjects": 0.97,
        "metric sections": 1,
        "left alone": 1,
        "items": 1,
        "flags": 1,
    },
}
GROUPS = {"marked": list(marked()), "twins": list(annotated(*TWINS))}
REPORTS = [report for group in GROUPS.values() for report in group]
COMPLETE = [report for report in REPORTS if report.detail == Detail.COMPLETE]

by_report = pytest.mark.parametrize("report", REPORTS, ids=[report.name for report in REPORTS])
by_complete = pytest.mark.parametrize("report", COMPLETE, ids=[report.name for report in COMPLETE])


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {name: evaluate(reports) for name, reports in GROUPS.items()}


@pytest.mark.parametrize(
    ("group", "figure"), [(group, figure) for group, floors in FLOORS.items() for figure in floors]
)
def test_no_figure_falls_below_its_floor(tallies: dict[str, Tally], group: str, figure: str) -> None:
    tally = tallies[group]
    assert tally.f1(figure) >= FLOORS[group][figure], "\n".join(tally.misses_of(figure))


def test_every_figure_has_a_floor(tallies: dict[str, Tally]) -> None:
    assert {name: tally.counts.keys() for name, tally in tallies.items()} == {
        name: floors.keys() for name, floors in FLOORS.items()
    }


@by_report
def test_annotations_stand_where_their_text_stands(report: Annotated) -> None:
    text, gold = report.text, report.gold
    spans = [
        span
        for key in ("metrics", "not_metrics", "chrome_spans", "flags")
        for span in gold[key]
        if span["text"] is not None
    ]
    assert [span["text"] for span in spans] == [
        text[span["start"] : span["start"] + len(span["text"])] for span in spans
    ]
    markers = [(one["marker"], one["start"]) for one in [*gold["sections"], *gold.get("items", ())]]
    assert [text[start : start + len(marker)] for marker, start in markers] == [
        marker for marker, _ in markers
    ]


@by_complete
def test_a_complete_annotation_says_of_every_numeral_what_it_is(report: Annotated) -> None:
    gold = report.gold
    spans = [(m["figure_start"], m["figure_start"] + len(m["figure"])) for m in gold["metrics"]]
    spans += [
        (one["start"], one["start"] + len(one["text"]))
        for one in [*gold["not_metrics"], *gold["chrome_spans"]]
    ]
    numerals = re.finditer("[0-9〇一二三四五六七八九十百千万两]+", report.text)
    assert [
        one.group()
        for one in numerals
        if not any(start <= one.start() and one.end() <= end for start, end in spans)
    ] == []


@by_complete
def test_a_complete_annotation_agrees_with_itself(report: Annotated) -> None:
    text, gold = report.text, report.gold
    headings = [(one["heading"], one["heading_start"]) for one in gold["sections"]]
    assert [text[start : start + len(heading)] for heading, start in headings] == [
        heading for heading, _ in headings
    ]
    levels = [(one["level"], one["start"]) for one in gold["sections"]]
    ends = [
        next((later for other, later in levels[at + 1 :] if other <= level), gold["body_end"])
        for at, (level, _) in enumerate(levels)
    ]
    assert [one["end"] for one in gold["sections"]] == ends
    figures = [(one["figure"], one["figure_start"]) for one in gold["metrics"]]
    assert [text[start : start + len(figure)] for figure, start in figures] == [
        figure for figure, _ in figures
    ]
    within = {one["path"]: (one["start"], one["end"]) for one in gold["sections"]}
    within["0"] = (gold["preamble"]["start"], gold["preamble"]["end"])
    placed = [(one["section"], one["figure_start"]) for one in gold["metrics"]]
    placed += [(one["section"], one["start"]) for one in gold["items"]]
    assert [(path, at) for path, at in placed if not within[path][0] <= at < within[path][1]] == []


@by_report
def test_every_figure_stands_in_the_text_and_reads_the_same_again(report: Annotated) -> None:
    found = parse_report(report.text)
    assert [found.text[one.start : one.end] for one in found.metrics] == [one.text for one in found.metrics]
    assert [reread(one) for one in found.metrics] == [one.value for one in found.metrics]


@by_complete
def test_a_town_is_found_without_a_doubt(report: Annotated) -> None:
    found = parse_report(report.text).region
    assert found is not None
    assert (found.code, found.confidence > 0.9) == (report.gold["region"]["township_code"], True)


@pytest.mark.parametrize("folder", MARKED)
def test_every_folder_of_annotated_reports_holds_some(folder: str) -> None:
    assert list(marked(folder)) != []


def test_an_evaluation_prints_the_figures_of_the_folders_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "no_title"
    (tmp_path / f"{name}.txt").write_bytes((TWINS[1] / f"{name}.txt").read_bytes())
    gold = json.loads((TWINS[0] / f"{name}.json").read_text("utf-8"))
    gold["year"] += 1
    (tmp_path / f"{name}.json").write_text(json.dumps(gold), "utf-8")
    assert main([str(tmp_path), str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == [
        f"{tmp_path}: 1 reports",
        "  metadata         F1 0.889  (8 right of 9 wanted, 9 given)",
    ]
    assert "  - metadata: no_title year 2022 got 2021" in printed


def test_an_evaluation_without_annotations_fails_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), str(TWINS[1])]) == 2
    assert capsys.readouterr() == ("", f"There are no annotations (*.json) in {tmp_path}.\n")


def test_an_evaluation_without_an_annotated_report_fails_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(TWINS[0]), str(tmp_path)]) == 2
    first = min(TWINS[0].glob("*.json"))
    assert capsys.readouterr().err == (
        f"There is no report {tmp_path / first.with_suffix('.txt').name} for the annotation {first}.\n"
    )


def test_an_evaluation_of_half_a_pair_of_folders_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(TWINS[0])])
    assert stopped.value.code == 2
    assert (
        "give both the folder of annotations and the folder of reports, or neither" in capsys.readouterr().err
    )
