"""Forty reports nobody tuned the parser to: wording, layouts and traps of many county sites, annotated by hand.

``full/`` is annotated with every figure; ``outline/`` with metadata, sections and roles only.
"""

from pathlib import Path

from reports.parsing import parse_report

from .markup import read
from .scoring import Tally, score

HERE = Path(__file__).parent


def evaluate() -> Tally:
    """Parse every report and compare it with its annotation."""
    tally = Tally()
    for kind in ("full", "outline"):
        for path in sorted((HERE / kind).glob("*.txt")):
            text, gold = read(path)
            score(gold, parse_report(text), tally, with_metrics=kind == "full")
    return tally
