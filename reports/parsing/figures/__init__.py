"""The figures of a report: numerals, units, subjects, periods, indicators."""
