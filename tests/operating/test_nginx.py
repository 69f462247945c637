"""nginx as in deploy/nginx before the archive."""

from __future__ import annotations

import http.client
import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.views.site.unchanged import SHARED

from . import nginx
from .archive import free_port

pytestmark = pytest.mark.skipif(nginx.NGINX is None, reason="nginx is not installed")


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers with the method, the address and the headers it was asked with; below /shared/ as the archive's pages."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        lines = [self.requestline, *(f"{name}: {value}" for name, value in self.headers.items())]
        body = "\n".join(lines).encode("latin-1")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-ID", self.headers["X-Request-ID"])
        if self.path.startswith("/shared/"):
            self.send_header("Cache-Control", f"public, max-age=0, s-maxage={SHARED}, must-revalidate")
            self.send_header("Vary", "Cookie, Authorization, Accept-Encoding")
            self.send_header("ETag", 'W/"one"')
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def upstream() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory, upstream: str) -> Iterator[tuple[str, Path]]:
    """HOST:PORT of nginx, and the folder with its logs."""
    folder = tmp_path_factory.mktemp("nginx")
    static = folder / "static"
    static.mkdir()
    static.joinpath("site.0123456789ab.css").write_text("a { color: red }")
    static.joinpath("site.0123456789ab.css.gz").write_bytes(b"smaller")
    static.joinpath("icon.svg").write_text("<svg/>")
    listen = f"127.0.0.1:{free_port()}"
    with nginx.running(folder, listen, upstream, static):
        yield listen, folder


def ask(
    listen: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(listen, timeout=10)
    try:
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    finally:
        connection.close()


def test_the_example_is_valid(tmp_path: Path) -> None:
    main = nginx.configured(tmp_path, "127.0.0.1:8080", "127.0.0.1:8000", tmp_path / "static")
    tried = subprocess.run(nginx.command(main, "-t"), capture_output=True, text=True)
    assert (tried.returncode, "emerg" in tried.stderr, "warn" in tried.stderr) == (0, False, False), (
        tried.stderr
    )


def test_the_archive_is_told_who_asks_and_a_client_cannot_say_otherwise(proxied: tuple[str, Path]) -> None:
    forged = {"X_Forwarded_For": "198.51.100.7", "X_Forwarded_Proto": "https", "X_Request_ID": "mine"}
    status, _, told = ask(proxied[0], "/reports/?q=%E8%B0%83%E8%A7%A3", **forged)
    headers = dict(line.split(": ", 1) for line in told.splitlines()[1:])
    assert (status, told.splitlines()[0]) == (200, "GET /reports/?q=%E8%B0%83%E8%A7%A3 HTTP/1.1")
    assert (headers["Host"], headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]) == (
        proxied[0],
        "127.0.0.1",
        "http",
    )
    assert len(headers["X-Request-ID"]) == 32


#: What a second reader brings along, after a first without cookies; whether both get the same answer.
SECOND_READERS: list[tuple[str, dict[str, str], bool]] = [
    ("/shared/page", {}, True),
    ("/shared/page?q=1", {}, True),
    ("/shared/page", {"Cookie": "language=en"}, False),
    ("/shared/page", {"Cookie": "sessionid=theirs"}, False),
    ("/shared/page", {"Authorization": "Bearer theirs"}, False),
    ("/page", {}, False),
    ("/admin/shared/", {}, False),
]


