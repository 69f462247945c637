"""What the index keeps of a report's sentences, and which of those are formulas (套话): it knows without the database.

Which sentences are formulas changes with every report that comes, so what is kept is what two are alike by: the
formulas told from it are those of the very reports that are counted in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reports.analysis.compared_sentences import Print
from reports.analysis.copied.lineage import formula_from
from reports.text.normalise import Normalised

#: A sentence: its hash with figures and names of places masked (:class:`Print`), the code units of UTF-16 between the
#: sentence before, or the text's beginning, and this one, and its own.
RECORD = np.dtype([("masked", "<i8"), ("gap", "<u2"), ("length", "<u2")])
_MOST = 0xFFFF
#: Stands for a stretch without sentences.
_NONE = 0
#: The last binary digits of a hash, by which most are told to be no formulas.
_DIGITS = (1 << 20) - 1

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


def places_of(
    records: Records, counts: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which text each of the records ``chosen`` is of, and where in it the sentence begins and ends.

    ``counts`` are the records of each text.
    """
    behind = np.concatenate(
        (np.zeros(1, np.int64), np.cumsum(records["gap"].astype(np.int64) + records["length"]))
    )
    last = np.cumsum(counts)
    texts = np.searchsorted(last, chosen, side="right")
    ends = behind[chosen + 1] - behind[(last - counts)[texts]]
    return texts, ends - records["length"][chosen], ends


def formulas(masked: Sequence[NDArray[np.int64]], bodies: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The hashes, in order, of the sentences that so many bodies use that they are formulas.

    Both have an array for each of several stretches of texts: the hash of each sentence, and whose report it is in, -1
    where that does not count.
    """
    room = 1 + max((int(one.max(initial=0)) for one in bodies), default=0)
    known = np.zeros(room, np.bool_)
    for one in bodies:
        known[one[one >= 0]] = True
    enough = formula_from(int(np.count_nonzero(known)))
    # Few hashes share their last digits with enough others: only those are looked at.
    counts = np.zeros(_DIGITS + 1, np.int64)
    for one in masked:
        counts += np.bincount(one & _DIGITS, minlength=_DIGITS + 1)
    likely, whose = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for one, body in zip(masked, bodies, strict=True):
        some = np.flatnonzero((counts[one & _DIGITS] >= enough) & (body >= 0))
        likely.append(one[some])
        whose.append(body[some])
    among, owner = np.concatenate(likely), np.concatenate(whose)
    hashes = _different(np.sort(among))
    pairs = _different(np.sort(np.searchsorted(hashes, among) * room + owner))
    owners = np.bincount(pairs // room, minlength=len(hashes))
    found: NDArray[np.int64] = hashes[(owners >= enough) & (hashes != _NONE)]
    return found


def _different(ascending: NDArray[np.int64]) -> NDArray[np.int64]:
    return ascending[np.flatnonzero(np.diff(ascending, prepend=ascending[:1] - 1))]


def find_in(hashes: NDArray[np.int64], some: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which of ``some`` are among ``hashes``, which ascend."""
    among = np.zeros(_DIGITS + 1, np.bool_)
    among[hashes & _DIGITS] = True
    likely = np.flatnonzero(among[some & _DIGITS])
    if not len(likely):
        return likely
    place = np.minimum(np.searchsorted(hashes, some[likely]), len(hashes) - 1)
    found: NDArray[np.int64] = likely[hashes[place] == some[likely]]
    return found
