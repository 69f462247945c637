"""The commands speak Chinese throughout; docs/commands.md says in English what each of them and its options do."""

import argparse
import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

ROOT = Path(__file__).parent.parent.parent
COMMANDS = sorted(path.stem for path in (ROOT / "reports/management/commands").glob("[a-z]*.py"))
#: Two English words in a row.
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+\b")


def parser_of(name: str) -> argparse.ArgumentParser:
    return load_command_class("reports", name).create_parser("manage.py", name)


def options_of(name: str) -> list[argparse.Action]:
    """What can be said to a command."""
    return [action for action in parser_of(name)._actions if action.help != argparse.SUPPRESS]


def called(action: argparse.Action) -> str:
    """The name the docs use: the long option, or the argument's own."""
    return action.option_strings[-1] if action.option_strings else action.dest


def sections() -> dict[str, str]:
    """The parts of the docs by command; what every command has is under the empty name."""
    parts = re.split(r"^## (\w+)$", (ROOT / "docs/commands.md").read_text("utf-8"), flags=re.M)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_chinese_throughout(name):
    told = parser_of(name).format_help().replace(f"manage.py {name}", "")
    # A command line that is to be typed is no sentence.
    assert ENGLISH.findall(re.sub(r"npm pack", "", told)) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_says_in_chinese_what_it_does(name):
    unsaid = [called(one) for one in options_of(name) if not re.search(r"[\u4e00-\u9fff]", one.help or "")]
    assert unsaid == []


def test_the_docs_tell_of_these_commands_and_no_others():
    assert sorted(sections()) == ["", *COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_docs_list_each_option(name):
    common, own = (set(re.findall(r"`([\w-]+)`", sections()[part])) for part in ("", name))
    has = {called(one) for one in options_of(name)}
    named = {word for word in own if word.startswith("--")}
    assert (has - own - common, named - has) == (set(), set())
