"""Places in a backup: by code, since their ids are each archive's own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from django.db.models import Max, Model

from reports.models import Region
from reports.models.access.database import insert

from .table import Row, Table, UnknownColumn, chunks, keys_of_places


class Places(Table):
    """Places come back over those that a gazetteer may have put there already, what holds them before what they hold."""

    order = ("code",)

    def restore(self, rows: Iterable[Row]) -> int:
        known = {field.attname for field in self.fields}
        keys = keys_of_places()
        held = frozenset(keys)
        free = count((Region.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)
        later: list[tuple[str, str]] = []
        done = 0
        for chunk in chunks(rows):
            for row in chunk:
                if unknown := sorted(set(row) - known):
                    raise UnknownColumn(f"{self.name}.{unknown[0]}")
                keys.setdefault(row["code"], next(free))
                # It may stand further on.
                if successor := row.pop("successor_id", None):
                    later.append((row["code"], successor))
            self._write([row for row in chunk if row["code"] not in held], keys)
            self._write_over([row for row in chunk if row["code"] in held], keys)
            done += len(chunk)
        for code, successor in later:
            Region.objects.filter(code=code).update(successor=keys[successor])
        return done

    def _write(self, rows: list[Row], keys: dict[str, int]) -> None:
        values = (
            [*(self.value(field, row, keys) for field in self.fields), keys[row["code"]]] for row in rows
        )
        insert(Region, [*self.fields, *self.filled], values)

    def _write_over(self, rows: list[Row], keys: dict[str, int]) -> None:
        stored = {
            place.code: place for place in Region.objects.filter(code__in=[row["code"] for row in rows])
        }
        for row in rows:
            values = {field.attname: self.value(field, row, keys) for field in self.fields}
            if any(getattr(stored[row["code"]], name) != value for name, value in values.items()):
                Region.objects.filter(code=row["code"]).update(**values)


class Dated(Table):
    """The names or codes of places: those of the backup take the place of what a gazetteer put there."""

    order = ("region__code", "pk")

    def __init__(self, name: str, model: type[Model]) -> None:
        super().__init__(name, model, ("id",))
        # The database numbers them.
        self.filled = []

    def restore(self, rows: Iterable[Row]) -> int:
        self.model._default_manager.all().delete()
        return super().restore(rows)
