r"""What an EQ field of Word shows: readings over characters, characters in circles, fractions.

Its code holds the words (``EQ \o\ac(○,一)``), and there is no result beside it. After Word's documentation of the field.
"""

import re

_EQ = re.compile(r"\s*EQ\b", re.I)
#: General switches say how the field is formatted, not what it shows.
_SWITCH = re.compile(r"""\\\*\s*(?:"[^"]*"|[^\s\\(]+)\s*""")
_FUNCTION = re.compile(r"\\([abdfilorsx])((?:\s*\\[a-z]{2}\d*(?:\s*\d+)?|\s*\\[lrb]c\\.)*)\s*\(", re.I)
_SHAPES = frozenset("○〇◯□△◇⃝⃞")
_DEPTH_MAX = 20


def is_eq(code: str) -> bool:
    """Whether a field's code is that of an EQ field."""
    return _EQ.match(code) is not None


def eq_text(code: str) -> str | None:
    """What the field of this code shows; None for one that is none, or holds what is not known here."""
    found = _EQ.match(code)
    if found is None:
        return None
    shown = _shown(_SWITCH.sub("", code[found.end() :]).strip(), 0)
    return None if shown is None or not shown.strip() else shown.strip()


def _shown(code: str, depth: int) -> str | None:
    if depth > _DEPTH_MAX:
        return None
    text, at = "", 0
    while at < len(code):
        if code[at] != "\\":
            text += code[at]
            at += 1
            continue
        function = _FUNCTION.match(code, at)
        if function is None:
            # An escaped sign stands for itself.
            if code[at + 1 : at + 2] in ("\\", ",", ";", "(", ")"):
                text += code[at + 1]
                at += 2
                continue
            return None
        arguments, at = _arguments(code, function.end())
        part = _function(function[1].lower(), arguments, depth) if arguments is not None else None
        if part is None:
            return None
        text += part
    return text


def _arguments(code: str, at: int) -> tuple[list[str] | None, int]:
    """The arguments of a function whose bracket is open, and where it is closed."""
    found, depth = [""], 1
    while at < len(code):
        one = code[at]
        if one == "\\":
            found[-1] += code[at : at + 2]
            at += 2
            continue
        depth += {"(": 1, ")": -1}.get(one, 0)
        at += 1
        if depth == 0:
            return found, at
        if depth == 1 and one in ",;":
            found.append("")
        else:
            found[-1] += one
    return None, at


def _function(name: str, arguments: list[str], depth: int) -> str | None:
    # Of what is printed over another, what is raised is its reading.
    kept = (
        [one for one in arguments if not one.lstrip().lower().startswith("\\s")] if name == "o" else arguments
    )
    parts = [_shown(one.strip(), depth + 1) for one in kept]
    shown = [one for one in parts if one is not None]
    if len(shown) < len(parts):
        return None
    if name == "f" and len(shown) == 2:
        return f"{shown[0]}/{shown[1]}"
    if name == "r":
        return f"{shown[0] if len(shown) == 2 else ''}√({shown[-1]})"
    if name == "o":
        return "".join(one for one in shown if one not in _SHAPES)
    if name in ("x", "s", "b") and len(shown) == 1:
        return f"({shown[0]})" if name == "b" else f"^{shown[0]}" if name == "s" else shown[0]
    return ",".join(shown) if name == "l" else " ".join(shown) if name == "a" else "" if name == "d" else None
