"""Every remark that reading and parsing make is known, so that a page can say it in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.wording.remarks import remark
from reports.wording.sentence import Sentence, say

ROOT = Path(__file__).parents[2]
#: Callable → which argument is the remark.
MAKERS = {"UnreadableFile": 1, "Flag": 3}
#: Of packed files and of batches, which the keepers alone see.
KEEPERS = {"zips.py"}


def remarks() -> Iterator[tuple[str, str]]:
    """(file, remark with x for each value) wherever one is made."""
    for folder in ("reports/reading", "reports/parsing", "reports/views"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name in KEEPERS:
                continue
            tree = ast.parse(path.read_text("utf-8"))
            names: dict[str, list[ast.expr]] = {}
            for node in ast.walk(tree):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    names.setdefault(node.targets[0].id, []).append(node.value)
            for node in ast.walk(tree):
                name = getattr(getattr(node, "func", None), "id", "")
                if name in MAKERS and len(node.args) > MAKERS[name]:
                    argument = node.args[MAKERS[name]]
                    found = names.get(argument.id, []) if isinstance(argument, ast.Name) else [argument]
                    yield from ((path.name, text) for one in found if (text := words(one)))


def words(node: ast.expr) -> str:
    """A literal, or an f-string with x for each value; "" for anything else that is no Chinese."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    text = str(node.value) if isinstance(node, ast.Constant) else ""
    return text if re.search("[一-鿿]", text) else ""


def test_every_remark_of_the_code_is_known():
    found = list(remarks())
    assert len(found) > 30
    assert [(file, text) for file, text in found if not isinstance(remark(text), Sentence)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("有乱码12处，可能编码有误。", {"n": "12"}),
        ("叫这个名字的地方有 2 个：甲省、乙省", {"n": "2", "names": "甲省、乙省"}),
        ("地名表中没有“山前镇”", {"name": "山前镇"}),
        ("地名表中浙江省没有“山前镇”", {"place": "浙江省", "name": "山前镇"}),
        ("文字有 1,200 字，超过 1,000 字的上限。", {"n": "1,200", "most": "1,000"}),
    ],
)
def test_the_values_of_a_remark_are_found_again(text, values):
    found = remark(text)
    assert (str(found), found.values) == (text, values)


def test_a_remark_nobody_knows_stays_as_it_is():
    assert say(remark("别的话"), lambda pattern, _: pattern) == "别的话"
