"""The first examples of the README answer with something on an archive that holds the samples alone."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from tests.factories import make_region

ROOT = Path(__file__).parent.parent.parent
HOST = "http://127.0.0.1:8000"


def examples(name: str) -> list[str]:
    """The lines of a README that ask the API for something anyone may have."""
    lines = re.findall(rf"^curl .*{HOST}/api/.*$", (ROOT / name).read_text("utf-8"), re.M)
    return [line for line in lines if "Authorization" not in line]


def asked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The path and the parameters that such a curl command asks for."""
    words = shlex.split(line)[1:]
    pairs = [words[n + 1].split("=", 1) for n, word in enumerate(words) if word in ("-d", "--data-urlencode")]
    return urlsplit(words[-1]).path, [(key, value) for key, value in pairs]


def test_both_readmes_have_the_same_examples():
    assert examples("README.md") == examples("README.zh-CN.md") != []


@pytest.fixture
def samples(sample_places, settings, tmp_path, indexed):
    settings.ARCHIVE_ROOT = tmp_path
    # Of real places there is nothing yet.
    make_region("330921101", "山前镇")
    call_command("load_demo", verbosity=0)


def test_the_examples_show_something_on_a_fresh_archive(samples, client):
    bare = []
    for line in examples("README.md"):
        path, pairs = asked(line)
        response = client.get(path, dict(pairs))
        body = json.loads(response.content)
        shown = body.get("results") or body.get("values") or body.get("rows") or body.get("region")
        if response.status_code != 200 or not shown:
            bare.append((line, response.status_code))
    assert bare == []
