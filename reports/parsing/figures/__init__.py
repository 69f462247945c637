"""The figures of a report: numerals, units, subjects, periods, indicators."""

from .metrics import read_metrics

__all__ = ["read_metrics"]
