"""docs/security.md names for each threat the tests that hold it off, and those there are."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_threat_model_names_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.M)


def test_every_threat_names_a_test() -> None:
    section = PAGE.split("\n## Threats\n")[1].split("\n## ")[0]
    threats = [line for line in section.splitlines() if line.startswith("| ")][2:]
    assert [row for row in threats if "`tests/" not in row] == []
    assert len(threats) > 20


def test_every_chapter_of_the_standard_is_spoken_of() -> None:
    """OWASP ASVS 4.0.3 has fourteen."""
    assert set(re.findall(r"^\*\*V(\d+) ", PAGE, re.M)) == {str(number) for number in range(1, 15)}


def test_each_rule_that_is_let_off_has_a_reason() -> None:
    """The linter's rules on security hold but where a line of pyproject.toml, or a remark beside the code, says why not."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    for path in [*(ROOT / "reports").rglob("*.py"), *(ROOT / "archive").rglob("*.py")]:
        for line in path.read_text("utf-8").splitlines():
            assert not re.search(r"# noqa: S\d+\s*$", line), f"{path}: {line}"
