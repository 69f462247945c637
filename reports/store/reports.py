"""The only writer of reports: each function is one transaction, and leaves the index outbox set.

``search_dirty`` and ``revision`` tell the index writer what changed; call ``reports.search.index.writer.drain`` (a command)
or enqueue :func:`reports.ingest.tasks.drain_index` (a request) after the commit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from reports.models import (
    BatchItem,
    Flag,
    Metric,
    ProvinceMedian,
    Region,
    Report,
    Section,
    SectionTopic,
    SourceFile,
)
from reports.parsing.place.gazetteer import SAMPLE_PROVINCE
from reports.parsing.types import PARSER_VERSION, ParsedReport, Value
from reports.store.anchors import former_anchors
from reports.text.remarks import Remark

from . import copied_rows as reuse
from .asking.decide import Decision
from .carried import (
    FIGURE,
    LOST,
    SECTION,
    carry_over,
    lost_flags,
    place_in_words,
    put,
)
from .corrections import DUPLICATE_OF, Correction, Corrections, apply_corrections
from .rows import add_annotations, write_annotations
from .same import published_beside
from .saving import hold, in_queue, touch
from .standing import again_if_overtaken, find_revised, send_back, show_again, standing, subject, supersede


@transaction.atomic(savepoint=False)
def add(
    parsed: ParsedReport,
    source: SourceFile,
    decision: Decision,
    corrections: Corrections | None = None,
    region: Region | None = None,
    *,
    sample: bool = False,
) -> Report:
    """Store a new report as the decision says, with the corrections already known of it.

    ``region`` is the one that was read, if the archive knows it. No new reading changes whether it is a ``sample``.
    """
    report = Report(source=source, corrections=corrections or {}, sample=sample)
    _set_fields(report, parsed, region)
    report.status = Report.Status.PUBLISHED if decision.publish else Report.Status.DRAFT
    report.released_at = timezone.now() if decision.publish else None
    report.supersedes_id = decision.of.pk if decision.of else None
    report.doubt = in_queue(report, flagged=bool(parsed.flags))
    if decision.publish:
        supersede(report)
    report.save(force_insert=True)
    read = parsed.in_series()
    add_annotations(report, read)
    reuse.remember(report, read, is_new=True)
    return report


@again_if_overtaken
@transaction.atomic
def rewrite(report: Report, parsed: ParsedReport) -> None:
    """Put a new reading of the same original in place of the old one; what a person corrected stays.

    What cannot be laid over it is kept, and flagged: see :mod:`reports.store.carried`. A published report that may not
    stand as it is now read goes back to the review queue: see :mod:`reports.store.standing`.
    """
    hold(report)
    former = former_anchors(report)
    before = subject(report)
    region = Region.objects.filter(code=parsed.region.code).first() if parsed.region else None
    read, report.corrections = carry_over(report, parsed.in_series())
    _set_fields(report, parsed, region)
    find_revised(report, before)
    replaced = send_back(report)
    touch(report, flagged=bool(read.flags))
    write_annotations(report, read, former)
    reuse.remember(report, read)
    show_again(replaced)


@again_if_overtaken
@transaction.atomic
def correct(report: Report, changes: Mapping[str, Any], *, by: str) -> None:
    """Set fields by hand; they outlive each new reading. A draft then revises what is held of the place and year it has.

    ``changes`` maps names of :data:`reports.store.corrections.FIELDS` to values (region: a code; dates: dates or
    None). ``by`` is the user name that goes on record. A published report that may not stand as it is then goes back to
    the review queue: see :mod:`reports.store.standing`.
    """
    hold(report)
    before = subject(report)
    for name, value in changes.items():
        _put_on_record(report, name, value.isoformat() if isinstance(value, date) else value, by)
    apply_corrections(report)
    find_revised(report, before)
    replaced = send_back(report)
    touch(report)
    reuse.remember(report)
    show_again(replaced)


@transaction.atomic
def correct_section(section: Section, *, roles: Sequence[str], topics: Sequence[str], by: str) -> None:
    """Set a section's roles, the main one first, and topics (slugs) by hand; they outlive each new reading."""
    report = Report.objects.select_for_update().get(pk=section.report_id)
    value = {"roles": list(roles), "topics": sorted(topics)}
    put(report, SECTION, section.pk, _set_now(value, by))
    section.roles = list(roles)
    section.save(update_fields=["roles"])
    held = SectionTopic.objects.filter(section=section)
    held.exclude(topic__in=topics).delete()
    new = set(topics) - set(held.values_list("topic_id", flat=True))
    SectionTopic.objects.bulk_create(SectionTopic(section=section, topic_id=topic) for topic in sorted(new))
    touch(report)


