"""Which place a report is about."""

from .region import find_region

__all__ = ["find_region"]
