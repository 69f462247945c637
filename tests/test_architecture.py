"""The rules that keep the parts apart, each with a planted breach that it must find.

A rule takes :class:`Tree`, the imports of some source files, and gives what breaks it, a line each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINES = ("haystack", "whoosh", "jieba")
#: Packages that import no Django.
PURE = ("text", "reading", "parsing", "analysis", "charts")
#: Packages whose packages don't import each other.
APART = ("reading", "parsing", "analysis")
#: From the top down: a package imports only what stands on a later line, or beside it.
LAYERS = (
    ("urls",),
    ("api", "views"),
    ("admin", "management", "templatetags"),
    ("apps", "backup", "demo", "exports", "health"),
    ("checks", "ingest", "search_indexes"),
    ("store",),
    ("queries",),
    ("search",),
    ("charts",),
    ("analysis",),
    ("wording",),
    ("limits", "models", "parsing", "reading"),
    ("text",),
)
#: What commands that extend Haystack's own may import of it.
HAYSTACK_COMMANDS = ("management.commands.update_index", "management.commands.rebuild_index")


@dataclass(frozen=True)
class Tree:
    """Source files by module name, ``reports.`` left off; packages are named by themselves."""

    sources: Mapping[str, str]
    packages: frozenset[str]

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """What each module imports: modules of the tree without ``reports.``, others whole."""
        return {name: set(self._imported(name)) for name in self.sources}

    def _imported(self, name: str) -> Iterator[str]:
        package = ["reports", *(name.split(".") if name else [])]
        if name not in self.packages:
            package.pop()
        for node in ast.walk(ast.parse(self.sources[name])):
            if isinstance(node, ast.Import):
                yield from (self._named(alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else []
                module = ".".join([*base, *([node.module] if node.module else [])])
                yield from (self._named(f"{module}.{alias.name}", module) for alias in node.names)

    def _named(self, whole: str, module: str | None = None) -> str:
        if not whole.startswith("reports.") and whole != "reports":
            return module or whole
        inner = whole.removeprefix("reports.")
        return inner if inner in self.sources or module is None else module.removeprefix("reports.")


def tree_of(sources: Mapping[str, str]) -> Tree:
    """A tree of made-up files: ``a/b.py`` → source."""
    names = {path: ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__") for path in sources}
    packages = frozenset(name for path, name in names.items() if path.endswith("__init__.py"))
    return Tree({names[path]: source for path, source in sources.items()}, packages)


@pytest.fixture(scope="module")
def product() -> Tree:
    folder = ROOT / "reports"
    return tree_of(
        {
            str(path.relative_to(folder)): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.py"))
            if "migrations" not in path.parts and path != folder / "__init__.py"
        }
    )


def begins(name: str, words: tuple[str, ...]) -> bool:
    """Whether ``name`` is one of the modules ``words`` or lies below one."""
    return any(name == word or name.startswith(word + ".") for word in words)


def pure_parts_import_no_django(tree: Tree) -> list[str]:
    """Neither themselves nor through what they import."""
    return [
        f"{name} comes to {other}"
        for name in tree.sources
        if begins(name, PURE)
        for other in reached(tree, name)
        if begins(other, ("django", "requests", "urllib.request", *ENGINES))
    ]


def reached(tree: Tree, name: str) -> set[str]:
    """All that is imported when ``name`` is."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in tree.imports.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found


def packages_of_one_package_stand_apart(tree: Tree) -> list[str]:
    def part(name: str) -> str | None:
        pieces = name.split(".")
        inner = ".".join(pieces[:2])
        return inner if pieces[0] in APART and inner in tree.packages - {"parsing.vocab"} else None

    return [
        f"{name} imports {other}"
        for name, others in tree.imports.items()
        for other in others
        if (here := part(name))
        and (there := part(other))
        and here != there
        and here.split(".")[0] == there.split(".")[0]
    ]


