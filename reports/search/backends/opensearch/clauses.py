"""From a query's tree and a listing's filters to the cluster's clauses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.models import CopiedShare
from reports.search.query.criteria import Criteria
from reports.search.query.tree import And, Everything, Node, Not, Or, Term
from reports.search.query.words import query_words
from reports.text.region_codes import DIGITS

from .sources import units

Clause = dict[str, Any]

ALL: Clause = {"match_all": {}}
NONE: Clause = {"match_none": {}}
#: Criteria's filters by the fields of the same names, and the facets they carry.
MULTIPLE = {"topics": "topic", "roles": "role", "indicators": "indicator", "flags": "flag"}


def phrase(field: str, text: str) -> Clause:
    """The reports whose ``field`` contains ``text``; the score is how often.

    Every other pair of characters is asked for, and the last: the places between them are holes.
    """
    if not text or "\n" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return NONE
    if len(text) == 1:
        return {"term": {f"{field}.one": {"value": text}}}
    last = len(text) - 2
    grams = [text[at : at + 2] if at % 2 == 0 or at == last else "_" for at in range(last + 1)]
    asked = sum(gram != "_" for gram in grams)
    return {"match_phrase": {field: {"analyzer": "grams", "query": "\n".join(grams), "boost": 1 / asked}}}


def field_of(term: Term) -> str:
    return "title" if term.field else "body"


def exact(node: Node) -> Clause:
    """The reports in which every term stands as typed."""
    match node:
        case Everything():
            return ALL
        case Term():
            return phrase(field_of(node), node.text)
        case Not(child):
            return {"bool": {"must_not": [exact(child)]}}
        case And(children):
            return every(map(exact, children))
        case Or(children):
            return some(map(exact, children))


def loose(node: Node) -> Clause:
    """Those, and the others that hold the words of the terms that are not quoted."""
    match node:
        case Term():
            words = () if node.quoted else query_words(node.text)
            if words in ((), (node.text,)):
                return exact(node)
            field = field_of(node)
            return some([exact(node), every(phrase(field, word) for word in words)])
        case And(children):
            return every(map(loose, children))
        case Or(children):
            return some(map(loose, children))
        # What is left out must be there as typed: its words apart are no reason.
        case _:
            return exact(node)


def every(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"filter": list(clauses)}}


def some(clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def without(clause: Clause, other: Clause) -> Clause:
    """What is found by ``clause`` and not by the other."""
    return {"bool": {"filter": [clause], "must_not": [other]}}


def matched(node: Node, criteria: Criteria) -> Clause:
    """What ``node`` finds, as ``criteria.match`` narrows it."""
    if criteria.match == "exact":
        return exact(node)
    if criteria.match == "words":
        return without(loose(node), exact(node))
    return loose(node)


def filters(criteria: Criteria) -> dict[str, Clause]:
    """The clauses of the filters that are set, by the name of their facet."""
    found: dict[str, Clause] = {}
    if criteria.regions:
        found["region"] = below(criteria.regions)
    if criteria.years or criteria.year_from or criteria.year_to:
        found["year"] = every(_years(criteria))
    if criteria.genres:
        found["genre"] = terms("genre", criteria.genres)
    if criteria.copied_min:
        least = criteria.copied_min / 100
        found["copied"] = terms("pk", copied().filter(share__gte=least).values_list("report_id", flat=True))
    if criteria.samples:
        found["sample"] = terms("sample", criteria.samples)
    for name, facet in MULTIPLE.items():
        if chosen := getattr(criteria, name):
            found[facet] = terms(name, chosen)
    return found


def copied() -> Any:
    """The rows that say how much of each report is copied."""
    return CopiedShare.objects.all()


def terms(field: str, values: Iterable[Any]) -> Clause:
    return {"terms": {field: list(values)}}


def below(codes: Iterable[str]) -> Clause:
    """The reports of places whose codes begin with one of ``codes``."""
    clauses = [
        {"term": {unit[0]: code}}
        if (unit := list(units(code))[-1:]) and len(code) == DIGITS[unit[0]]
        else {"prefix": {"region": code}}
        for code in codes
    ]
    return some(clauses) if clauses else NONE


def _years(criteria: Criteria) -> Iterable[Clause]:
    """Years named and a range are laid over each other; an unknown year is in none."""
    if criteria.years:
        yield terms("year", criteria.years)
    bounds = {name: year for name, year in (("gte", criteria.year_from), ("lte", criteria.year_to)) if year}
    if bounds:
        yield {"range": {"year": bounds}}