@transaction.atomic
def correct_metric(metric: Metric, *, indicator: str, by: str) -> None:
    """Set the indicator (slug, "" for none) of a figure by hand; it outlives each new reading."""
    report = Report.objects.select_for_update().get(pk=metric.report_id)
    put(report, FIGURE, metric.pk, _set_now(indicator, by))
    metric.indicator_id = indicator or None
    metric.save(update_fields=["indicator"])
    touch(report)


@transaction.atomic
def drop_lost(report: Report, key: str) -> str | None:
    """Keep a lost correction no longer; gives what it was of, in words as written, or None if there is no such one."""
    hold(report)
    if not report.corrections.get(key, {}).get("lost"):
        return None
    dropped = report.corrections.pop(key)
    Flag.objects.filter(report=report, kind=LOST).delete()
    left = lost_flags(report.corrections)
    Flag.objects.bulk_create(Flag(report=report, kind=one.kind, remark=one.note.stored()) for one in left)
    touch(report)
    return place_in_words(key, dropped)


def _put_on_record(report: Report, name: str, value: Any, by: str) -> None:
    report.corrections[name] = _set_now(value, by)


def _set_now(value: Any, by: str) -> Correction:
    return {"value": value, "by": by, "at": timezone.now().isoformat(timespec="seconds")}


