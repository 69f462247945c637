"""What is read from the database about copied text (雷同) and near copies; nothing here writes.

Real reports are held against real ones and samples against samples, of which there are a few dozen.

Costs do not grow with the archive: look-ups go by hash, and stop counting a sentence's bodies where it is a formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q, QuerySet

from reports.analysis.compared_sentences import Print, prints_of
from reports.analysis.copied.lineage import (
    MOST_BODIES,
    Direction,
    Public,
    Reuse,
    Standing,
    direction,
    formula_from,
    reuse,
)
from reports.analysis.copied.minhash import likenesses
from reports.models import CopiedFrom, CopiedShare, Region, Report, SentenceHash, Signature
from reports.models.access.rows import answers, rows_by
from reports.parsing.types import ParsedReport
from reports.text.region_codes import COUNTY, county_of

from . import HEAVY, LISTED, PUBLISHED, parsed_of, published, within
from .conditions import Condition, lies_in
from .once import once
from .samples import also_counted, counted, only_samples, sample_keys

#: Keys asked for in one query.
_KEYS = 500


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The reports that a text is held against: the ``keys``, or all but those."""

    keys: frozenset[int]
    alone: bool

    def __contains__(self, pk: int) -> bool:
        return (pk in self.keys) is self.alone

    @property
    def condition(self) -> str:
        """The same of ``report_id``, to stand behind others in SQL."""
        if not self.keys and not self.alone:
            return ""
        listed = ", ".join(str(int(pk)) for pk in sorted(self.keys)) or "NULL"
        return f" AND report_id {'' if self.alone else 'NOT '}IN ({listed})"


def _shelf(sample: bool) -> _Shelf:
    """For a sample the samples, for any other text the real reports."""
    return _Shelf(sample_keys(), alone=sample)


#: From this estimated likeness on two reports are called near copies.
NEAR = 0.7


def reuse_of(report: Report, parsed: ParsedReport | None = None) -> Reuse:
    """What of a report stands elsewhere in the archive.

    A published report's sentences are in the index; those of any other (a draft, a withdrawn one) are read anew, out of
    ``parsed`` where that is at hand.
    """
    own = _stored([report.pk])[report.pk] or prints_of(parsed or parsed_of(report)).sentences
    body = int(report.region_code) if report.region_code else None
    return _reuse(
        own,
        _shelf(report.sample),
        body=body,
        year=report.year,
        public=report.published,
        pk=report.pk,
    )


def reuse_of_text(parsed: ParsedReport) -> Reuse:
    """The same for a text that is not stored; it is held against samples while there is nothing else."""
    code = parsed.region.code if parsed.region else None
    body = int(code) if code else None
    # What is not public yet is later than all that is.
    return _reuse(
        prints_of(parsed).sentences, _shelf(only_samples()), body=body, year=parsed.year, public=date.max
    )


def _reuse(
    own: Sequence[Print],
    shelf: _Shelf,
    *,
    body: int | None,
    year: int | None,
    public: date | None,
    pk: int | None = None,
) -> Reuse:
    """``public`` is the day since when it is, ``pk`` the stored report that the text itself is."""
    keys = {one.masked for one in own}
    formulas = _formulas_among(keys, shelf)
    standings = _standings(keys - formulas, shelf, pk)
    directions = _directions({one.report for one in standings}, Public(public, year))
    return reuse(own, standings, formulas, body=body, year=year, directions=directions)


def _directions(pks: Iterable[int], own: Public) -> dict[int, Direction]:
    """Of these reports, as seen from the own one."""
    wanted = sorted(pks)
    if own.day == date.max:
        return dict.fromkeys(wanted, "earlier")
    days: dict[int, Public] = {}
    for first in range(0, len(wanted), _KEYS):
        rows = rows_by(Report, "pk", wanted[first : first + _KEYS], ("published", "year"))
        days |= {pk: Public(day, year) for pk, ((day, year),) in rows.items()}
    return {pk: direction(own, other) for pk, other in days.items()}


