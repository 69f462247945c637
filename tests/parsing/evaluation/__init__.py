"""Annotated reports, and how well the parser reads them: what each folder holds is told in README.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.parsing import parse_report
from reports.reading import read as read_source
from tests.parsing.evaluation.markup import read as read_marked
from tests.parsing.evaluation.scoring import Detail, Tally, score

HERE = Path(__file__).parent
#: The twins of real reports: annotations, and the reports they annotate.
TWINS = (HERE / "twins" / "gold", HERE / "twins" / "reports")
#: Folders of texts with their annotations in them.
MARKED = {
    "page_layouts": Detail.FIGURES,
    "short_dense": Detail.FIGURES,
    "many_figures": Detail.FIGURES,
    "long_pages": Detail.FIGURES,
    "namesakes": Detail.FIGURES,
    "mixed_styles": Detail.FIGURES,
    "other_voices": Detail.FIGURES,
    "far_corners": Detail.FIGURES,
    "last_looks": Detail.FIGURES,
    "late_arrivals": Detail.FIGURES,
    "plain_years": Detail.FIGURES,
    "outlines": Detail.OUTLINE,
}


class NoAnnotationsError(Exception):
    """There is nothing to evaluate; the message says what is missing where."""


@dataclass(frozen=True)
class Annotated:
    """A report's canonical text with its annotation, a JSON-like object whose offsets index that text."""

    name: str
    text: str
    gold: dict[str, Any]
    detail: Detail


def marked(*folders: str) -> Iterator[Annotated]:
    """The reports whose text holds its annotation; of all folders unless some are named."""
    for folder in folders or MARKED:
        for path in sorted((HERE / folder).glob("*.txt")):
            text, gold = read_marked(path)
            yield Annotated(f"{folder}/{path.stem}", text, gold, MARKED[folder])


def annotated(gold: Path, reports: Path) -> Iterator[Annotated]:
    """The reports that ``NAME.json`` files of ``gold`` annotate; raises :class:`NoAnnotationsError` if one is not there."""
    paths = sorted(gold.glob("*.json"))
    if not paths:
        raise NoAnnotationsError(f"There are no annotations (*.json) in {gold}.")
    for path in paths:
        annotation = json.loads(path.read_text("utf-8"))
        source = reports / annotation["file"]
        if not source.is_file():
            raise NoAnnotationsError(f"There is no report {source} for the annotation {path}.")
        text = read_source(source.read_bytes(), source.name).text
        yield Annotated(path.stem, text, annotation, Detail.COMPLETE)


def evaluate(reports: Iterable[Annotated]) -> Tally:
    """Parse every report and compare it with its annotation."""
    tally = Tally()
    for one in reports:
        score(one.name, one.gold, parse_report(one.text), tally, one.detail)
    return tally
