"""Which tables are backed up, and what is particular to some."""

from collections.abc import Iterable, Iterator

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from reports.models import (
    Batch,
    BatchItem,
    Flag,
    Furniture,
    Metric,
    Region,
    RegionCode,
    RegionName,
    Report,
    Section,
    SectionTopic,
    SourceFile,
    UsualRange,
)

from .places import Dated, Places
from .remarks import Remarked
from .reports import Reports, with_roles
from .table import Row, Table


class Sections(Table):
    """Sections; those written before a section could have several roles have one, ``role``."""

    def restore(self, rows: Iterable[Row]) -> int:
        return super().restore(map(with_roles, rows))


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
    Places("regions", Region, ("id",)),
    Dated("region_names", RegionName),
    Dated("region_codes", RegionCode),
    Groups("groups", Group),
    Users("users", User, ("last_login",)),
    Table("source_files", SourceFile),
    # The outbox of the index is none of a backup's business: what is restored is indexed anew. So is the review queue.
    # The code beside a report is its place's.
    Reports("reports", Report, ("search_dirty", "doubt", "region_code")),
    Sections("sections", Section),
    Table("section_topics", SectionTopic),
    Table("metrics", Metric),
    Remarked("flags", Flag, "note"),
    Table("furniture", Furniture),
    Table("usual_ranges", UsualRange),
    Table("batches", Batch),
    Remarked("batch_items", BatchItem, "reason"),
    History("history", LogEntry),
)
#: Tables that the first format of backups did not have yet.
_SINCE_2 = frozenset({"region_names", "region_codes"})


def tables_of(version: int) -> tuple[Table, ...]:
    """The tables that a backup in this version of the format has."""
    return tuple(table for table in TABLES if version > 1 or table.name not in _SINCE_2)


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
