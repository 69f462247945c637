"""What a query means, as a small tree that any engine can walk.

The parser keeps trees at most :data:`reports.search.query.language.MAX_DEPTH` deep, so walking one by recursion is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.wording.sentence import Sentence, joined

#: A term is shown with at most this many characters in a description.
SHOWN_CHARACTERS = 40

_UNSHOWN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Everything:
    """No words: all reports."""

    def describe(self) -> str:
        return Sentence("全部报告")


@dataclass(frozen=True)
class Term:
    """Characters to be found: ``text`` normalised, ``source`` as typed, without quotes and field.

    A ``quoted`` term is found only as it stands; any other also by its words. ``field`` "title" looks in titles only.
    """

    text: str
    source: str
    quoted: bool = False
    field: str | None = None

    def describe(self) -> str:
        return _holding(self.field, self.shown)

    @property
    def shown(self) -> str:
        """The term in quotation marks, cut when it is long; what cannot be shown as U+FFFD."""
        cut = self.source[:SHOWN_CHARACTERS] + "…" if len(self.source) > SHOWN_CHARACTERS else self.source
        return "“" + _UNSHOWN.sub("\ufffd", cut) + "”"


@dataclass(frozen=True)
class Not:
    """All reports but those of ``child``."""

    child: Node

    def describe(self) -> str:
        match self.child:
            case Term(field=field, shown=shown):
                return (
                    Sentence("标题不含%(terms)s", terms=shown)
                    if field
                    else Sentence("不含%(terms)s", terms=shown)
                )
            case Or(children) if _one_field(children):
                absent = dict.fromkeys(Not(child).describe() for child in children)
                return joined(absent, "%(a)s、%(b)s")
            case And(children) if _one_field(children):
                every = joined(_shown(children), "%(a)s和%(b)s")
                if _field(children[0]):
                    return Sentence("标题不同时含%(terms)s", terms=every)
                return Sentence("不同时含%(terms)s", terms=every)
        return Sentence("除去（%(what)s）", what=self.child.describe())


@dataclass(frozen=True)
class And:
    """The reports of every child; two children at least."""

    children: tuple[Node, ...]

    def describe(self) -> str:
        return joined(
            (
                _bracketed(child)
                if isinstance(child, Or) and not _one_field(child.children)
                else child.describe()
                for child in self.children
            ),
            "%(a)s、%(b)s",
        )


@dataclass(frozen=True)
class Or:
    """The reports of any child; two children at least."""

    children: tuple[Node, ...]

    def describe(self) -> str:
        if _one_field(self.children):
            return _holding(_field(self.children[0]), joined(_shown(self.children), "%(a)s或%(b)s"))
        return joined(
            (
                _bracketed(child) if isinstance(child, And | Not) else child.describe()
                for child in self.children
            ),
            "%(a)s或%(b)s",
        )


Node = Everything | Term | Not | And | Or


def terms(node: Node) -> Iterator[Term]:
    """The terms a report is found by, in order: not those under a ``Not``, each only once."""
    return iter(dict.fromkeys(_positive(node)))


def _positive(node: Node) -> Iterator[Term]:
    match node:
        case Term():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _positive(child)


def _one_field(children: tuple[Node, ...]) -> bool:
    """Whether all are terms, and all of the text or all of the title."""
    return all(isinstance(child, Term) for child in children) and len(set(map(_field, children))) == 1


def _field(node: Node) -> str | None:
    return node.field if isinstance(node, Term) else None


def _shown(children: Iterable[Node]) -> Iterable[str]:
    """The terms as typed, each once: spellings of one term are shown as one."""
    return dict.fromkeys(child.shown if isinstance(child, Term) else "" for child in children)


def _holding(field: str | None, terms: str) -> str:
    return Sentence("标题含%(terms)s", terms=terms) if field else Sentence("包含%(terms)s", terms=terms)


def _bracketed(node: Node) -> str:
    return Sentence("（%(what)s）", what=node.describe())
