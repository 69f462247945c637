"""The README says what is true: every command, setting and make target is in it, in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.zh-CN.md"]


def commands() -> set[str]:
    return {path.stem for path in (ROOT / "reports/management/commands").glob("*.py")} - {"__init__"}


def settings() -> set[str]:
    text = (ROOT / "archive/settings.py").read_text("utf-8") + (ROOT / "archive/gunicorn.conf.py").read_text(
        "utf-8"
    )
    return set(re.findall(r'(?:env\.\w+\(|environ\.get\()\s*"([A-Z_]+)"', text))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_documented(name):
    text = (ROOT / name).read_text("utf-8")
    assert {command for command in commands() if f"`{command}" not in text} == set()


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_documented(name):
    text = (ROOT / name).read_text("utf-8")
    assert {setting for setting in settings() if f"`{setting}`" not in text} == set()


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_is_documented(name):
    text = (ROOT / name).read_text("utf-8")
    assert {target for target in targets() if f"`make {target}" not in text} == set()


def test_the_readmes_have_the_same_sections():
    levels = [re.findall(r"^(#+) ", (ROOT / name).read_text("utf-8"), re.M) for name in READMES]
    assert levels[0] == levels[1]
