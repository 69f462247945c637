"""What stands on a page and is not its text: watermarks, and characters that nobody sees."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi
from statistics import median

from .characters import Character, Style

Box = tuple[float, float, float, float]

#: Text that leans more than this against the page's own is no line of it: 5°.
_LEAN = pi / 36
#: Less contrast to white than this is pale, less than that is not seen.
_PALE, _UNSEEN = 0.3, 0.06
#: So many times the size of the page's text is large.
_LARGE_PALE, _LARGE = 1.25, 1.5
#: Text in the same place of so many pages repeats.
_REPEATS = 3
#: A picture of this share of the page is a scan, the characters not drawn on it what was recognised.
_SCAN = 0.5
#: Boxes that overlap are no nearer than this share of both; those of neighbours touch at a half.
_WITHIN = 0.35
#: Points; the side of the squares in which characters are looked for that stand in one place.
_SQUARE = 8.0

SLANTED, PALE, BLANK, OUTSIDE, HIDDEN = "slanted", "pale", "blank", "outside", "hidden"


@dataclass(frozen=True)
class Seen:
    """Of a page: the characters that are its text, and by reason those that are not."""

    text: list[Character]
    left_out: dict[str, list[Character]]
    #: Whether the text, or the most of it, is a layer that is not drawn: recognised from a picture.
    recognised: bool = False
    #: Those of the text that are pale and don't stand on something darker.
    pale: frozenset[Character] = frozenset()
    #: The angle (radians, anticlockwise) by which the page was laid askew on the scanner.
    askew: float = 0.0


def seen_of(
    characters: Sequence[Character],
    styles: Sequence[Style],
    size: tuple[float, float],
    backgrounds: Callable[[], Iterable[Box]],
    pictures: Callable[[], Iterable[Box]],
) -> Seen:
    """``characters`` of a page of that size, in ``styles``, parted.

    What lies behind them is only asked for where it matters, and each thing only looked at where a style has it.
    """
    left_out: dict[str, list[Character]] = {}
    shown, recognised = _inside(characters, size, left_out), False
    if not all(style.drawn for style in styles):
        drawn = sum(c.style.drawn for c in shown)
        recognised = drawn * 2 < len(shown) or any(_share(box, size) > _SCAN for box in pictures())
        if not recognised:
            shown = _kept(shown, lambda c: c.style.drawn, HIDDEN, left_out)
    pale: frozenset[Character] = frozenset()
    if any(style.drawn and style.contrast < _PALE for style in styles):
        behind = list(backgrounds())
        pale = frozenset(
            c
            for c in shown
            if c.style.drawn and c.style.contrast < _PALE and not any(_holds(box, c.middle) for box in behind)
        )
        shown = _kept(shown, lambda c: not (c in pale and c.style.contrast < _UNSEEN), BLANK, left_out)
    askew = 0.0
    if shown and any(_lean(style.angle) for style in styles):
        askew = median(_lean(c.style.angle) for c in shown)
        shown = _kept(shown, lambda c: abs(_lean(c.style.angle - askew)) <= _LEAN, SLANTED, left_out)
    return Seen(_without_pale(shown, pale, left_out), left_out, recognised, pale, askew)


def _inside(
    characters: Sequence[Character], size: tuple[float, float], left_out: dict[str, list[Character]]
) -> list[Character]:
    width, height = 2 * size[0], 2 * size[1]
    return _kept(
        characters,
        lambda c: 0 <= c.left + c.right <= width and 0 <= c.bottom + c.top <= height,
        OUTSIDE,
        left_out,
    )


def without_repeated(pages: Sequence[Seen]) -> list[Seen]:
    """``pages`` without pale text that stands in the same place of several of them."""
    places = Counter(key for page in pages for key in {_place(c) for c in page.text if c in page.pale})
    repeated = {key for key, count in places.items() if count >= _REPEATS}
    return [_without_places(page, repeated) if repeated else page for page in pages]


def _without_places(page: Seen, repeated: set[tuple[str, int, int]]) -> Seen:
    left_out = {reason: list(more) for reason, more in page.left_out.items()}
    kept = _kept(page.text, lambda c: not (c in page.pale and _place(c) in repeated), PALE, left_out)
    return replace(page, text=kept, left_out=left_out)


def _without_pale(
    shown: list[Character], pale: frozenset[Character], left_out: dict[str, list[Character]]
) -> list[Character]:
    """``shown`` without watermarks that run as the text does: pale and large, or behind other text."""
    if not shown:
        return shown
    size = median([c.top - c.bottom for c in shown])
    large = [c for c in shown if c.top - c.bottom > _LARGE * size]
    if not pale and not large:
        return shown
    contrast = median(c.style.contrast for c in shown)
    far_paler = {c for c in pale if c.style.contrast < contrast / 2}
    suspects = [*far_paler, *(c for c in large if c not in far_paler)]
    if len(suspects) * 2 > len(shown):
        return shown
    among = set(suspects)
    places: dict[tuple[int, int], list[Character]] = {}
    for character in shown:
        if character not in among:
            places.setdefault(_square(*character.middle), []).append(character)
    # All that is drawn in the same way goes with it: a watermark's ends stick out of the text.
    styles = {
        (c.style, round(c.size))
        for c in suspects
        if (c in far_paler and c.height > _LARGE_PALE * size) or _lies_behind(c, places, size)
    }
    return _kept(shown, lambda c: not (c in among and (c.style, round(c.size)) in styles), PALE, left_out)


def _kept(
    characters: Iterable[Character],
    keep: Callable[[Character], bool],
    reason: str,
    left_out: dict[str, list[Character]],
) -> list[Character]:
    kept: list[Character] = []
    for character in characters:
        if keep(character):
            kept.append(character)
        else:
            left_out.setdefault(reason, []).append(character)
    return kept


def _lies_behind(
    character: Character, places: Mapping[tuple[int, int], Sequence[Character]], size: float
) -> bool:
    """Whether it and another character, of the usual ``size``, stand well within one another's boxes."""
    (x, y), half = character.middle, (character.size + 2 * size) / 2
    (left, bottom), (right, top) = _square(x - half, y - half), _square(x + half, y + half)
    return any(
        abs(other.middle[0] - x) < _WITHIN * (other.right - other.left + character.right - character.left)
        and abs(other.middle[1] - y) < _WITHIN * (other.height + character.height)
        for across in range(left, right + 1)
        for up in range(bottom, top + 1)
        for other in places.get((across, up), ())
    )


def _square(across: float, up: float) -> tuple[int, int]:
    return int(across // _SQUARE), int(up // _SQUARE)


def _place(character: Character) -> tuple[str, int, int]:
    return character.text, round(character.left / 4), round(character.bottom / 4)


def _lean(angle: float) -> float:
    """How far an angle is from the nearest quarter turn, within ±45°."""
    return round((angle + pi / 4) % (pi / 2) - pi / 4, 3)


def _share(box: Box, size: tuple[float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / (size[0] * size[1] or 1)


def _holds(box: Box, place: tuple[float, float]) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]