def packages_of_the_parser_export_steps_alone(tree: Tree) -> list[str]:
    steps = set(re.findall(r"^    (\w+),$", tree.sources.get("parsing.pipeline", ""), re.M))
    found = []
    for name in sorted(tree.packages):
        if re.fullmatch(r"parsing\.\w+", name) and name != "parsing.vocab":
            exported = {
                alias.name
                for node in ast.walk(ast.parse(tree.sources[name]))
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
            }
            found += [f"{name} exports {other}" for other in sorted(exported - steps)]
    return found


def arrows_run_down(tree: Tree) -> list[str]:
    level = {package: number for number, layer in enumerate(LAYERS) for package in layer}
    found = []
    for name, others in tree.imports.items():
        above = level.get(name.split(".")[0])
        for other in others & tree.sources.keys():
            below = level.get(other.split(".")[0])
            if above is None or below is None:
                found.append(f"{name} or {other} stands on no layer")
            elif below < above:
                found.append(f"{name} imports {other}")
    return found


def nothing_imports_the_configuration(tree: Tree) -> list[str]:
    return [
        f"{name} imports {other}"
        for name, others in tree.imports.items()
        for other in others
        if begins(other, ("archive",))
    ]


def only_search_knows_engines(tree: Tree) -> list[str]:
    return [
        f"{name} imports {other}"
        for name, others in tree.imports.items()
        if not begins(name, ("search", "search_indexes")) and name not in HAYSTACK_COMMANDS
        for other in others
        if begins(other, ENGINES)
    ]


def no_circles(tree: Tree) -> list[str]:
    """Circles between files; between packages too, where one file of each is enough."""
    files = {name: others & tree.sources.keys() - {name} for name, others in tree.imports.items()}
    packages: dict[str, set[str]] = {}
    for name, others in files.items():
        here = name.split(".")[0]
        packages.setdefault(here, set()).update(other.split(".")[0] for other in others)
        packages[here].discard(here)
    return circles(files) + circles(packages)


def circles(arrows: Mapping[str, set[str]]) -> list[str]:
    """What can't be put in an order in which arrows only run on."""
    left = {name: set(others) for name, others in arrows.items()}
    while True:
        ends = {name for name, others in left.items() if not others & left.keys()}
        if not ends:
            break
        left = {name: others for name, others in left.items() if name not in ends}
    starts = left.keys()
    while True:
        reached = {other for name in starts for other in left[name] if other in starts}
        if reached == set(starts):
            return [f"{name} stands in a circle" for name in sorted(starts)]
        starts = reached


def no_lazy_exports(tree: Tree) -> list[str]:
    return [
        f"{name} defines __getattr__"
        for name, source in tree.sources.items()
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "__getattr__"
            for node in ast.parse(source).body
        )
    ]


