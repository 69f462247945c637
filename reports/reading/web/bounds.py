"""Markup that no browser's author would write, refused before a tree is built of it, in time linear in its length.

Building the tree takes time with the square of the depth and of the number of attributes of one tag.
"""

import re

from reports.text.remarks import Remark

from ..types import UnreadableFile

_DEEP = re.compile(
    r"<(/?)(?:div|span|font|b|i|strong|em|ul|ol|dl|table|blockquote|section|center|form|a)[\s>]", re.I
)
#: No honest page comes near.
_DEPTH_MAX, _ATTRIBUTES_MAX = 5_000, 1_000
#: What is no tag: a comment, and the inside of a script or a style, where < compares.
_OPENING = re.compile(r"<(?:(!--)|(script|style)(?=[\s/>])|[a-z])", re.I)
#: An attribute with what parts it from the one before (HTML, 13.2.5.32 to 13.2.5.38).
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")
_ENDS = {name: re.compile(rf"</{name}", re.I) for name in ("script", "style")}


def refuse_absurd(page: str) -> None:
    """Raises :class:`UnreadableFile` for nesting or attributes beyond all measure."""
    _refuse_depth(page)
    at = 0
    while opening := _OPENING.search(page, at):
        if opening[1]:
            at = page.find("-->", opening.end())
        else:
            at = _after_attributes(page, opening.end())
            if opening[2] and (end := _ENDS[opening[2].lower()].search(page, at)):
                at = end.end()
            elif opening[2]:
                at = -1
        if at < 0:
            return


def _after_attributes(page: str, at: int) -> int:
    """Where a tag's attributes end; ``at`` is behind the first letters of its name, whose rest counts as one."""
    for _ in range(_ATTRIBUTES_MAX):
        found = _ATTRIBUTE.match(page, at)
        if found is None:
            return at
        at = found.end()
    raise UnreadableFile("hostile", Remark("page_too_deep"))


def _refuse_depth(page: str) -> None:
    depth = 0
    for tag in _DEEP.finditer(page):
        depth += -1 if tag[1] else 1
        if depth > _DEPTH_MAX:
            raise UnreadableFile("hostile", Remark("page_too_deep"))
        depth = max(depth, 0)
