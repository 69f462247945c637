"""Two reports of one body, one later than the other, word by word (逐字对照): what went, what came, what stayed.

Sections are lined up by heading and role, their sentences in order, and within sentences that are alike the characters
are told apart. All offsets stay behind: what comes out is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.parsing.types import ParsedReport
from reports.text.numerals import UP_TO_TEN
from reports.text.sentences import fingerprint, sentences, template, without

from .compare import Part
from .likeness import likeness, pairs

#: Texts with more sentences or sections together are not compared: the time grows with the square of them.
MOST_SENTENCES, MOST_SECTIONS = 4000, 800
#: Sentences less alike than this are one that went and another that came.
ALIKE = 0.5
#: Headings less alike than this belong to different sections unless their roles agree.
SAME_HEADING = 0.5
#: Of longer sentences, of runs of more changed sentences, the whole is said to have changed.
LONGEST, MOST_IN_A_RUN = 1500, 60

# A number or a Latin word changes as a whole: 48 → 102 is no common digit.
_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|.", re.DOTALL)


class TooLong(Exception):
    """The texts have more than :data:`MOST_SENTENCES` sentences or :data:`MOST_SECTIONS` sections together."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: ``kind`` is "same", "went" (only in the earlier) or "came" (only in the later)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A pair of sections, "" for a heading that one of them does not have; ``paragraphs`` hold runs in reading order."""

    earlier: str
    later: str
    paragraphs: tuple[tuple[Run, ...], ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it, heading included, went or came."""
        runs = (run for paragraph in self.paragraphs for run in paragraph)
        return self.earlier != self.later or any(run.kind != "same" for run in runs)


@dataclass(frozen=True)
class Text:
    """One of the two: ``parts`` in order, each ``own`` without its subsections; ``hidden`` spans do not count.

    ``year`` is the year reported on.
    """

    text: str
    parts: Sequence[Part]
    hidden: Sequence[tuple[int, int]]
    year: int | None = None


def text_of(report: ParsedReport) -> Text:
    """Each section with the text of its own alone, what stands before the first as a section without a heading."""
    sections = report.sections
    starts = [section.start for section in sections] + [len(report.text)]
    parts = [Part("0", 1, "", ((0, starts[0]),))]
    for section, following in zip(sections, starts[1:], strict=True):
        start = min(section.heading_end, section.end)
        parts.append(Part.of(section, start, max(start, min(section.end, following))))
    return Text(report.text, parts, report.hidden, report.year)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence; ``opens`` where it begins a paragraph."""

    text: str
    opens: bool


def differences(earlier: Text, later: Text) -> list[SectionChange]:
    """Section by section in the order of the later, what the earlier alone has where it stood.

    Raises :class:`TooLong`.
    """
    if len(earlier.parts) + len(later.parts) > MOST_SECTIONS:
        raise TooLong
    before = [_lines(earlier, part) for part in earlier.parts]
    after = [_lines(later, part) for part in later.parts]
    if sum(map(len, before)) + sum(map(len, after)) > MOST_SENTENCES:
        raise TooLong
    changes = []
    for old, new in lined_up(earlier.parts, later.parts):
        changes.append(
            SectionChange(
                earlier.parts[old].title if old is not None else "",
                later.parts[new].title if new is not None else "",
                _paragraphs(before[old] if old is not None else [], after[new] if new is not None else []),
            )
        )
    return changes


def _lines(text: Text, part: Part) -> list[_Line]:
    found = []
    before: int | None = None
    for start, end in part.own:
        for first, last in without(text.hidden, start, end):
            for one in sentences(text.text, first, last):
                opens = before is None or "\n" in text.text[before : one.start]
                found.append(_Line(one.text, opens))
                before = one.end
    return found


def lined_up(earlier: Sequence[Part], later: Sequence[Part]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places, each once; the order is the later's, an unmatched earlier one behind its predecessor."""
    partner = _partners(earlier, later)
    taken = set(partner.values())
    follows: dict[int | None, list[int]] = {}
    last: int | None = None
    for place in range(len(earlier)):
        if place in taken:
            last = place
        else:
            follows.setdefault(last, []).append(place)
    yield from ((place, None) for place in follows.get(None, []))
    for new in range(len(later)):
        old = partner.get(new)
        yield old, new
        if old is not None:
            yield from ((place, None) for place in follows.get(old, []))


def _partners(earlier: Sequence[Part], later: Sequence[Part]) -> dict[int, int]:
    """Place in the later → place in the earlier: the same heading, then the likest, then the same role alone."""
    found: dict[int, int] = {}

    def join(fits: Callable[[Part, Part], float]) -> None:
        taken = set(found.values())
        free = [place for place in range(len(earlier)) if place not in taken]
        scored = [
            (fits(earlier[old], part), -abs(old - new), -new, old)
            for new, part in enumerate(later)
            if new not in found
            for old in free
            if earlier[old].level == part.level
        ]
        used: set[int] = set()
        for score, _, minus_new, old in sorted(scored, reverse=True):
            if score > 0 and -minus_new not in found and old not in used:
                found[-minus_new] = old
                used.add(old)

    headings = {part.title: pairs(template(_bare(part.title))) for part in (*earlier, *later)}

    def same(one: Part, other: Part) -> float:
        return float(fingerprint(_bare(one.title)) == fingerprint(_bare(other.title)))

    def alike(one: Part, other: Part) -> float:
        score = likeness(headings[one.title], headings[other.title])
        return score if score >= SAME_HEADING else 0.0

    def of_one_role(one: Part, other: Part) -> float:
        if one.level != 1 or not (both := set(one.roles) & set(other.roles)):
            return 0.0
        return len(both) / len({*one.roles, *other.roles})

    for fits in (same, alike, of_one_role):
        join(fits)
    return found


_MARKER = re.compile(rf"^[（(]?[{UP_TO_TEN}\d]+[）)]?[、.．,，]?\s*")


def _bare(title: str) -> str:
    return _MARKER.sub("", title)


def _paragraphs(earlier: Sequence[_Line], later: Sequence[_Line]) -> tuple[tuple[Run, ...], ...]:
    paragraphs: list[list[Run]] = []
    for runs, opens in _runs(earlier, later):
        if opens or not paragraphs:
            paragraphs.append([])
        paragraphs[-1] += runs
    return tuple(tuple(_joined(paragraph)) for paragraph in paragraphs)


def _runs(earlier: Sequence[_Line], later: Sequence[_Line]) -> Iterator[tuple[list[Run], bool]]:
    before, after = [line.text for line in earlier], [line.text for line in later]
    for tag, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (([Run(line.text, "same")], line.opens) for line in later[m:n])
        else:
            yield from _changed(earlier[i:j], later[m:n])


def _changed(earlier: Sequence[_Line], later: Sequence[_Line]) -> Iterator[tuple[list[Run], bool]]:
    old = 0
    for one, other in _alike(earlier, later):
        if one is not None:
            yield from (([Run(line.text, "went")], line.opens) for line in earlier[old:one])
            old = one + 1
            yield character_runs(earlier[one].text, later[other].text), later[other].opens
        else:
            yield [Run(later[other].text, "came")], later[other].opens
    yield from (([Run(line.text, "went")], line.opens) for line in earlier[old:])


def _alike(earlier: Sequence[_Line], later: Sequence[_Line]) -> list[tuple[int | None, int]]:
    """For each of the later its place among the earlier or None, in order of both, as alike as can be together."""
    if len(earlier) > MOST_IN_A_RUN or len(later) > MOST_IN_A_RUN:
        return [(None, place) for place in range(len(later))]
    before = [pairs(template(line.text)) for line in earlier]
    after = [pairs(template(line.text)) for line in later]
    # best[i][j]: the most likeness that earlier[i:] and later[j:] can have in order.
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    score = [[likeness(one, other) for other in after] for one in before]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            joined = score[i][j] + best[i + 1][j + 1] if score[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    found: list[tuple[int | None, int]] = []
    i = 0
    for j in range(len(after)):
        while i < len(before) and best[i][j] == best[i + 1][j]:
            i += 1
        if i < len(before) and best[i][j] > best[i][j + 1]:
            found.append((i, j))
            i += 1
        else:
            found.append((None, j))
    return found


def character_runs(earlier: str, later: str) -> list[Run]:
    """Two sentences as one with what went and what came; a number changes as a whole, and so do words around one
    character that both happen to have."""
    if max(len(earlier), len(later)) > LONGEST:
        return [Run(earlier, "went"), Run(later, "came")]
    before, after = _TOKEN.findall(earlier), _TOKEN.findall(later)
    runs: list[Run] = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, i, j, m, n) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        if tag == "equal" and not (inside and n - m == 1 and after[m].isalnum()):
            runs.append(Run("".join(after[m:n]), "same"))
        else:
            runs += [Run("".join(before[i:j]), "went"), Run("".join(after[m:n]), "came")]
    return list(_joined(runs))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Between two stretches that stayed, all that went in one run and behind it all that came."""
    went = came = same = ""
    for run in runs:
        if run.kind == "same":
            yield from (one for one in (Run(went, "went"), Run(came, "came")) if one.text)
            went = came = ""
            same += run.text
            continue
        if same:
            yield Run(same, "same")
            same = ""
        went, came = (went + run.text, came) if run.kind == "went" else (went, came + run.text)
    rest = (Run(same, "same"), Run(went, "went"), Run(came, "came"))
    yield from (one for one in rest if one.text)
