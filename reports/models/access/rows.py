"""Rows by statements that are put together once (语句只写一次): as named tuples, or as instances with some they lead to.

A page of a report reads a dozen tables, a few rows of each, and Django takes longer to put such a statement together than
a database to answer it. What conditions say is SQL that either database understands.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
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
    here = _here()
    (by, *columns), table = _columns(here.vendor, model, (key, *names))
    among = f"{by} IN ({', '.join(['%s'] * len(keys))}){f' AND {also}' if also else ''}"
    behind = f" ORDER BY {', '.join(_columns(here.vendor, model, order)[0])}" if order else ""
    statement = f"SELECT {by}, {', '.join(columns)} FROM {table} WHERE {among}{behind}"  # noqa: S608  # names of ours, quoted
    as_python = _tuples(here.vendor, model, names)
    with here.cursor() as cursor:
        cursor.execute(statement, [*keys, *values])
        for first, *row in cursor.fetchall():
            found[first].append(as_python(row, here))
    return found


def rows_where(model: type[Model], names: Names, condition: str, *values: Any, joined: str = "") -> list[Any]:
    """The rows of which ``condition`` is true, as those of :func:`rows_by`; an ORDER BY may stand behind it.

    In it the model's table goes by its name (``report``). Other tables may be ``joined`` in SQL.
    """
    here, name = _here(), model._meta.model_name
    columns, table = _columns(here.vendor, model, names)
    chosen = ", ".join([f"{name}.{column}" for column in columns])
    statement = f"SELECT {chosen} FROM {table} {name} {joined} WHERE {condition}"  # noqa: S608  # names and conditions of ours
    as_python = _tuples(here.vendor, model, names)
    with here.cursor() as cursor:
        cursor.execute(statement, values)
        return [as_python(list(row), here) for row in cursor.fetchall()]


def answers(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the database answers to a statement, as it has it."""
    with _here().cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _here() -> BaseDatabaseWrapper:
    """This thread's connection, found once a statement: ``django.db.connection`` is looked up at each use."""
    return connections[DEFAULT_DB_ALIAS]


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    """By the name of its attribute."""
    if name == "pk":
        return model._meta.pk
    return next(field for field in model._meta.concrete_fields if field.attname == name)


@cache
def _columns(vendor: str, model: type[Model], names: Names) -> tuple[list[str], str]:
    """The columns of these names and their table, quoted."""
    quote = _here().ops.quote_name
    return [quote(str(_field(model, name).column)) for name in names], quote(model._meta.db_table)


@cache
def _tuples(vendor: str, model: type[Model], names: Names) -> Callable[[list[Any], BaseDatabaseWrapper], Any]:
    """What makes a named tuple of Python's values of a row of the database's; a key (``pk``) is the same in both."""
    as_tuple = _named(names)._make
    fields = [None if name == "pk" else _field(model, name) for name in names]
    converters = _converters(model, fields)

    def as_python(row: list[Any], here: BaseDatabaseWrapper) -> Any:
        for place, column, convert in converters:
            row[place] = convert(row[place], column, here)
        return as_tuple(row)

    return as_python


def _named(names: Names) -> Any:
    return namedtuple("Row", names)


_Converter = tuple[int, Col, Callable[..., Any]]


def _converters(model: type[Model], fields: Iterable[Field[Any, Any] | None]) -> tuple[_Converter, ...]:
    """What is to be done to which of a row's values, by their places."""
    here = _here()
    found: list[_Converter] = []
    for place, field in enumerate(fields):
        if field is not None:
            column = Col(model._meta.db_table, field)
            for convert in (*here.ops.get_db_converters(column), *column.get_db_converters(here)):
                found.append((place, column, convert))
    return tuple(found)


@dataclass(frozen=True)
class _Part:
    """The columns ``[start, stop)`` of a row that make the instance at ``path``, which the one ``above`` links to."""

    model: type[Model]
    path: str
    above: str
    link: Any
    attributes: frozenset[str]
    start: int
    stop: int
    key: int
    converters: tuple[_Converter, ...]


class Instances(Generic[One]):
    """Of ``model``, each with what it leads to by the paths ``joined``, and without the columns of the fields ``without``.

    Paths are those of ``select_related``, those that others go on from first; a joined one's fields go by them
    (``region__pinyin``). In conditions the model's table goes by its name (``report``), a joined one by its path.
    """

    def __init__(self, model: type[One], *, joined: Sequence[str] = (), without: Sequence[str] = ()) -> None:
        self._asked = (model, tuple(joined), tuple(without))

    def where(self, condition: str, *values: Any) -> list[One]:
        """Those of which ``condition`` is true; an ORDER BY and a LIMIT may stand behind it."""
        here = _here()
        statement, parts = _joined(here.vendor, *self._asked)
        with here.cursor() as cursor:
            cursor.execute(f"{statement} WHERE {condition}", values)
            return [_made(parts, row, here) for row in cursor.fetchall()]

    def by_key(self, keys: Sequence[Any], name: str = "id") -> dict[Any, One]:
        """Those whose attribute ``name`` is among ``keys``, by it."""
        model = self._asked[0]._meta.model_name
        found: dict[Any, One] = {}
        for start in range(0, len(keys), _TOGETHER):
            here = keys[start : start + _TOGETHER]
            among = ", ".join(["%s"] * len(here))
            found |= {getattr(one, name): one for one in self.where(f"{model}.{name} IN ({among})", *here)}
        return found


def _made(parts: Sequence[_Part], row: Sequence[Any], here: BaseDatabaseWrapper) -> Any:
    made: dict[str, Any] = {}
    for part in parts:
        if row[part.key] is None:
            continue
        values = list(row[part.start : part.stop])
        for place, column, convert in part.converters:
            values[place] = convert(values[place], column, here)
        one = made[part.path] = part.model.from_db(here.alias, part.attributes, values)
        if part.link is not None:
            part.link.set_cached_value(made[part.above], one)
    return made[""]


@cache
def _joined(
    vendor: str, model: type[Model], joined: Sequence[str], without: Sequence[str]
) -> tuple[str, list[_Part]]:
    """The statement up to its condition, and what its columns are."""
    quote = _here().ops.quote_name
    root = str(model._meta.model_name)
    tables = [f"{quote(model._meta.db_table)} {quote(root)}"]
    columns: list[str] = []
    parts: list[_Part] = []
    models: dict[str, type[Model]] = {"": model}
    for path in ("", *joined):
        above, _, name = path.rpartition("__")
        link: Any = None
        if path:
            link = models[above]._meta.get_field(name)
            models[path] = link.related_model
            table, there = quote(models[path]._meta.db_table), quote(path)
            tables.append(
                f"LEFT JOIN {table} {there} ON {there}.{quote(link.target_field.column)} = "
                f"{quote(above or root)}.{quote(link.column)}"
            )
        here = models[path]
        before = f"{path}__" if path else ""
        fields = [field for field in here._meta.concrete_fields if before + field.name not in without]
        start = len(columns)
        columns += [f"{quote(path or root)}.{quote(str(field.column))}" for field in fields]
        parts.append(
            _Part(
                here,
                path,
                above,
                link,
                frozenset(field.attname for field in fields),
                start,
                len(columns),
                start + [field.primary_key for field in fields].index(True),
                _converters(here, fields),
            )
        )
    return f"SELECT {', '.join(columns)} FROM {' '.join(tables)}", parts  # noqa: S608  # names of ours, quoted
