"""What one address may ask for, and how much is done at once, over several processes."""

import multiprocessing
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from reports.limits import Busy, TooOften, pace, slot
from reports.limits.address import address_of, counted_as
from reports.limits.counters import count

STRANGER = "203.0.113.7"


@pytest.fixture(autouse=True)
def limits_root(settings: Settings, tmp_path: Path) -> Path:
    settings.LIMITS_ROOT = tmp_path / "limits"
    settings.THROTTLE = 1
    return Path(settings.LIMITS_ROOT)


def request_from(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def asked(kind: str, times: int, address: str = STRANGER) -> int:
    """How many of so many requests are let through."""
    let_through = 0
    for _ in range(times):
        try:
            pace(kind, request_from(address))
        except TooOften:
            continue
        let_through += 1
    return let_through


def test_an_address_is_let_through_so_often_and_each_by_itself() -> None:
    assert (asked("check", 15), asked("check", 3, "203.0.113.8"), asked("export", 3)) == (10, 3, 3)


def test_who_asked_too_often_is_told_when_to_ask_again() -> None:
    asked("check", 10)
    with pytest.raises(TooOften) as refused:
        pace("check", request_from(STRANGER))
    assert 0 < refused.value.seconds <= 60


def test_a_window_that_is_over_begins_anew() -> None:
    assert [count("x", 0)[0] for _ in range(3)] == [1, 1, 1]
    assert [count("y", 60)[0] for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(("factor", "let_through"), [(0, 40), (2, 20), (0.5, 5)])
def test_the_rates_can_be_multiplied_and_switched_off(
    settings: Settings, factor: float, let_through: int
) -> None:
    settings.THROTTLE = factor
    assert asked("check", 40) == let_through


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "", "unix:"])
def test_the_machine_itself_and_who_is_not_known_are_not_counted(address: str) -> None:
    assert asked("check", 30, address) == 30


def test_addresses_of_one_ipv6_network_are_one_and_none_is_written_down(limits_root: Path) -> None:
    assert counted_as(request_from("2001:db8::1")) == counted_as(request_from("2001:db8::ffff:2"))
    assert counted_as(request_from("::ffff:203.0.113.7")) == counted_as(request_from(STRANGER))
    assert counted_as(request_from("2001:db8:0:1::1")) != counted_as(request_from("2001:db8::1"))
    asked("check", 1)
    assert STRANGER.encode() not in (limits_root / "counters.sqlite3").read_bytes()


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.1", STRANGER),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1, 198.51.100.1, 192.0.2.1", "198.51.100.1"),
        (2, "198.51.100.1", ""),
    ],
)
def test_a_header_tells_the_address_only_behind_proxies_and_only_what_they_added(
    settings: Settings, proxies: int, header: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address_of(request_from(STRANGER, **{"X-Forwarded-For": header})) == address


def test_two_pieces_of_heavy_work_go_on_at_once_and_the_next_when_one_ends() -> None:
    first, second = slot("export"), slot("export")
    with pytest.raises(Busy) as refused:
        slot("export")
    assert refused.value.seconds > 0
    first.release()
    slot("export").release()
    second.release()


def _count_many(root: str) -> None:
    from django.conf import settings

    settings.LIMITS_ROOT = Path(root)
    for _ in range(50):
        count("together", 600)


def test_several_processes_count_together(limits_root: Path) -> None:
    spawned = multiprocessing.get_context("fork")
    workers = [spawned.Process(target=_count_many, args=(str(limits_root),)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert count("together", 600)[0] == 151


def test_a_slot_is_held_over_all_processes_and_ends_with_the_one_that_holds_it(limits_root: Path) -> None:
    limits_root.mkdir()
    hold = (
        "import sys, filelock; held = [filelock.FileLock(path) for path in sys.argv[1:]]; "
        "[one.acquire() for one in held]; print('held', flush=True); sys.stdin.read()"
    )
    paths = [str(limits_root / f"export-{number}.lock") for number in range(2)]
    with subprocess.Popen(
        [sys.executable, "-c", hold, *paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Busy):
            slot("export")
        other.kill()
        other.wait()
    slot("export").release()


def test_where_nothing_can_be_written_all_is_let_through(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.LIMITS_ROOT = tmp_path / "file" / "limits"
    assert asked("check", 30) == 30
    for _ in range(3):
        slot("export")


@pytest.mark.django_db
def test_the_page_and_the_api_say_when_to_ask_again(client: Client, settings: Settings) -> None:
    settings.THROTTLE = 1 / 300
    answers = [client.get("/api/v1/topics", REMOTE_ADDR=STRANGER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1]["Content-Type"] == "application/problem+json"
    assert answers[1].json()["detail"] == f"请求太频繁，请过 {answers[1]['Retry-After']} 秒再试。"
    settings.THROTTLE = 1 / 30
    answers = [client.get("/reports/export.csv", REMOTE_ADDR=STRANGER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert f"请过 {answers[1]['Retry-After']} 秒再试" in answers[1].content.decode()
    settings.THROTTLE = 1 / 10
    answers = [client.post("/check/", {"text": "正文"}, REMOTE_ADDR=STRANGER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]


@pytest.mark.django_db
def test_answers_to_what_is_counted_say_how_much_is_left(client: Client, settings: Settings) -> None:
    """As draft-ietf-httpapi-ratelimit-headers-10 has it; the machine's own requests are not counted."""
    settings.THROTTLE = 2 / 300
    answers = [client.get("/api/v1/topics", REMOTE_ADDR=STRANGER) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"api";q=2;w=60'}
    told = [re.fullmatch(r'"api";r=(\d+);t=([1-9]\d?)', answer["RateLimit"]) for answer in answers]
    assert [one and one[1] for one in told] == ["1", "0", "0"]
    assert answers[2]["RateLimit"].endswith(f"t={answers[2]['Retry-After']}")
    export = client.get("/reports/export.csv", REMOTE_ADDR=STRANGER)
    assert export["RateLimit-Policy"] == '"export";q=0;w=60'
    own = client.get("/api/v1/topics")
    assert ("RateLimit" in own, "RateLimit-Policy" in own) == (False, False)


@pytest.mark.django_db
def test_a_third_large_export_is_told_to_wait_until_one_has_been_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.views.downloads.LARGE", 0)
    first, second = (client.get("/reports/figures.csv") for _ in range(2))
    third = client.get("/reports/figures.csv")
    assert (third.status_code, third["Retry-After"]) == (503, "60")
    first.close()
    assert client.get("/reports/export.csv").status_code == 200
    second.close()


@pytest.mark.django_db
def test_a_third_check_at_once_is_told_to_wait(client: Client) -> None:
    with slot("check"), slot("check"):
        answer = client.post("/check/", {"text": "正文"})
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert client.post("/check/", {"text": "正文"}).status_code == 200
