"""docs/operations.md and its Chinese counterpart say what is so: command lines, links, states, fields."""

from __future__ import annotations

import logging
import re
import shlex
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from archive.logs import RequestLog
from reports.health.states import PARTS, Level
from tests.test_logs import written

ROOT = Path(__file__).parent.parent
DOCS = ["docs/operations.md", "docs/operations.zh-CN.md"]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def lines_of(name: str) -> list[str]:
    """The command lines of the blocks of a page."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text_of(name), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def is_command(words: list[str]) -> bool:
    """Whether ``words`` after manage.py are a command with options that it has; its parser ends the test where not."""
    application = get_commands()[words[0]]
    load_command_class(str(application), words[0]).create_parser("manage.py", words[0]).parse_args(words[1:])
    return True


LINES = [(name, line) for name in DOCS for line in lines_of(name)]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_line_can_be_typed(name: str, line: str) -> None:
    words = shlex.split(line)
    if words[0] == "sudo":
        words = words[3:] if words[1] == "-u" else words[1:]
    if "manage.py" in words:
        assert is_command(words[words.index("manage.py") + 1 :])
    if words[:2] == ["docker", "compose"]:
        services = set(COMPOSE["services"])
        action = next(word for word in words[2:] if word in ("up", "run", "exec", "logs"))
        named = [word for word in words[words.index(action) + 1 :] if not word.startswith("-")]
        assert set(named if action == "logs" else named[:1]) <= services
        if "--profile" in words:
            profile = words[words.index("--profile") + 1]
            assert any(profile in service.get("profiles", ()) for service in COMPOSE["services"].values())
    for unit in re.findall(r"archive-[\w@.]+", line):
        assert (ROOT / "deploy/systemd" / re.sub(r"@\w+\.", "@.", unit)).is_file(), unit
    for command in re.findall(r"archive-upkeep@(\w+)\.", line):
        assert is_command([command])
    for path in re.findall(r"(?<![\w/.-])(deploy/[\w./-]+|requirements\.txt|manage\.py)", line):
        assert (ROOT / path).exists() or path == "deploy/archive.env", path
    for address in re.findall(r"http://127\.0\.0\.1:8000(/\S*)", line):
        resolve(address)


@pytest.mark.parametrize("name", DOCS)
def test_commands_named_in_the_text_are_there(name: str) -> None:
    named = re.findall(r"`manage\.py ([a-z_][^`]*)`", text_of(name))
    assert named != []
    for words in named:
        assert is_command(shlex.split(words)), words


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", text_of(name)):
        assert (ROOT / "docs" / target).exists(), target


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading of the page, without its head."""
    below = text_of(DOCS[0]).split(f"\n## {heading}\n")[1]
    table = re.findall(r"(?:^\|.*\n)+", below, re.M)[0]
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()[2:]]


def test_every_state_of_every_part_is_told() -> None:
    told = {
        part: re.findall(r"`(\w+)`", states)
        for parts, states, _, _ in rows("Health")
        for part in re.findall(r"`(\w+)`", parts)
    }
    assert told == {part: [*states] for part, (_, states) in PARTS.items()}


def test_what_is_told_to_be_failed_or_to_want_attention_can_be() -> None:
    for parts, _, failed, attention in rows("Health"):
        for part in re.findall(r"`(\w+)`", parts):
            levels = {state.level for name, state in PARTS[part][1].items() if name != "unknown"}
            assert (bool(failed), bool(attention)) == (Level.FAILED in levels, Level.ATTENTION in levels), (
                part
            )


def test_every_field_of_the_log_is_told() -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        try:
            raise ValueError
        except ValueError:
            logging.getLogger("reports").exception("failed")
        return HttpResponse()

    with written() as lines:
        RequestLog(fail)(RequestFactory().get("/"))
    told = {field for fields, _ in rows("Logs") for field in re.findall(r"`(\w+)`", fields)}
    assert told == {field for line in lines() for field in line}


def test_both_pages_have_the_same_steps_of_install_restore_and_upgrade() -> None:
    """The Chinese page is shorter; what it says is what the other says."""
    assert set(lines_of(DOCS[1])) - set(lines_of(DOCS[0])) == {
        "journalctl --unit archive-web.service --unit archive-worker.service"
    }
