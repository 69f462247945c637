"""Settings that nothing can be done with are refused in a sentence that says what to do."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

ROOT = Path(__file__).parents[1]
#: ``manage.py check`` on a machine where neither psycopg nor opensearch-py is installed.
CHECK = (
    "import sys; sys.modules['psycopg'] = sys.modules['opensearchpy'] = None; import manage; manage.main()"
)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "DATABASE_URL",
            "postgres://archive@localhost/archive",
            "DATABASE_URL 指向 PostgreSQL，但没有装 psycopg。请在项目文件夹里运行："
            f"{sys.executable} -m pip install --require-hashes -r requirements-postgres.txt",
        ),
        ("DATABASE_URL", "sqlite://", ""),
        (
            "SEARCH_URL",
            "opensearch://localhost/archive",
            "SEARCH_URL 指向 OpenSearch，但没有装 opensearch-py。请在项目文件夹里运行："
            f"{sys.executable} -m pip install --require-hashes -r requirements-opensearch.txt",
        ),
        (
            "SEARCH_URL",
            "solr://localhost",
            "SEARCH_URL 的开头 solr 不认识，可用的有：whoosh、opensearch、opensearchs。",
        ),
    ],
)
def test_a_setting_that_does_not_work_is_told_in_one_sentence(name: str, value: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check"],
        cwd=ROOT,
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
    )
    assert (done.stderr.strip(), done.returncode) == (said, 1 if said else 0)


def of(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    """The settings where the environment says of these names that alone."""
    # A developer's own file is left out.
    monkeypatch.setattr("environ.Env.read_env", lambda *_: None)
    for name in ("ALLOWED_HOSTS", "DEBUG", "HSTS_SECONDS", "HTTPS", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "archive/settings.py"))


def test_without_a_word_there_is_no_debugging_no_key_and_no_host_but_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = of(monkeypatch)
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    assert (found["DEBUG"], found["SECRET_KEY"], found["ALLOWED_HOSTS"]) == (False, "", hosts)


PROXIED = {"X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("environment", "headers", "answer"),
    [
        ({}, {}, (200, False, None)),
        # Anybody can say so.
        ({}, PROXIED, (200, False, None)),
        ({"HTTPS": "1"}, {}, (301, None, None)),
        ({"HTTPS": "1"}, PROXIED, (200, True, None)),
        ({"HTTPS": "1", "HSTS_SECONDS": "3600"}, PROXIED, (200, True, "max-age=3600")),
    ],
)
def test_what_is_said_of_https_is_believed_and_asked_for_when_told_to(
    db: None,
    client: Client,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    headers: dict[str, str],
    answer: tuple[int, bool | None, str | None],
) -> None:
    for name, value in of(monkeypatch, **environment).items():
        if name.startswith("SECURE_") or name.endswith("_COOKIE_SECURE"):
            setattr(settings, name, value)
    given = client.get("/admin/login/", headers=headers)
    cookie = given.cookies.get("csrftoken")
    secure = bool(cookie["secure"]) if cookie else None
    assert (given.status_code, secure, given.headers.get("Strict-Transport-Security")) == answer
