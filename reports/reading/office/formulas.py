"""Formulas of office documents (OMML, ECMA-376 part 1, 22.1) as a line of text: 12.5%, a/b, x^2, √(x)."""

from xml.etree.ElementTree import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = frozenset((f"{M}t", f"{_W}t"))
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{M}rPr", f"{M}ctrlPr"))
#: Fences and operators that a formula has when it names no other.
_SUM, _OPEN, _CLOSE, _BETWEEN = "∫", "(", ")", "|"


def linear(element: Element) -> str:
    """The formula below ``element``, written in a line as Word's linear format has it."""
    tag = element.tag
    if tag in _TEXT:
        return element.text or ""
    if tag in _SKIPPED or tag.endswith("Pr"):
        return ""
    part = tag.removeprefix(M)
    if part == "f":
        return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"
    if part in ("sSup", "sSub", "sSubSup", "sPre"):
        below = f"_{_grouped(element, 'sub')}" if element.find(f"{M}sub") is not None else ""
        above = f"^{_grouped(element, 'sup')}" if element.find(f"{M}sup") is not None else ""
        return f"{_inside(element, 'e')}{below}{above}"
    if part == "rad":
        degree = _inside(element, "deg")
        return f"{degree}√{_grouped(element, 'e')}"
    if part == "d":
        between = _sign(element, "d", "sepChr", _BETWEEN)
        inner = between.join(linear(one) for one in element.findall(f"{M}e"))
        return f"{_sign(element, 'd', 'begChr', _OPEN)}{inner}{_sign(element, 'd', 'endChr', _CLOSE)}"
    if part == "nary":
        below, above = _inside(element, "sub"), _inside(element, "sup")
        bounds = (f"_({below})" if below else "") + (f"^({above})" if above else "")
        return f"{_sign(element, 'nary', 'chr', _SUM)}{bounds}{_inside(element, 'e')}"
    if part in ("eqArr", "m"):
        rows = element.findall(f"{M}e") or element.findall(f"{M}mr")
        return "; ".join(" ".join(linear(one) for one in row) if part == "m" else linear(row) for row in rows)
    return "".join(map(linear, element))


def _inside(element: Element, part: str) -> str:
    found = element.find(f"{M}{part}")
    return linear(found) if found is not None else ""


def _grouped(element: Element, part: str) -> str:
    """A part of a formula, in brackets unless it is one number or word."""
    return _bracketed(_inside(element, part).strip())


def _bracketed(text: str) -> str:
    return text if text.replace(".", "").replace("%", "").isalnum() else f"({text})"


def _sign(element: Element, part: str, name: str, default: str) -> str:
    found = element.find(f"{M}{part}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def mathml(element: Element) -> str:
    """A formula in MathML (OpenDocument's) as a line of text, like :func:`linear`."""
    name = element.tag.rpartition("}")[2]
    if name in ("annotation", "annotation-xml"):
        return ""
    parts = [mathml(child) for child in element]
    if not parts:
        return (element.text or "").strip()
    if name == "mfrac" and len(parts) == 2:
        return "/".join(map(_bracketed, parts))
    if name in ("msup", "msub") and len(parts) == 2:
        return f"{parts[0]}{'^' if name == 'msup' else '_'}{_bracketed(parts[1])}"
    return f"√{_bracketed(''.join(parts))}" if name == "msqrt" else "".join(parts)
