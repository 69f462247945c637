"""How the rows of a table are written as plain values and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from reports.models import Region
from reports.models.access.database import insert

from .folder import encoded

#: Rows in memory at a time; a report's is some 20 kB.
CHUNK = 500
Row = dict[str, Any]


class UnknownColumn(Exception):
    """A row has a column that this version of the program does not; ``str()`` names it."""


class RefusedRow(Exception):
    """A row breaks a rule of the database; ``str()`` names it and the rule."""


class UnknownPlace(Exception):
    """A row belongs to a place that the backup does not have; ``str()`` names it by its code."""


class Table:
    """A table whose columns are all written, but for ``left_out``, which are filled when rows are restored.

    What points to a place names it by its code: the ids of places are each archive's own.
    """

    #: In which order rows are written.
    order: tuple[str, ...] = ("pk",)

    def __init__(self, name: str, model: type[Model], left_out: tuple[str, ...] = ()) -> None:
        self.name = name
        self.model = model
        every = cast(list[Field[Any, Any]], list(model._meta.concrete_fields))
        self.fields = [field for field in every if field.name not in left_out]
        self.filled = [field for field in every if field.name in left_out]
        #: Fields that point to a place.
        self.placed = frozenset(field for field in self.fields if field.related_model is Region)

    def rows(self) -> Iterator[Row]:
        """All rows as plain JSON values, in ``order``."""
        names = [field.attname for field in self.fields]
        columns = [f"{field.name}__code" if field in self.placed else field.attname for field in self.fields]
        found = self.model._default_manager.order_by(*self.order).values_list(*columns)
        for values in found.iterator(chunk_size=CHUNK):
            yield dict(zip(names, map(plain, values), strict=True))

    def restore(self, rows: Iterable[Row]) -> int:
        """Write rows that were made by :meth:`rows`; a column they lack gets its default. Gives their number.

        Raises :class:`UnknownColumn`, :class:`UnknownPlace` and :class:`RefusedRow`.
        """
        known = {field.attname for field in self.fields}
        places = keys_of_places() if self.placed else {}
        done = 0
        for chunk in chunks(rows):
            for row in chunk:
                if unknown := sorted(set(row) - known):
                    raise UnknownColumn(f"{self.name}.{unknown[0]}")
            try:
                with transaction.atomic():
                    self._insert(chunk, places)
            except IntegrityError:
                self._refuse(chunk, places)
                raise
            done += len(chunk)
        return done

    def _insert(self, rows: Iterable[Row], places: Mapping[str, int]) -> None:
        fields = [*self.fields, *self.filled]
        values = (
            [
                *(self.value(field, row, places) for field in self.fields),
                *(self.fill(field, row) for field in self.filled),
            ]
            for row in rows
        )
        insert(self.model, fields, values)

    def _refuse(self, rows: Iterable[Row], places: Mapping[str, int]) -> None:
        """Raise :class:`RefusedRow` for the first of the rows that the database does not take."""
        for row in rows:
            try:
                with transaction.atomic():
                    self._insert([row], places)
            except IntegrityError as error:
                named = f"id {row['id']}" if "id" in row else encoded(row).decode()[:100].strip()
                raise RefusedRow(f"{named}（{error}）") from error

    def value(self, field: Field[Any, Any], row: Row, places: Mapping[str, int]) -> Any:
        """What a field holds of a row; ``places`` are the ids of places by their codes."""
        if field.attname not in row:
            return self.fill(field, row)
        held = row[field.attname]
        if field not in self.placed or held is None:
            return field.to_python(held)
        if held not in places:
            raise UnknownPlace(held)
        return places[held]

    def fill(self, field: Field[Any, Any], row: Row) -> Any:
        """What a field holds of a row that does not tell it."""
        return field.get_default()


def keys_of_places() -> dict[str, int]:
    """The ids of all places by their codes."""
    return dict(Region.objects.order_by().values_list("code", "pk"))


def plain(value: Any) -> Any:
    """A column's value as JSON has it, the same from every database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    return value


def chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """``rows`` in lists of at most ``CHUNK``."""
    rest = iter(rows)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
