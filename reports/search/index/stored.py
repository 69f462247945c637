"""What the index keeps of a report so that its hits are found without normalising its text again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.text.normalise import Normalised, broken, unpack


def pack_way(normalised: Normalised, spans: Sequence[tuple[int, int]]) -> bytes:
    """The way from a normalised text back to the report's, with the spans of the report that were left out."""
    offsets = [offset for span in spans for offset in span]
    return np.array([len(spans), *offsets], dtype=np.int32).tobytes() + normalised.pack()


@dataclass(frozen=True)
class Stored:
    """A report's normalised ``body`` as of ``revision``, and ``way`` as :func:`pack_way` made it."""

    revision: int
    body: str
    way: bytes

    def normalised(self, text: str) -> Normalised:
        """What ``searchable`` gives for the report's ``text`` at that revision."""
        count = int(np.frombuffer(self.way, dtype=np.int32, count=1)[0])
        starts, ends = np.frombuffer(self.way, dtype=np.int32, count=2 * count, offset=4).reshape(count, 2).T
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        return unpack(broken(text, spans), self.body, self.way[4 + 8 * count :])
