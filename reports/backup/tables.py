"""Which tables are backed up, and how their rows are written as plain values and read back."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, cast

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model

from reports.models import (
    Batch,
    BatchItem,
    Flag,
    Furniture,
    Metric,
    Region,
    Report,
    Section,
    SectionTopic,
    SourceFile,
    UsualRange,
)
from reports.models.database import insert
from reports.models.public_ids import public_id

#: Rows in memory at a time; a report's is some 20 kB.
CHUNK = 500
Row = dict[str, Any]


class UnknownColumn(Exception):
    """A row has a column that this version of the program does not; ``str()`` names it."""


class Table:
    """A table whose columns are all written, but for ``left_out``, which are filled with their defaults."""

    def __init__(self, name: str, model: type[Model], left_out: tuple[str, ...] = ()) -> None:
        self.name = name
        self.model = model
        every = cast(list[Field[Any, Any]], list(model._meta.concrete_fields))
        self.fields = [field for field in every if field.name not in left_out]
        self.filled = [field for field in every if field.name in left_out]

    def rows(self) -> Iterator[Row]:
        """All rows as plain JSON values, in the order of their keys."""
        names = [field.attname for field in self.fields]
        found = self.model._default_manager.order_by("pk").values_list(*names)
        for values in found.iterator(chunk_size=CHUNK):
            yield dict(zip(names, map(plain, values), strict=True))

    def restore(self, rows: Iterable[Row]) -> int:
        """Write rows that were made by :meth:`rows`; a column they lack gets its default. Gives their number.

        Raises :class:`UnknownColumn`.
        """
        known = {field.attname for field in self.fields}
        done = 0
        for chunk in chunks(rows):
            for row in chunk:
                if unknown := sorted(set(row) - known):
                    raise UnknownColumn(f"{self.name}.{unknown[0]}")
            self._write(chunk)
            done += len(chunk)
        return done

    def _write(self, rows: list[Row]) -> None:
        defaults = [field.get_default() for field in self.filled]
        insert(
            self.model,
            [*self.fields, *self.filled],
            ([*(_value(field, row) for field in self.fields), *defaults] for row in rows),
        )


class Regions(Table):
    """Regions come back over those that a gazetteer may have put there already."""

    def _write(self, rows: list[Row]) -> None:
        held = {
            row["code"]: row
            for row in Region.objects.filter(pk__in=[row["code"] for row in rows]).values(
                *(field.attname for field in self.fields)
            )
        }
        super()._write([row for row in rows if row["code"] not in held])
        for row in rows:
            stored = held.get(row["code"])
            if stored is not None and {name: plain(value) for name, value in stored.items()} != row:
                values = {field.attname: _value(field, row) for field in self.fields}
                Region.objects.filter(pk=row["code"]).update(**values)


class Reports(Table):
    """Reports of a backup from before they had public ids are given them, in the order of their keys.

    What was corrected of their sections may be told as it was before a section had several roles.
    """

    def restore(self, rows: Iterable[Row]) -> int:
        taken: set[str] = set()

        def named() -> Iterator[Row]:
            for row in rows:
                if "public_id" not in row:
                    source = SourceFile.objects.only("sha256").get(pk=row["source_id"])
                    row["public_id"] = public_id(source.sha256, taken)
                taken.add(row["public_id"])
                for name, one in (row.get("corrections") or {}).items():
                    if name.startswith("section@"):
                        one["value"] = _with_roles(one["value"])
                yield row

        return super().restore(named())


class Sections(Table):
    """Sections; those written before a section could have several roles have one, ``role``."""

    def restore(self, rows: Iterable[Row]) -> int:
        return super().restore(map(_with_roles, rows))


def _with_roles(row: Row) -> Row:
    if "role" not in row:
        return row
    role = row.pop("role")
    return row | {"roles": [role] if role else []}


class Groups(Table):
    """Groups by their names, which migrating makes; ``permissions`` are ``[app, model, codename]``."""

    def rows(self) -> Iterator[Row]:
        for group in Group.objects.order_by("name").prefetch_related("permissions__content_type"):
            yield {"name": group.name, "permissions": _named(group.permissions.all())}

    def restore(self, rows: Iterable[Row]) -> int:
        done = 0
        for row in rows:
            group, _ = Group.objects.get_or_create(name=row["name"])
            group.permissions.set(_permissions(row["permissions"]))
            done += 1
        return done


class Users(Table):
    """Users with the names of their groups and their own permissions."""

    def rows(self) -> Iterator[Row]:
        people = User.objects.in_bulk(list(User.objects.values_list("pk", flat=True)))
        for row in super().rows():
            user = people[row["id"]]
            groups = sorted(user.groups.values_list("name", flat=True))
            own = user.user_permissions.select_related("content_type")
            yield {**row, "groups": groups, "permissions": _named(own)}

    def restore(self, rows: Iterable[Row]) -> int:
        belongs: list[tuple[int, list[str], list[list[str]]]] = []

        def columns() -> Iterator[Row]:
            for row in rows:
                belongs.append((row["id"], row.pop("groups"), row.pop("permissions")))
                yield row

        done = super().restore(columns())
        for pk, groups, permissions in belongs:
            user = User.objects.get(pk=pk)
            user.groups.set(Group.objects.filter(name__in=groups))
            user.user_permissions.set(_permissions(permissions))
        return done


class History(Table):
    """The admin's history of changes; what was changed is named by ``[app, model]`` and id."""

    def rows(self) -> Iterator[Row]:
        names = {pk: list(key) for pk, *key in ContentType.objects.values_list("pk", "app_label", "model")}
        for row in super().rows():
            yield {**row, "content_type_id": names.get(row["content_type_id"])}

    def restore(self, rows: Iterable[Row]) -> int:
        def pointed() -> Iterator[Row]:
            for row in rows:
                of = row["content_type_id"]
                kind = ContentType.objects.get_by_natural_key(*of) if of else None
                yield {**row, "content_type_id": kind and kind.pk}

        return super().restore(pointed())


#: In the order of restoration: what is pointed at before what points.
TABLES: tuple[Table, ...] = (
    Regions("regions", Region),
    Groups("groups", Group),
    Users("users", User, ("last_login",)),
    Table("source_files", SourceFile),
    # The outbox of the index is none of a backup's business: what is restored is indexed anew. So is the review queue.
    Reports("reports", Report, ("search_dirty", "doubt")),
    Sections("sections", Section),
    Table("section_topics", SectionTopic),
    Table("metrics", Metric),
    Table("flags", Flag),
    Table("furniture", Furniture),
    Table("usual_ranges", UsualRange),
    Table("batches", Batch),
    Table("batch_items", BatchItem),
    History("history", LogEntry),
)


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


def _value(field: Field[Any, Any], row: Row) -> Any:
    return field.to_python(row[field.attname]) if field.attname in row else field.get_default()


def _named(permissions: Iterable[Permission]) -> list[list[str]]:
    return sorted([one.content_type.app_label, one.content_type.model, one.codename] for one in permissions)


def _permissions(named: Iterable[list[str]]) -> list[Permission]:
    """The permissions of those names that this version of the program still has."""
    found = (
        Permission.objects.filter(
            content_type__app_label=app, content_type__model=model, codename=codename
        ).first()
        for app, model, codename in named
    )
    return [one for one in found if one is not None]
