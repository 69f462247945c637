"""What was cited is found: by a newer parser's reading, in a rebuilt archive, in a restored one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from reports.backup.folder import MANIFEST, read_manifest, read_part, write_part
from reports.ingest.intake import Defaults, take_in
from reports.models import Batch, Report, SourceFile
from reports.parsing import parse_report
from reports.store import originals
from reports.store import reports as store
from tests.backup.conftest import Manage
from tests.led_to import anchors_of, numbers, page_words, public_addresses

ANSWERS = """
import json
from django.test import Client, override_settings
from tests.led_to import numbers, public_addresses
# As in the tests here: nobody collected the static files of that machine.
storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
with override_settings(STORAGES=storages, ALLOWED_HOSTS=["testserver"]):
    print(json.dumps([public_addresses(Client()), numbers(Client())]))
"""
SHIFTS = ["\n", "首页 > 政府信息公开 > 法治建设\n", "浏览次数：35次\n打印本页\n关闭窗口\n"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_every_place_leads_to_the_same_words_when_the_text_has_shifted(
    lived_in, client: Client, shift: str
) -> None:
    report = lived_in[1]
    anchors = anchors_of(report)
    before = page_words(client, report, anchors)
    was = report.metrics.order_by("start").first().start
    for _ in range(2):
        store.rewrite(report, parse_report(shift + report.text))
    assert report.metrics.order_by("start").first().start == was + 2 * len(shift)
    assert page_words(client, report, anchors) == before
    assert len(set(before.values())) > 5


def test_a_parser_that_finds_more_figures_leaves_the_others_their_anchors(lived_in, client: Client) -> None:
    report = lived_in[1]
    parsed = parse_report(report.text)
    store.rewrite(report, replace(parsed, metrics=parsed.metrics[1:]))
    anchors = anchors_of(report)
    before = page_words(client, report, anchors)
    store.rewrite(report, parsed)
    assert page_words(client, report, anchors) == before
    # The added one has never been cited by an offset.
    added = report.metrics.order_by("start").first()
    assert (added.anchor in anchors, added.former_anchor) == (False, "")


def test_a_rebuilt_archive_has_the_same_addresses(lived_in, indexed, client: Client) -> None:
    before = public_addresses(client)
    keys = set(Report.objects.values_list("pk", flat=True))
    files = [(originals.load(one.source.sha256), one.source.name) for one in lived_in if one.is_public]
    Batch.objects.all().delete()
    Report.objects.all().delete()
    SourceFile.objects.all().delete()
    for data, name in reversed(files):
        store.publish(Report.objects.get(pk=take_in(data, name, Defaults()).report))
    assert keys.isdisjoint(Report.objects.values_list("pk", flat=True))
    after = public_addresses(client)
    assert {address: after[address] for address in before if "compare" not in address} == {
        address: told for address, told in before.items() if "compare" not in address
    }


def test_a_restored_archive_has_the_same_addresses_and_numbers_lead_on(
    lived_in, elsewhere: Manage, client: Client, tmp_path: Path
) -> None:
    call_command("archive_backup", tmp_path / "backup")
    elsewhere("archive_restore", str(tmp_path / "backup"))
    told = elsewhere("shell", "--verbosity", "0", "-c", ANSWERS).stdout
    here = json.loads(json.dumps([public_addresses(client), numbers(client)]))
    assert json.loads(told) == here
    assert sum("/compare/" in address for address in here[0]) == 1


def test_a_backup_from_before_ids_is_given_them_and_keeps_its_anchors(
    lived_in, elsewhere: Manage, tmp_path: Path
) -> None:
    call_command("archive_backup", tmp_path / "backup")
    for name, columns in (("reports", ["public_id"]), ("sections", ANCHORS), ("metrics", ANCHORS)):
        _without(tmp_path / "backup", name, columns)
    elsewhere("archive_restore", str(tmp_path / "backup"))
    told = json.loads(elsewhere("shell", "--verbosity", "0", "-c", OLD_ANSWERS).stdout)
    assert told == [
        [[one.pk, one.public_id] for one in lived_in],
        sorted({row.former_anchor for one in lived_in for row in (*one.sections.all(), *one.metrics.all())}),
    ]


ANCHORS = ["anchor", "former_anchor"]
OLD_ANSWERS = """
import json
from reports.models import Metric, Report, Section
rows = [*Section.objects.all(), *Metric.objects.all()]
assert all(row.anchor == row.former_anchor for row in rows)
print(json.dumps([list(Report.objects.order_by("pk").values_list("pk", "public_id")), sorted({row.anchor for row in rows})]))
"""


def _without(backup: Path, name: str, columns: list[str]) -> None:
    """Take columns out of a table of a backup, as a program of before would have written it."""
    manifest = read_manifest(backup)
    part = manifest.parts[name]
    rows = [
        {column: value for column, value in row.items() if column not in columns}
        for row in read_part(backup, part)
    ]
    parts = manifest.parts | {name: write_part(backup / part.file, rows, part.file, lambda _: None)}
    (backup / MANIFEST).write_text(replace(manifest, parts=parts).to_json(), "utf-8")
