"""What the archive holds (收录) as the first page shows it: a tile a province, shaded by the share of its bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.models import Region
from reports.parsing.place.gazetteer import SAMPLE_PROVINCE
from reports.queries import coverage as stored
from reports.queries.samples import only_samples
from reports.templatetags.shares import percent
from reports.wording.letters import short_name

from ..provinces import NOT_IN_GAZETTEER

#: The tile map's provinces, by code, with the one-character names everyone knows; in English the two letters of GB/T 2260.
SHORT_NAMES = {
    "11": _("京"), "12": _("津"), "13": _("冀"), "14": _("晋"), "15": _("蒙"), "21": _("辽"), "22": _("吉"),
    "23": _("黑"), "31": _("沪"), "32": _("苏"), "33": _("浙"), "34": _("皖"), "35": _("闽"), "36": _("赣"),
    "37": _("鲁"), "41": _("豫"), "42": _("鄂"), "43": _("湘"), "44": _("粤"), "45": _("桂"), "46": _("琼"),
    "50": _("渝"), "51": _("川"), "52": _("贵"), "53": _("云"), "54": _("藏"), "61": _("陕"), "62": _("甘"),
    "63": _("青"), "64": _("宁"), "65": _("新"), "71": _("台"), "81": _("港"), "82": _("澳"),
}  # fmt: skip


#: Years one can choose from.
_YEARS = 5
#: Places of a list, those of which most is held.
_PLACES = 6
#: From which shares on a tile has the second to fifth shade.
_STEPS = (0.01, 0.03, 0.06, 0.10)


@dataclass(frozen=True)
class Tile:
    """A place: ``held`` of its ``bodies`` townships; ``shade`` 0 where none is, 1 to 5 by the share."""

    code: str
    short: str
    title: str
    held: int
    bodies: int
    shade: int
    address: str

    @property
    def share(self) -> float:
        return self.held / self.bodies if self.bodies else 0.0


@dataclass(frozen=True)
class Instrument:
    """The coverage of a year: ``tiles`` of the map, or ``places`` where there is no map, as of 示例省."""

    year: int
    years: tuple[int, ...]
    held: int
    bodies: int
    tiles: tuple[Tile, ...]
    places: tuple[Tile, ...]
    address: str

    @property
    def share(self) -> float:
        return self.held / self.bodies if self.bodies else 0.0


def instrument(asked: str, today: date) -> Instrument | None:
    """Of the year asked for, else of the one most is held on; None while no annual report of a body is held."""
    region = Region.objects.filter(code=SAMPLE_PROVINCE).first() if only_samples() else None
    span = stored.held_span(region)
    if span is None:
        return None
    years = tuple(range(max(span[0], span[1] - _YEARS + 1), span[1] + 1))
    table = stored.table(region, years, today)
    held = [cells.held for cells in table.coverage.by_year]
    if not any(held):
        return None
    place = years.index(int(asked)) if asked in map(str, years) else held.index(max(held))
    year = years[place]
    found = {
        one.code: _tile(table.places[one.code], one.by_year[place].held, one.bodies, year)
        for one in table.coverage.places
    }
    address = f"{reverse('coverage')}?region={region.code}" if region else reverse("coverage")
    return Instrument(
        year,
        years,
        held[place],
        table.coverage.bodies,
        () if region else _map(found),
        _most_held(found.values()) if region else (),
        address,
    )


def _most_held(tiles: Iterable[Tile]) -> tuple[Tile, ...]:
    held = sorted((tile for tile in tiles if tile.held), key=lambda tile: (-tile.share, tile.code))
    return tuple(held[:_PLACES])


def _tile(region: Region, held: int, bodies: int, year: int) -> Tile:
    name = short_name(region)
    share = held / bodies if bodies else 0.0
    title = (
        gettext("%(name)s：%(bodies)s 个收了 %(held)s 个，%(share)s") if held else gettext("%(name)s：未收录")
    )
    told = {"name": name, "bodies": format(bodies, ","), "held": format(held, ","), "share": percent(share)}
    shade = 1 + sum(share >= step for step in _STEPS) if held else 0
    address = f"{reverse('coverage')}?region={region.code}&from={year}&to={year}"
    short = SHORT_NAMES.get(region.code, name)
    return Tile(region.code, str(short), title % told, held, bodies, shade, address)


def _map(found: Mapping[str, Tile]) -> tuple[Tile, ...]:
    """All provinces of the map; those that the gazetteer does not have hold nothing."""
    return tuple(found.get(code) or _empty(code, str(short)) for code, short in SHORT_NAMES.items())


def _empty(code: str, short: str) -> Tile:
    title = gettext("%(name)s：未收录") % {"name": NOT_IN_GAZETTEER.get(code, short)}
    return Tile(code, short, title, 0, 0, 0, "")
