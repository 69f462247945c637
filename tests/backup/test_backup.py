"""A backup brought back is the same archive: its rows, its originals, its search results."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.backup.folder import MANIFEST, encoded, original_in, read_manifest
from reports.backup.tables import TABLES
from reports.models import Batch, BatchItem, Report, SourceFile
from reports.store import originals
from reports.text.remarks import from_stored, words
from tests.backup.found import QUERIES, found
from tests.factories import make_report

ANSWERS = "import json; from tests.backup.found import found; print(json.dumps(found()))"


def hashes(folder: Path) -> dict[str, str]:
    return {name: part.sha256 for name, part in read_manifest(folder).parts.items()}


@pytest.mark.django_db
def test_a_backup_from_before_sections_had_several_roles_is_restored() -> None:
    tables = {table.name: table for table in TABLES}
    corrected = {"section@2:打算": {"value": {"roles": ["plan"], "topics": []}, "by": "keeper", "at": "2024"}}
    report = make_report(sections=[{"heading": "主要举措", "role": "achievements"}], corrections=corrected)
    reports, sections = list(tables["reports"].rows()), list(tables["sections"].rows())
    reports[0]["corrections"]["section@2:打算"]["value"] = {"role": "plan", "topics": []}
    sections[0]["role"] = sections[0].pop("roles")[0]
    Report.objects.all().delete()
    assert (tables["reports"].restore(reports), tables["sections"].restore(sections)) == (1, 1)
    report.refresh_from_db()
    assert report.corrections == corrected
    assert [one.roles for one in report.sections.all()] == [["achievements"]]


@pytest.mark.django_db
def test_a_backup_from_before_remarks_had_codes_is_restored() -> None:
    tables = {table.name: table for table in TABLES}
    span = {"start": 0, "end": 2, "text": "首页", "why": {"code": "year_of_title", "values": {}}}
    report = make_report(flags=[{"kind": "empty", "note": "没有正文"}], evidence={"year": [span]})
    items = Batch.objects.create().items
    items.create(name="一.txt", remark=words("坏了").stored())
    items.create(name="二.txt")
    rows = {name: list(tables[name].rows()) for name in ("reports", "flags", "batch_items")}
    rows["reports"][0]["evidence"]["year"][0]["why"] = "标题"
    for name, column in (("flags", "note"), ("batch_items", "reason")):
        for row in rows[name]:
            row[column] = str(from_stored(remark)) if (remark := row.pop("remark")) else ""
    Report.objects.all().delete()
    items.all().delete()
    assert [tables[name].restore(held) for name, held in rows.items()] == [1, 1, 2]
    report.refresh_from_db()
    assert report.evidence["year"][0]["why"] == words("标题").stored()
    assert [flag.remark for flag in report.flags.all()] == [words("没有正文").stored()]
    assert [item.remark for item in items.all()] == [words("坏了").stored(), None]


@pytest.mark.slow
def test_what_is_restored_on_an_empty_machine_is_the_same_archive(
    lived_in, indexed, elsewhere, tmp_path: Path
) -> None:
    indexed()
    call_command("archive_backup", tmp_path / "backup")
    told = elsewhere("archive_restore", str(tmp_path / "backup")).stdout
    elsewhere("archive_backup", str(tmp_path / "again"))
    assert hashes(tmp_path / "again") == hashes(tmp_path / "backup")
    wanted = sorted(SourceFile.objects.values_list("sha256", flat=True))
    assert len(wanted) == 5
    for sha256 in [*wanted, *BatchItem.objects.values_list("sha256", flat=True)]:
        again = tmp_path / "elsewhere/originals" / sha256[:2] / sha256[2:4] / sha256
        assert again.read_bytes() == originals.load(sha256)
    assert json.loads(elsewhere("shell", "--verbosity", "0", "-c", ANSWERS).stdout) == found()
    assert [len(hits) for hits in found()[: len(QUERIES)]] == [2, 1, 1, 1, 0, 2]
    assert elsewhere("check_index").returncode == 0
    assert elsewhere("verify_archive").stdout == "核对 7 个原件：完好 7 个。\n"
    assert told.endswith("原件 7 个，索引 2 篇。\n")


def test_every_row_that_cannot_be_made_again_is_in_the_backup(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup")
    lines = {name: part.lines for name, part in read_manifest(tmp_path / "backup").parts.items()}
    assert {
        name: lines[name] for name in ("source_files", "reports", "batches", "batch_items", "history")
    } == {
        "source_files": 5,
        "reports": 5,
        "batches": 1,
        "batch_items": 3,
        "history": 2,
    }
    folder = tmp_path / "backup" / read_manifest(tmp_path / "backup").rows
    rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines()]
    assert [(row["status"], sorted(row["corrections"])) for row in rows] == [
        (report.status, sorted(report.corrections)) for report in lived_in
    ]
    assert [len(row["corrections"]) for row in rows] == [0, 0, 3, 0, 0]


def test_every_model_is_backed_up_or_known_to_be_left_out() -> None:
    from django.apps import apps

    left_out = {
        # Whoever had one makes a new one.
        "apitoken",
        "topic",
        "indicator",
        "sentencehash",
        "signature",
        "signatureband",
        "provincemedian",
        "copiedshare",
        "copiedfrom",
        "copiedstate",
        "lastchange",
        "unindexed",
        "restoration",
    }
    ours = {model._meta.model_name for model in apps.get_app_config("reports").get_models()}
    assert ours - left_out == {
        table.model._meta.model_name for table in TABLES if table.model._meta.app_label == "reports"
    }


def test_a_second_backup_copies_only_what_is_new(lived_in, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "backup"
    call_command("archive_backup", folder)
    sha256 = lived_in[0].source.sha256
    before = original_in(folder, sha256).stat()
    originals.keep("新来的".encode())
    make_report(
        source=SourceFile.objects.create(
            sha256=originals.digest("新来的".encode()), name="新.txt", media_type="text/plain", size=9
        )
    )
    capsys.readouterr()
    call_command("archive_backup", folder)
    assert "原件新拷 1 个" in capsys.readouterr().out
    assert original_in(folder, sha256).stat().st_mtime_ns == before.st_mtime_ns
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [MANIFEST, "originals", read_manifest(folder).rows]
    )


def test_links_take_no_room(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup", link=True)
    sha256 = lived_in[0].source.sha256
    assert original_in(tmp_path / "backup", sha256).samefile(originals.path_of(sha256))


def test_an_interrupted_backup_is_none_and_the_one_before_it_stays(lived_in, tmp_path: Path) -> None:
    from reports.backup.write import backup

    class Stopped(Exception):
        pass

    def stop(_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        backup(tmp_path / "backup", on_files=stop)
    with pytest.raises(CommandError) as refusal:
        call_command("archive_restore", tmp_path / "backup")
    assert str(refusal.value).startswith(f"{tmp_path / 'backup'} 里没有 manifest.json")
    call_command("archive_backup", tmp_path / "backup")
    whole = read_manifest(tmp_path / "backup")
    with pytest.raises(Stopped):
        backup(tmp_path / "backup", on_rows=stop)
    assert read_manifest(tmp_path / "backup") == whole
    call_command("archive_backup", tmp_path / "backup")
    assert len(list((tmp_path / "backup").glob("rows-*"))) == 1


def test_onto_its_own_rows_only_originals_are_put_back(lived_in, indexed, tmp_path: Path, capsys) -> None:
    call_command("archive_backup", tmp_path / "backup")
    sha256 = lived_in[0].source.sha256
    sound = originals.load(sha256)
    originals.path_of(sha256).unlink()
    call_command("archive_restore", tmp_path / "backup")
    assert originals.load(sha256) == sound
    assert "数据与备份相同" in capsys.readouterr().out


def test_an_archive_with_other_rows_is_refused_and_left_alone(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup")
    make_report(title="后来的")
    with pytest.raises(CommandError, match="数据库里已有内容，且与备份不同"):
        call_command("archive_restore", tmp_path / "backup")
    assert Report.objects.filter(title="后来的").count() == 1


def test_a_backup_of_another_archive_is_not_overwritten(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup")
    before = (tmp_path / "backup" / MANIFEST).read_bytes()
    SourceFile.objects.filter(pk=lived_in[0].source_id).update(sha256="0" * 64)
    with pytest.raises(CommandError, match="另一个档案馆的备份"):
        call_command("archive_backup", tmp_path / "backup")
    assert (tmp_path / "backup" / MANIFEST).read_bytes() == before


def test_a_folder_with_other_things_is_not_taken(db, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CommandError, match=r"里有别的文件（mine\.txt）|里有别的文件"):
        call_command("archive_backup", tmp_path)


def damage_part(folder: Path) -> Path:
    path = folder / read_manifest(folder).parts["reports"].file
    path.write_bytes(path.read_bytes().replace("衢山镇".encode(), "衢川镇".encode(), 1))
    return path


def lose_part(folder: Path) -> Path:
    path = folder / read_manifest(folder).parts["users"].file
    path.unlink()
    return path


def other_version(folder: Path) -> Path:
    path = folder / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "version": 9}))
    return path


def cut_manifest(folder: Path) -> Path:
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes()[:-20])
    return path


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (damage_part, "{path} 损坏：内容与清单里的 SHA-256 不符。请从另一份备份取回这个文件。"),
        (lose_part, "备份缺少 {path}。请从另一份备份取回这个文件。"),
        (other_version, "{path} 是第 9 版格式，本程序只认第 1 至 2 版。请用写这份备份的程序版本恢复。"),
        (cut_manifest, "{path} 损坏，读不出来。请从另一份备份取回这个文件。"),
    ],
)
def test_what_is_wrong_with_a_backup_is_named_with_its_mend(lived_in, tmp_path, damage, sentence) -> None:
    call_command("archive_backup", tmp_path / "backup")
    path = damage(tmp_path / "backup")
    with pytest.raises(CommandError) as refusal:
        call_command("archive_restore", tmp_path / "backup")
    assert str(refusal.value) == sentence.format(path=path)


def test_a_damaged_original_stops_the_restoration_unless_it_is_accepted(
    lived_in, elsewhere, tmp_path: Path
) -> None:
    call_command("archive_backup", tmp_path / "backup")
    sha256 = lived_in[2].source.sha256
    original_in(tmp_path / "backup", sha256).chmod(0o600)
    original_in(tmp_path / "backup", sha256).write_bytes(b"rotten")
    refused = elsewhere("archive_restore", str(tmp_path / "backup"), check=False)
    assert refused.returncode == 1
    assert str(original_in(tmp_path / "backup", sha256)) in refused.stderr
    accepted = elsewhere("archive_restore", str(tmp_path / "backup"), "--accept-damaged", check=False)
    assert accepted.returncode == 1
    assert f"备份里没有完好的原件  {lived_in[2].source.name}（{sha256}）" in accepted.stdout
    call_command("archive_backup", tmp_path / "backup", check=True)
    assert elsewhere("archive_restore", str(tmp_path / "backup")).stdout.startswith("已恢复：数据与备份相同")


def test_a_lost_original_is_named_and_the_rest_is_backed_up(lived_in, tmp_path: Path, capsys) -> None:
    sha256 = lived_in[0].source.sha256
    originals.path_of(sha256).unlink()
    with pytest.raises(SystemExit):
        call_command("archive_backup", tmp_path / "backup")
    assert f"（{sha256}）" in capsys.readouterr().out
    held = read_manifest(tmp_path / "backup").originals
    assert [one["sha256"] for one in held["damaged"]] == [sha256]
    assert original_in(tmp_path / "backup", lived_in[1].source.sha256).exists()


def test_a_backup_from_before_places_had_names_and_codes_of_their_own_is_restored(
    lived_in, elsewhere, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    call_command("archive_backup", str(folder))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["version"] = 1
    for name in ("region_names", "region_codes"):
        del manifest["parts"][name]
    part = manifest["parts"]["regions"]
    lines = [json.loads(line) for line in (folder / part["file"]).read_text("utf-8").splitlines()]
    for line in lines:
        del line["successor_known"]
    lines[-1]["successor_id"] = lines[-2]["code"]
    rewritten = b"".join(encoded(line) for line in lines)
    (folder / part["file"]).write_bytes(rewritten)
    part |= {"sha256": hashlib.sha256(rewritten).hexdigest(), "bytes": len(rewritten)}
    (folder / "manifest.json").write_text(json.dumps(manifest))

    elsewhere("archive_restore", str(folder))
    elsewhere("archive_backup", str(tmp_path / "again"))
    again = json.loads((tmp_path / "again" / "manifest.json").read_text("utf-8"))["parts"]

    def rows(name: str) -> list[dict[str, Any]]:
        text = (tmp_path / "again" / again[name]["file"]).read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    assert rows("regions") == [{**line, "successor_known": ""} for line in lines]
    assert rows("region_names") == [
        {
            "valid_from": None,
            "valid_until": None,
            "region_id": line["code"],
            "name": line["name"],
            "full_name": line["full_name"],
        }
        for line in lines
    ]
    assert [row["code"] for row in rows("region_codes")] == [line["code"] for line in lines]
    kept = (folder / manifest["parts"]["reports"]["file"]).read_bytes()
    assert (tmp_path / "again" / again["reports"]["file"]).read_bytes() == kept
