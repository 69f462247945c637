"""A page of a PDF: what is seen on it, and its lines in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi

import pypdfium2

from .characters import Character, characters_of
from .ink import backgrounds, objects_of, pictures
from .open_tables import with_columns
from .page_lines import PageLine, lines_of
from .rules import Rules, rules_of
from .tables import tables_of
from .turns import straightened, turned, turned_rules
from .unseen import Seen, seen_of
from .vertical import has_run, is_vertical, steps_of, vertical_lines, without_vertical_lines

#: A page turned by more than this (radians) is straightened: over a line, the end stands in the next.
_ASKEW = 0.005


@dataclass(frozen=True)
class Page:
    """A page as the file has it: its size in points, what is seen on it, and the lines drawn on it."""

    width: float
    height: float
    seen: Seen
    rules: Rules


@dataclass(frozen=True)
class PageText:
    """The lines of a page in reading order; whether it is vertical, or has vertical lines besides others.

    ``unsure``: there is a table whose rows or columns are not clear.
    """

    lines: list[PageLine]
    vertical: bool = False
    mixed: bool = False
    unsure: bool = False


def read_page(page: pypdfium2.PdfPage, over: Sequence[Character] = ()) -> Page:
    """The page before it is turned for the reader: places are those of its content, from its lower left corner.

    ``over`` are characters laid over it, in the same places.
    """
    left, bottom, right, top = page.get_bbox()
    size, origin = (right - left, top - bottom), (left, bottom)
    objects = objects_of(page, origin)
    characters, styles = characters_of(page.get_textpage(), origin)
    seen = seen_of(
        [*characters, *over], styles, size, lambda: backgrounds(objects), lambda: pictures(objects)
    )
    if abs(seen.askew) > _ASKEW:
        seen = replace(seen, text=[straightened(character, seen.askew) for character in seen.text])
    return Page(*size, seen, rules_of(objects))


def text_of(page: Page) -> PageText:
    """The lines of a page: of the text that runs as most of it does, and then of text turned by a quarter or two."""
    groups: dict[int, list[Character]] = {}
    for character in page.seen.text:
        groups.setdefault(round(-character.style.angle / (pi / 2)) % 4, []).append(character)
    if not groups:
        return PageText([])
    counts = Counter({turns: len(group) for turns, group in groups.items()})
    main = counts.most_common(1)[0][0]
    width, height = (page.height, page.width) if main % 2 else (page.width, page.height)
    whole = [turned(character, main, page.width, page.height) for character in page.seen.text]
    steps = steps_of(whole)
    if is_vertical(steps):
        return PageText(vertical_lines(whole, width, height), vertical=True)
    lines: list[PageLine] = []
    mixed = unsure = False
    for turns in sorted(groups, key=lambda turns: (turns != main, turns)):
        text = _upright_text(page, groups[turns], turns, has_run(steps))
        found = text.lines
        if lines and found:
            found[0] = replace(found[0], begins=True)
        lines += found
        mixed, unsure = mixed or text.mixed, unsure or text.unsure
    return PageText(lines, mixed=mixed, unsure=unsure)


def _upright_text(page: Page, characters: list[Character], turns: int, may_run_down: bool) -> PageText:
    """The lines of text that is turned clockwise by so many quarters."""
    width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
    upright = [turned(character, turns, page.width, page.height) for character in characters]
    completed = with_columns(turned_rules(page.rules, turns, page.width, page.height), upright)
    rows, rest = tables_of(upright, completed.rules, height)
    vertical, rest = without_vertical_lines(rest, height) if may_run_down else ([], rest)
    lines = lines_of(rest, width, height, [*rows, *vertical])
    return PageText(
        lines, mixed=bool(vertical), unsure=completed.unsure or any(line.unsure for line in lines)
    )
