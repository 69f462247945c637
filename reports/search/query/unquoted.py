"""A query with its phrases as plain words (不加引号), for a reader whose phrase no report holds as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .language import HYPHENS, MAX_LENGTH, is_word
from .tree import And, Everything, Node, Not, Or, Term, terms

# What ends a word of the language.
_MARKS = re.compile(r"[\s()（）|｜\"＂“”「」『』]+")


def unquoted(node: Node) -> str | None:
    """The query of ``node`` with the words of its phrases as terms of their own.

    None when it has no phrase, or no word is left. Marks inside a phrase part its words and mean nothing more; a word
    that alone would mean something else (OR, 非, title:法治) stays in quotation marks.
    """
    if not any(term.quoted for term in terms(node)):
        return None
    query = _written(node)
    return query if query and len(query) <= MAX_LENGTH else None


def _written(node: Node) -> str:
    match node:
        case Term(source=source, field=field):
            words = dict.fromkeys(_words(source))
            return " ".join(f"title:{word}" if field else word for word in words)
        case Not(child):
            inner = _written(child)
            return f"-({inner})" if inner else ""
        case And(children):
            return " ".join(filter(None, map(_written, children)))
        case Or(children):
            # Spellings of one term are written as it was typed.
            branches = list(dict.fromkeys(filter(None, map(_written, children))))
            return f"({' OR '.join(branches)})" if len(branches) > 1 else "".join(branches)
        case Everything():
            return ""


def _words(phrase: str) -> Iterator[str]:
    for piece in _MARKS.split(phrase):
        if word := piece.lstrip(HYPHENS):
            yield word if is_word(word) else f'"{word}"'
