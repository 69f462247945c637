"""The log: events as lines of JSON for machines, or plain lines where a person watches.

docs/operations.md lists the fields. A line holds no text of a report, no query, no address of a client and no token:
of a request the name of its route, of an exception its class and where it was raised, not what it says, which may quote
what was being read.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase

_TRACE = "Traceback (most recent call last):"
_FRAME = re.compile(r'^ +File "([^"]+)", line (\d+), in (\S+)$', re.M)
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_requests = logging.getLogger("archive.request")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        event, trace = _parted(record)
        if record.exc_info:
            trace += self.formatException(record.exc_info)
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event,
        }
        if request_id := _request_id.get():
            fields["request_id"] = request_id
        fields |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            fields["error"] = record.exc_info[0].__qualname__
        if trace:
            fields["at"] = [
                f"{'/'.join(file.split('/')[-4:])}:{line} {function}"
                for file, line, function in _FRAME.findall(trace)
            ]
        return json.dumps(fields, ensure_ascii=False, default=str)


def _parted(record: logging.LogRecord) -> tuple[str, str]:
    """What a record says, of exceptions only what is safe to tell, and the trace of calls that it quotes, or ""."""
    arguments: Any = record.args
    if isinstance(arguments, Mapping):
        arguments = {name: _safe(value) for name, value in arguments.items()}
    elif arguments:
        arguments = tuple(_safe(value) for value in arguments)
    message = str(record.msg) % arguments if arguments else str(record.msg)
    said, mark, trace = message.partition(_TRACE)
    return said.strip().rstrip(":"), mark + trace


def _safe(value: Any) -> Any:
    """An argument of a message; of an exception that is not of disk or database the class alone."""
    if isinstance(value, OSError | OperationalError):
        return str(value).partition("\n")[0]
    return type(value).__qualname__ if isinstance(value, BaseException) else value


def configuration(form: str) -> dict[str, Any]:
    """The configuration for :mod:`logging`; ``form`` is ``json``, ``plain`` or "", which lets the surroundings decide.

    Processes that serve write to the standard output, commands to that for errors, theirs being what they print.
    """
    serves = _serves()
    if not form:
        form = "json" if serves and not sys.stdout.isatty() else "plain"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "archive.logs.JsonLines"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "stream": "ext://sys.stdout" if serves else "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Whoever watches a terminal is told of the requests that failed.
            "archive.request": {"level": "INFO" if form == "json" else "ERROR"},
            # The line of the request says as much; what an exception was is said by the second of these.
            "django.request": {"filters": ["exceptions"]},
            # It names users and addresses.
            "axes": {"level": "CRITICAL"},
            # It writes down what is searched for.
            "opensearch": {"level": "CRITICAL"},
            "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        },
        "filters": {"exceptions": {"()": "archive.logs.ExceptionsAlone"}},
    }


class ExceptionsAlone(logging.Filter):
    """Keeps the records that tell of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.exc_info is not None


def _serves() -> bool:
    """Whether this process is the site or its worker, or keeps them running."""
    return "gunicorn" in sys.argv[0] or sys.argv[1:2] == ["serve"]


class RequestLog:
    """Gives each request an id, the proxy's where it has one, and writes a line when it has been answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
        reset = _request_id.set(request_id)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            match = request.resolver_match
            fields = {
                "method": request.method if request.method in _METHODS else "OTHER",
                "route": match.view_name if match else "",
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            failed = response.status_code >= 500
            _requests.log(logging.ERROR if failed else logging.INFO, "request", extra={"fields": fields})
        finally:
            _request_id.reset(reset)
        return response


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
