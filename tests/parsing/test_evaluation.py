"""The parser's figures on annotated reports of many sites; a floor is lowered only on purpose."""

from pathlib import Path

import pytest

from .evaluation import HERE, evaluate
from .evaluation.markup import read
from .evaluation.scoring import Tally

#: F1 of each figure, micro-averaged over all reports.
FLOORS = {
    "metadata": 0.99,
    "genre": 0.98,
    "sections": 0.99,
    "roles": 0.99,
    "topics": 0.9,
    "furniture": 0.97,
    "injected text": 0.99,
    "metrics": 0.995,
    "indicators": 0.99,
    "qualifiers": 0.995,
    "metric sections": 0.995,
    "left alone": 0.995,
}
FILES = sorted(HERE.glob("*/*.txt"))


@pytest.fixture(scope="module")
def tally() -> Tally:
    return evaluate()


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(tally: Tally, figure: str) -> None:
    misses = [miss for miss in tally.misses if miss.startswith(f"{figure}:")]
    assert tally.f1(figure) >= FLOORS[figure], "\n".join(misses)


def test_every_figure_has_a_floor(tally: Tally) -> None:
    assert tally.counts.keys() == FLOORS.keys()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_annotations_stand_where_their_text_stands(path: Path) -> None:
    text, gold = read(path)
    spans = [*gold["metrics"], *gold["not_metrics"], *gold["chrome_spans"], *gold["flags"]]
    assert [span["text"] for span in spans] == [
        text[span["start"] : span["start"] + len(span["text"])] for span in spans
    ]
    assert [text.startswith(s["marker"], s["start"]) for s in gold["sections"]] == [True] * len(
        gold["sections"]
    )
