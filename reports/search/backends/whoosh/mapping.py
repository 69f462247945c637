"""Files of the index as memory, and how much of them a process may hold at a time.

Pages of a mapped file that have been read count as the process's memory until the kernel wants them back. They are
given back here as soon as they are many: they stay in the kernel's cache, from where reading them again costs
little.
"""

from __future__ import annotations

import mmap
from pathlib import Path
from threading import Lock
from weakref import WeakSet

#: Bytes of mapped files, libraries among them, that a process holds before it gives those of the index back.
MOST_RESIDENT = 160 * 1024 * 1024

_STATM = Path("/proc/self/statm")
_mapped: WeakSet[mmap.mmap] = WeakSet()
_lock = Lock()


def map_file(descriptor: int, length: int) -> mmap.mmap:
    """The first ``length`` bytes of a file, read only; valid after the descriptor is closed."""
    mapped = mmap.mmap(descriptor, length, access=mmap.ACCESS_READ)
    with _lock:
        _mapped.add(mapped)
    return mapped


def give_back() -> None:
    """Give back the pages of the index if the process holds many; elsewhere than on Linux this does nothing."""
    if _STATM.exists() and int(_STATM.read_text().split()[2]) * mmap.PAGESIZE > MOST_RESIDENT:
        with _lock:
            present = list(_mapped)
        for mapped in present:
            mapped.madvise(mmap.MADV_DONTNEED)
