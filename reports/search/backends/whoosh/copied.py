"""How much of the reports in a snapshot is copied: of the database's rows, which change without the index."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reports.models import CopiedShare, CopiedState
from reports.search.query.criteria import Criteria


def copied_state(criteria: Criteria) -> str:
    """What results of ``criteria`` depend on beside the index; "" where that is nothing."""
    return _state() if criteria.copied_min or criteria.sort == "-copied" else ""


def copied_shares(pks: NDArray[np.int64]) -> NDArray[np.float64]:
    """The copied share of each report, 0 to 1; 0 where none is known."""
    shares = _shares(_state())
    return np.array([shares.get(pk, 0.0) for pk in pks.tolist()], dtype=np.float64)


def _state() -> str:
    last = CopiedState.objects.first()
    return f"{last.state} {last.at.isoformat()}" if last else ""


@lru_cache(maxsize=1)
def _shares(state: str) -> dict[int, float]:
    """By report, as of ``state``."""
    return dict(CopiedShare.objects.values_list("report_id", "share"))
