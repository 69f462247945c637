"""What the index keeps of a report so that its hits are found without normalising its text again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.text.normalise import Normalised, WayBack, paragraphs, unpack

Range = tuple[int, int]


def pack_way(normalised: Normalised, spans: Sequence[Range], ends: Sequence[Range]) -> bytes:
    """The way from a normalised text back to the report's: the spans that were left out of it, its soft line ends."""
    offsets = [offset for span in (*spans, *ends) for offset in span]
    return np.array([len(spans), len(ends), *offsets], dtype=np.int32).tobytes() + normalised.pack()


def way_back(way: bytes) -> WayBack:
    """The way back alone, for offsets of the body."""
    left_out, soft = memoryview(way)[:8].cast("i")
    return WayBack(way[8 * (left_out + soft + 1) :])


@dataclass(frozen=True)
class Stored:
    """A report's normalised ``body`` as of ``revision``, and ``way`` as :func:`pack_way` made it."""

    revision: int
    body: str
    way: bytes

    def normalised(self, text: str) -> Normalised:
        """What ``searchable`` gives for the report's ``text`` at that revision."""
        left_out, soft = np.frombuffer(self.way, dtype=np.int32, count=2).tolist()
        both = left_out + soft
        offsets = np.frombuffer(self.way, dtype=np.int32, count=2 * both, offset=8).tolist()
        pairs = list(zip(offsets[::2], offsets[1::2], strict=True))
        source = paragraphs(text, pairs[:left_out], pairs[left_out:])
        return unpack(source, self.body, self.way[8 * (both + 1) :])
