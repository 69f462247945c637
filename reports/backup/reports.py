"""Reports in a backup, and what older ones tell otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Field

from reports.models import Report, SourceFile
from reports.models.public_ids import public_id

from .remarks import as_remark
from .table import Row, Table


class Reports(Table):
    """Reports of a backup from before they had public ids are given them, in the order of their keys.

    What was corrected of their sections may be told as it was before a section had several roles, and what
    values rest on in sentences. Of several published
    ones of a place, year and genre, which there could be, the first stands, a real one before a sample; the others, and
    what is not known by place, year and genre, wait for a review.
    """

    def restore(self, rows: Iterable[Row]) -> int:
        taken: set[str] = set()
        standing: dict[tuple[Any, ...], tuple[int, bool]] = {}
        #: Samples that had stood where a real report does.
        given_way: dict[int, int] = {}

        def named() -> Iterator[Row]:
            for row in rows:
                if "public_id" not in row:
                    source = SourceFile.objects.only("sha256").get(pk=row["source_id"])
                    row["public_id"] = public_id(source.sha256, taken)
                taken.add(row["public_id"])
                for span in chain.from_iterable((row.get("evidence") or {}).values()):
                    span["why"] = as_remark(span.get("why"))
                for name, one in (row.get("corrections") or {}).items():
                    if name.startswith("section@"):
                        one["value"] = with_roles(one["value"])
                if row["status"] == Report.Status.PUBLISHED:
                    subject = (row["region_id"], row["year"], row["genre"])
                    if not all(subject):
                        row |= {"status": Report.Status.DRAFT, "returned": Report.Returned.INCOMPLETE}
                    elif subject in standing:
                        row |= {"status": Report.Status.DRAFT, "returned": Report.Returned.HELD}
                        first, is_sample = standing[subject]
                        if is_sample and not row.get("sample"):
                            given_way[row["id"]] = first
                            standing[subject] = (row["id"], False)
                    else:
                        standing[subject] = (row["id"], bool(row.get("sample")))
                yield row

        done = super().restore(named())
        for real, sample in given_way.items():
            Report.objects.filter(pk=sample).update(status=Report.Status.DRAFT, returned=Report.Returned.HELD)
            Report.objects.filter(pk=real).update(status=Report.Status.PUBLISHED, returned="")
        return done

    def fill(self, field: Field[Any, Any], row: Row) -> Any:
        if field.name == "released_at":
            return row["created_at"] if row["status"] in ("published", "superseded") else None
        return row["region_id"] or "" if field.name == "region_code" else super().fill(field, row)


def with_roles(row: Row) -> Row:
    """A section, or what was corrected of one, with its roles where it tells one, ``role``."""
    if "role" not in row:
        return row
    role = row.pop("role")
    return row | {"roles": [role] if role else []}