def _formulas_among(keys: Iterable[int], shelf: _Shelf) -> set[int]:
    """Those of the masked hashes that so many bodies use that they are formulas."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    enough, condition = formula_from(_bodies(shelf)), shelf.condition
    found: set[int] = set()
    for first in range(0, len(wanted), _KEYS):
        here = wanted[first : first + _KEYS]
        # Each counts no further than is needed: a GROUP BY would read every row of every common sentence.
        bodies = f"""
            SELECT DISTINCT body FROM reports_sentencehash WHERE masked_hash = wanted.column1{condition} LIMIT {enough:d}
        """  # noqa: S608  # numbers alone
        counts = f"""
            SELECT column1, (SELECT COUNT(*) FROM ({bodies}) AS bodies)
            FROM (VALUES {", ".join(["(%s)"] * len(here))}) AS wanted
        """  # noqa: S608  # conditions of ours
        found |= {key for key, count in answers(counts, *here) if count >= enough}
    return found


def _bodies(shelf: _Shelf) -> int:
    """How many bodies have published reports, counted no further than it matters."""

    def ask() -> int:
        placed = Report.objects.filter(PUBLISHED, sample=shelf.alone).exclude(region_code="")
        codes = placed.order_by("region_code").values_list("region_code").distinct()
        return len(codes[: 2 * MOST_BODIES])

    return once(("bodies held", shelf.alone), ask)


def _standings(keys: Iterable[int], shelf: _Shelf, pk: int | None) -> list[Standing]:
    wanted = sorted(keys)
    found: list[Standing] = []
    for first in range(0, len(wanted), _KEYS):
        rows = rows_by(SentenceHash, "masked_hash", wanted[first : first + _KEYS], _STANDING)
        found += [
            Standing(*row)
            for same in rows.values()
            for row in same
            if row.report_id != pk and row.report_id in shelf
        ]
    return found


_STANDING = ("report_id", "start", "hash", "masked_hash", "body", "year")


def named(pks: Iterable[int]) -> dict[int, Report]:
    """Published reports by key, with region, without the heavy columns."""
    # Asked for by status too, SQLite would go through all published ones.
    found = LISTED.by_key(sorted(set(pks)))
    return {pk: report for pk, report in found.items() if report.status == Report.Status.PUBLISHED}


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A report much like another; ``likeness`` is an estimate, 0 to 1."""

    report: Report
    likeness: float


def near_copies(report: Report, limit: int = 5) -> list[NearCopy]:
    """The published reports most like a published one, of all years and places; those of its own body included."""
    shelf = _shelf(report.sample)
    bands = answers(_MOST_BANDS, report.pk, report.pk, 50 + len(shelf.keys))
    likely = [pk for (pk,) in bands if pk in shelf][:50]
    if not likely:
        return []
    stored = _signatures([report.pk, *likely])
    scores = likenesses(stored[report.pk], [stored[pk] for pk in likely])
    near = sorted((-score, pk) for score, pk in zip(scores.tolist(), likely, strict=True) if score >= NEAR)
    reports = named(pk for _, pk in near[:limit])
    return [NearCopy(reports[pk], -score) for score, pk in near[:limit] if pk in reports]


#: The reports that have most bands in common with one.
_MOST_BANDS = """
    SELECT report_id FROM reports_signatureband
    WHERE key IN (SELECT key FROM reports_signatureband WHERE report_id = %s) AND report_id <> %s
    GROUP BY report_id ORDER BY COUNT(*) DESC, report_id LIMIT %s
"""


def _signatures(pks: Iterable[int]) -> dict[int, bytes]:
    rows = rows_by(Signature, "report_id", list(pks), ("minhash",))
    return {pk: bytes(row.minhash) for pk, (row,) in rows.items()}


def compared_sentences(reports: Mapping[int, ParsedReport]) -> dict[int, Sequence[Print]]:
    """The comparable sentences of each of a few stored reports, in order; those of published ones are at hand. One query."""
    stored = _stored(reports)
    return {pk: stored[pk] or prints_of(parsed).sentences for pk, parsed in reports.items()}


def _stored(pks: Iterable[int]) -> dict[int, list[Print]]:
    columns = ("start", "end", "hash", "masked_hash")
    rows = rows_by(SentenceHash, "report_id", list(pks), columns, ("start",))
    return {pk: [Print(*row) for row in rows[pk]] for pk in pks}


