"""Instances with some that they lead to (实例), by a statement whose columns are written once.

What a page lists beside its matter is a few rows each time, and Django takes longer to put such a statement together than
a database to answer it. What is asked for is SQL that either database understands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import Col

One = TypeVar("One", bound=Model)
#: SQLite takes some hundreds of parameters in a query.
_TOGETHER = 500


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
        statement, parts = _prepared(connection.vendor, *self._asked)
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
def _prepared(
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
