"""A published report's sentences are in the index of sentences, exactly while it is published."""

from io import StringIO

import pytest
from django.core.management import call_command

from reports.analysis.compared_sentences import prints_of
from reports.analysis.copied.minhash import BANDS
from reports.ingest.intake import Defaults, settle
from reports.models import Region, Report, SentenceHash, Signature, SignatureBand
from reports.queries import parsed_of
from reports.store import copied_rows as reuse
from reports.store import reports as store
from tests.analysis.copied.made_sentences import made_sentences
from tests.ingest.readings import TEXT, reading, understood

MADE = made_sentences(1)
SENTENCES = [next(MADE) for _ in range(40)]
LONG = TEXT + "".join(SENTENCES)


@pytest.fixture
def report(town: Region) -> Report:
    settle(understood(LONG), Defaults(publish=True))
    return Report.objects.get()


def kept(report: Report) -> tuple[int, int, int]:
    """How many sentences, signatures and bands it has."""
    models = (SentenceHash, Signature, SignatureBand)
    return tuple(model.objects.filter(report=report).count() for model in models)  # type: ignore[return-value]


def words(report: Report) -> list[str]:
    rows = SentenceHash.objects.filter(report=report).order_by("start")
    return [report.text[row.start : row.end] for row in rows]


def test_a_published_report_has_its_sentences_in_the_index(report: Report) -> None:
    assert words(report) == SENTENCES
    assert set(SentenceHash.objects.values_list("body", "year")) == {(330921106, 2023)}
    assert (Signature.objects.get().sentences, kept(report)) == (40, (40, 1, BANDS))


def test_what_is_read_from_the_rows_is_what_was_read_from_the_parsed_text(report: Report) -> None:
    assert prints_of(parsed_of(report)) == prints_of(reading(LONG))


def test_a_draft_has_none_until_it_is_published(town: Region) -> None:
    settle(understood(LONG), Defaults())
    draft = Report.objects.get()
    assert kept(draft) == (0, 0, 0)
    store.publish(draft)
    assert words(draft) == SENTENCES


def test_a_withdrawn_and_a_superseded_report_lose_theirs(report: Report) -> None:
    outcome = settle(understood(LONG + next(MADE)), Defaults(publish=True))
    revision = Report.objects.get(pk=outcome.report)
    assert kept(revision) == (0, 0, 0)
    store.publish(revision)
    assert (kept(report), kept(revision)) == ((0, 0, 0), (41, 1, BANDS))
    store.withdraw(revision)
    assert kept(revision) == (0, 0, 0)


def test_a_new_reading_and_a_correction_replace_them(report: Report) -> None:
    store.rewrite(report, reading(TEXT + "".join(SENTENCES[:30])))
    assert words(report) == SENTENCES[:30]
    store.correct(report, {"year": 2022}, by="审核员")
    assert set(SentenceHash.objects.values_list("report", "year")) == {(report.pk, 2022)}
    assert kept(report) == (30, 1, BANDS)


def test_a_very_short_report_has_sentences_but_no_bands(town: Region) -> None:
    settle(understood(TEXT + SENTENCES[0]), Defaults(publish=True))
    assert (kept(Report.objects.get()), bytes(Signature.objects.get().minhash)) == ((1, 1, 0), b"")


def test_the_index_can_be_made_for_reports_stored_before_there_was_one(report: Report) -> None:
    reuse.forget(report.pk)
    out = StringIO()
    call_command("update_reuse", stdout=out)
    call_command("update_reuse", stdout=out)
    call_command("update_reuse", "--all", stdout=out)
    assert out.getvalue().splitlines() == [
        "已为 1 篇报告建立雷同句索引。",
        "已为 0 篇报告建立雷同句索引。",
        "已为 1 篇报告建立雷同句索引。",
    ]
    assert words(report) == SENTENCES
