"""The gazetteer (地名表): every province, city, county and township with its code.

Read once a process from ``vocab/gazetteer.tsv.gz``, which ``manage.py build_gazetteer`` writes. Codes are those of
the national statistical division codes (统计用区划代码): 2 digits a province, 4 a city, 6 a county, 9 a township.

A unit's ancestors are the units whose codes are prefixes of its own. The source's filler levels are left out: the
"cities" 市辖区, 县 and 省直辖县级行政区划, and the one "county" of a city without counties (东莞市, 中山市, 儋州市,
嘉峪关市), which repeats the city. So 北京市大兴区 hangs under 北京市 and 东莞市虎门镇 under 东莞市.

Codes that begin with 99 are those of 示例省, an invented province that the sample reports are of; see
:func:`is_sample_place`.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reports.text.folding import simplified_but
from reports.text.region_codes import LEVELS, TOWNSHIP, codes_above

from ..vocab import HERE
from .names import township_stem

PATH = HERE / "gazetteer.tsv.gz"

#: The code of 示例省, which no real place is in.
SAMPLE_PROVINCE = "99"


def is_sample_place(code: str) -> bool:
    """Whether ``code``, of any level, is one of 示例省: an invented place, no part of the country."""
    return code.startswith(SAMPLE_PROVINCE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the administrative division; ``parent`` is a code, None for a province."""

    code: str
    name: str
    level: str
    parent: str | None


class Gazetteer:
    """All units, by code and by name. Lookups give units in the order of their codes."""

    def __init__(self, lines: list[str]) -> None:
        """``lines`` as in the shipped file: ``code\\tname\\tpinyin``, see ``build_gazetteer``."""
        #: The first line says what the data is: package and version.
        self.source = lines[0].removeprefix("# ")
        self._names: dict[str, str] = {}
        self._units: dict[str, Unit] = {}
        self._pinyin: dict[str, tuple[str, ...]] = {}
        self._townships: dict[str, list[str]] = {}
        county = ""
        for line in lines[1:]:
            code, name, *pinyin = line.split("\t")
            if pinyin:
                self._names[code] = name
                self._pinyin[code] = tuple(pinyin[0].split(" "))
                county = code
            else:
                # A township's line holds only the digits after its county's (or city's) code.
                code = county + code
                self._names[code] = name
                self._townships.setdefault(township_stem(name), []).append(code)
        self._codes = list(self._names)
        #: Traditional characters → simplified, for ``str.translate``; not those that a name is written with: 乾县, 於潜镇.
        self.fold = simplified_but("".join(self._names.values()))
        #: Last two characters of townships' stems and of their names before 镇 or 乡 (瑶族 of 罗子山瑶族乡).
        self.tails = frozenset(stem[-2:] for stem in self._townships) | frozenset(
            self._names[codes[0]][-3:-1] for codes in self._townships.values()
        )

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Unit]:
        """Every unit, parents before children."""
        return map(self._made, self._codes)

    def get(self, code: str) -> Unit | None:
        """The unit with exactly this code."""
        return self._unit(code) if code in self._names else None

    def nearest(self, code: str) -> Unit | None:
        """The smallest unit that holds ``code``: the longest known prefix of its digits.

        Serves codes that are no units here: 441900 gives 东莞市 (4419), a retired county's code its city.
        """
        known = (one for one in (code[:TOWNSHIP], *reversed(codes_above(code))) if one in self._names)
        nearest = next(known, None)
        return self._unit(nearest) if nearest else None

    def ancestors(self, code: str) -> tuple[Unit, ...]:
        """The units above ``code``, province first, without itself."""
        return tuple(self._unit(one) for one in codes_above(code) if one in self._names)

    def full_name(self, code: str) -> str:
        """The names from the province down (重庆市江津区中山镇). Raises KeyError for an unknown code."""
        return "".join(unit.name for unit in self.ancestors(code)) + self._names[code]

    def pinyin(self, code: str) -> tuple[str, ...]:
        """The syllables of a province's, city's or county's name, without tones; () for a township."""
        return self._pinyin.get(code, ())

    def below(self, code: str) -> list[Unit]:
        """Every unit below ``code``, at any depth."""
        start = bisect_left(self._codes, code)
        result = []
        for other in self._codes[start:]:
            if not other.startswith(code):
                break
            if other != code:
                result.append(self._unit(other))
        return result

    def higher(self) -> list[Unit]:
        """All provinces, cities and counties."""
        return [self._unit(code) for code in self._pinyin]

    def townships_of_stem(self, stem: str) -> list[Unit]:
        """Townships whose names have this stem (中山 for 中山镇, 中山街道), see :func:`township_stem`."""
        return [self._unit(code) for code in self._townships.get(stem, ())]

    def has_stem(self, stem: str) -> bool:
        """Whether any township has this stem; quicker than :meth:`townships_of_stem`."""
        return stem in self._townships

    def townships_named(self, name: str, within: str = "") -> list[Unit]:
        """Townships with exactly this name, of those below the unit ``within`` (a code, any level)."""
        return [
            unit
            for unit in self.townships_of_stem(township_stem(name))
            if unit.name == name and unit.code.startswith(within)
        ]

    def _unit(self, code: str) -> Unit:
        """A unit by its code; those asked for are kept, as reports ask for the same ones again and again."""
        unit = self._units.get(code)
        if unit is None:
            unit = self._units[code] = self._made(code)
        return unit

    def _made(self, code: str) -> Unit:
        parent = next((one for one in reversed(codes_above(code)) if one in self._names), None)
        return Unit(code, self._names[code], LEVELS[len(code)], parent)


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer; read at the first call (about 0.2 s), then shared."""
    return Gazetteer(gzip.decompress(PATH.read_bytes()).decode("utf-8").splitlines())