@pytest.mark.parametrize(("path", "brought", "shared"), SECOND_READERS)
def test_a_page_is_handed_on_to_those_for_whom_it_is_the_same(
    upstream: str, tmp_path: Path, path: str, brought: dict[str, str], shared: bool
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    with nginx.running(tmp_path, listen, upstream, tmp_path / "static"):
        answers = [ask(listen, path), ask(listen, path, **brought), ask(listen, path, **brought)]
    made = [
        dict(line.split(": ", 1) for line in told.splitlines()[1:])["X-Request-ID"] for _, _, told in answers
    ]
    assert (made[1] == made[0], [status for status, _, _ in answers]) == (shared, [200] * 3)
    # Who has signed in gets nothing that was made before.
    known = "Authorization" in brought or "sessionid" in brought.get("Cookie", "")
    assert (made[2] == made[1]) == (path.startswith("/shared/") and not known)
    # Each answer is told apart in the logs, whoever it was made for.
    assert len({headers["X-Request-ID"] for _, headers, _ in answers}) == 3


def test_who_holds_the_answer_gets_none_from_nginx_either(proxied: tuple[str, Path]) -> None:
    held = ask(proxied[0], "/shared/held")[1]["ETag"]
    status, _, told = ask(proxied[0], "/shared/held", If_None_Match=held)
    assert (status, told) == (304, "")


@pytest.mark.parametrize(
    ("path", "compressed", "lasts", "read"),
    [
        (
            "/static/site.0123456789ab.css",
            False,
            "public, max-age=315360000, immutable",
            "a { color: red }",
        ),
        ("/static/site.0123456789ab.css", True, "public, max-age=315360000, immutable", "smaller"),
        ("/static/icon.svg", True, "public, max-age=3600", "<svg/>"),
    ],
)
def test_static_files_come_from_nginx(
    proxied: tuple[str, Path], path: str, compressed: bool, lasts: str, read: str
) -> None:
    status, headers, body = ask(proxied[0], path, Accept_Encoding="gzip" if compressed else "identity")
    assert (status, headers["Cache-Control"], headers["X-Content-Type-Options"], body) == (
        200,
        lasts,
        "nosniff",
        read,
    )


def test_a_static_file_that_is_not_there_is_asked_of_the_archive(proxied: tuple[str, Path]) -> None:
    status, _, told = ask(proxied[0], "/static/new.css")
    assert (status, told.splitlines()[0]) == (200, "GET /static/new.css HTTP/1.1")


@pytest.mark.parametrize(
    ("path", "megabytes", "status"),
    [
        ("/check/", 10, 200),
        ("/check/", 12, 413),
        ("/admin/reports/batch/upload/", 12, 200),
        ("/api/v1/uploads", 12, 200),
        ("/api/v1/reports", 12, 413),
    ],
)
def test_as_much_is_taken_as_the_address_needs(
    proxied: tuple[str, Path], path: str, megabytes: int, status: int
) -> None:
    connection = http.client.HTTPConnection(proxied[0], timeout=10)
    connection.putrequest("POST", path)
    connection.putheader("Content-Length", str(megabytes * 1024 * 1024))
    connection.endheaders()
    if status == 200:
        connection.send(bytes(megabytes * 1024 * 1024))
    answer = connection.getresponse()
    assert answer.status == status
    assert (status == 200) or answer.read().decode("utf-8").count("上传的内容太大") == 2
    connection.close()


def test_a_stopped_archive_is_said_in_a_sentence_with_when_to_come_back(tmp_path: Path) -> None:
    nowhere = f"127.0.0.1:{free_port()}"
    listen = f"127.0.0.1:{free_port()}"
    with nginx.running(tmp_path, listen, nowhere, tmp_path / "static"):
        status, headers, body = ask(listen, "/reports/")
    assert (status, headers["Retry-After"], body.count("档案馆暂时打不开")) == (503, "10", 2)


def test_the_log_holds_no_query_and_no_address_of_a_client(tmp_path: Path, upstream: str) -> None:
    listen = f"127.0.0.1:{free_port()}"
    with nginx.running(tmp_path, listen, upstream, tmp_path / "static"):
        ask(listen, "/reports/?q=secret-word", Authorization="Bearer secret-token", Cookie="sessionid=secret")
        ask(listen, "/unread?q=secret-word", Referer="http://elsewhere/?q=secret-word")
    logs = "".join(path.read_text("utf-8") for path in sorted(tmp_path.glob("*.log")))
    assert (logs.count('"path":"/reports/"'), logs.count('"path":"/unread"')) == (1, 1)
    assert ("secret" in logs, "127.0.0.1" in logs) == (False, False)
