"""docs/security.md names for each threat the tests that hold it off, and those there are."""

import re
import tomllib
from pathlib import Path

import pytest

from reports.limits.rates import RATES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_threat_model_names_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.M)


def rows_of(heading: str) -> list[str]:
    """The rows of the table under a heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][2:]


def test_every_threat_names_a_test() -> None:
    threats = rows_of("Threats")
    assert [row for row in threats if "`tests/" not in row] == []
    assert len(threats) > 20


def test_every_chapter_of_the_standard_names_a_test() -> None:
    """OWASP ASVS 4.0.3 has fourteen."""
    chapters = rows_of("OWASP ASVS 4.0.3, level 2")
    assert [row.split()[1] for row in chapters if "`tests/" in row] == [f"V{n}" for n in range(1, 15)]


def test_the_rates_are_those_that_are_told() -> None:
    told = " ".join(rows_of("Limits on strangers"))
    each = {60: "a minute", 300: "in five minutes"}
    assert [kind for kind, (most, seconds) in RATES.items() if f"{most:,} {each[seconds]}" not in told] == []


def test_each_rule_that_is_let_off_has_a_reason() -> None:
    """The linter's rules on security hold but where a line of pyproject.toml, or a remark beside the code, says why not."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    for path in [*(ROOT / "reports").rglob("*.py"), *(ROOT / "archive").rglob("*.py")]:
        for line in path.read_text("utf-8").splitlines():
            assert not re.search(r"# noqa: S\d+\s*$", line), f"{path}: {line}"
