"""The sentence that says what a page shows (检索条件的说明)."""

from __future__ import annotations

from django.db.models import TextChoices

from reports.models import Region, Report, Section
from reports.models.access.rows import Instances
from reports.wording.letters import full_name
from reports.wording.sentence import Counted, Sentence, joined

from ..query.criteria import Criteria
from ..query.tree import Everything, Node, Term, terms
from ..query.words import query_words
from .facets import FLAG_LABELS, indicator_names, topic_names

#: A filter with more values than these is named by its number of values.
_NAMED = 4
#: So many words of a query are named where none of them stands beside the others.
_APART = 8
_SAMPLES: dict[str, str] = {"no": Sentence("不含示例"), "yes": Sentence("作为示例")}


def describe(node: Node, criteria: Criteria) -> str:
    """For example 包含“枫桥经验”、不含“试点”，2021—2023年，重庆市的报告; of a listing 2021年、重庆市的报告."""
    filters = _filters(criteria)
    if isinstance(node, Everything):
        named = joined(filters, "%(a)s、%(b)s")
        return Sentence("%(what)s的报告", what=named) if filters else node.describe()
    words = node.describe()
    if criteria.match == "exact":
        words = Sentence("%(words)s（仅精确匹配）", words=words)
    elif criteria.match == "words":
        words = Sentence("%(words)s（仅分词匹配）", words=words)
    return Sentence("%(what)s的报告", what=joined([words, *filters], "%(a)s，%(b)s"))


def describe_apart(node: Node, criteria: Criteria, count: int) -> str:
    """The heading where nothing was found word for word: 没有一字不差的；1,516 篇分开含有 人民调解＋网格员."""
    words = dict.fromkeys(word for term in terms(node) for word in _words_of(term))
    apart = Counted(
        "没有一字不差的；%(count)s 篇分开含有 %(words)s",
        n=count,
        count=format(count, ","),
        words=joined(list(words)[:_APART], "%(a)s＋%(b)s") + ("…" if len(words) > _APART else ""),
    )
    filters = _filters(criteria)
    return joined([apart, *filters], "%(a)s，%(b)s") if filters else apart


def _words_of(term: Term) -> tuple[str, ...]:
    """What a term is also found by: its words, a phrase and what has none as it stands."""
    return (term.shown,) if term.quoted else query_words(term.text) or (term.shown,)


def _filters(criteria: Criteria) -> list[str]:
    parts = [_years(criteria)]
    if criteria.regions:
        regions = _REGIONS.by_key(criteria.regions, "code")
        parts.append(
            _listed([full_name(regions[code]) if code in regions else code for code in criteria.regions])
        )
    if criteria.genres:
        parts.append(_listed([_label(Report.Genre, genre) for genre in criteria.genres]))
    if criteria.topics:
        names = _listed([_quoted(topic_names().get(slug, slug)) for slug in criteria.topics])
        parts.append(Sentence("有主题%(names)s", names=names))
    if criteria.roles:
        names = _listed([_quoted(_label(Section.Role, role)) for role in criteria.roles])
        parts.append(Sentence("写有%(names)s", names=names))
    if criteria.indicators:
        names = _listed([_quoted(indicator_names().get(slug, slug)) for slug in criteria.indicators])
        parts.append(Sentence("有指标%(names)s", names=names))
    if criteria.flags:
        names = _listed([_quoted(FLAG_LABELS.get(kind, kind)) for kind in criteria.flags])
        parts.append(Sentence("标记为%(names)s", names=names))
    if criteria.copied_min:
        parts.append(Sentence("雷同占比不低于 %(least)s%%", least=criteria.copied_min))
    if len(set(criteria.samples)) == 1:
        parts.append(_SAMPLES.get(criteria.samples[0], criteria.samples[0]))
    return [part for part in parts if part]


_REGIONS = Instances(Region)


def _years(criteria: Criteria) -> str:
    start, end = criteria.year_from, criteria.year_to
    span = ""
    if start and end:
        span = _of_years(f"{start}" if start == end else _span(start, end))
    elif start:
        span = Sentence("%(year)s年以来", year=start)
    elif end:
        span = Sentence("%(year)s年以前", year=end)
    named = _runs(sorted(criteria.years))
    return Sentence("%(years)s（限%(span)s）", years=named, span=span) if named and span else named or span


def _span(first: int, last: int) -> str:
    return Sentence("%(first)s—%(last)s", first=first, last=last)


def _of_years(years: str) -> str:
    return Sentence("%(years)s年", years=years)


def _runs(years: list[int]) -> str:
    """Years with those that follow each other drawn together: 2019、2021—2023年."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    shown = [_span(run[0], run[-1]) if len(run) > 1 else str(run[0]) for run in runs]
    return _of_years(joined(shown, "%(a)s、%(b)s")) if shown else ""


def _quoted(name: str) -> str:
    return Sentence("“%(name)s”", name=Sentence(name))


def _listed(names: list[str]) -> str:
    if len(names) > _NAMED:
        first = joined(names[:_NAMED], "%(a)s、%(b)s")
        return Sentence("%(names)s等%(n)s项", names=first, n=len(names))
    return joined(names, "%(a)s或%(b)s")


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices else value
