"""Automatic numbering of Word documents: which marker stands before which paragraph.

Word stores 一、 and （一） not in the text but as a reference to a list level (ECMA-376 part 1, 17.9). A report without
its markers has no outline, so they are counted here as Word counts them.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reports.text.numerals import bullet, numeral, set_apart
from reports.text.remarks import Remark

from ..types import UnreadableFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
#: Characters of a level's text; Word's own dialogue takes no more than 255.
_TEXT_MAX = 255


@dataclass(frozen=True)
class Level:
    """How a level of a list counts; ``text`` holds %1 … %9 for the numbers of the levels."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    #: The level (1-based) after which this one starts again; 0 never, None after any above.
    restart: int | None = None


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    #: abstractNumId → level → definition.
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    #: numId → abstractNumId, and numId → level → number it starts at anew.
    references: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    #: Style id → (numId, level), for paragraphs numbered through their style.
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def marker(self, paragraph: Element) -> str:
        """The marker before ``paragraph``, counted on; "" when it has none. To be asked once a paragraph, in order."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self.counted(None, None, None)
        level = _value(properties.find(f"{W}numPr/{W}ilvl"))
        return self.counted(
            _value(properties.find(f"{W}pStyle")),
            _value(properties.find(f"{W}numPr/{W}numId")),
            int(level) if level and level.isdecimal() else None,
        )

    def counted(self, style: str | None, reference: str | None, level: int | None) -> str:
        """The marker before a paragraph of that style which itself names list and level, as far as it does."""
        inherited = self.styles.get(style or "")
        if level is None:
            level = inherited[1] if inherited and reference is None else 0
        level = min(level, _LEVELS - 1)
        reference = reference or (inherited[0] if inherited else None)
        if reference is None or reference == "0":
            return ""
        name = self.references.get(reference)
        levels = self.lists.get(name or "")
        if name is None or not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        if reference not in self._begun:
            self._begun.add(reference)
            for overridden in self.overrides.get(reference, {}):
                counts[overridden:] = [None] * (_LEVELS - overridden)
        held = counts[level]
        start = self.overrides.get(reference, {}).get(level, levels[level].start)
        counts[level] = start if held is None else held + 1
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                counts[below] = None
        return self._text(levels, counts, level)

    def _text(self, levels: dict[int, Level], counts: list[int | None], level: int) -> str:
        definition = levels[level]
        if definition.format == "bullet":
            return bullet(definition.text)

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = levels.get(at, Level())
            number = counts[at] if counts[at] is not None else shown.start
            return numeral(number or 0, "decimal" if definition.legal else shown.format)

        return set_apart(_PLACE.sub(place, definition.text))


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists defined in word/numbering.xml and the styles of word/styles.xml that use them.

    Raises :class:`UnreadableFile` for a level whose marker is longer than any program writes.
    """
    found = Numbering()
    if numbering is None:
        return found
    for abstract in numbering.iter(f"{W}abstractNum"):
        name = abstract.get(f"{W}abstractNumId", "")
        levels = {_number(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.iter(f"{W}lvl")}
        found.lists[name] = levels
    for reference in numbering.iter(f"{W}num"):
        name = reference.get(f"{W}numId", "")
        found.references[name] = _value(reference.find(f"{W}abstractNumId")) or ""
        for override in reference.iter(f"{W}lvlOverride"):
            start = _value(override.find(f"{W}startOverride"))
            if start is not None:
                at = min(_number(override.get(f"{W}ilvl"), 0), _LEVELS - 1)
                found.overrides.setdefault(name, {})[at] = _number(start, 1)
    if styles is not None:
        found.styles = _numbered_styles(styles)
    return found


def _level(level: Element) -> Level:
    restart = _value(level.find(f"{W}lvlRestart"))
    legal = level.find(f"{W}isLgl")
    text = _value(level.find(f"{W}lvlText")) or ""
    if len(text) > _TEXT_MAX:
        raise UnreadableFile("hostile", Remark("numbering_too_long"))
    return Level(
        start=_number(_value(level.find(f"{W}start")), 1),
        format=_value(level.find(f"{W}numFmt")) or "decimal",
        text=text,
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        restart=_number(restart, 0) if restart is not None else None,
    )


def _numbered_styles(styles: Element) -> dict[str, tuple[str, int]]:
    parents: dict[str, str] = {}
    own: dict[str, tuple[str, int]] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        parents[name] = _value(style.find(f"{W}basedOn")) or ""
        reference = _value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        if reference is not None:
            level = _number(_value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")), 0)
            own[name] = reference, min(level, _LEVELS - 1)
    found = {}
    for name in parents:
        at, steps = name, 0
        while at and at not in own and steps < 20:
            at, steps = parents.get(at, ""), steps + 1
        if at in own:
            found[name] = own[at]
    return found


def _value(element: Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
