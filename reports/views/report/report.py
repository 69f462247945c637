"""The page of one report, and its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports import queries
from reports.analysis.review.checklist import review
from reports.models import Report
from reports.parsing.types import Section
from reports.queries.indicators import indicators_by_slug
from reports.queries.review import hints_of
from reports.queries.withdrawn import refuse_withdrawn
from reports.search import hits_by_section, marks, related
from reports.store.corrections import FIELDS
from reports.store.groups import may_see_drafts
from reports.wording.breaks import breakable
from reports.wording.citation import gb7714
from reports.wording.markup import blocks_html, injected_places, runs_html
from reports.wording.translation import reader
from reports.wording.typeset import Block, typeset

from ..figures.by_topic import by_topic
from ..figures.figures import meanings
from .beside import beside_figures
from .copied import panel
from .hints import finding_rows, hint_rows
from .notes import has_line, notes
from .says import key_figures, years_of
from .shown import Shown
from .withdrawn import says_so_when_withdrawn


def visible_report(request: HttpRequest, public_id: str) -> Report:
    """The report if this reader may see it: drafts and withdrawn ones are for reviewers alone.

    Raises Http404, and :class:`~reports.queries.withdrawn.Withdrawn` for one that readers had seen before.
    """
    report = queries.report_of(public_id)
    if report is None or not (report.is_public or may_see_drafts(request.user)):
        refuse_withdrawn(report)
        raise Http404("没有这篇报告。")
    return report


def unkept(response: HttpResponse, report: Report) -> HttpResponse:
    """The answer, to be kept by no browser and no proxy where the report is for reviewers alone."""
    if not report.is_public:
        response["Cache-Control"] = "private, no-store"
    return response


@says_so_when_withdrawn
def report_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/reports/<id>/``; ``?hl=`` marks a query in the text, ``?copied=1`` the sentences that others have too."""
    report = visible_report(request, public_id)
    query = request.GET.get("hl", "").strip()
    read = queries.read_many([report])[report.pk]
    parsed, catalogue = read.parsed, indicators_by_slug()
    indicators = {one.indicator: catalogue[one.indicator] for one in parsed.metrics if one.indicator}
    shown = Shown(parsed, read.anchors, indicators)
    sections = shown.sections
    hits = marks(report.text, parsed.hidden, query) if query else ()
    found = tuple((hit.start, hit.end) for hit in hits)
    copied = request.GET.get("copied") == "1"
    reuse = panel(report, parsed, marked=copied)
    whole = typeset(parsed.text, shown.annotations(found, reuse.shared))
    title, blocks = split_title(report, whole)
    reviewed = review(parsed)
    path = queries.region_path(report.region)
    beside = beside_figures(parsed, indicators, path)
    figures = shown.rows(beside)
    key = key_figures(figures)
    hints = hint_rows(hints_of(parsed), parsed.text, shown.figure_anchors, sections)
    beside_lines = notes(blocks, shown.flags, hints, reuse.sentences, figures)
    context: dict[str, Any] = {
        "report": report,
        "title": title,
        "body": mark_safe(blocks_html(blocks, reader(), beside_lines)),
        "sections": sections,
        "contents": contents(sections, hits_by_section(hits, parsed.sections)),
        "review": reviewed,
        "missing": [one for one in reviewed.findings if not one.present],
        "required": finding_rows(reviewed.findings, parsed.text, sections),
        "hints": hints,
        "figures": figures,
        "figures_by_topic": by_topic(figures, lambda row: row.metric.indicator or ""),
        "key_figures": key,
        "years": years_of(report, key[0]) if key else [],
        "first_source": next((one for one in reuse.sources if one[0].direction == "earlier"), None),
        "injected": injected_places(whole),
        "beside": bool(beside),
        "meanings": meanings(indicators.values()),
        "flags": [(*one, has_line(one[1])) for one in shown.flags],
        "query": query,
        "marks": found,
        "copied": copied,
        "reuse": reuse,
        "path": path,
        "other_years": queries.other_years(report),
        "neighbours": queries.neighbours(report),
        "successor": _successor(report),
        "corrected": _corrected(report),
        "nearest": related(report),
        # There is nothing to cite in what was invented.
        "citation": None if report.sample else citation(request, report),
    }
    return unkept(render(request, "reports/report.html", context), report)


def _corrected(report: Report) -> dict[str, SafeString]:
    """By field what marks it as set by hand (人工更正): all else on the page is a machine's reading."""
    mark = format_html(' <span class="tag">{}</span>', _("人工更正"))
    return {name: mark for name in FIELDS if name in report.corrections}


def _successor(report: Report) -> Report | None:
    """The published report in whose favour this one was taken back."""
    if report.status != Report.Status.SUPERSEDED:
        return None
    return report.superseded_by.filter(status=Report.Status.PUBLISHED).first()


#: Sections below this level are not in the contents.
_DEEPEST = 3


def contents(
    sections: Sequence[tuple[Section, str]], hits: Mapping[str, int]
) -> list[tuple[Section, str, int]]:
    """The sections that the contents (目录) name, in order, each with its anchor and the hits in it.

    ``hits`` are of each section itself, by path. Those in a section too deep to be named count for the one above it.
    """
    listed: list[tuple[Section, str, int]] = []
    for section, anchor in sections:
        if section.level <= _DEEPEST or not listed:
            listed.append((section, anchor, hits.get(section.path, 0)))
        else:
            above, its_anchor, count = listed.pop()
            listed.append((above, its_anchor, count + hits.get(section.path, 0)))
    return listed


def split_title(report: Report, blocks: list[Block]) -> tuple[SafeString, list[Block]]:
    """The page's heading and the blocks below it.

    The title as it stands in the text becomes the heading, so that it is not read twice; where the archive's title
    is another (corrected, derived) that one is the heading and the text keeps its own.
    """
    lines = [block for block in blocks if block.kind == "title"]
    if _squeezed("".join(block.text for block in lines)) != _squeezed(report.title):
        return breakable(report.title), blocks
    heading = "".join(f"<span>{_line_html(block)}</span>" for block in lines)
    return mark_safe(heading), [block for block in blocks if block.kind != "title"]


def _line_html(line: Block) -> str:
    """A line of the title, with what is marked in it, or else with the places where it may be parted."""
    plain = len(line.runs) == 1 and runs_html(line.runs, reader()) == escape(line.text)
    return breakable(line.text) if plain else runs_html(line.runs, reader())


def _squeezed(title: str) -> str:
    return "".join(title.split())


def citation(request: HttpRequest, report: Report) -> str:
    """The entry for a list of references; the source's own address where it is known, else the archive's."""
    address = report.source.url or request.build_absolute_uri(report.get_absolute_url())
    return gb7714(
        issuer=report.issuer,
        title=report.title,
        published=report.published,
        year=report.year,
        accessed=timezone.localdate(),
        url=address,
    )
