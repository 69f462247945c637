"""The sentence that says what a page shows (检索条件的说明)."""

from __future__ import annotations

from reports.models import Region, Report, Section

from .criteria import Criteria
from .facets import FLAG_LABELS, indicator_names, topic_names
from .tree import Everything, Node

#: A filter with more values than these is named by its number of values.
_NAMED = 4


def describe(node: Node, criteria: Criteria) -> str:
    """For example 包含“枫桥经验”、不含“试点”，2021—2023年，重庆市的报告; of a listing 2021年、重庆市的报告."""
    filters = _filters(criteria)
    if isinstance(node, Everything):
        return "、".join(filters) + "的报告" if filters else node.describe()
    kind = {"exact": "（仅精确匹配）", "words": "（仅分词匹配）"}.get(criteria.match, "")
    return "，".join([node.describe() + kind, *filters]) + "的报告"


def _filters(criteria: Criteria) -> list[str]:
    parts = [_years(criteria)]
    if criteria.regions:
        regions = Region.objects.filter(code__in=criteria.regions).values_list("code", "full_name")
        full_names = dict(regions)
        parts.append(_listed([full_names.get(code, code) for code in criteria.regions]))
    if criteria.genres:
        parts.append(_listed([_label(Report.Genre.choices, genre) for genre in criteria.genres]))
    if criteria.topics:
        parts.append("有主题" + _listed([f"“{topic_names().get(slug, slug)}”" for slug in criteria.topics]))
    if criteria.roles:
        roles = [f"“{_label(Section.Role.choices, role)}”" for role in criteria.roles]
        parts.append("有" + _listed(roles) + "章节")
    if criteria.indicators:
        names = indicator_names()
        parts.append("有指标" + _listed([f"“{names.get(slug, slug)}”" for slug in criteria.indicators]))
    if criteria.flags:
        parts.append("标记为" + _listed([f"“{FLAG_LABELS.get(kind, kind)}”" for kind in criteria.flags]))
    return [part for part in parts if part]


def _years(criteria: Criteria) -> str:
    start, end = criteria.year_from, criteria.year_to
    span = ""
    if start and end:
        span = f"{start}年" if start == end else f"{start}—{end}年"
    elif start:
        span = f"{start}年以来"
    elif end:
        span = f"{end}年以前"
    named = _runs(sorted(criteria.years))
    return f"{named}（限{span}）" if named and span else named or span


def _runs(years: list[int]) -> str:
    """Years with those that follow each other drawn together: 2019、2021—2023年."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    shown = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(shown) + "年" if shown else ""


def _listed(names: list[str]) -> str:
    if len(names) > _NAMED:
        return "、".join(names[:_NAMED]) + f"等{len(names)}项"
    return "或".join(names)


def _label(choices: list[tuple[str, str]], value: str) -> str:
    return str(dict(choices).get(value, value))
