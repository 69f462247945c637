"""Remarks in a backup, which older ones tell as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from reports.text.remarks import words

from .table import Row, Table


class Remarked(Table):
    """Rows with a remark; in those written before remarks had codes it is a sentence, in the column ``former``."""

    def __init__(self, name: str, model: type[Model], former: str) -> None:
        super().__init__(name, model)
        self._former = former

    def restore(self, rows: Iterable[Row]) -> int:
        def coded() -> Iterator[Row]:
            for row in rows:
                if self._former in row:
                    row["remark"] = as_remark(row.pop(self._former))
                yield row

        return super().restore(coded())


def as_remark(held: Any) -> Any:
    """What is kept of a remark; ``held`` may be a sentence of before, "" for none."""
    if not isinstance(held, str):
        return held
    return words(held).stored() if held else None
