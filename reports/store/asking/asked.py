"""What is to be asked of stored reports, as they are now: for many of them in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Length

from reports.models import BatchItem, Flag, Furniture, Region, Report
from reports.parsing.place.gazetteer import Unit, gazetteer, is_sample_place
from reports.parsing.place.names import township_stem
from reports.parsing.types import INJECTED
from reports.text.region_codes import county_of

from ..corrections import DUPLICATE_OF
from .questions import Held, Question, Reading, questions

Row = dict[str, Any]

#: The fields of a reading that come from columns.
_COLUMNS = (
    "pk",
    "status",
    "region_code",
    "region__level",
    "region_confidence",
    "region_name",
    "region__full_name",
    "year",
    "genre",
    "sample",
    "source__size",
    "source__media_type",
    "corrections",
    "supersedes",
    "supersedes__title",
    "supersedes__status",
)
#: The fields of a report beside it.
_BESIDE = ("pk", "title", "sample", "status", "genre", "region_code", "year", "corrections")


def named(name: str, within: str) -> list[Unit]:
    """The townships that a name may mean, of those in the region of the code ``within``; as the parser takes it.

    Other forms of the name (城关街道 for 城关镇) count where no township of the county has the very name.
    """
    units = [
        unit
        for unit in gazetteer().townships_of_stem(township_stem(name))
        if unit.code.startswith(within) and is_sample_place(unit.code) == is_sample_place(within)
    ]
    exact = {county_of(unit.code) for unit in units if unit.name == name}
    return [unit for unit in units if unit.name == name or county_of(unit.code) not in exact]


def places_named(name: str, within: str) -> int:
    """How many townships a name may mean."""
    return len(named(name, within))


def questions_of(keys: Collection[int]) -> dict[int, tuple[Question, ...]]:
    """For each of the reports with these primary keys what is to be asked before it is published."""
    rows = list(Report.objects.filter(pk__in=keys).annotate(n=Length("text")).values(*_COLUMNS, "n"))
    readings = _readings(rows)
    given = dict(
        BatchItem.objects.filter(report__in=keys, batch__region__isnull=False)
        .exclude(state=BatchItem.State.DUPLICATE)
        .values_list("report", "batch__region__code")
    )
    beside = _beside(rows)
    gone = withdrawn_texts(Report.objects.filter(pk__in=keys).values_list("text"), but=keys)
    same_text = _reports_of_texts(keys, gone)
    return {
        row["pk"]: questions(
            readings[row["pk"]],
            same_report=_same_report(row, beside[row["region_code"], row["year"]]),
            withdrawn=_withdrawn(row, beside[row["region_code"], row["year"]]) or same_text.get(row["pk"]),
            within=given.get(row["pk"]),
        )
        for row in rows
    }


def _readings(rows: list[Row]) -> dict[int, Reading]:
    keys = [row["pk"] for row in rows]
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    injected: Counter[int] = Counter()
    flags = Flag.objects.filter(report__in=keys).values_list("report", "kind", "start", "end")
    for report, kind, start, end in flags:
        kinds[report].add(kind)
        if kind == INJECTED and start is not None and end is not None:
            injected[report] += end - start
    lengths = Furniture.objects.filter(report__in=keys).order_by().values_list("report")
    furniture = dict(lengths.annotate(n=Sum("end") - Sum("start")))
    return {
        row["pk"]: Reading(
            region=row["region_code"] or None,
            region_level=row["region__level"],
            region_confidence=row["region_confidence"],
            region_read=_place(row),
            year=row["year"],
            genre=row["genre"],
            sample=row["sample"],
            places=places_named(row["region_name"], row["region_code"]),
            flags=frozenset(kinds[row["pk"]]),
            injected=injected[row["pk"]] / max(row["n"], 1),
            characters=row["n"] - injected[row["pk"]] - furniture.get(row["pk"], 0),
            size=row["source__size"],
            media_type=row["source__media_type"],
            corrected=frozenset(row["corrections"]),
        )
        for row in rows
    }


def _place(row: Row) -> str:
    """The place as far as it is known: 甘肃省城关镇 when only the province is."""
    full_name, name = row["region__full_name"] or "", row["region_name"]
    whole = row["region__level"] == Region.Level.TOWNSHIP or full_name.endswith(name)
    return full_name if whole else full_name + name


def _beside(rows: list[Row]) -> defaultdict[tuple[str, int | None], list[Row]]:
    """All that is held of the places and years of some reports, by place and year."""
    places = {row["region_code"] for row in rows} - {""}
    years = {row["year"] for row in rows} - {None}
    held = Report.objects.filter(region_code__in=places, year__in=years).order_by("pk").values(*_BESIDE)
    found: defaultdict[tuple[str, int | None], list[Row]] = defaultdict(list)
    for row in held:
        found[row["region_code"], row["year"]].append(row)
    return found


def _same_report(row: Row, beside: list[Row]) -> Held | None:
    """What stands where ``row`` is to stand: what it revises, one that is published, or a draft that came earlier."""
    if row["supersedes"] is not None and row["supersedes__status"] == Report.Status.PUBLISHED:
        held = [one for one in beside if one["pk"] == row["supersedes"]]
        return _held(held) or Held(row["supersedes"], row["supersedes__title"])
    same = [one for one in beside if one["pk"] != row["pk"] and one["genre"] == row["genre"]]
    earlier = [one for one in same if one["status"] == Report.Status.DRAFT and one["pk"] < row["pk"]]
    return _held([one for one in same if one["status"] == Report.Status.PUBLISHED] or earlier)


def _withdrawn(row: Row, beside: list[Row]) -> Held | None:
    return _held([one for one in beside if one["pk"] != row["pk"] and is_withdrawn(one)])


def _held(rows: list[Row]) -> Held | None:
    return Held(rows[-1]["pk"], rows[-1]["title"], rows[-1]["sample"]) if rows else None


def is_withdrawn(row: Row) -> bool:
    """Whether a row of ``status`` and ``corrections`` is of a withdrawn report that is no mere duplicate."""
    return row["status"] == Report.Status.WITHDRAWN and DUPLICATE_OF not in row["corrections"]


def withdrawn_texts(
    texts: Iterable[str] | QuerySet[Any, Any], *, but: Collection[int] = ()
) -> dict[str, Held]:
    """Those of the texts that withdrawn reports have, each with such a report."""
    gone = Report.objects.filter(status=Report.Status.WITHDRAWN, text__in=texts).exclude(pk__in=but)
    rows: Iterable[Row] = gone.order_by("pk").values(*_BESIDE, "text")
    return {row["text"]: Held(row["pk"], row["title"], row["sample"]) for row in rows if is_withdrawn(row)}


def _reports_of_texts(keys: Collection[int], texts: dict[str, Held]) -> dict[int, Held]:
    if not texts:
        return {}
    rows = Report.objects.filter(pk__in=keys, text__in=list(texts)).values_list("pk", "text")
    return {pk: texts[text] for pk, text in rows}
