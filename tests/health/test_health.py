"""One answer for the keeper's desk and for what watches over the site."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.health import Condition, Level, conditions, upkeep
from reports.health.states import PARTS
from reports.models import Region
from reports.views.site import health

from .conftest import make_task, states

PARTS_TOLD = [*PARTS]


def of_sqlite() -> bool:
    return connection.vendor == "sqlite"


def asked(client: Client, path: str) -> tuple[int, dict[str, str]]:
    response = client.get(path)
    assert "no-store" in response.headers["Cache-Control"]
    return response.status_code, json.loads(response.content)


def test_every_part_is_told_in_order(fit: object, client: Client) -> None:
    told = asked(client, "/readyz")[1]
    assert [*told] == ["status", *(part for part in PARTS_TOLD if part != "database_folder" or of_sqlite())]
    # The disk of the machine that runs the tests may be small.
    disks = {part for part in PARTS_TOLD if part.endswith("_folder")}
    assert {part: state for part, state in told.items() if part not in disks | {"status"}} == dict.fromkeys(
        [part for part in PARTS_TOLD if part not in disks], "ok"
    )


def test_a_failed_part_is_answered_503(fit: object, client: Client, archive_root: Path) -> None:
    (archive_root / "tmp/worker").unlink()
    status, told = asked(client, "/readyz")
    assert (status, told["status"], told["worker"]) == (503, "not_ready", "never")


FIT, OLD, DEAD = Condition("database", "ok"), Condition("backup", "old"), Condition("worker", "never")


@pytest.mark.parametrize(
    ("found", "strict", "status", "told"),
    [
        ([FIT], False, 200, "ready"),
        ([FIT], True, 200, "ready"),
        ([FIT, OLD], False, 200, "attention"),
        ([FIT, OLD], True, 503, "attention"),
        ([FIT, DEAD, OLD], False, 503, "not_ready"),
    ],
)
def test_what_wants_attention_is_ready_unless_one_asks_strictly(
    found: list[Condition], strict: bool, status: int, told: str
) -> None:
    states = {one.part: one.state for one in found}
    assert health.answer(found, strict=strict) == (status, {"status": told} | states)


def test_a_stranger_is_told_states_alone(fit: object, client: Client, archive_root: Path) -> None:
    make_task("FAILED")
    body = client.get("/readyz").content.decode()
    assert set(json.loads(body).values()) <= {"not_ready", "attention", "ready"} | {
        state for _, known in PARTS.values() for state in known
    }
    assert str(archive_root.parent) not in body


def test_the_process_lives_whatever_its_database_holds(fit: object, client: Client) -> None:
    assert asked(client, "/healthz") == (200, {"status": "ok", "database": "ok"})
    Region.objects.all().delete()
    assert asked(client, "/healthz") == (200, {"status": "ok", "database": "empty"})


def test_it_costs_few_queries_however_much_there_is(fit: object) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            states()
        return len(asked)

    make_task("READY", ago=30)
    make_task("FAILED", ago=30)
    few = queries()
    for minutes in range(30):
        make_task("READY", ago=minutes)
        make_task("FAILED", ago=minutes)
    assert (queries(), few < 15) == (few, True)


@pytest.mark.parametrize(("part", "state"), [(part, state) for part in PARTS for state in PARTS[part][1]])
def test_every_state_has_a_sentence_and_what_is_not_well_a_mend(part: str, state: str) -> None:
    sentence = PARTS[part][1][state].sentence
    values = dict.fromkeys(re.findall(r"%\((\w+)\)s", sentence), "3")
    condition = Condition(part, state, values)
    assert condition.sentence.endswith("。")
    assert bool(condition.mend) == (condition.level > Level.OK)


def test_there_are_no_other_parts_and_states() -> None:
    with pytest.raises(KeyError):
        Condition("weather", "ok")
    with pytest.raises(KeyError):
        Condition("queue", "sunny")


def test_the_desk_says_the_same_in_words(fit: object, admin_client: Client, archive_root: Path) -> None:
    (archive_root / "tmp/worker").unlink()
    upkeep.record("fixity", done=True, wrong=2)
    html = admin_client.get("/admin/").content.decode()
    pairs = re.findall(r"<dt>(.*?)</dt><dd(?: class=\"(\w+)\")?>(.*?)</dd>", html)
    told = {name: (level, " ".join(words.split())) for name, level, words in pairs}
    levels = {Level.OK: "", Level.ATTENTION: "warn", Level.FAILED: "failed"}
    assert {one.name: told[one.name] for one in conditions()} == {
        one.name: (levels[one.level], one.sentence + one.mend) for one in conditions()
    }


def test_the_desk_is_for_those_who_work_there(fit: object, client: Client) -> None:
    assert client.get("/admin/").status_code == 302
