"""Zeros that the report itself contradicts (行政诉讼1件，此外没有行政诉讼): they are of a part, told of no series."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..types import Metric
from .zero_statements import is_whole


def without_contradicted(metrics: Iterable[Metric]) -> Iterator[Metric]:
    """``metrics`` in order; a zero of which the same year counts some elsewhere has lost its indicator."""
    metrics = list(metrics)
    counted = {
        (metric.indicator, metric.year)
        for metric in metrics
        if metric.indicator and metric.value > 0 and not (metric.planned or metric.per)
        if is_whole(metric.indicator, metric.subject)
    }
    for metric in metrics:
        contradicted = metric.value == 0 and (metric.indicator, metric.year) in counted
        yield replace(metric, indicator=None) if contradicted else metric
