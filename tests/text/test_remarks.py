"""What is remarked: every code that is made has its sentence, and is the same after it was kept."""

import ast
import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.reading.pdf.remarks import _LEFT_OUT
from reports.text.remarks import PATTERNS, Remark, from_stored, together, words
from reports.wording.sentence import say
from tests.translations.catalogue import forms, stored

ROOT = Path(__file__).parents[2]
_VALUE = re.compile(r"%\((\w+)\)s")


def made() -> Iterator[tuple[str, frozenset[str]]]:
    """Code and names of values wherever a remark is made."""
    for path in sorted((ROOT / "reports").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remark":
                names = frozenset(str(one.arg) for one in node.keywords)
                first = node.args[0]
                for code in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                    if isinstance(code, ast.Constant):
                        yield str(code.value), names
    yield from ((code, frozenset({"pages", "text"})) for code in _LEFT_OUT.values())


def test_every_remark_that_is_made_has_a_sentence_with_its_values_and_no_sentence_is_idle() -> None:
    wanted = {code: frozenset(_VALUE.findall(pattern)) for code, pattern in PATTERNS.items()}
    found = set(made())
    assert found == set(wanted.items())


def test_no_two_codes_say_the_same() -> None:
    assert len(set(PATTERNS.values())) == len(PATTERNS)


def test_every_remark_has_its_english_with_the_same_values() -> None:
    catalogue = stored()
    lacking = []
    for code, pattern in PATTERNS.items():
        message = catalogue.get(pattern)
        english = forms(message)[0] if message else ""
        if sorted(_VALUE.findall(english)) != sorted(_VALUE.findall(pattern)) or not english:
            lacking.append(code)
    assert lacking == []


@pytest.mark.parametrize(
    ("remark", "sentence"),
    [
        (Remark("mojibake", n=12), "有乱码12处，可能编码有误。"),
        (words("百分之 100%(n)s"), "百分之 100%(n)s"),
        (Remark("year_inferred", why=Remark("year_of_title")), "没有写明年度，由标题里的年度推算"),
        (together([words("甲。"), words("乙。"), words("丙。")]), "甲。乙。丙。"),
    ],
)
def test_what_is_kept_of_a_remark_gives_it_back(remark: Remark, sentence: str) -> None:
    kept = json.loads(json.dumps(remark.stored()))
    for again in (from_stored(kept), copy.deepcopy(remark)):
        assert (str(again), again, again.stored()) == (sentence, remark, kept)
        assert say(again, lambda pattern, _: pattern) == sentence


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert from_stored({"code": "from_tomorrow", "values": {"n": 1}}) == "from_tomorrow"


def test_nothing_together_is_nothing() -> None:
    assert together([]) is None
