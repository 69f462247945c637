"""Named NumPy arrays in one column file, read back without copying.

A file is the arrays one after the other, each on a boundary of 64 bytes, then a JSON table of them, then the
table's length in eight bytes. What is read back are views of the mapped file: they cost no memory of the
process until touched, and stay valid after Whoosh has closed the file it was opened through.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.structfile import StructFile

from .mapping import map_file

#: Large arrays are handed on in pieces: Whoosh copies each write once more.
_PIECE = 8 * 1024 * 1024
_BOUNDARY = 64


class ArrayWriter:
    """Writes bytes and arrays to a column file; ``position`` counts what has been written."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        self._table: dict[str, tuple[str, int, int]] = {}
        self.position = 0

    def write(self, data: bytes | memoryview) -> None:
        """Append ``data`` as it is; see :meth:`name_written`."""
        for start in range(0, len(data), _PIECE):
            self._file.write(bytes(data[start : start + _PIECE]))
        self.position += len(data)

    def name_written(self, name: str, dtype: str) -> None:
        """Let everything written so far be read back as the array ``name``."""
        self._table[name] = (dtype, 0, self.position // np.dtype(dtype).itemsize)

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Append ``array`` under ``name``."""
        self.add_joined(name, array.dtype, [array])

    def add_joined(self, name: str, dtype: np.dtype[Any], arrays: Iterable[NDArray[Any]]) -> None:
        """Append ``arrays``, all of ``dtype``, as one under ``name``."""
        self.write(bytes(-self.position % _BOUNDARY))
        start = self.position
        for array in arrays:
            self.write(np.ascontiguousarray(array).view(np.uint8).data if len(array) else b"")
        self._table[name] = (dtype.str, start, (self.position - start) // dtype.itemsize)

    def close(self) -> None:
        """Write the table."""
        table = json.dumps(self._table).encode()
        self.write(table)
        self.write(len(table).to_bytes(8, "little"))


class Shelf:
    """Arrays put away on disk, beside ``file``, until they are read again: what waits for the end takes no memory."""

    def __init__(self, file: StructFile) -> None:
        self._beside = file
        self._file: IO[bytes] | None = None

    def put(self, array: NDArray[Any]) -> Callable[[], NDArray[Any]]:
        """Put ``array`` away; what is returned reads it."""
        if self._file is None:
            folder = Path(self._beside.file.name).parent if self._beside.is_real else None
            # Nobody sees it, and it is gone with this object.
            self._file = TemporaryFile(dir=folder)  # noqa: SIM115
        start = self._file.seek(0, SEEK_END)
        self._file.write(array.tobytes())
        return partial(self._read, self._file, start, array.nbytes, array.dtype)

    @staticmethod
    def _read(file: IO[bytes], start: int, size: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        file.seek(start)
        return np.frombuffer(file.read(size), dtype)


def read_arrays(file: StructFile, start: int, length: int) -> tuple[Mapping[str, NDArray[Any]], Any]:
    """The arrays written to ``length`` bytes of ``file`` from ``start``, and the buffer they are views of.

    The buffer has ``find(bytes, start, end)`` with offsets that count from its own beginning: a mapped file begins
    at the file's beginning. ValueError when the file was cut short.
    """
    if start == 0 and file.is_real:
        buffer: Any = map_file(file.fileno(), length)
    else:
        buffer = file.get(start, length)
    size = int.from_bytes(buffer[length - 8 : length], "little")
    if not 0 < size <= length - 8:
        raise ValueError(f"Column file {file} is cut short.")
    table = json.loads(bytes(buffer[length - 8 - size : length - 8]))
    return {
        name: np.frombuffer(buffer, dtype=dtype, count=count, offset=offset)
        for name, (dtype, offset, count) in table.items()
    }, buffer
