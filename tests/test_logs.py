"""What the log holds of a request and of a failure, and what it must not hold."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from archive.logs import JsonLines, RequestLog, configuration

ROOT = Path(__file__).parent.parent
TEXT = "全年调解纠纷三十五件"

Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def written() -> Iterator[Lines]:
    """What is logged within the block, as read back from lines of JSON."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, requests = logging.getLogger(), logging.getLogger("archive.request")
    handlers, level = root.handlers, requests.level
    root.handlers = [handler]
    # Set, as loggers remember what they are enabled for.
    requests.setLevel(logging.INFO)
    try:
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    finally:
        root.handlers = handlers
        requests.setLevel(level)


@pytest.fixture
def lines() -> Iterator[Lines]:
    with written() as held:
        yield held


def test_a_request_is_a_line_with_its_route_and_without_what_was_asked(
    indexed: object, client: Client, lines: Lines
) -> None:
    headers = {
        "authorization": "Bearer secret-token",
        "cookie": "sessionid=secret",
        "referer": "http://x/?q=secret",
    }
    client.get("/reports/?q=secret-word", headers=headers, REMOTE_ADDR="198.51.100.7")
    (line,) = lines()
    assert set(line) == {"time", "level", "logger", "event", "request_id", "method", "route", "status", "ms"}
    assert (line["event"], line["method"], line["route"], line["status"]) == (
        "request",
        "GET",
        "reports",
        200,
    )
    assert "secret" not in json.dumps(line)
    assert "198.51.100.7" not in json.dumps(line)


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [("/about/", "about", 200), ("/nowhere/", "", 404), ("/admin/", "admin:index", 302)],
)
def test_a_route_is_told_by_its_name(
    db: None, client: Client, lines: Lines, path: str, route: str, status: int
) -> None:
    client.get(path)
    assert [(line["route"], line["status"]) for line in lines() if line["event"] == "request"] == [
        (route, status)
    ]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("0123456789abcdef", True),
        ("short", False),
        ("a" * 65, False),
        ("调解调解调解调解", False),
        ('"\n{}"' * 3, False),
    ],
)
def test_the_proxys_id_of_a_request_is_taken_if_it_is_one(given: str, taken: bool) -> None:
    request = RequestFactory().get("/", HTTP_X_REQUEST_ID=given)
    answer = RequestLog(lambda _: HttpResponse())(request)
    assert (answer.headers["X-Request-ID"] == given) == taken
    assert re.fullmatch(r"[0-9A-Za-z-]{8,64}", answer.headers["X-Request-ID"])


def test_what_is_logged_during_a_request_carries_its_id(lines: Lines) -> None:
    def respond(request: HttpRequest) -> HttpResponse:
        logging.getLogger("reports").warning("here")
        return HttpResponse(status=503)

    RequestLog(respond)(RequestFactory().get("/", HTTP_X_REQUEST_ID="0123456789abcdef"))
    logging.getLogger("reports").warning("afterwards")
    assert [(line["event"], line["level"], line.get("request_id")) for line in lines()] == [
        ("here", "warning", "0123456789abcdef"),
        ("request", "error", "0123456789abcdef"),
        ("afterwards", "warning", None),
    ]


def fail() -> None:
    raise ValueError(f"cannot read {TEXT}")


def test_an_exception_is_told_by_its_class_and_place_without_what_it_says(lines: Lines) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("reports").exception("reading %s failed", "报告.docx")
    (line,) = lines()
    assert (line["event"], line["error"]) == ("reading 报告.docx failed", "ValueError")
    assert [re.sub(r":\d+ ", " ", place) for place in line["at"]][-1].endswith("tests/test_logs.py fail")
    assert TEXT not in json.dumps(line, ensure_ascii=False)


#: An exception as an argument of a message, and what is told of it.
SAID = [
    (OSError(28, "No space left on device", "/srv/a"), "[Errno 28] No space left on device: '/srv/a'"),
    (OperationalError("database is locked"), "database is locked"),
    (OperationalError(f"connection failed\nDETAIL: {TEXT}"), "connection failed"),
    (IntegrityError(f"null value\nDETAIL: Failing row contains ({TEXT})"), "IntegrityError"),
    (UnicodeDecodeError("utf-8", TEXT.encode(), 0, 1, "bad"), "UnicodeDecodeError"),
]


@pytest.mark.parametrize(("error", "told"), SAID)
def test_an_exception_that_a_message_quotes_is_told_as_far_as_is_safe(
    lines: Lines, error: Exception, told: str
) -> None:
    logging.getLogger("reports").warning("it tries again: %s", error)
    assert [line["event"] for line in lines()] == [f"it tries again: {told}"]


def test_of_a_trace_that_a_message_quotes_the_places_are_told(lines: Lines) -> None:
    trace = f'Traceback (most recent call last):\n  File "/srv/a/b/c/d.py", line 3, in read\n    x\nValueError: {TEXT}\n'
    logging.getLogger("reports").error("a reader failed in its process:\n%s", trace)
    (line,) = lines()
    assert (line["event"], line["at"]) == ("a reader failed in its process", ["a/b/c/d.py:3 read"])
    assert TEXT not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize(
    ("argv", "form", "formatter", "stream"),
    [
        (["/x/gunicorn/__main__.py", "-c", "archive/gunicorn.conf.py"], "", "json", "ext://sys.stdout"),
        (["manage.py", "serve", "--only", "worker"], "", "json", "ext://sys.stdout"),
        (["manage.py", "serve"], "plain", "plain", "ext://sys.stdout"),
        (["manage.py", "parse", "a.txt"], "", "plain", "ext://sys.stderr"),
        (["manage.py", "ingest", "serve"], "json", "json", "ext://sys.stderr"),
    ],
)
def test_what_serves_writes_json_to_the_standard_output_and_commands_leave_theirs_alone(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], form: str, formatter: str, stream: str
) -> None:
    monkeypatch.setattr("sys.argv", argv)
    handler = configuration(form)["handlers"]["console"]
    assert (handler["formatter"], handler["stream"]) == (formatter, stream)
