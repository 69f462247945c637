"""An address with raw Chinese characters leads to the same one encoded; asked of a real gunicorn, byte by byte."""

import json
import runpy
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def ask(tmp_path_factory) -> Iterator[Callable[[bytes], tuple[int, dict[str, str], bytes]]]:
    """What the worker of gunicorn.conf.py answers to a first line: status, headers, body."""
    bound = tmp_path_factory.mktemp("gunicorn") / "socket"
    worker = runpy.run_path(str(ROOT / "archive/gunicorn.conf.py"))["worker_class"]
    command = [sys.executable, "-m", "gunicorn", "-c", "python:tests.web", "-k", worker, "--threads", "2"]
    command += ["-b", f"unix:{bound}", "--no-control-socket", "tests.web.echo:app"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    told = []
    for line in process.stderr:
        told.append(line)
        if "Listening at" in line:
            break
    assert "Listening at" in told[-1], told

    def answer(first_line: bytes) -> tuple[int, dict[str, str], bytes]:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(30)
            client.connect(str(bound))
            client.sendall(first_line + b" HTTP/1.1\r\nHost: archive\r\nConnection: close\r\n\r\n")
            got = b"".join(iter(lambda: client.recv(65536), b""))
        head, _, body = got.partition(b"\r\n\r\n")
        status, *lines = head.decode("ascii").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        return int(status.split(" ")[1]), headers, body

    yield answer
    process.terminate()
    assert "Exception in worker process" not in process.communicate()[1]


@pytest.mark.parametrize(
    "target",
    [
        "/api/v1/reports?q=枫桥经验",
        '/api/v1/reports?q="枫桥经验"&region=51',
        "/reports/?q=调解 信访",
        "/regions/四川省/",
        "/reports/?q=%E6%9E%AB桥&page=2",
        "/reports/?q=\\汉",
    ],
)
def test_a_raw_address_leads_to_the_same_one_encoded(ask, target):
    status, headers, body = ask(f"GET {target}".encode())
    address = headers["Location"]
    assert (status, address.isascii(), " " in address) == (307, True, False)
    assert unquote(address) == unquote(target)
    assert (json.loads(body)["address"], int(headers["Content-Length"])) == (address, len(body))
    assert ask(f"GET {address}".encode())[::2] == (200, address.partition("?")[2].encode())


@pytest.mark.parametrize(
    "line",
    [
        "POST /api/v1/uploads?name=汉".encode(),
        "GET /reports/?q=枫桥".encode("gb18030"),
        "GET //example.org/枫".encode(),
        "GET /\\example.org/枫".encode(),
        "GET http://example.org/枫".encode(),
    ],
)
def test_what_cannot_be_led_on_is_told_how_to_encode(ask, line):
    status, headers, body = ask(line)
    assert (status, "Location" in headers, sorted(json.loads(body))) == (400, False, ["detail", "example"])


def test_the_answer_to_head_has_no_body(ask):
    status, headers, body = ask("HEAD /reports/?q=枫".encode())
    assert (status, headers["Location"], body) == (307, "/reports/?q=%E6%9E%AB", b"")


def test_a_line_that_is_wrong_otherwise_is_gunicorns_own_to_answer(ask):
    status, headers, _ = ask(b"GET reports")
    assert (status, headers["Content-Type"]) == (400, "text/html")


def test_encoded_addresses_go_straight_through(ask):
    assert ask(b"GET /reports/?q=%E6%9E%AB")[::2] == (200, b"q=%E6%9E%AB")
