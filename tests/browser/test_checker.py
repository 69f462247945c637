"""What the checker of the HTML standard (Nu, https://validator.github.io) finds on any page: nothing.

`make test-html` fetches it; it needs Java.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.browser import test_keepers_pages
from tests.browser.pages import pages as pages

keepers_pages = test_keepers_pages.pages

JAR = Path(os.environ.get("VNU_JAR", settings.BASE_DIR / "var/tools/vnu.jar"))
JAVA = shutil.which("java")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(JAVA is None or not JAR.exists(), reason="the HTML checker or Java is not there"),
]


def checked(folder: Path) -> list[str]:
    """``page:line message`` of all that is found in the files of a folder."""
    done = subprocess.run(
        [str(JAVA), "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).stem}:{one.get('lastLine')} {one['message']} … {one.get('extract', '')}"
        for one in messages
    ]


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>T</title><p><div></p>", "utf-8")
    assert len(checked(tmp_path)) > 0


def test_pages_keep_the_standard(pages: dict[str, str], client: Client, tmp_path: Path) -> None:
    client.raise_request_exception = False
    for name, address in pages.items():
        (tmp_path / f"{name}.html").write_bytes(client.get(address).content)
    client.cookies["language"] = "en"
    for name in ("home", "report", "compare", "words-counted"):
        (tmp_path / f"{name}-en.html").write_bytes(client.get(pages[name]).content)
    found = checked(tmp_path)
    assert not found, "\n".join(found)


def test_keepers_pages_keep_it_too(keepers_pages: dict[str, str], client: Client, tmp_path: Path) -> None:
    # Django says of a div that it is disabled, in the hash of a password, whose template is looked for in its folder alone.
    pages = {name: url for name, url in keepers_pages.items() if name != "user"}
    for name, address in pages.items():
        (tmp_path / f"{name}.html").write_bytes(client.get(address).content)
    client.logout()
    (tmp_path / "login.html").write_bytes(client.get("/admin/login/").content)
    found = checked(tmp_path)
    assert not found, "\n".join(found)
