"""The first page: what one can ask, what the archive holds, what is new."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reports import queries
from reports.queries.samples import left_out
from reports.search import Criteria, search
from reports.search.answer.page import FacetValue
from reports.wording.letters import short_name

from ..charts import share_of
from ..provinces import NOT_IN_GAZETTEER
from ..shades import shade

#: Examples that show three ways of asking: words, an exact phrase, words left out.
EXAMPLES = ("枫桥经验", "“合法性审查”", "信访 -网格")
#: The tile map's provinces, by code, with the one-character names everyone knows; in English the two letters of GB/T 2260.
SHORT_NAMES = {
    "11": _("京"), "12": _("津"), "13": _("冀"), "14": _("晋"), "15": _("蒙"), "21": _("辽"), "22": _("吉"),
    "23": _("黑"), "31": _("沪"), "32": _("苏"), "33": _("浙"), "34": _("皖"), "35": _("闽"), "36": _("赣"),
    "37": _("鲁"), "41": _("豫"), "42": _("鄂"), "43": _("湘"), "44": _("粤"), "45": _("桂"), "46": _("琼"),
    "50": _("渝"), "51": _("川"), "52": _("贵"), "53": _("云"), "54": _("藏"), "61": _("陕"), "62": _("甘"),
    "63": _("青"), "64": _("宁"), "65": _("新"), "71": _("台"), "81": _("港"), "82": _("澳"),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A province of the tile map; ``shade`` 0 holds nothing, 5 the most."""

    code: str
    short: str
    title: str
    count: int
    shade: int


def tiles(holdings: list[queries.Holding]) -> list[Tile]:
    """All provinces of the map; those that the gazetteer does not have hold nothing."""
    held = {one.region.code: one for one in holdings}
    most = max((one.count for one in holdings), default=0)
    found = []
    for code, short in SHORT_NAMES.items():
        count = held[code].count if code in held else 0
        name = short_name(held[code].region) if code in held else str(NOT_IN_GAZETTEER.get(code, short))
        title = (
            ngettext("%(name)s %(n)s 篇", "%(name)s %(n)s 篇", count)
            if count
            else gettext("%(name)s：未收录")
        )
        found.append(Tile(code, str(short), title % {"name": name, "n": count}, count, shade(count, most)))
    return found


@dataclass(frozen=True)
class Bar:
    """A year's bar; ``height`` 0–100 of the longest."""

    value: str
    count: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


def bars(values: tuple[FacetValue, ...], most_shown: int = 10) -> list[Bar]:
    """The latest years in order of time, those between without reports too."""
    counts = {int(value.value): value.count for value in values if value.count}
    if not counts:
        return []
    years = range(max(min(counts), max(counts) - most_shown + 1), max(counts) + 1)
    most = max(counts.get(year, 0) for year in years)
    return [
        Bar(str(year), count, max(2, round(count * 100 / most)) if count else 0)
        for year in years
        for count in [counts.get(year, 0)]
    ]


def home(request: HttpRequest) -> HttpResponse:
    """``/``."""
    everything = Criteria(samples=left_out())
    found = search(everything.change(page_size=10))
    holdings = queries.holdings(None)
    context = {
        "count": found.count,
        "tiles": tiles(holdings),
        "bars": bars(found.facets["year"]),
        "topics": [(topic, *share_of(topic.count, found.count)) for topic in found.facets["topic"]],
        "newest": queries.newest(4),
        "examples": EXAMPLES,
        "provinces": sum(one.count > 0 for one in holdings),
        "invented": [one for one in holdings if one.count and one.region.code not in SHORT_NAMES],
        "listing": everything.query_string(),
    }
    return render(request, "reports/home.html", context)
