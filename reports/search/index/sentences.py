"""What the index keeps of a report's sentences, and which of those are formulas (套话): it knows without the database.

Which sentences are formulas changes with every report that comes, so what is kept is what two are alike by: the
formulas told from it are those of the very reports that are counted in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reports.analysis.copied.lineage import formula_from
from reports.analysis.copied.masking import Print
from reports.text.normalise import Normalised

#: A sentence: its hash with figures and names of places masked (:class:`Print`), the code units of UTF-16 between the
#: sentence before, or the text's beginning, and this one, and its own.
RECORD = np.dtype([("masked", "<i8"), ("gap", "<u2"), ("length", "<u2")])
_MOST = 0xFFFF
#: Stands for a stretch without sentences.
_NONE = 0

Records = NDArray[np.void]


def pack_sentences(sentences: Sequence[Print], normalised: Normalised) -> bytes:
    """Records of the sentences of a report in its normalised text, in order."""
    places = normalised.positions([offset for one in sentences for offset in (one.start, one.end)])
    edges = _units(normalised.text)[places].tolist()
    rows: list[tuple[int, int, int]] = []
    done = 0
    for one, start, end in zip(sentences, edges[::2], edges[1::2], strict=True):
        start = max(start, done)
        if end <= start:
            continue
        gap = start - done
        while gap > _MOST:
            rows.append((_NONE, _MOST, 0))
            gap -= _MOST
        for begin in range(start, end, _MOST):
            rows.append((one.masked, gap if begin == start else 0, min(_MOST, end - begin)))
        done = end
    return np.array(rows, dtype=RECORD).tobytes()


def _units(text: str) -> NDArray[np.int64]:
    """The code units of UTF-16 before each character of a text, and in all of it."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(1 + (points > _MOST))))


def places_of(records: Records, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each record's sentence begins and ends in its text; ``counts`` are the records of each text."""
    ends = np.cumsum(records["gap"].astype(np.int64) + records["length"])
    first = np.cumsum(counts) - counts
    before = np.concatenate((np.zeros(1, np.int64), ends))[first]
    ends -= np.repeat(before, counts)
    return ends - records["length"], ends


def formulas(masked: Sequence[NDArray[np.int64]], bodies: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The hashes, in order, of the sentences that so many bodies use that they are formulas.

    Both have an array for each of several stretches of texts: the hash of each sentence, and whose report it is in, -1
    where that does not count.
    """
    known = [np.unique(one[one >= 0]) for one in bodies]
    enough = formula_from(len(np.unique(np.concatenate([np.zeros(0, np.int64), *known]))))
    hashes = np.sort(np.concatenate([np.zeros(0, np.int64), *masked]))
    # What stands in fewer places than that stands with fewer bodies.
    often = hashes[: max(0, len(hashes) - enough + 1)]
    likely = np.unique(often[often == hashes[enough - 1 :]])
    pairs = [np.zeros(0, np.int64)]
    room = 1 + max((int(one.max(initial=0)) for one in bodies), default=0)
    for here, whose in zip(masked, bodies, strict=True):
        place, held = find_in(likely, here)
        held &= whose >= 0
        pairs.append(np.unique(place[held] * room + whose[held]))
    owners = np.bincount(np.unique(np.concatenate(pairs)) // room, minlength=len(likely))
    found: NDArray[np.int64] = likely[(owners >= enough) & (likely != _NONE)]
    return found


def find_in(
    hashes: NDArray[np.int64], some: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where in ``hashes``, which ascend, each of ``some`` would stand, and whether it does."""
    if not len(hashes):
        return np.zeros(len(some), np.int64), np.zeros(len(some), np.bool_)
    place = np.minimum(np.searchsorted(hashes, some), len(hashes) - 1)
    return place, hashes[place] == some
