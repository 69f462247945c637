"""``search``: the one door for listings and searches."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from django.db.models import Prefetch

from reports.models import Report, Section

from .criteria import Criteria
from .description import describe
from .documents import broken_spans
from .engine import engine
from .facets import named_facets
from .found import Found
from .language import parse
from .normalise import searchable
from .page import Hit, SearchPage
from .snippets import find, snippets, title_marks
from .tree import And, Everything, Node, Not, Or, Term, terms


def search(criteria: Criteria) -> SearchPage:
    """The page of reports that ``criteria`` ask for; published ones only.

    A page past the end is the last page, with a notice; ``SearchPage.criteria`` then names that one. Never raises for
    anything a reader can type.
    """
    began = perf_counter()
    query = parse(criteria.q)
    found = engine().find(query.node, criteria)
    notices = [*criteria.notices, *query.notices]
    if not found.complete:
        notices.append("检索索引尚未建立，暂时查不到报告。")
    if found.page < criteria.page and found.complete:
        notices.append(f"没有第{criteria.page}页，这是最后一页（第{found.page}页）。")
    shown = criteria.change(page=found.page)
    return SearchPage(
        criteria=shown,
        count=found.count,
        exact_count=found.exact_count,
        hits=tuple(_hits(found, query.node, words=criteria.match != "exact")),
        facets=named_facets(found.facets, criteria),
        description=describe(query.node, criteria),
        notices=tuple(notices),
        advice=() if found.count or not found.complete else tuple(_advice(query.node, shown)),
        milliseconds=(perf_counter() - began) * 1000,
    )


def _hits(found: Found, node: Node, *, words: bool) -> Iterator[Hit]:
    reports = _reports(found.pks, with_text=next(terms(node), None) is not None)
    for pk, score, exact in zip(found.pks, found.scores, found.exact, strict=True):
        # The index may be a moment behind: what has just been taken down is not shown.
        if report := reports.get(pk):
            yield _hit(report, score, exact, node, words)


def _reports(pks: tuple[int, ...], *, with_text: bool) -> dict[int, Report]:
    reports = Report.objects.filter(status=Report.Status.PUBLISHED).select_related("region", "source")
    if not with_text:
        return reports.defer("text", "evidence", "items").in_bulk(pks)
    sections = Section.objects.order_by("start").only("report_id", "path", "heading", "start", "end")
    return (
        reports.defer("evidence", "items")
        .prefetch_related(Prefetch("sections", sections), "furniture", "flags")
        .in_bulk(pks)
    )


def _hit(report: Report, score: float, exact: bool, node: Node, words: bool) -> Hit:
    if next(terms(node), None) is None:
        return Hit(report, score, exact, 0)
    normalised = searchable(report.text, broken_spans(report))
    marks = find(normalised, node, words=words)
    return Hit(
        report=report,
        score=score,
        exact=exact,
        hit_count=len(marks),
        snippets=snippets(report.text, normalised, marks, report.sections.all()),
        title_marks=title_marks(report.title, node, words=words),
    )


_FILTERS = (
    ("去掉地区条件", {"regions": ()}),
    ("去掉年度条件", {"years": (), "year_from": None, "year_to": None}),
    ("去掉主题条件", {"topics": ()}),
    ("去掉章节职能条件", {"roles": ()}),
    ("去掉指标条件", {"indicators": ()}),
    ("去掉文种条件", {"genres": ()}),
    ("去掉标记条件", {"flags": ()}),
)


def _advice(node: Node, criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    """What else would find something, each tried out: (what to do, the criteria that do it)."""
    tries = [("不限匹配方式", criteria.change(match=""))] if criteria.match else []
    for label, changes in _FILTERS:
        if any(getattr(criteria, name) for name in changes):
            tries.append((label, criteria.change(**changes)))
    if looser := _without_quotes(node):
        tries.append(("不加引号，按词检索", criteria.change(q=looser, match="")))
    bare = Criteria(q=criteria.q, page_size=criteria.page_size)
    if len(tries) > 1 and criteria.filtered:
        tries.append(("去掉全部条件", bare))
    for label, other in tries:
        if count := engine().find(parse(other.q).node, other.change(page_size=1)).count:
            yield f"{label}（{count}篇）", other


def _without_quotes(node: Node) -> str | None:
    """The query with its phrases as plain terms; None when it has none."""
    if not any(term.quoted for term in terms(node)):
        return None
    return _plain(node)


def _plain(node: Node) -> str:
    match node:
        case Everything():
            return ""
        case Term(source=source, field=field):
            return ("title:" if field else "") + " ".join(source.split())
        case Not(child):
            return f"-({_plain(child)})"
        case And(children):
            return " ".join(_plain(child) for child in children)
        case Or(children):
            return "(" + " OR ".join(_plain(child) for child in children) + ")"
