"""``search``: the one door for listings and searches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from reports.models import Report, Section
from reports.models.access.rows import rows_by
from reports.models.listed import LISTED, LISTED_WITH_TEXT
from reports.models.parsed import hidden_spans
from reports.text.normalise import Normalised, normalise, searchable
from reports.wording.sentence import Counted, Sentence

from ..engine import engine
from ..index.documents import indexed_among, indexed_reports
from ..index.stored import Stored
from ..query.criteria import Criteria
from ..query.language import parse
from ..query.phrases import near_spellings
from ..query.tree import Everything, Node, terms
from ..query.unquoted import unquoted
from ..words.dictionary import dictionary
from ..words.place_names import is_place_name
from .description import describe, describe_apart
from .facets import named_facets
from .found import Found, Reading, Resting
from .known import unknown_values
from .page import Hit, SearchPage
from .snippets import find, snippets, title_marks


def search(criteria: Criteria, *, last_page: bool = True) -> SearchPage:
    """The page of reports that ``criteria`` ask for; published ones only.

    A page past the end is the last page, with a notice, and ``SearchPage.criteria`` then names that one; without
    ``last_page`` it is empty. Never raises for anything a reader can type.
    """
    began = perf_counter()
    query = parse(criteria.q)
    found = engine().find(query.node, criteria)
    notices = [*criteria.notices, *unknown_values(criteria), *query.notices]
    if not found.complete:
        notices.append(_AWAY if found.away else _NONE)
    past = found.page < criteria.page and found.complete
    if past and last_page:
        pages = {"asked": criteria.page, "last": found.page}
        notices.append(Sentence("没有第%(asked)s页，这是最后一页（第%(last)s页）。", **pages))
    empty = past and not last_page
    apart = bool(found.count and not found.exact_count and criteria.match != "words")
    shown = criteria.change(page=criteria.page if empty else found.page)
    return SearchPage(
        criteria=shown,
        count=found.count,
        exact_count=found.exact_count,
        hits=() if empty else tuple(_hits(found, query.node, words=criteria.match != "exact")),
        facets=named_facets(found.facets, criteria),
        description=describe_apart(query.node, criteria, found.count)
        if apart
        else describe(query.node, criteria),
        apart=apart,
        notices=tuple(notices),
        resting=not found.complete,
        advice=() if found.count or not found.complete else tuple(_advice(query.node, shown)),
        milliseconds=(perf_counter() - began) * 1000,
    )


_NONE = Sentence("检索索引尚未建立，暂时查不到报告。")
_AWAY = Sentence("检索暂时歇着：检索服务器没有回答。报告仍可按地区浏览，过一会儿再检索。")


def counts(criteria: Criteria, facet: str) -> dict[str, int]:
    """How many reports a search gives of each value of a facet; of none without an index."""
    return engine().find(parse(criteria.q).node, criteria.change(page_size=1)).facets.get(facet, {})


def fullest(criteria: Criteria, facet: str, most: int) -> tuple[str, ...]:
    """The values of a facet that count most in a search, the fullest first."""
    found = counts(criteria, facet)
    return tuple(sorted(found, key=lambda value: (-found[value], value))[:most])


def search_ids(criteria: Criteria) -> list[int]:
    """The ids of all pages of a search, in order: for exports. Raises :class:`Resting`."""
    found = engine().ids(parse(criteria.q).node, criteria)
    if found is None:
        raise Resting
    published = set(indexed_reports().values_list("pk", flat=True))
    return [pk for pk in found if pk in published]


def reading(criteria: Criteria, *, formulas: bool = True) -> Reading | None:
    """The texts of all reports as of one moment, those of the search looked at; None without an index.

    Without ``formulas`` the sentences are left out that everybody copies.
    """
    return engine().reading(parse(criteria.q).node, criteria, formulas=formulas)


def warm_up() -> None:
    """Load what the first search would wait for: the words' dictionary, the characters' tables, the index.

    Called before a server forks, so that its workers share them. Needs no database.
    """
    dictionary()
    is_place_name("")
    normalise("é")
    engine().find(Everything(), Criteria())


def _hits(found: Found, node: Node, *, words: bool) -> Iterator[Hit]:
    """What has been taken down since it was indexed is not shown."""
    reports = indexed_among(LISTED_WITH_TEXT if found.stored else LISTED, found.pks)
    if not found.stored:
        for pk, score, exact in zip(found.pks, found.scores, found.exact, strict=True):
            if report := reports.get(pk):
                yield Hit(report, score, exact, 0)
        return
    places = rows_by(Section, "report_id", found.pks, _PLACE, ("start",))
    for pk, score, exact, stored in zip(found.pks, found.scores, found.exact, found.stored, strict=True):
        if report := reports.get(pk):
            normalised = _normalised(report, stored)
            marks = find(normalised, node, words=words)
            yield Hit(
                report=report,
                score=score,
                exact=exact,
                hit_count=len(marks),
                snippets=snippets(report.text, normalised, marks, places[pk]),
                title_marks=title_marks(report.title, node, words=words),
            )


#: What snippets ask of a section.
_PLACE = ("path", "anchor", "heading", "start", "end")


def _normalised(report: Report, stored: Stored) -> Normalised:
    """As the index has it; of a report that has changed since, made anew."""
    if stored.revision == report.revision:
        return stored.normalised(report.text)
    return searchable(report.text, hidden_spans([report]).get(report.pk, ()))


_FILTERS = (
    (Sentence("去掉地区条件"), {"regions": ()}),
    (Sentence("去掉年度条件"), {"years": (), "year_from": None, "year_to": None}),
    (Sentence("去掉主题条件"), {"topics": ()}),
    (Sentence("去掉职能条件"), {"roles": ()}),
    (Sentence("去掉指标条件"), {"indicators": ()}),
    (Sentence("去掉文种条件"), {"genres": ()}),
    (Sentence("去掉标记条件"), {"flags": ()}),
    (Sentence("去掉雷同条件"), {"copied_min": None}),
    (Sentence("示例和真实报告都找"), {"samples": ()}),
)


def _advice(node: Node, criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    """What else would find something, each tried out: (what to do, the criteria that do it)."""
    tries = [(Sentence("不限匹配方式"), criteria.change(match=""))] if criteria.match else []
    for label, changes in _FILTERS:
        if any(getattr(criteria, name) for name in changes):
            tries.append((label, criteria.change(**changes)))
    if looser := unquoted(node):
        tries.append((Sentence("不加引号，按词检索"), criteria.change(q=looser, match="")))
    for term in islice(terms(node), 3):
        near = (*near_spellings(term.text), *engine().frequent_words().near(term.text, 2))
        for phrase in list(dict.fromkeys(near))[:3]:
            instead = criteria.change(q=criteria.q.replace(term.source, phrase))
            tries.append((Sentence("改为“%(phrase)s”", phrase=phrase), instead))
    bare = Criteria(q=criteria.q, page_size=criteria.page_size)
    if len(tries) > 1 and criteria.filtered:
        tries.append((Sentence("去掉全部条件"), bare))
    for label, other in tries:
        if count := engine().count(parse(other.q).node, other):
            yield Counted("%(advice)s（%(n)s篇）", advice=label, n=count), other
