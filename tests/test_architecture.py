"""The import rules that keep the parts apart."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINES = {"haystack", "whoosh", "jieba"}
PURE = ["reports/parsing", "reports/reading", "reports/analysis", "reports/charts"]
PURE_FILES = ["reports/text/folding.py", "reports/text/normalise.py", "reports/search/query/language.py"]


def imported(path: Path) -> set[str]:
    """The modules a file imports, relative imports made absolute."""
    package = list(path.relative_to(ROOT).with_suffix("").parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: -node.level] if node.level else []
            found.add(".".join([*base, *([node.module] if node.module else [])]))
    return found


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def violations(paths: list[Path], forbidden: set[str]) -> list[str]:
    return sorted(
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imported(path)
        if any(name == word or name.startswith(word + ".") for word in forbidden)
    )


@pytest.mark.parametrize("folder", PURE)
def test_the_pure_parts_know_nothing_of_django_or_of_engines(folder):
    forbidden = {
        "django",
        "reports.models",
        "reports.ingest",
        "reports.views",
        "requests",
        "urllib.request",
    } | ENGINES
    assert violations(sources(folder), forbidden) == []


def test_the_search_language_knows_nothing_of_django():
    assert (
        violations([ROOT / name for name in PURE_FILES], {"django", "reports.models", "whoosh", "haystack"})
        == []
    )


def test_only_the_search_package_knows_engines():
    paths = [
        path
        for path in sources("reports")
        if "search" not in path.relative_to(ROOT).parts and path.name != "search_indexes.py"
    ]
    # The index commands extend Haystack's own.
    commands = {"update_index.py", "rebuild_index.py"}
    assert violations([path for path in paths if path.name not in commands], ENGINES) == []


def test_parsing_does_not_lean_on_the_search_or_on_reading():
    assert (
        violations(sources("reports/parsing"), {"reports.search", "reports.reading", "reports.analysis"})
        == []
    )


def test_pages_write_no_reports():
    """All writing of reports goes through reports.store.reports."""
    writers = []
    for path in [*sources("reports/views"), *sources("reports/api"), *sources("reports/exports")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {
                "bulk_create",
                "bulk_update",
                "save",
                "get_or_create",
            }:
                writers.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert writers == []


def test_no_file_is_too_long_for_one_thing():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*sources("reports"), *sources("archive")]
        if "migrations" not in path.parts and (lines := path.read_text("utf-8").count("\n")) > 500
    }
    assert long == {}


def test_no_pattern_repeats_a_group_possessively():
    """Python before 3.11.5, which Debian has, matches such a pattern wrongly: `(?:ab?|c)++`, `(?>…)`."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    found = [path.name for path in sources("reports") if possessive.search(path.read_text("utf-8"))]
    assert found == []
