"""Parquet files, for pandas, R, DuckDB and Spark: typed, compressed, sent while they are made.

PyArrow, which writes them, is heavy and not installed by itself; it is loaded when a first file is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from .sink import Sink
from .typed import Kind, Table

if TYPE_CHECKING:
    import pyarrow

#: Installs what is needed.
COMMAND = ".venv/bin/python -m pip install --require-hashes -r requirements-parquet.txt"
#: Rows that are written together, a group of the file.
_GROUP = 20_000
_TYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "int64",
    "year": "int32",
    "number": "float64",
    "date": "date32",
}


def available() -> bool:
    """Whether PyArrow is installed."""
    return find_spec("pyarrow") is not None


def parquet_pieces(table: Table) -> Iterator[bytes]:
    """The bytes of a file, a group of rows at a time; ``about`` and the definitions are its metadata.

    Raises ModuleNotFoundError without PyArrow.
    """
    import pyarrow
    import pyarrow.parquet

    schema = _schema(table)
    sink, rows = Sink(), iter(table.rows)
    with pyarrow.parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            columns = [
                pyarrow.array([_value(value, column.kind) for value in values], type=field.type)
                for column, field, values in zip(table.columns, schema, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.table(columns, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow

    # A name may stand there several times: a concept's, each with its definition.
    told: dict[str, list[str]] = {}
    for name, value in table.about:
        told.setdefault(name, []).append(value)
    about = json.dumps({name: "\n".join(values) for name, values in told.items()}, ensure_ascii=False)
    fields = [
        pyarrow.field(
            column.name,
            getattr(pyarrow, _TYPES[column.kind])(),
            metadata={"description": column.definition} if column.definition else None,
        )
        for column in table.columns
    ]
    return pyarrow.schema(fields, metadata={"title": table.title, "about": about})


def _value(value: Any, kind: Kind) -> Any:
    """``value`` as its column has it; an empty text among numbers is none."""
    if kind == "string":
        return value if value is None or isinstance(value, str) else str(value)
    if value == "":
        return None
    return float(value) if isinstance(value, Decimal) else value
