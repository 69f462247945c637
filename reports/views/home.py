"""The first page: what one can ask, what the archive holds, what is new."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports import queries
from reports.search import Criteria, search
from reports.search.page import FacetValue

from .charts import share_of

#: Examples that show three ways of asking: words, an exact phrase, words left out.
EXAMPLES = ("枫桥经验", "“合法性审查”", "信访 -网格")
#: The tile map's provinces, by code, with the one-character names everyone knows.
SHORT_NAMES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
    "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
    "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵", "53": "云", "54": "藏", "61": "陕",
    "62": "甘", "63": "青", "64": "宁", "65": "新", "71": "台", "81": "港", "82": "澳",
}  # fmt: skip
SHADES = 5


@dataclass(frozen=True)
class Tile:
    """A province of the tile map; ``shade`` 0 holds nothing, 5 the most."""

    code: str
    short: str
    name: str
    count: int
    shade: int


def tiles(holdings: list[queries.Holding]) -> list[Tile]:
    """All provinces of the map; those that the gazetteer does not have hold nothing."""
    held = {one.region.code: one for one in holdings}
    most = max((one.count for one in holdings), default=0)
    return [
        Tile(
            code,
            short,
            held[code].region.name if code in held else short,
            held[code].count if code in held else 0,
            shade(held[code].count, most) if code in held else 0,
        )
        for code, short in SHORT_NAMES.items()
    ]


def shade(count: int, most: int) -> int:
    """0 for none, else 1 to 5 by the square root of the share of the most: few reports stay visible beside many."""
    if count <= 0 or most <= 0:
        return 0
    return max(1, min(SHADES, round((count / most) ** 0.5 * SHADES)))


@dataclass(frozen=True)
class Bar:
    """A year's bar; ``height`` 0–100 of the longest."""

    label: str
    value: str
    count: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


def bars(values: tuple[FacetValue, ...], most_shown: int = 10) -> list[Bar]:
    """The latest years in order of time."""
    years = sorted((value for value in values if value.count), key=lambda value: value.value)[-most_shown:]
    most = max((value.count for value in years), default=0)
    return [Bar(v.label, v.value, v.count, max(2, round(v.count * 100 / most))) for v in years]


def home(request: HttpRequest) -> HttpResponse:
    """``/``."""
    found = search(Criteria(page_size=10))
    holdings = queries.holdings(None)
    context = {
        "count": found.count,
        "tiles": tiles(holdings),
        "bars": bars(found.facets["year"]),
        "topics": [(topic, *share_of(topic.count, found.count)) for topic in found.facets["topic"]],
        "newest": queries.newest(4),
        "examples": EXAMPLES,
        "provinces": sum(one.count > 0 for one in holdings),
    }
    return render(request, "reports/home.html", context)
