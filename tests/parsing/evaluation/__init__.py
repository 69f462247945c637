"""Reports the parser was first judged by unseen: wording, layouts and traps of many county sites, annotated by hand.

``full/``, ``later/``, ``third/``, ``fourth/`` and ``fifth/`` are annotated with every figure, each after the parser had
been mended by the one before; ``outline/`` with metadata, sections and roles only.
"""

from pathlib import Path

from reports.parsing import parse_report

from .markup import read
from .scoring import Tally, score

HERE = Path(__file__).parent


def evaluate() -> Tally:
    """Parse every report and compare it with its annotation."""
    tally = Tally()
    for kind in ("full", "later", "third", "fourth", "fifth", "outline"):
        for path in sorted((HERE / kind).glob("*.txt")):
            text, gold = read(path)
            score(gold, parse_report(text), tally, with_metrics=kind != "outline")
    return tally
