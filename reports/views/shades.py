"""How deep a square is coloured (深浅)."""

from math import sqrt

SHADES = 5


def shade(count: int, most: int) -> int:
    """0 for none, else 1 to 5 by the square root of the share of the most: few reports stay visible beside many."""
    if count <= 0 or most <= 0:
        return 0
    return max(1, min(SHADES, round(sqrt(count / most) * SHADES)))
