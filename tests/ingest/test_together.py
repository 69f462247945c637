"""Files taken in together end as they would one by one."""

import pytest
from django.db import DatabaseError

from reports.ingest.intake import NOT_STORED, Defaults, Together
from reports.models import BatchItem, Region, Report, SourceFile
from reports.store import reports as store
from tests.ingest.readings import BODY

State = BatchItem.State


def bytes_of(figure: int) -> bytes:
    return f"岱山县衢山镇2023年法治政府建设年度报告\n一、主要举措\n{BODY}\n调解纠纷{figure}件。\n".encode()


def test_each_file_sees_those_before_it(town: Region) -> None:
    together = Together(Defaults(publish=True))
    for number, figure in enumerate((1, 1, 2)):
        together.bring(bytes_of(figure), f"{number}.txt")
    together.bring(b"\x00\x01" * 200, "坏.txt")
    assert (Report.objects.count(), len(together)) == (0, 4)
    states = [outcome.state for outcome in together.settle()]
    assert states == [State.STORED, State.DUPLICATE, State.REVISION, State.REFUSED]
    assert len(together) == 0


def test_one_that_cannot_be_stored_takes_no_other_with_it(
    town: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = store.add

    def failing(parsed, source, decision, corrections, region, **named):
        report = add(parsed, source, decision, corrections, region, **named)
        if "调解纠纷2件" in parsed.text:
            raise DatabaseError("no room")
        return report

    monkeypatch.setattr(store, "add", failing)
    together = Together(Defaults())
    for figure in (1, 2, 3):
        together.bring(bytes_of(figure), f"{figure}.txt")
    outcomes = together.settle()
    assert [outcome.reason == NOT_STORED for outcome in outcomes] == [False, True, False]
    assert [outcome.state for outcome in outcomes] == [State.STORED, State.REFUSED, State.REVISION]
    assert (Report.objects.count(), SourceFile.objects.count()) == (2, 2)
