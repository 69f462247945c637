"""The workflow of the usual forge runs .ci/run, with actions pinned to a commit and no right but to read."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_may_read_alone(path):
    text = path.read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one)] == []
    assert re.findall(r"^permissions:\n((?:  .*\n)+)", text, re.M) == ["  contents: read\n"]
    assert re.findall(r"^ +permissions:|secrets\.|pull_request_target", text, re.M) == []


def test_ci_run_is_what_runs():
    runs = [command for path in WORKFLOWS for command in re.findall(r"run: (.+)", path.read_text("utf-8"))]
    assert runs == ["bash .ci/run"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o100
