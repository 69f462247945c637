"""What commands did is in the history of each report, and on the desk as one run."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from reports.models import Report
from reports.parsing import PARSER_VERSION
from reports.store.history import COMMAND_LINE, history, runs_and_deeds
from tests.factories import make_region

TEXT = "衢山镇{}年法治政府建设年度报告\n浙江省舟山市岱山县\n一、主要举措\n全年调解纠纷35件。\n"


@pytest.fixture
def brought(indexed: object, settings, tmp_path: Path) -> list[Report]:
    """Two reports that a command took in, then read anew."""
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    for code, name in (("33", "浙江省"), ("3309", "舟山市"), ("330921", "岱山县"), ("330921106", "衢山镇")):
        make_region(code, name)
    (tmp_path / "in").mkdir()
    for year in (2022, 2023):
        (tmp_path / "in" / f"{year}.txt").write_text(TEXT.format(year), "utf-8")
    call_command("ingest", str(tmp_path / "in"), "--publish")
    call_command("reparse")
    return list(Report.objects.order_by("year"))


def test_a_report_tells_which_command_brought_it(brought: list[Report]) -> None:
    told = [(entry.user.get_username(), entry.get_change_message()) for entry in history(brought[0])]
    done = "发布" if brought[0].status == "published" else "收入待审"
    assert told == [
        (COMMAND_LINE, f"reparse 重新识别（识别版本 {PARSER_VERSION}）"),
        (COMMAND_LINE, f"ingest {done}（2022.txt）"),
    ]


def test_of_many_files_the_desk_tells_the_run(brought: list[Report], client: Client) -> None:
    runs = [(entry.object_repr, entry.get_change_message()) for entry in runs_and_deeds()]
    assert [run for run, _ in runs] == ["reparse", "ingest"]
    assert runs[0][1] == "重新识别 2 篇，失败 0 篇。"
    client.force_login(User.objects.create_superuser("keeper"))
    page = client.get("/admin/").content.decode()
    assert page.count(f"{COMMAND_LINE}：") == 2
    whole = client.get("/admin/admin/logentry/").context["cl"].result_list
    assert len(whole) == LogEntry.objects.count() == 6


def test_nobody_signs_in_as_the_command_line(brought: list[Report]) -> None:
    user = User.objects.get(username=COMMAND_LINE)
    assert (user.is_active, user.is_staff, user.has_usable_password()) == (False, False, False)
