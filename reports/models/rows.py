"""Rows that hang on others (附属行) as named tuples: the statement is put together once, and no instances are made.

A page of a report reads five tables, and Django takes longer to put such a statement together than SQLite to answer it.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import Col

Names = tuple[str, ...]


def rows_by(
    model: type[Model],
    key: str,
    keys: Sequence[Any],
    names: Names,
    order: Names = (),
    *,
    also: str = "",
    values: Sequence[Any] = (),
) -> defaultdict[Any, list[Any]]:
    """The rows whose ``key`` is among ``keys``, at most some hundreds, by it, in the order of the columns ``order``.

    All of these are attributes of the model (``section_id``), as are the fields of the tuples; their values are as
    Django gives them. ``also`` is a further condition in SQL with its ``values``.
    """
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    if not keys:
        return found
    statement, behind, converters, row_of = _prepared(connection.vendor, model, key, names, order)
    among = f"({', '.join(['%s'] * len(keys))})"
    condition = f" AND {also}" if also else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} IN {among}{condition}{behind}", [*keys, *values])
        for first, *row in cursor.fetchall():
            for place, column, convert in converters:
                row[place] = convert(row[place], column, connection)
            found[first].append(row_of._make(row))
    return found


@cache
def _prepared(
    vendor: str, model: type[Model], key: str, names: Names, order: Names
) -> tuple[str, str, list[tuple[int, Col, Callable[..., Any]]], Any]:
    """The statement up to the key and its order, what makes Python's values of the database's, and the tuple's class."""
    by_name: dict[str, Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name

    def column(name: str) -> str:
        return quote(str((model._meta.pk if name == "pk" else by_name[name]).column))

    columns = ", ".join(column(name) for name in (key, *names))
    statement = f"SELECT {columns} FROM {quote(model._meta.db_table)} WHERE {column(key)}"  # noqa: S608  # names of ours, quoted
    behind = f" ORDER BY {', '.join(map(column, order))}" if order else ""
    converters = []
    for place, name in enumerate(names):
        if name != "pk":
            field = by_name[name]
            col = Col(model._meta.db_table, field)
            for convert in (*connection.ops.get_db_converters(col), *col.get_db_converters(connection)):
                converters.append((place, col, convert))
    return statement, behind, converters, namedtuple(f"{model.__name__}Row", names)
