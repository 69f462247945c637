"""Where in a report a query's terms stand (命中), and the pieces shown around them (摘要).

All offsets index the report's own text, not the normalised one, unless a name says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.text.normalise import Normalised, normalise, searchable
from reports.text.soft_ends import joined_part
from reports.text.stops import COLONS, COMMAS, PAUSE, STOPS

from ..query.language import parse
from ..query.tree import Node, Term, terms
from ..query.words import query_words

#: About how many characters a snippet has; a long sentence around a hit is cut to that.
WIDTH = 90
#: How far apart the hits of one snippet may lie, so that there is room for words around them.
SPREAD = 60
#: A line this short, a heading mostly, is shown with the line after it.
SHORT_LINE = 30

_LINE_END = re.compile(r"\s*\n\s*")
_PAUSES = (STOPS, COMMAS + PAUSE + COLONS)


@dataclass(frozen=True)
class Snippet:
    """A piece of a report around its hits.

    ``text`` is the report's own characters at ``[start, end)`` of its text, without soft line ends; ``marks`` are the
    hits as offsets into ``text``. ``path`` and ``heading`` are of the section it stands in ("0" and "" in the preamble),
    as is its ``anchor``, which of a text that is only parsed is "".
    """

    path: str
    heading: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    anchor: str = ""


class Place(Protocol):
    """What is needed of a section, stored or just parsed."""

    @property
    def path(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Mark:
    """A hit: ``[start, end)`` of the report's text, and which of the query's terms stand there, by number."""

    start: int
    end: int
    terms: frozenset[int]
    exact: bool = True


@dataclass(frozen=True)
class _Preamble:
    path = "0"
    heading = ""
    start = 0
    end = 0


def find(
    normalised: Normalised, node: Node, *, words: bool = True, in_title: bool = False
) -> tuple[Mark, ...]:
    """The hits of ``node``'s terms in a text, in order; hits that overlap are one.

    A term that does not stand there as typed is marked by its words, if all of them do and ``words`` allows it.
    Terms with the field "title" are looked for only where ``in_title``.
    """
    found: list[Mark] = []
    for number, term in enumerate(terms(node)):
        if term.field and not in_title:
            continue
        exact = [(start, start + len(term.text)) for start in _occurrences(normalised.text, term.text)]
        spans = exact or (_word_spans(normalised.text, term) if words else [])
        found += [Mark(*normalised.span(*span), frozenset([number]), bool(exact)) for span in spans]
    merged: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        if merged and mark.start < merged[-1].end:
            last = merged.pop()
            mark = Mark(
                last.start, max(last.end, mark.end), last.terms | mark.terms, last.exact or mark.exact
            )
        merged.append(mark)
    return tuple(merged)


def marks(
    text: str, broken_spans: Iterable[tuple[int, int]], query: str, *, words: bool = True
) -> tuple[Mark, ...]:
    """The hits of a query as typed in a report, for its page; ``broken_spans`` as for ``searchable``."""
    return find(searchable(text, broken_spans), parse(query).node, words=words)


def title_marks(title: str, node: Node, *, words: bool = True) -> tuple[tuple[int, int], ...]:
    """The hits in a title, of terms of any field, as offsets into ``title``."""
    return tuple((mark.start, mark.end) for mark in find(normalise(title), node, words=words, in_title=True))


def hits_by_section(found: Sequence[Mark], sections: Iterable[Place]) -> dict[str, int]:
    """How many hits stand in each section itself, those of its subsections left out; path → number, in order."""
    return dict(Counter(place.path for place, _ in _placed(found, sections)))


def snippets(
    text: str, normalised: Normalised, found: Sequence[Mark], sections: Iterable[Place], limit: int = 3
) -> tuple[Snippet, ...]:
    """Up to ``limit`` pieces of ``text`` around hits, the best first.

    The best has the most different terms, then terms as typed rather than word by word, then the most hits. Each
    section gives one piece before any gives a second. ``normalised`` is of the whole text.
    """
    by_path: dict[str, tuple[Place, list[Mark]]] = {}
    for place, mark in _placed(found, sections):
        by_path.setdefault(place.path, (place, []))[1].append(mark)
    #: (rank of the piece within its section, its worth negated, where it is)
    windows: list[tuple[int, tuple[int, int, int], int, Place, list[Mark]]] = []
    for place, here in by_path.values():
        ranked = sorted(
            (_worth(window), window[0].start, window) for window in _windows(here, normalised.source)
        )
        windows += [(rank, worth, start, place, window) for rank, (worth, start, window) in enumerate(ranked)]
    windows.sort(key=lambda window: window[:3])
    cut: list[Snippet] = []
    for *_, place, window in windows:
        start, end = _edges(text, normalised.source, window, found, (place.start, place.end or len(text)))
        if all(end <= other.start or start >= other.end for other in cut):
            inside = [(m.start, m.end) for m in found if start <= m.start and m.end <= end]
            shown, marked = _without_soft_ends(text, normalised.source, start, end, inside)
            anchor = getattr(place, "anchor", "")
            cut.append(Snippet(place.path, place.heading, start, end, shown, marked, anchor))
        if len(cut) == limit:
            break
    return tuple(cut)


def _without_soft_ends(
    text: str, source: str, start: int, end: int, spans: Iterable[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """``text[start:end]`` with its paragraphs whole, as ``source`` has them, and ``spans`` as offsets into that."""
    soft = [
        match.span()
        for match in _LINE_END.finditer(text, start, end)
        if "\n" not in source[match.start() : match.end()]
    ]
    return joined_part(text, soft, start, end, spans)


def _occurrences(text: str, phrase: str) -> Iterator[int]:
    start = text.find(phrase)
    while start >= 0:
        yield start
        start = text.find(phrase, start + len(phrase))


def _word_spans(text: str, term: Term) -> list[tuple[int, int]]:
    """Where the words of ``term`` stand in normalised ``text``; nothing unless all do.

    Single characters (的, 镇) stand everywhere and are marked only when there is nothing longer.
    """
    if term.quoted:
        return []
    words = query_words(term.text)
    if not all(word in text for word in words):
        return []
    telling = [word for word in words if len(word) > 1] or words
    return [(start, start + len(word)) for word in telling for start in _occurrences(text, word)]


def _placed(found: Sequence[Mark], sections: Iterable[Place]) -> Iterator[tuple[Place, Mark]]:
    """Each hit with the innermost section it begins in."""
    waiting = sorted(sections, key=lambda section: (section.start, -section.end))
    waiting.reverse()
    opened: list[Place] = []
    for mark in found:
        while waiting and waiting[-1].start <= mark.start:
            opened.append(waiting.pop())
        while opened and opened[-1].end <= mark.start:
            opened.pop()
        yield (opened[-1] if opened else _Preamble()), mark


def _windows(here: list[Mark], source: str) -> list[list[Mark]]:
    """The hits of a section in groups that fit one snippet and stand in one line."""
    groups: list[list[Mark]] = []
    for mark in here:
        group = groups[-1] if groups else None
        near = group is not None and mark.end - group[0].start <= SPREAD
        if group is not None and near and "\n" not in source[group[0].start : mark.start]:
            group.append(mark)
        else:
            groups.append([mark])
    return groups


def _worth(window: list[Mark]) -> tuple[int, int, int]:
    """For sorting, the best first."""
    different = frozenset[int]().union(*(mark.terms for mark in window))
    return -len(different), -sum(mark.exact for mark in window), -len(window)


def _edges(
    text: str, source: str, window: list[Mark], found: Sequence[Mark], section: tuple[int, int]
) -> tuple[int, int]:
    """Where the snippet of ``window`` begins and ends: at pauses if possible, in its section, never inside a hit.

    ``source`` is ``text`` with line ends where a phrase may not run, so a snippet holds no furniture.
    """
    first, last = window[0].start, window[-1].end
    floor = max(source.rfind("\n", 0, first) + 1, section[0])
    ceiling = source.find("\n", last)
    ceiling = len(source) if ceiling < 0 else ceiling
    if ceiling - floor < SHORT_LINE and text[ceiling : ceiling + 1] == "\n" and ceiling + 1 < section[1]:
        following = source.find("\n", ceiling + 1)
        ceiling = len(source) if following < 0 else following
    # Of a text in one paragraph the next section stands in the same line.
    ceiling = max(last, min(ceiling, section[1]))
    room = max(0, WIDTH - (last - first))
    start = _start(text, max(floor, first - room // 2), first, whole=first - floor <= room // 2)
    end = _end(text, last, min(ceiling, last + max(0, WIDTH - (last - start))), ceiling)
    for mark in found:
        if mark.start < start < mark.end:
            start = mark.end if mark.end <= first else mark.start
        if mark.start < end < mark.end:
            end = mark.start if mark.start >= last else mark.end
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def _start(text: str, earliest: int, first: int, *, whole: bool) -> int:
    """The start of a sentence, else of a clause, else ``earliest``; ``whole`` when the line begins there."""
    if whole:
        return earliest
    for pauses in _PAUSES:
        found = re.search(f"[{pauses}]", text[earliest:first])
        if found:
            return earliest + found.end()
    return earliest


def _end(text: str, last: int, latest: int, ceiling: int) -> int:
    """The last end of a sentence in reach, else of a clause, else ``latest``."""
    if latest == ceiling:
        return latest
    for pauses in _PAUSES:
        found = max(text.rfind(pause, last, latest) for pause in pauses)
        if found >= last + WIDTH // 9:
            return found + 1
    return latest