class NotPublishable(Exception):
    """A report lacks what readers find it by, or another stands in its place; ``str()`` is the Chinese of ``remark``."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark)
        self.remark = remark


@again_if_overtaken
@transaction.atomic
def publish(report: Report) -> None:
    """Show a report to readers. The one it revises, if that is still public, is superseded: kept, no longer listed.

    Where another revision has taken that one's place meanwhile, it is that other whose place this takes. Raises
    :class:`NotPublishable` for one without region, year or genre, for one of a place, year and genre of which another
    stands that it does not revise, and for a sample that would take a real report's place.
    """
    hold(report)
    if not report.place:
        raise NotPublishable(Remark("without_region"))
    if report.year is None:
        raise NotPublishable(Remark("without_year"))
    if not report.genre:
        raise NotPublishable(Remark("without_genre"))
    revised = standing(report.supersedes_id, report.pk)
    if report.sample and revised and Report.objects.filter(pk=revised, sample=False).exists():
        raise NotPublishable(Remark("sample_over_report"))
    if (other := published_beside(report)) is not None and other.pk != revised:
        raise NotPublishable(Remark("another_published", title=other.title, id=other.public_id))
    if not report.is_public:
        report.released_at = timezone.now()
    report.status = Report.Status.PUBLISHED
    report.withdrawn_at, report.withdrawn_reason = None, ""
    report.corrections.pop(DUPLICATE_OF, None)
    report.supersedes_id = revised
    report.returned = ""
    supersede(report)
    touch(report)
    reuse.remember(report)


@again_if_overtaken
@transaction.atomic
def publish_instead(report: Report, of: Report) -> None:
    """Publish a draft in the place of another report. Raises what :func:`mark_revision` and :func:`publish` do."""
    mark_revision(report, of)
    publish(report)


@again_if_overtaken
@transaction.atomic
def withdraw(report: Report, *, reason: str = "") -> None:
    """Take a report from the readers' view; nothing is deleted. The one it had superseded is shown again.

    A ``reason`` is told to whoever brought it, in the batch it came with, and, if readers had seen the report, to all
    who come to its address.
    """
    hold(report)
    _withdraw(report, reason)
    if reason:
        told = BatchItem.objects.filter(report=report).exclude(state=BatchItem.State.DUPLICATE)
        told.update(remark=Remark("sent_back", reason=reason).stored())


def _withdraw(report: Report, reason: str = "") -> None:
    shown = report.status == Report.Status.PUBLISHED
    if report.is_public:
        report.withdrawn_at, report.withdrawn_reason = timezone.now(), reason[:200]
    report.status = Report.Status.WITHDRAWN
    report.returned = ""
    touch(report)
    reuse.forget(report.pk)
    if shown:
        show_again(report.supersedes_id)


@transaction.atomic
def remove_samples() -> tuple[int, list[str]]:
    """Delete all samples (示例), whatever their status, with what was read in them and the rows of their files.

    Gives how many there were, and the SHA-256 of the originals that nothing claims any more. The only reports that
    are ever deleted: nobody wrote them. What had taken the place of one takes the place of none.
    """
    samples = Report.objects.filter(sample=True)
    keys = list(samples.values_list("pk", flat=True))
    sources = dict(SourceFile.objects.filter(reports__in=keys).values_list("pk", "sha256"))
    BatchItem.objects.filter(report__in=keys).delete()
    samples.delete()
    unclaimed = SourceFile.objects.filter(pk__in=sources, reports__isnull=True)
    hashes = sorted(unclaimed.values_list("sha256", flat=True))
    unclaimed.delete()
    ProvinceMedian.objects.filter(province__code__gte=SAMPLE_PROVINCE).delete()
    waiting = set(BatchItem.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    return len(keys), [sha256 for sha256 in hashes if sha256 not in waiting]


class NotRelated(Exception):
    """A report cannot be a duplicate or a revision of another; ``str()`` is a Chinese sentence."""


@transaction.atomic
def mark_duplicate(report: Report, of: Report, *, by: str) -> None:
    """Set a draft aside as a duplicate (重复) of another report: kept, withdrawn, with the other one on record.

    Publishing it after all takes the mark away. Raises :class:`NotRelated` for what is no draft, and for another
    report that is itself withdrawn or the same.
    """
    hold(report)
    _check_related(report, of)
    _put_on_record(report, DUPLICATE_OF, of.public_id, by)
    _withdraw(report)


@transaction.atomic
def mark_revision(report: Report, of: Report | None) -> None:
    """Have a draft, once published, take the place of another report, or of none.

    Raises :class:`NotRelated` as :func:`mark_duplicate` does.
    """
    hold(report)
    _check_related(report, of)
    report.supersedes_id = of.pk if of else None
    touch(report)


def _check_related(report: Report, of: Report | None) -> None:
    if report.status != Report.Status.DRAFT:
        raise NotRelated("只有待审的报告能标为重复或修订稿。")
    if of is None:
        return
    if of.pk == report.pk:
        raise NotRelated("不能与自己重复，也不能修订自己。")
    if of.status == Report.Status.WITHDRAWN:
        raise NotRelated(f"编号 {of.public_id} 的报告已撤下，请另选一篇。")


def _set_fields(report: Report, parsed: ParsedReport, region: Region | None) -> None:
    """Fill the columns from a reading, then lay the corrections over them."""
    read = parsed.region
    report.region = region
    report.region_confidence = read.confidence if read else 0
    report.region_name = ((read.name or read.gazetteer_name or "") if read else "")[:60]
    report.year = parsed.year
    report.genre = parsed.genre
    report.issuer = _value(parsed.issuer)[:200]
    report.index_no = _value(parsed.index_no)[:100]
    report.doc_no = _value(parsed.doc_no)[:100]
    report.published = parsed.published
    report.signed = parsed.signed
    report.title = (_value(parsed.title) or _derived_title(report))[:300]
    report.title_derived = parsed.title.derived if parsed.title else True
    report.text = parsed.text
    report.evidence = _evidence(parsed)
    report.items = [asdict(item) for item in parsed.items]
    report.parser_version = PARSER_VERSION
    apply_corrections(report)


def _value(value: Value | None) -> str:
    return value.value if value else ""


def _derived_title(report: Report) -> str:
    """A name to list a paper by that has no title: an annual report's issuer and year, any other's file name."""
    if report.issuer and report.year and report.genre == "annual_report":
        return f"{report.issuer}{report.year}年法治政府建设年度报告"
    return report.source.name


def _evidence(parsed: ParsedReport) -> dict[str, list[dict[str, Any]]]:
    """Field name → ``[{"start", "end", "text", "why"}]``, for every field that rests on characters of the text."""
    found = {name: _plain(spans) for name, spans in parsed.evidence.items()}
    for name in ("title", "issuer", "index_no", "doc_no"):
        value: Value | None = getattr(parsed, name)
        if value is not None and value.start is not None and value.end is not None:
            span = {
                "start": value.start,
                "end": value.end,
                "text": parsed.text[value.start : value.end],
                "why": None,
            }
            found.setdefault(name, []).insert(0, span)
    if parsed.region is not None:
        found["region"] = _plain(parsed.region.evidence)
    return found


def _plain(spans: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"start": span.start, "end": span.end, "text": span.text, "why": span.why.stored()} for span in spans
    ]
