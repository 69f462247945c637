"""Near copies (近似全文): MinHash signatures of reports, and the bands by which alike ones are found.

The likeness (Jaccard) is that of the sets of runs of :data:`RUN` characters in the masked letters of two reports
(see :mod:`reports.analysis.compared_sentences`): figures and names of places do not count. A signature estimates it with a
standard error of about 0.04. Two reports share a band with the chance ``1 - (1 - j**ROWS) ** BANDS`` at a likeness
``j``: 0.996 at 0.8, 0.36 at 0.5, 0.03 at 0.3. So asking for those that share one finds nearly all near copies among
any number of reports with :data:`BANDS` look-ups.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

RUN = 5
SIZE = 120
#: Few bands, as each is a row in an index; those left over serve the estimate alone.
BANDS, ROWS = 14, 5
#: Of the runs one in so many is looked at, chosen by its hash, so the same ones in every report.
SAMPLE = 8
#: Fewer looked-at runs than this say nothing.
FEWEST = 24

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
# Of each hash ``h`` come the numbers ``factor * h + step`` modulo 2**32, odd factors, so that none meet. NumPy keeps
# RandomState's draws the same for good; signatures stored by older versions rest on these very numbers.
_DRAWN = np.random.RandomState(1)
_FACTORS = _DRAWN.randint(0, 1 << 31, SIZE, np.uint32) * np.uint32(2) + np.uint32(1)
_STEPS = _DRAWN.randint(0, 1 << 32, SIZE, np.uint32)


def runs(masked_text: str, sample: int = 1) -> npt.NDArray[np.uint32]:
    """The different hashes of the runs of :data:`RUN` characters; line ends do not count as characters.

    Of the hashes only the multiples of ``sample`` are given.
    """
    codes = np.frombuffer(masked_text.replace("\n", "").encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if len(codes) < RUN:
        return np.empty(0, np.uint32)
    size = len(codes) - RUN + 1
    mixed = np.zeros(size, np.uint64)
    for offset in range(RUN):
        mixed = (mixed + codes[offset : offset + size]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    return np.unique(hashes if sample == 1 else hashes[hashes % np.uint32(sample) == 0])


def signature(masked_text: str) -> bytes | None:
    """``SIZE`` little-endian 32-bit numbers; None for a text too short to be compared."""
    looked_at = runs(masked_text, SAMPLE)
    if len(looked_at) < FEWEST:
        return None
    permuted = _spread(looked_at)[:, None] * _FACTORS + _STEPS
    least: npt.NDArray[np.uint32] = permuted.min(axis=0)
    return least.astype("<u4").tobytes()


def _spread(hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The hashes with their bits mixed as at the end of MurmurHash3 (no two become one), for their low bits are zero."""
    mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))


def bands(stored: bytes) -> list[int]:
    """The keys of a signature's bands, signed 64-bit integers; those of different bands never meet."""
    width = 4 * ROWS
    return [
        int.from_bytes(
            hashlib.blake2b(
                stored[number * width : (number + 1) * width], digest_size=8, salt=bytes([number])
            ).digest(),
            signed=True,
        )
        for number in range(BANDS)
    ]


def likenesses(one: bytes, others: list[bytes]) -> npt.NDArray[np.float64]:
    """The estimated likeness of ``one`` to each of the others, 0 to 1."""
    if not others:
        return np.empty(0)
    rows = np.frombuffer(b"".join(others), dtype="<u4").reshape(len(others), SIZE)
    return np.asarray((rows == np.frombuffer(one, dtype="<u4")).mean(axis=1))
