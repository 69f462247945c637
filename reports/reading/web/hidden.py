"""What a page does not show, by its elements' attributes and styles and by the rules of its own style sheets.

Only what hides is looked for. A rule that hides holds unless one of the page's own rules of the same kind, stronger or
later, or the element's style says otherwise (CSS 2.1, 6.4.1, with specificity counted by names).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

#: Property → the values that hide what has it.
_HIDING = {
    "display": re.compile("none", re.I),
    "visibility": re.compile("hidden|collapse", re.I),
    "opacity": re.compile(r"0(?:\.0+)?%?|\.0+"),
    "font-size": re.compile(r"(?:0(?:\.0+)?|\.0+)(?:px|pt|em|rem|%)?", re.I),
    "text-indent": re.compile(r"-\d{3,}\S*", re.I),
    "transform": re.compile(r"scale\(\s*0\s*\)", re.I),
    "clip": re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)", re.I),
}
_OFFSET = re.compile(r"(?:left|top|right|bottom|margin-left|margin-top)\s*:\s*-\d{3,}", re.I)
_POSITIONED = re.compile(r"position\s*:\s*(?:absolute|fixed)", re.I)
_FLAT = re.compile(r"(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)", re.I)
_OVERFLOW = re.compile(r"overflow\s*:\s*hidden", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
#: Without any of these a style hides nothing; nearly all styles have none.
_SUSPECT = (
    *(
        "none",
        "hidden",
        "collapse",
        "opacity",
        "size:0",
        "size: 0",
        "size:.",
        "size: .",
        "size :",
        "indent:-",
    ),
    *("indent: -", "indent :", "rect", "scale", "absolute", "fixed", "line-through"),
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_MEDIA = re.compile(r"@media\s+([^{}]{0,200})\{", re.I)
_NAME = re.compile(r"#[\w-]+|[.\[:][\w-]+|[a-zA-Z][\w-]*")
#: Style sheets of a page are read up to here; its own rules stand in far less.
_SHEET_MAX, _HIDING_MAX, _RULES_MAX = 400_000, 200, 400
#: Text of a style sheet by its address, or None when the file has no such sheet.
Sheets = Callable[[str], str | None]
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]{1,500})""", re.I)
_IMPORTS_MAX = 10_000
_SCREENS = ("screen", "all", "only screen", "screen, print", "")
_Weight = tuple[bool, int, int, int, int]


@dataclass(frozen=True)
class _Rule:
    """A rule of a style sheet that says something of one property."""

    selector: str
    property: str
    hides: bool
    weight: _Weight


@lru_cache(2_000)
def hides(style: str) -> bool:
    """Whether an element's style hides it, or strikes it out. To be asked of short styles: pages repeat the same few."""
    lower = style.lower()
    if not any(word in lower for word in _SUSPECT):
        return False
    hidden = any(_HIDING[name].fullmatch(value) for name, value in _declared(style))
    return hidden or _is_away(style) or _STRUCK.search(style) is not None


def hidden_by_rules(tree: LexborHTMLParser, linked: Sheets | None = None) -> set[int]:
    """The ids in memory of the elements that the page's own style sheets hide, ``linked`` ones where the file has them."""
    sheets = _screen_rules("".join(_sheets(tree, linked))[:_SHEET_MAX])
    rules = list(_rules(sheets)) if _may_hide(sheets) else []
    hiding = [rule for rule in rules if rule.hides][:_HIDING_MAX]
    found: dict[tuple[int, str], tuple[_Weight, bool]] = {}
    touched = {rule.property for rule in hiding if _weigh(tree, rule, found)}
    for rule in [rule for rule in rules if not rule.hides and rule.property in touched][:_RULES_MAX]:
        _weigh(tree, rule, found, known=True)
    return {node for (node, _), (_, hidden) in found.items() if hidden}


def _sheets(tree: LexborHTMLParser, linked: Sheets | None) -> Iterator[str]:
    """The style sheets of a page in order, those that they import (``@import``) before them."""
    if linked is None:
        yield from (node.text() for node in tree.css("style"))
        return
    for node in tree.css("style, link[href]"):
        attributes = node.attributes
        if (attributes.get("media") or "all").strip().lower() not in _SCREENS:
            continue
        if node.tag == "style":
            sheet: str | None = node.text()
        elif "stylesheet" in (attributes.get("rel") or "").lower().split():
            sheet = linked((attributes.get("href") or "").strip())
        else:
            continue
        if sheet:
            yield from filter(None, (linked(one[1]) for one in _IMPORT.finditer(sheet[:_IMPORTS_MAX])))
            yield f"{sheet}\n"


def shows(style: str) -> bool:
    """Whether an element's style says that it is shown, whatever a rule of a style sheet says."""
    return any(
        name in ("display", "visibility") and not _HIDING[name].fullmatch(value)
        for name, value in _declared(style)
    )


def _declared(style: str) -> list[tuple[str, str]]:
    """Name and value of each declaration that may hide, the last of each name."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _HIDING:
            found[name] = value.partition("!")[0].strip()
    return list(found.items())


def _is_away(style: str) -> bool:
    """Out of the window, or without height or width."""
    if _OFFSET.search(style) and _POSITIONED.search(style):
        return True
    return bool(_OVERFLOW.search(style) and _FLAT.search(style))


def _may_hide(sheets: str) -> bool:
    lower = sheets.lower()
    return any(word in lower for word in ("none", "hidden", "opacity", "font-size", "-indent", "absolute"))


def _screen_rules(sheet: str) -> str:
    """A style sheet without comments and without rules for print, narrow windows and the like."""
    sheet = _COMMENT.sub("", sheet)
    kept, at = [], 0
    for media in _MEDIA.finditer(sheet):
        if media.start() < at:
            continue
        kept.append(sheet[at : media.start()])
        depth, end = 1, media.end()
        while depth and end < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        if media[1].strip().lower() in _SCREENS:
            kept.append(sheet[media.end() : end - 1])
        at = end
    return "".join([*kept, sheet[at:]])


def _rules(sheets: str) -> Iterator[_Rule]:
    for number, rule in enumerate(sheets.split("}")):
        selectors, _, declarations = rule.rpartition("{")
        important = "important" in declarations
        said = [(name, bool(_HIDING[name].fullmatch(value))) for name, value in _declared(declarations)]
        if _is_away(declarations):
            said.append(("away", True))
        for name, hidden in said:
            for selector in selectors.split(","):
                selector = selector.strip()
                if selector and not set(":@{") & set(selector):
                    yield _Rule(selector, name, hidden, (important, *_specificity(selector), number))


def _specificity(selector: str) -> tuple[int, int, int]:
    names = _NAME.findall(selector)
    ids = sum(name[0] == "#" for name in names)
    classes = sum(name[0] in ".[:" for name in names)
    return ids, classes, len(names) - ids - classes


def _weigh(
    tree: LexborHTMLParser,
    rule: _Rule,
    found: dict[tuple[int, str], tuple[_Weight, bool]],
    *,
    known: bool = False,
) -> bool:
    """Let a rule win over weaker ones for each element it is for; with ``known`` only for those met before."""
    try:
        nodes = tree.css(rule.selector)
    except (SelectolaxError, ValueError):
        # Newer selectors than the library knows hide nothing here.
        return False
    for node in nodes:
        key = (node.mem_id, rule.property)
        if (key in found or not known) and (key not in found or found[key][0] <= rule.weight):
            found[key] = (rule.weight, rule.hides)
    return bool(nodes)
