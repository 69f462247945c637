"""What a report holds is said alike everywhere: checklist, filter by role, comparison, check of a draft, API.

Over the samples, the annotated reports of the evaluation and, where REAL_REPORTS names a folder of them, real reports.
"""

from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from reports.analysis.review.checklist import review as review_of
from reports.models import Report, Section
from reports.parsing import ParsedReport, parse_report
from reports.queries import parsed_of, report_in_full
from reports.queries.parts import parts_of
from reports.reading import SourceText
from reports.reading import read as read_file
from reports.search import Criteria, search
from reports.store import reports as store
from reports.store.asking.decide import Decision, Verdict
from reports.views.check.draft import draft_context
from tests.factories import make_region, make_source
from tests.parsing.evaluation import TWINS, annotated, marked
from tests.real_reports import SEEDS, needs_real_reports

ROLES = Section.Role.values
SAMPLES = Path(__file__).parent.parent / "fixtures" / "reports"


def samples() -> list[SourceText]:
    return [
        read_file(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.[!j]*")) if path.is_file()
    ]


def evaluated() -> list[SourceText]:
    texts = [*marked(), *annotated(*TWINS)]
    return [SourceText(text=one.text, media_type="text/plain") for one in texts]


def real() -> list[SourceText]:
    return [read_file(path.read_bytes(), path.name) for path in sorted(SEEDS.glob("*.txt"))]


TEXTS = [samples, evaluated, pytest.param(real, marks=needs_real_reports)]


@cache
def parsed(text: str, meta: tuple[tuple[str, str], ...]) -> ParsedReport:
    """What is read of a text; several tests ask."""
    return parse_report(text, meta=meta)


def stored(source: SourceText, number: int, *, publish: bool = True) -> tuple[Report, ParsedReport]:
    """A report as read; published, it is of a town of its own, and of a year."""
    read = parsed(source.text, source.meta)
    code = read.region.code if read.region else None
    region = make_region(code) if code else None
    original = make_source(f"{number}\n{source.text}".encode("utf-8", "replace"))
    report = store.add(read, original, Decision(Verdict.STORED, False, None, ""), region=region)
    if publish:
        town = make_region(f"330921{number + 100}").code
        store.correct(report, {"region": town, "year": read.year or 2023}, by="编辑")
        store.publish(report)
    found = report_in_full(report.public_id)
    assert found is not None
    return found, read


@pytest.mark.parametrize("texts", TEXTS)
def test_checklist_filter_comparison_and_draft_agree_on_what_a_report_holds(texts, indexed, client: Client):
    sources = texts()
    assert len(sources) >= 5
    reports = [stored(source, number) for number, source in enumerate(sources)]
    indexed()
    by_role = {
        role: {hit.report.pk for hit in search(Criteria(roles=(role,), page_size=1000)).hits}
        for role in ROLES
    }
    counts = {value.value: value.count for value in search(Criteria()).facets["role"]}
    assert counts == {role: len(found) for role, found in by_role.items() if found}
    mixed = 0
    for source, (report, read) in zip(sources, reports, strict=True):
        review = review_of(parsed_of(report))
        contents = {one.role for one in review.findings}
        present = {one.role for one in review.findings if one.present}
        held = {role for role in ROLES if report.pk in by_role[role]}
        assert (report.title, held & contents) == (report.title, present)
        assert (report.title, held) == (
            report.title,
            {role for part in parts_of(parsed_of(report)) for role in part.roles},
        )
        draft = draft_context(source)
        assert [(row.finding.item, row.finding.start) for row in draft["required"]] == [
            (one.item, one.start) for one in review.findings
        ]
        body = client.get(f"/api/v1/reports/{report.public_id}").json()
        assert [(one["item"], one["present"]) for one in body["checklist"]] == [
            (one.item, one.present) for one in review.findings
        ]
        assert {role for one in body["sections"] for role in one["roles"]} <= held
        # A section of several contents stands under each of them.
        mixed += sum(len(section.roles) > 1 for section in read.sections)
        assert [section.roles for section in report.sections.all()] == [
            list(section.roles) for section in sorted(read.sections, key=lambda one: one.start)
        ]
    assert mixed > 0 or texts is samples
