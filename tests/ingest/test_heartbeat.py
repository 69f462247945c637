import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports.ingest import heartbeat


def test_there_is_no_sign_of_life_before_the_first(archive_root: Path) -> None:
    assert (heartbeat.last_heartbeat(), heartbeat.is_alive()) == (None, False)


@pytest.mark.parametrize(
    ("seconds", "alive"), [(0, True), (-25, True), (-35, False), (25, True), (3600, False), (-86400, False)]
)
def test_the_worker_lives_while_its_last_sign_is_near(archive_root: Path, seconds: int, alive: bool) -> None:
    heartbeat.heartbeat()
    given = (datetime.now(UTC) + timedelta(seconds=seconds)).timestamp()
    os.utime(heartbeat.path(), (given, given))
    assert heartbeat.last_heartbeat() == datetime.fromtimestamp(given, UTC)
    assert heartbeat.is_alive() == alive


def test_a_new_sign_takes_the_place_of_the_old(archive_root: Path) -> None:
    heartbeat.heartbeat()
    os.utime(heartbeat.path(), (0, 0))
    heartbeat.heartbeat()
    assert heartbeat.is_alive()
