"""The samples (示例) of the archive: put in together, taken out together."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from reports.store import copied_rows, originals
from reports.store import reports as store
from reports.store import usual_ranges as ranges

from .folders import find
from .intake import Defaults, Outcome, take_in

SAMPLES = Path(settings.BASE_DIR) / "fixtures/reports"


@dataclass(frozen=True)
class Removed:
    """How many samples went, and how many originals with them."""

    reports: int
    originals: int

    @property
    def sentence(self) -> str:
        """What went, for the person who asked for it."""
        if not self.reports:
            return "馆里没有示例。"
        return f"移除了示例 {self.reports} 篇，连同原件 {self.originals} 个。"


def load() -> list[Outcome]:
    """Take in and publish the samples that are not there yet; the index is left to follow."""
    defaults = Defaults(publish=True, sample=True)
    outcomes = [take_in(found.read(), found.name, defaults) for found in find([SAMPLES])]
    ranges.renew_medians()
    copied_rows.renew_shares()
    return outcomes


def remove() -> Removed:
    """Delete all samples, and their originals if nothing else claims them; the index is left to follow."""
    reports, unclaimed = store.remove_samples()
    for sha256 in unclaimed:
        originals.forget(sha256)
    return Removed(reports, len(unclaimed))
