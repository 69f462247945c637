"""Names of provinces, cities and counties as reports write them (地名别称), each with the units it may mean."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from reports.text.region_codes import CITY, COUNTY

from ..vocab import load
from .gazetteer import Gazetteer, Unit, gazetteer, is_sample_place
from .names import strip_peoples

#: Names shared by units all over the country and by common nouns (城区, 郊区): they mean a unit only after its city.
GENERIC = frozenset({"城区", "郊区", "矿区", "东区", "西区", "市中区", "新区", "新城区", "开发区", "南区"})

_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|县|区|旗|州|盟)$")
_SHORT_ZONES = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
)


class Aliases:
    """Every way a unit above the township is written, and bare stems for where the place is certain."""

    def __init__(self, places: Gazetteer) -> None:
        names: defaultdict[str, list[str]] = defaultdict(list)
        stems: defaultdict[str, list[str]] = defaultdict(list)
        full: dict[str, str] = {}
        for unit in places.higher():
            full[places.full_name(unit.code)] = unit.code
            names[unit.name].append(unit.code)
            # 示例省 and its parts go by their names in full and by nothing less: 示例 is a word.
            if is_sample_place(unit.code):
                continue
            for short in _short_forms(unit):
                names[short].append(unit.code)
            stem = bare_name(unit.name)
            if len(stem) > 1:
                stems[stem].append(unit.code)
        for table in load("overrides").values():
            for name, meant in table.items():
                for full_name in [meant] if isinstance(meant, str) else meant:
                    if full[full_name] not in names[name]:
                        names[name].append(full[full_name])
        self._names = {name: tuple(codes) for name, codes in names.items()}
        self._stems = {stem: tuple(codes) for stem, codes in stems.items()}
        self.full_names = full
        #: Last two characters of all aliases: whatever ends otherwise is no alias.
        self.tails = frozenset(name[-2:] for name in self._names) | frozenset(
            stem[-1] + suffix for stem in self._stems for suffix in "县市区州盟"
        )
        self.longest = max(map(len, self._names))

    def exact(self, name: str) -> tuple[str, ...]:
        """Codes of the units that bear ``name`` officially, for short, or did so before they were merged."""
        return self._names.get(name, ())

    def loose(self, name: str) -> tuple[str, ...]:
        """Codes of the units with the stem of ``name`` and another suffix: 句容县 for 句容市, 哈密地区 for 哈密市."""
        match = _SUFFIX.search(name)
        if match is None or match.start() < 2:
            return ()
        level = {"县": COUNTY, "旗": COUNTY, "地区": CITY, "州": CITY, "盟": CITY, "自治州": CITY}.get(
            match.group()
        )
        codes = self._stems.get(name[: match.start()], ())
        if match.group() in {"市", "区"}:
            return tuple(
                code
                for code in codes
                if len(code) in ((CITY, COUNTY) if match.group() == "市" else (COUNTY,))
            )
        return tuple(code for code in codes if len(code) == level)

    def of_stem(self, stem: str) -> tuple[str, ...]:
        """Codes of the units whose name without its suffix is ``stem`` (江津, 屏边, 浙江)."""
        return self._stems.get(stem, ())


def bare_name(name: str) -> str:
    """A higher unit's name without suffix and peoples: 江津, 屏边, 红河, 广西; 忠县 keeps its 县."""
    match = _SUFFIX.search(name)
    stem = strip_peoples(name[: match.start()]) if match else name
    return stem if len(stem) > 1 else name


def _short_forms(unit: Unit) -> set[str]:
    """屏边县 and 屏边自治县 for 屏边苗族自治县, 红河州, 广西, 石家庄高新区; not the name itself."""
    forms = set()
    for suffix, short in (("自治县", "县"), ("自治旗", "旗"), ("自治州", "州"), ("自治区", "自治区")):
        if unit.name.endswith(suffix):
            stem = strip_peoples(unit.name.removesuffix(suffix))
            forms |= {stem + short, stem + suffix}
    for long, short in _SHORT_ZONES:
        if unit.name.endswith(long):
            forms.add(unit.name.removesuffix(long) + short)
    return forms - {unit.name}


@cache
def aliases() -> Aliases:
    """The aliases of the shipped gazetteer, made at the first call."""
    return Aliases(gazetteer())
