"""What is installed is written down whole: a reason for each library, and a version and hashes for all they bring."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LISTS = [
    "requirements",
    "requirements-dev",
    "requirements-parquet",
    "requirements-postgres",
    "requirements-opensearch",
    "requirements-build",
    "requirements-audit",
]
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.I)


def lines_of(name: str) -> list[str]:
    """The lines of a list, those that go on after a backslash joined."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def named(name: str) -> set[str]:
    """The libraries that a hand-written list asks for."""
    lines = [line for line in lines_of(name) if not line.startswith("-")]
    return {match.group().lower() for line in lines if (match := NAME.match(line))}


@pytest.mark.parametrize("name", LISTS)
def test_every_library_asked_for_has_its_reason(name):
    lines = [line for line in lines_of(f"{name}.in") if not line.startswith("-")]
    assert [line for line in lines if not re.search(r"\S\s+# \S", line)] == []


@pytest.mark.parametrize("name", LISTS)
def test_all_that_is_installed_has_one_version_and_its_hashes(name):
    exact = re.compile(r"[a-z0-9._-]+==\S+ (; [^-]+ )? *(--hash=sha256:[0-9a-f]{64} *)+")
    assert [line for line in lines_of(f"{name}.txt") if not exact.fullmatch(line)] == []


@pytest.mark.parametrize("name", LISTS)
def test_all_that_is_asked_for_is_installed(name):
    installed = {line.split("==")[0] for line in lines_of(f"{name}.txt")}
    assert named(f"{name}.in") - installed == set()


def test_tests_run_with_what_runs():
    versions = [{line.split(" ")[0] for line in lines_of(f"{name}.txt")} for name in LISTS[:2]]
    assert versions[0] - versions[1] == set()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_no_place_to_fetch_from(name):
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    assert re.findall(r"^--.*|https?://\S+", text, re.M) == []
