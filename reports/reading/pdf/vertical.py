"""Vertical text (竖排): columns from right to left, each read downwards."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from .characters import Character
from .page_lines import PageLine, lines_of
from .paragraphs import is_page_number

#: A page is vertical when this share of the steps from character to character goes down.
_SHARE = 0.6
#: So many steps down in a row, on a page that is not, are a vertical line on it.
_RUN = 5
#: They are Chinese but for this share: numbers one below the other are the column of a table.
_CHINESE, _LATIN = 0.7, "\u2e80"
#: What stands alone in this share of the height at each end is a page number.
_MARGIN = 0.1
#: Punctuation as it is shaped for vertical lines. Unicode, Vertical Forms and CJK Compatibility Forms.
_UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
    "，、。：；！？〖〗…：—（）｛｝〔〕【】《》〈〉「」『』",
)


def steps_of(characters: Sequence[Character]) -> list[str | None]:
    """From each character to the next, in the order of the content: "down", "across", or None for another place."""
    return [_step(before, character) for before, character in pairwise(characters)]


def is_vertical(steps: Sequence[str | None]) -> bool:
    """Whether most steps on a page go down it."""
    down, across = steps.count("down"), steps.count("across")
    return down > _RUN and down > _SHARE * (down + across)


def has_run(steps: Sequence[str | None]) -> bool:
    """Whether so many steps go down in a row that there may be a vertical line."""
    return any(step == "down" and len(list(run)) >= _RUN for step, run in groupby(steps))


def vertical_lines(characters: Sequence[Character], width: float, height: float) -> list[PageLine]:
    """The columns of a vertical page in reading order, as lines of the page turned by a quarter."""
    body = _side_by_side(_without_page_number(characters, height))
    turned = [
        Character(c.text.translate(_UPRIGHT), height - c.top, c.left, height - c.bottom, c.right, c.style)
        for c in body
    ]
    return lines_of(turned, height, width)


def without_vertical_lines(
    characters: Sequence[Character], page_height: float
) -> tuple[list[PageLine], list[Character]]:
    """The vertical lines of a page whose text is not, and the characters outside them."""
    lines: list[PageLine] = []
    rest: list[Character] = []
    start = 0
    for end, step in enumerate([*steps_of(characters), None], 1):
        if step == "down":
            continue
        run = characters[start:end]
        if len(run) > _RUN and sum(c.text > _LATIN for c in run) > _CHINESE * len(run):
            lines.append(_standing(run, page_height))
        else:
            rest += run
        start = end
    return lines, rest


def _standing(run: Sequence[Character], page_height: float) -> PageLine:
    return PageLine(
        text="".join(c.text for c in run).translate(_UPRIGHT),
        left=min(c.left for c in run),
        bottom=min(c.bottom for c in run),
        right=max(c.right for c in run),
        top=max(c.top for c in run),
        size=max(c.size for c in run),
        page_height=page_height,
        begins=True,
        ends=True,
    )


def _step(before: Character, character: Character) -> str | None:
    """Where ``character`` stands from ``before`` when the two are neighbours."""
    _, left, bottom, right, top, _ = before
    _, left_2, bottom_2, right_2, top_2, _ = character
    size = max(right - left, top - bottom, right_2 - left_2, top_2 - bottom_2)
    across = (left_2 + right_2 - left - right) / 2
    down = (bottom + top - bottom_2 - top_2) / 2
    if -0.5 * size <= down <= 0.5 * size:
        if 0.25 * size < across < 1.6 * size:
            return "across"
        return "down" if down > 0.35 * size and abs(across) <= 0.5 * size else None
    return "down" if 0 < down < 1.6 * size and abs(across) <= 0.5 * size else None


def _side_by_side(characters: Sequence[Character]) -> list[Character]:
    """``characters`` with those that share one place of a column (纵中横) as one: the figures of 12, set upright."""
    found: list[Character] = []
    for character in characters:
        before = found[-1] if found else None
        if (
            before is not None
            and before.text.isascii()
            and character.text.isascii()
            and _step(before, character) == "across"
        ):
            found[-1] = Character(
                before.text + character.text,
                before.left,
                min(before.bottom, character.bottom),
                character.right,
                max(before.top, character.top),
                before.style,
            )
        else:
            found.append(character)
    return found


def _without_page_number(characters: Sequence[Character], height: float) -> list[Character]:
    """``characters`` without a page number set across at the head or foot."""
    found = list(characters)
    for low, high in ((0.0, _MARGIN * height), (height * (1 - _MARGIN), height)):
        margin = [c for c in found if low <= c.middle[1] <= high]
        if not margin or not is_page_number("".join(c.text for c in margin)):
            continue
        size = max(c.size for c in margin)
        beyond = [
            c
            for c in found
            if c not in margin
            and min(abs(c.bottom - m.top) for m in margin) < size
            and min(abs(c.middle[0] - m.middle[0]) for m in margin) < size
        ]
        if not beyond:
            found = [c for c in found if c not in margin]
    return found