def pages_write_no_reports(tree: Tree) -> list[str]:
    writing = {"bulk_create", "bulk_update", "save", "get_or_create", "update_or_create"}
    return [
        f"{name}:{node.lineno} writes"
        for name, source in tree.sources.items()
        if begins(name, ("views", "api", "exports", "queries", "search", "wording"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in writing
    ]


def files_do_one_thing(tree: Tree) -> list[str]:
    return [
        f"{name} has {lines} lines"
        for name, source in tree.sources.items()
        if (lines := source.count("\n")) > 500
    ]


def packages_are_small(tree: Tree) -> list[str]:
    held: dict[str, int] = {}
    for name in tree.sources.keys() - tree.packages:
        held[name.rpartition(".")[0]] = held.get(name.rpartition(".")[0], 0) + 1
    return [f"{name} holds {count} files" for name, count in held.items() if count > 20]


def hidden_spans_are_asked_for_once(tree: Tree) -> list[str]:
    """The test for injected text stands in the parser, where the flag is raised and where it is asked for.

    Others filter rows by the constant; the table of labels names every kind.
    """
    return [
        f"{name} names the flag"
        for name, source in tree.sources.items()
        if not begins(name, ("parsing",)) and re.search(r"""=\s*["']injected_text["']""", source)
    ]


def no_group_is_repeated_possessively(tree: Tree) -> list[str]:
    """Python before 3.11.5, which Debian has, matches such a pattern wrongly: `(?:ab?|c)++`, `(?>…)`."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    return [name for name, source in tree.sources.items() if possessive.search(source)]


Rule = Callable[[Tree], list[str]]

#: Each rule with files that break it.
RULES: list[tuple[Rule, dict[str, str]]] = [
    (pure_parts_import_no_django, {"parsing/a.py": "from django.db import models"}),
    (
        pure_parts_import_no_django,
        {"analysis/a.py": "from reports.models import b", "models/__init__.py": "import django"},
    ),
    (pure_parts_import_no_django, {"charts/a.py": "import jieba"}),
    (
        packages_of_one_package_stand_apart,
        {
            "parsing/page/__init__.py": "",
            "parsing/place/__init__.py": "",
            "parsing/page/a.py": "from ..place.b import c",
            "parsing/place/b.py": "",
        },
    ),
    (
        packages_of_the_parser_export_steps_alone,
        {
            "parsing/pipeline.py": "STEPS = (\n    read_head,\n)",
            "parsing/page/__init__.py": "from .head import read_head, peek",
        },
    ),
    (arrows_run_down, {"search/a.py": "from reports.queries import b", "queries/b.py": ""}),
    (arrows_run_down, {"parsing/a.py": "from reports.analysis import b", "analysis/b.py": ""}),
    (arrows_run_down, {"drawer/a.py": "from reports.text import b", "text/b.py": ""}),
    (nothing_imports_the_configuration, {"models/a.py": "from archive import settings"}),
    (only_search_knows_engines, {"views/a.py": "from haystack.query import SearchQuerySet"}),
    (no_circles, {"text/a.py": "from .b import c", "text/b.py": "def c():\n    from . import a"}),
    (
        no_circles,
        {"a/x.py": "import reports.b.x", "b/x.py": "", "b/y.py": "import reports.a.y", "a/y.py": ""},
    ),
    (no_lazy_exports, {"search/__init__.py": "def __getattr__(name): ..."}),
    (pages_write_no_reports, {"views/a.py": "report.save()"}),
    (files_do_one_thing, {"views/a.py": "x = 1\n" * 501}),
    (packages_are_small, {f"views/a{n}.py": "" for n in range(21)}),
    (hidden_spans_are_asked_for_once, {"views/a.py": 'x = [f for f in flags if f.kind == "injected_text"]'}),
    (hidden_spans_are_asked_for_once, {"queries/a.py": 'x = Flag.objects.filter(kind="injected_text")'}),
    (no_group_is_repeated_possessively, {"parsing/a.py": 'x = re.compile("(?:ab)++")'}),
]


@pytest.mark.parametrize(
    "rule", list(dict.fromkeys(rule for rule, _ in RULES)), ids=lambda rule: rule.__name__
)
def test_the_product_keeps(rule: Rule, product: Tree) -> None:
    assert sorted(rule(product)) == []


@pytest.mark.parametrize(("rule", "breach"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_breach_is_found_of(rule: Rule, breach: dict[str, str]) -> None:
    assert rule(tree_of(breach)) != []


def test_tests_stand_where_the_modules_stand_that_they_test(product: Tree) -> None:
    """A package of tests is named after a package of the product, or holds what concerns the whole."""
    whole = {"benchmarks", "browser", "fixtures", "operating", "translations", "web"}
    folders = {
        ".".join(path.parent.relative_to(ROOT / "tests").parts)
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent != ROOT / "tests"
    }
    named = {folder for folder in folders if folder.split(".")[0] not in whole and "evaluation" not in folder}
    assert named - product.packages == set()
