"""Rows by statements that are put together once (语句只写一次): as named tuples, or as instances with some they lead to.

A page of a report reads a dozen tables, a few rows of each, and Django takes longer to put such a statement together than
a database to answer it. What conditions say is SQL that either database understands.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import Col

Names = tuple[str, ...]
One = TypeVar("One", bound=Model)
#: SQLite takes some hundreds of parameters in a query.
_TOGETHER = 500


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


@dataclass(frozen=True)
class _Part:
    """The columns ``[start, stop)`` of a row that make an instance; ``above`` leads to it by its attribute ``name``."""

    model: type[Model]
    above: str
    name: str
    attributes: tuple[str, ...]
    start: int
    stop: int
    key: int
    converters: tuple[tuple[int, Col, Callable[..., Any]], ...]


class Instances(Generic[One]):
    """Of ``model``, without the columns ``without``, each with what it leads to by the paths ``joined``.

    Paths are those of ``select_related``, those that others go on from first. In conditions the model's table goes by
    its name (``report``), a joined one by its path.
    """

    def __init__(self, model: type[One], *, joined: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        self._asked = (model, tuple(joined), tuple(without))

    def where(self, condition: str, *values: Any) -> list[One]:
        """Those of which ``condition`` is true; an ORDER BY and a LIMIT may stand behind it."""
        statement, parts = _joined(connection.vendor, *self._asked)
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE {condition}", values)
            return [_made(parts, row) for row in cursor.fetchall()]

    def by_key(self, keys: Sequence[Any], name: str = "id") -> dict[Any, One]:
        """Those whose attribute ``name`` is among ``keys``, by it."""
        model = self._asked[0]._meta.model_name
        found: dict[Any, One] = {}
        for start in range(0, len(keys), _TOGETHER):
            here = keys[start : start + _TOGETHER]
            among = ", ".join(["%s"] * len(here))
            found |= {getattr(one, name): one for one in self.where(f"{model}.{name} IN ({among})", *here)}
        return found


def _made(parts: Sequence[_Part], row: Sequence[Any]) -> Any:
    made: dict[str, Any] = {}
    for part in parts:
        if row[part.key] is None:
            continue
        values = list(row[part.start : part.stop])
        for place, column, convert in part.converters:
            values[place] = convert(values[place], column, connection)
        one = part.model.from_db(connection.alias, part.attributes, values)
        if part.name:
            setattr(made[part.above], part.name, one)
            made[f"{part.above}__{part.name}".removeprefix("__")] = one
        else:
            made[""] = one
    return made[""]


@cache
def _joined(
    vendor: str, model: type[Model], joined: Sequence[str], without: Sequence[str]
) -> tuple[str, list[_Part]]:
    """The statement up to its condition, and what its columns are."""
    quote = connection.ops.quote_name
    root = str(model._meta.model_name)
    tables = [f"{quote(model._meta.db_table)} {quote(root)}"]
    columns: list[str] = []
    parts: list[_Part] = []
    models: dict[str, type[Model]] = {"": model}
    for path in ("", *joined):
        above, _, name = path.rpartition("__")
        if path:
            key: Any = models[above]._meta.get_field(name)
            models[path] = key.related_model
            table, there = quote(models[path]._meta.db_table), quote(path)
            tables.append(
                f"LEFT JOIN {table} {there} ON {there}.{quote(key.target_field.column)} = "
                f"{quote(above or root)}.{quote(key.column)}"
            )
        here = models[path]
        fields = [field for field in here._meta.concrete_fields if path or field.name not in without]
        start = len(columns)
        columns += [f"{quote(path or root)}.{quote(str(field.column))}" for field in fields]
        converters = []
        for place, field in enumerate(fields):
            column = Col(here._meta.db_table, field)
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)):
                converters.append((place, column, convert))
        parts.append(
            _Part(
                here,
                above,
                name,
                tuple(field.attname for field in fields),
                start,
                len(columns),
                start + [field.primary_key for field in fields].index(True),
                tuple(converters),
            )
        )
    return f"SELECT {', '.join(columns)} FROM {' '.join(tables)}", parts  # noqa: S608  # names of ours, quoted
