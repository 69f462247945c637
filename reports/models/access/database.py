"""Reading the whole database as it is at one moment, and writing many rows at once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Field, Model

from ..last_change import note_change

#: So many rows and more are copied into PostgreSQL in one stream.
_COPIED = 50


@contextmanager
def snapshot() -> Iterator[None]:
    """Reads inside see one state of the database, however long they take, and hinder no writer."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "sqlite":
        # The archive's transactions take SQLite's only write lock at their start; this one never writes.
        connection.ensure_connection()
        wrapper = cast(Any, connection)
        usual = wrapper.transaction_mode
        wrapper.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            wrapper.transaction_mode = usual
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def refresh_statistics(*models: type[Model]) -> None:
    """Have PostgreSQL look at tables that were just filled.

    Until then it takes them for empty, and checks each foreign key by reading the whole table.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def insert(model: type[Model], fields: Sequence[Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of Python values, one a field, as they are.

    Unlike ``bulk_create`` this fills in nothing: ``auto_now`` fields keep the values given.
    """
    # Looked up once: `connection` stands for this thread's, and finding that takes longer than most fields do.
    here = connections[DEFAULT_DB_ALIAS]
    prepare = [field.get_db_prep_save for field in fields]
    prepared = [tuple(one(value, here) for one, value in zip(prepare, row, strict=True)) for row in rows]
    insert_raw(model, [str(field.column) for field in fields], prepared)


def insert_raw(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of values as the database holds them, a tenth of the time of ``bulk_create``."""
    if not rows:
        return
    if connection.vendor == "postgresql" and len(rows) >= _COPIED:
        _copy(model, columns, rows)
        return
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"{_insert_into(model, columns)} VALUES ({places})", [tuple(row) for row in rows])


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
    note_change()


def drop_index(name: str) -> None:
    """Take an index away, if it is there, for as long as very many rows are written."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}")


def make_index(model: type[Model], name: str) -> None:
    """Make an index of the model's ``Meta``, unless it is there."""
    with connection.cursor() as cursor:
        if name in connection.introspection.get_constraints(cursor, model._meta.db_table):
            return
        (index,) = (one for one in model._meta.indexes if one.name == name)
        cursor.execute(str(index.create_sql(model, connection.schema_editor())))


@contextmanager
def roomy() -> Iterator[None]:
    """Memory for work on very many rows: some 200 MB instead of SQLite's 2 and PostgreSQL's 64 for an index."""
    usual, ample = {
        "sqlite": ("PRAGMA cache_size = -2000", "PRAGMA cache_size = -200000"),
        "postgresql": ("RESET maintenance_work_mem", "SET maintenance_work_mem = '200MB'"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(ample)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(usual)


def insert_numbered(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Like :func:`insert_raw`; gives the new rows' ids, in order."""
    numbers: list[int] = []
    places = f"({', '.join(['%s'] * len(columns))})"
    # SQLite takes 32,766 values a statement.
    for start in range(0, len(rows), 1000):
        here = rows[start : start + 1000]
        statement = f"{_insert_into(model, columns)} VALUES {', '.join([places] * len(here))} RETURNING id"
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for row in here for value in row])
            numbers += sorted(number for (number,) in cursor.fetchall())
    return numbers


def _insert_into(model: type[Model], columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
