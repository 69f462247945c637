"""The counts of an engine as facets with names a reader knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reports.models import Region, Report, Section
from reports.models.access.rows import rows_by
from reports.parsing.vocab import load
from reports.text.region_codes import DIGITS
from reports.wording.sentence import Sentence

from ..query.criteria import SAMPLES, Criteria
from .page import FacetValue

#: The filters of Criteria behind the facets that are no regions.
FILTERS = {
    "year": "years",
    "topic": "topics",
    "role": "roles",
    "genre": "genres",
    "indicator": "indicators",
    "flag": "flags",
    "sample": "samples",
}
#: Units of a level that are listed at most: those with the most reports.
MOST_UNITS = 200
#: The kinds of flags (标记) as a reader is told of them.
FLAG_LABELS: dict[str, str] = {
    "injected_text": Sentence("混入的外来文字"),
    "missing_title": Sentence("缺标题"),
    "inline_sections": Sentence("正文不分段"),
    "damaged_marker": Sentence("序号损坏"),
    "numbering": Sentence("序号不连续"),
    "table_residue": Sentence("表格残留"),
    "year_conflict": Sentence("年度不一致"),
    "half_year": Sentence("不满一年"),
    "placeholder": Sentence("未填的空"),
    "mojibake": Sentence("乱码"),
    "truncated": Sentence("正文不全"),
    "duplicate_text": Sentence("段落重复"),
    "personal_data": Sentence("疑似个人信息"),
    "empty": Sentence("没有正文"),
    "traditional_characters": Sentence("繁体字"),
    "ocr_blanks": Sentence("字间空格"),
    "ambiguous_region": Sentence("地区存疑"),
    "part_not_read": Sentence("有部分未读出"),
    "unverified_township": Sentence("乡镇未核实"),
    "correction_lost": Sentence("更正没有用上"),
}


def named_facets(counts: dict[str, dict[str, int]], criteria: Criteria) -> dict[str, tuple[FacetValue, ...]]:
    """All eleven facets, the fullest value first, years from the newest; a chosen value stays though it counts nothing.

    Of the units of a level the :data:`MOST_UNITS` fullest are named; codes that are in no table of regions are not.
    """
    facets = _regions(counts, criteria)
    for facet, name in FILTERS.items():
        chosen = {str(value) for value in getattr(criteria, name)}
        found = dict.fromkeys(chosen, 0) | counts.get(facet, {})
        labels = _labels(facet, found)
        values = [
            FacetValue(value, labels.get(value, value), count, value in chosen)
            for value, count in found.items()
        ]
        if facet == "year":
            values.sort(key=lambda value: -int(value.value))
        else:
            values.sort(key=lambda value: (-value.count, value.value))
        facets[facet] = tuple(values)
    return facets


@cache
def topic_names() -> dict[str, str]:
    """Slug → name; the tables of topics and indicators are made of the same vocabularies."""
    return {row["id"]: row["name"] for row in load("topics")["topic"]}


@cache
def indicator_names() -> dict[str, str]:
    """Slug → name."""
    return {row["id"]: row["name"] for row in load("indicators")["indicator"]}


def _regions(counts: dict[str, dict[str, int]], criteria: Criteria) -> dict[str, tuple[FacetValue, ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for level, digits in DIGITS.items():
        chosen = [code for code in criteria.regions if len(code) == digits]
        units = dict.fromkeys(chosen, 0) | counts.get(level, {})
        ordered = sorted(units.items(), key=lambda unit: (-unit[1], unit[0]))
        found[level] = [unit for place, unit in enumerate(ordered) if place < MOST_UNITS or unit[0] in chosen]
    codes = [code for level in found.values() for code, _ in level]
    names = {code: row.name for code, (row,) in rows_by(Region, "code", codes, ("name",)).items()}
    return {
        level: tuple(
            FacetValue(code, names[code], count, code in criteria.regions)
            for code, count in units
            if code in names
        )
        for level, units in found.items()
    }


def _labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    match facet:
        case "year":
            return {value: Sentence("%(years)s年", years=value) for value in values}
        case "topic":
            return topic_names()
        case "indicator":
            return indicator_names()
        case "role":
            return {value: str(label) for value, label in Section.Role.choices}
        case "genre":
            return {value: str(label) for value, label in Report.Genre.choices}
        case "sample":
            return SAMPLES
        case _:
            return FLAG_LABELS
