"""Precision and recall of what is said of a report, on reports written and read by hand for it."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reports.analysis.review.checklist import review
from reports.analysis.review.consistency import STOCK, consistency_hints
from reports.analysis.review.facts import Fact, Hint, Usual
from reports.parsing.pipeline import parse_report
from reports.parsing.types import ParsedReport

FOLDER = Path(__file__).parent / "labelled"
#: Lowered only on purpose.
FLOOR = 0.95


@cache
def labelled() -> tuple[list[dict[str, Any]], Mapping[tuple[str, str | None], Usual]]:
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    usual = {
        (row["indicator"], row["unit"]): Usual(Decimal(row["low"]), Decimal(row["high"]), row["n"])
        for file in files
        for row in file.get("usual", ())
    }
    return [report for file in files for report in file["report"]], usual


def wordings(label: str | list[str]) -> list[str]:
    return [label] if isinstance(label, str) else label


@dataclass
class Score:
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def facts_of(report: ParsedReport) -> list[Fact]:
    return [Fact.of(metric) for metric in report.metrics]


def hints_of(row: Mapping[str, Any], parsed: ParsedReport) -> tuple[Hint, ...]:
    last = facts_of(parse_report(row["last_year"].strip())) if "last_year" in row else ()
    return consistency_hints(
        parsed.readable, facts_of(parsed), parsed.year, last_year=last, usual=labelled()[1], stock=STOCK
    )


def read() -> Iterator[tuple[dict[str, Any], ParsedReport]]:
    for row in labelled()[0]:
        yield row, parse_report(row["text"].strip())


def items_score() -> Score:
    score = Score()
    for row, parsed in read():
        found = review(replace(parsed, region=None))
        for one in found.findings:
            label = wordings(row["present"].get(one.item, []))
            # What shows an item must hold the words that show it to a person.
            shown = one.present and any(words in parsed.text[one.start : one.end] for words in label)
            score.right += shown
            if one.present and not shown:
                score.wrong.append(f"{row['id']}: {one.item}: {parsed.text[one.start : one.end]}")
            if label and not shown:
                score.missed.append(f"{row['id']}: {one.item}: {label}")
    return score


def status_score() -> Score:
    """Right and wrong among the judged (on time, late); missed are those that a person could judge."""
    score = Score()
    for row, parsed in read():
        judged = review(replace(parsed, region=None)).timeliness.status
        score.right += judged == row["timely"] != "unknown"
        if judged not in ("unknown", row["timely"]):
            score.wrong.append(f"{row['id']}: {judged}")
        if row["timely"] not in ("unknown", judged):
            score.missed.append(f"{row['id']}: {row['timely']}")
    return score


def hints_score() -> Score:
    score = Score()
    for row, parsed in read():
        wanted = [tuple(one) for one in row.get("hints", ())]
        for hint in hints_of(row, parsed):
            words = [parsed.text[start:end] for start, end in hint.spans]
            match = next(
                (one for one in wanted if one[0] == hint.kind and any(one[1] in w for w in words)), None
            )
            if match:
                wanted.remove(match)
                score.right += 1
            else:
                score.wrong.append(f"{row['id']}: {hint.kind}: {hint.sentence}")
        score.missed += [f"{row['id']}: {kind}: {words}" for kind, words in wanted]
    return score


@pytest.mark.parametrize("measure", [items_score, status_score, hints_score])
def test_what_is_said_of_the_labelled_reports_is_right_and_complete(measure):
    score = measure()
    assert (score.wrong, score.missed) == ([], []) or min(score.precision, score.recall) >= FLOOR, (
        f"precision {score.precision:.3f}, recall {score.recall:.3f}",
        score.wrong,
        score.missed,
    )


def test_the_labelled_set_is_large_and_varied_enough_to_measure_with():
    rows = labelled()[0]
    assert len(rows) >= 40
    assert len({row["id"] for row in rows}) == len(rows)
    assert min(Counter(row["timely"] for row in rows).values()) >= 5
    kinds = Counter(kind for row in rows for kind, _ in row.get("hints", ()))
    assert set(kinds) == {
        "parts_exceed_total",
        "part_exceeds_whole",
        "rate_differs_from_counts",
        "rate_over_100",
        "leftover_year",
        "same_as_last_year",
        "out_of_range",
    }


@pytest.mark.parametrize("row", labelled()[0], ids=lambda row: row["id"])
def test_a_label_rests_on_words_of_its_report(row):
    words = [words for label in row["present"].values() for words in wordings(label)]
    words += [words for _, words in row.get("hints", ())]
    assert [one for one in words if one not in row["text"]] == []
