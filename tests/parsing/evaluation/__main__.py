"""Print the figures of the evaluation and every miss: ``python -m tests.parsing.evaluation``."""

from . import evaluate

tally = evaluate()
for miss in tally.misses:
    print(miss)
for figure, (hits, given, wanted) in tally.counts.items():
    print(f"{figure:16} F1 {tally.f1(figure):.3f}  ({hits} right of {wanted} wanted, {given} given)")
