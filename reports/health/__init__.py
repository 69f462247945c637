"""Whether the archive is fit (运行状况): one answer for the page of the keeper's desk and for ``/readyz``.

Each part is in one of the states of :mod:`.states`. Strangers are told the states alone; numbers, names of folders and
what to do are for the keeper.
"""

from .conditions import Condition, worst
from .parts import conditions
from .states import Level

__all__ = ["Condition", "Level", "conditions", "worst"]
