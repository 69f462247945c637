"""What a revision says otherwise than the report it revises, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Lines kept on each side of a change, so that one sees where it stands.
_AROUND = 1
#: Beyond this many lines the comparison takes too long to wait for.
_LINES_MAX = 3_000


@dataclass(frozen=True)
class Change:
    """A line of the comparison: ``kind`` is "same", "old", "new" or "gap" (lines left out between changes)."""

    kind: str
    text: str = ""


def difference(old: str, new: str) -> list[Change]:
    """The lines of ``new`` that ``old`` has not and the other way round, with a line around each; [] when none."""
    before, after = _lines(old), _lines(new)
    if max(len(before), len(after)) > _LINES_MAX:
        return [Change("gap")]
    found: list[Change] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_AROUND):
        if found:
            found.append(Change("gap"))
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                found += [Change("same", line) for line in after[new_start:new_end]]
            else:
                found += [Change("old", line) for line in before[old_start:old_end]]
                found += [Change("new", line) for line in after[new_start:new_end]]
    return found


def _lines(text: str) -> list[str]:
    """Lines without blanks at their ends; a report in one line is compared sentence by sentence."""
    return [piece for line in text.split("\n") for piece in _sentences(line.strip()) if piece]


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for at, character in enumerate(line):
        if character in "。；;！":
            yield line[start : at + 1]
            start = at + 1
    yield line[start:]
