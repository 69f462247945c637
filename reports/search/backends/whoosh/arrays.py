"""Named NumPy arrays in one column file, read back without copying.

A file is the arrays one after the other, each on a boundary of 64 bytes, then a JSON table of them, then the
table's length in eight bytes. What is read back are views of the mapped file: they cost no memory of the
process until touched, and stay valid after Whoosh has closed the file it was opened through.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

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
        self.write(bytes(-self.position % _BOUNDARY))
        self._table[name] = (array.dtype.str, self.position, len(array))
        self.write(np.ascontiguousarray(array).view(np.uint8).data if len(array) else b"")

    def close(self) -> None:
        """Write the table."""
        table = json.dumps(self._table).encode()
        self.write(table)
        self.write(len(table).to_bytes(8, "little"))


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
