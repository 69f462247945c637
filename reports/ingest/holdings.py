"""What the archive holds that bears on files about to be stored: asked for all of them at once."""

from collections.abc import Iterable

from reports.models import Region, Report, SourceFile
from reports.store.asking.asked import withdrawn_texts
from reports.store.asking.questions import Held
from reports.store.same import same_report, withdrawn_of


class Holdings:
    """Originals, places and reports of the archive, as far as some files ask for them.

    Made and used inside one transaction, and told of each report that it stores. What was not foreseen is asked for
    when it is wanted.
    """

    def __init__(
        self, hashes: Iterable[str], places: Iterable[tuple[str, int | None]], texts: Iterable[str] = ()
    ) -> None:
        """``hashes`` are the files' SHA-256, ``places`` the code and year read in each that names a place.

        ``texts`` are the files' texts.
        """
        self._withdrawn = withdrawn_texts(list(texts))
        self._sources = {source.sha256: source for source in SourceFile.objects.filter(sha256__in=hashes)}
        self._asked = set(places)
        self._overtaken = False
        self._regions: dict[str, Region | None] = {code: None for code, _ in self._asked}
        self._regions |= Region.objects.in_bulk(list(self._regions), field_name="code")
        held = Report.objects.filter(
            region_code__in=list(self._regions),
            year__in={year for _, year in self._asked if year is not None},
        )
        self._held: set[tuple[str | None, int | None]] = set(
            held.order_by().values_list("region_code", "year")
        )

    def source(self, sha256: str) -> SourceFile | None:
        """The original of these bytes."""
        if self._overtaken and sha256 not in self._sources:
            return SourceFile.objects.filter(sha256=sha256).first()
        return self._sources.get(sha256)

    def region(self, code: str | None) -> Region | None:
        """The region of this code, if the archive knows it."""
        if code and code not in self._regions:
            self._regions[code] = Region.objects.filter(code=code).first()
        return self._regions[code] if code else None

    def same_report(self, region: str | None, year: int | None, genre: str) -> Held | None:
        """As :func:`reports.store.same.same_report`, asking only of places and years that have any report."""
        none_held = (region, year) in self._asked and (region, year) not in self._held
        return None if none_held else same_report(region, year, genre)

    def ask_again(self) -> None:
        """From now on ask when it is wanted: another worker has stored what these files ask for."""
        self._asked.clear()
        self._overtaken = True

    def withdrawn(self, region: str | None, year: int | None, text: str) -> Held | None:
        """A withdrawn report of the place and year, or of the very same text."""
        none_held = (region, year) in self._asked and (region, year) not in self._held
        return self._withdrawn.get(text) or (None if none_held else withdrawn_of(region, year))

    def stored(self, report: Report) -> None:
        """Take note of a new report and its original."""
        self._sources[report.source.sha256] = report.source
        self._held.add((report.region_code, report.year))


def same_bytes(sha256: str) -> Held | None:
    """The first report made from these very bytes."""
    report = Report.objects.filter(source__sha256=sha256).only("pk", "title").order_by("pk").first()
    return Held(report.pk, report.title) if report else None
