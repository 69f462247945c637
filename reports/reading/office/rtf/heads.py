"""What stands at the head of an .rtf or in the code of a field, for the text to refer to: colours, styles, form fields."""

from dataclasses import dataclass, field

_WHITE = (255, 255, 255)
_COLOURS = ("red", "green", "blue")
#: Styles may be based on each other in a circle.
_CHAIN = 20
_BOX, _LIST, _DEFAULT = 1, 2, 25
_CHECKED, _UNCHECKED = "☑", "☐"


class Colours:
    """The table of colours; each entry ends with a semicolon, and one without a colour is the automatic one."""

    def __init__(self) -> None:
        self._white: set[int] = set()
        self._at = 0
        self._parts: dict[str, int] = {}

    def take(self, word: str, number: int | None) -> None:
        if word in _COLOURS:
            self._parts[word] = number or 0

    def end_entries(self, count: int) -> None:
        """``count`` entries end."""
        for _ in range(count):
            if tuple(self._parts.get(name, 0) for name in _COLOURS) == _WHITE:
                self._white.add(self._at)
            self._at += 1
            self._parts.clear()

    def is_white(self, number: int) -> bool:
        return number in self._white


class Styles:
    """The style sheet: which styles of paragraphs (``s``) and characters (``cs``) hide their text."""

    def __init__(self) -> None:
        self._hidden: dict[tuple[str, int], bool] = {}
        self._parents: dict[tuple[str, int], int] = {}
        self._open: tuple[str, int] = ("s", 0)
        #: Some style hides.
        self.hiding = False

    def begin(self) -> None:
        self._open = ("s", 0)

    def take(self, word: str, number: int | None) -> None:
        """A word of the style that is being defined."""
        if word in ("s", "cs") and number is not None:
            self._open = (word, number)
        elif word == "v":
            self._hidden[self._open] = number != 0
            self.hiding = self.hiding or number != 0
        elif word == "sbasedon" and number is not None:
            self._parents[self._open] = number

    def hides(self, kind: str, number: int) -> bool:
        for _ in range(_CHAIN):
            if (kind, number) in self._hidden:
                return self._hidden[kind, number]
            if (kind, number) not in self._parents:
                return False
            number = self._parents[kind, number]
        return False


@dataclass
class FormField:
    """A field of a form, as its code describes it."""

    kind: int = 0
    result: int = _DEFAULT
    default: int = 0
    entries: list[str] = field(default_factory=list)

    def take(self, word: str, number: int | None) -> None:
        if number is None:
            return
        if word == "fftype":
            self.kind = number
        elif word == "ffres":
            self.result = number
        elif word == "ffdefres":
            self.default = number

    def value(self) -> str:
        """A box ticked or the entry chosen; what is typed in is the field's result."""
        at = self.default if self.result == _DEFAULT else self.result
        if self.kind == _BOX:
            return _CHECKED if at else _UNCHECKED
        return self.entries[at] if self.kind == _LIST and 0 <= at < len(self.entries) else ""