def _sentences_of(pks: Iterable[int]) -> dict[int, Counter[int]]:
    """The masked hashes of the sentences of these reports, by report, each with how often it stands there."""
    found: dict[int, Counter[int]] = {pk: Counter() for pk in pks}
    rows = SentenceHash.objects.filter(report__in=list(found)).values_list("report_id", "masked_hash")
    for pk, key in rows:
        found[pk][key] += 1
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one county and year: sentences of each that the other has too, formulas left aside."""

    one: Report
    other: Report
    likeness: float
    shared: tuple[int, int]
    sentences: tuple[int, int]

    @property
    def most(self) -> int:
        """A sentence may stand twice in one of them."""
        return max(self.shared)

    @property
    def shares(self) -> tuple[float, float]:
        return (self.shared[0] / max(1, self.sentences[0]), self.shared[1] / max(1, self.sentences[1]))


def similar_pairs(region: Region, year: int, limit: int = 30) -> list[Pair]:
    """The pairs of published reports on ``year`` in a county that are most alike, the most alike first.

    For a township: the pairs in its county that it is one of. ``region`` must not be above a county.
    """
    reports = {
        report.pk: report
        for report in published()
        .filter(within(county_of(region.code)), counted(region.code), year=year)
        .order_by("region_code", "pk")
    }
    shelf = _shelf(any(report.sample for report in reports.values()))
    stored = {pk: one for pk, one in _signatures(reports).items() if one}
    order = [pk for pk in reports if pk in stored]
    likeness = {
        (pk, other): score
        for at, pk in enumerate(order)
        for other, score in zip(
            order[at + 1 :],
            likenesses(stored[pk], [stored[o] for o in order[at + 1 :]]).tolist(),
            strict=True,
        )
    }
    pairs = [
        pair
        for pair in combinations(order, 2)
        if reports[pair[0]].region_code != reports[pair[1]].region_code
        and (len(region.code) <= COUNTY or region.code in {reports[pk].region_code for pk in pair})
    ]
    pairs.sort(key=lambda pair: -likeness[pair])
    chosen = pairs[:limit]
    kept = _sentences_of({pk for pair in chosen for pk in pair})
    common = _formulas_among(
        (key for one, other in chosen for key in kept[one].keys() & kept[other].keys()), shelf
    )
    found = []
    for one, other in chosen:
        both = (kept[one].keys() & kept[other].keys()) - common
        shared = (sum(kept[one][key] for key in both), sum(kept[other][key] for key in both))
        sentences = (kept[one].total(), kept[other].total())
        found.append(Pair(reports[one], reports[other], likeness[one, other], shared, sentences))
    return [pair for pair in found if pair.most]


#: What a list can be sorted by, and the columns that are.
SORTS = {
    "share": ("-share", "-sentences", "report"),
    "sentences": ("-sentences", "-share", "report"),
    "year": ("-report__year", "-share", "report"),
    "region": ("report__region_code", "-report__year", "kind"),
}


def copying(region: Region | None, kind: str = "", year: int | None = None) -> QuerySet[CopiedFrom]:
    """A row for each published report and kind of origin, with both reports.

    ``kind`` is one of :class:`CopiedFrom.Kind`, "" for all. Both are public still: one may have gone since shares were
    reckoned.
    """
    rows = _rows(region)
    if kind:
        rows = rows.filter(kind=kind)
    if year is not None:
        rows = rows.filter(report__year=year)
    heavy = (f"{one}__{name}" for one in ("report", "source") for name in HEAVY)
    return rows.select_related("report__region", "source__region").defer(*heavy)


def copied_reports(region: Region | None) -> int:
    """How many published reports of a place and below have sentences of others that are not known to be later."""
    code = region.code if region else ""
    here = lies_in(code) if region else Condition("TRUE")
    ((count,),) = answers(
        f"""
        SELECT COUNT(*) FROM reports_copiedshare share JOIN reports_report report ON report.id = share.report_id
        WHERE share.copied > 0 AND report.status = 'published' AND {here.sql}{also_counted(code)}
        """,  # noqa: S608  # conditions of ours
        *here.values,
    )
    return int(count)


def copied_years(region: Region | None) -> list[int]:
    """The years that the list of a place has rows of, the newest first."""
    years = _rows(region).order_by("-report__year")
    return [year for year in years.values_list("report__year", flat=True).distinct() if year is not None]


def shares_of(pks: Iterable[int]) -> dict[int, float]:
    """The copied share of reports by key, 0 to 1, where it is known."""
    return dict(CopiedShare.objects.filter(report__in=list(pks)).values_list("report_id", "share"))


def _rows(region: Region | None) -> QuerySet[CopiedFrom]:
    public = Report.Status.PUBLISHED
    return CopiedFrom.objects.filter(_place(region), report__status=public, source__status=public)


def _place(region: Region | None) -> Q:
    code = region.code if region else ""
    place = within(code, "report__region_code") if region else Q()
    return place & counted(code, "report__")
