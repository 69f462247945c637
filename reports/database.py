"""Reading the whole database as it is at one moment, and writing many rows at once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Field, Model


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


def insert(model: type[Model], fields: Sequence[Field[Any, Any]], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of Python values, one a field, as they are.

    Unlike ``bulk_create`` this fills in nothing: ``auto_now`` fields keep the values given.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    prepared = [
        tuple(field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True))
        for row in rows
    ]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", prepared
            )
