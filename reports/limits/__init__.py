"""How much one stranger may ask for, and how much is done at once, counted over all processes of the site.

What is counted lies in ``settings.LIMITS_ROOT`` and may be deleted at any time. Where nothing can be written there, all
is let through: an archive that reads on is worth more than its limits.
"""

from .later import Busy, Later, TooOften
from .rates import pace, rate_headers, throttled
from .slots import slot

__all__ = ["Busy", "Later", "TooOften", "pace", "rate_headers", "slot", "throttled"]
