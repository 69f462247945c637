"""A page's elements written out as lines, one block a line."""

import html
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from ..blocks import BlockWriter
from ..superscripts import superscript
from .hidden import hides, shows
from .html_lists import ListNumbers

#: Text of a frame's page by its address, or None when the file has no such page.
Frames = Callable[[str], str | None]

_DROPPED_TAGS = (
    "script style noscript template head title svg math canvas object embed audio video map datalist select textarea "
    "input rt rp rtc del s strike"
)
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul ucapcontent ucaptitle"
)
#: What is left out and never holds an article.
_NO_STORES = frozenset(
    ["script", "style", "head", "title", "del", "s", "strike", "rt", "rp", "rtc", "svg", "math", "select"]
)
_DROPPED = frozenset(_DROPPED_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
#: What stands as an entity once the page's own entities are read was written as one twice.
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
#: Link lists whose words say where the page belongs.
_KEPT = re.compile("位置|您在|您现在|索\\s*引\\s*号|主办|承办|版权")


@dataclass
class Page:
    """How a page is to be walked, and what was met on the way.

    ``hidden`` are elements that style sheets hide; ``opened`` hidden ones to be read all the same, by their ids in
    memory, with the text to read in place of what they hold, or None for that itself.
    """

    article: LexborNode | None = None
    hidden: Collection[int] = ()
    opened: Mapping[int, str | None] = field(default_factory=dict)
    frames: Frames = lambda address: None
    #: The text of a piece of HTML.
    fragment: Callable[[str], str] = lambda written: ""
    #: Elements that were not shown and hold more than a few words, the outermost.
    concealed: list[LexborNode] = field(default_factory=list)
    #: Addresses of frames that are not in the file.
    missing: list[str] = field(default_factory=list)


#: Fewer characters are a label or a button; more are raised by mistake.
_FEW, _RAISED = 30, 12
#: What hides stands near the start of a style; behind it may be whole pictures.
_STYLE_MAX = 1_000
_LOOKED_MAX, _CONCEALED_MAX = 200, 200


def render(root: LexborNode, page: Page) -> str:
    """The text below ``root``, one block a line; with an article given, link lists outside it are left out."""
    return _Walk(page).read(root)


class _Walk:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._writer = BlockWriter()
        self._numbers = ListNumbers()
        self._inside = page.article.mem_id if page.article is not None else None
        self._in_article = False
        #: Hidden elements that were searched for something shown.
        self._looked_into = 0

    def read(self, root: LexborNode) -> str:
        node: LexborNode | None = root
        while node is not None:
            entered = self._enter(node)
            if entered and self._inside is not None and node.mem_id == self._inside:
                self._in_article = True
            if entered and node.child is not None:
                node = node.child
                continue
            if entered:
                self._leave(node)
            while node is not None and node.mem_id != root.mem_id and node.next is None:
                node = node.parent
                if node is not None:
                    self._leave(node)
            node = None if node is None or node.mem_id == root.mem_id else node.next
        return self._writer.finish()

    def _enter(self, node: LexborNode) -> bool:
        """Write what stands at the start of ``node``; False when what is below it is left out."""
        tag = node.tag or ""
        writer = self._writer
        if tag == "-text":
            text = node.text_content or ""
            writer.text(text if "&" not in text else unescape_all(text))
            return False
        if tag.startswith(("-", "!")):
            return False
        if self._page.opened and node.mem_id in self._page.opened:
            instead = self._page.opened[node.mem_id]
            if instead is not None:
                self._lines(instead)
                return False
            writer.line_break()
            return True
        if tag in _DROPPED or self._is_hidden(node, tag):
            self._conceal(node, tag)
            return False
        if tag == "br":
            writer.line_break()
            return False
        if tag == "sup" and len(node.text()) <= _RAISED:
            writer.text(superscript(writer.open_line, node.text()))
            return False
        if tag in ("iframe", "frame"):
            self._frame(node)
            return False
        if tag in _BLOCKS:
            return self._block(node, tag)
        return True

    def _block(self, node: LexborNode, tag: str) -> bool:
        writer = self._writer
        if (
            self._inside is not None
            and not self._in_article
            and tag in ("ul", "ol", "dl", "div", "nav", "table", "td", "section")
            and is_link_list(node)
        ):
            return False
        writer.line_break()
        if tag == "table":
            writer.start_table()
        elif tag == "tr":
            writer.start_row()
        elif tag in ("td", "th"):
            attributes = node.attributes
            writer.start_cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        elif tag == "li":
            writer.marker = self._numbers.marker(node)
        elif tag == "pre":
            writer.preformatted += 1
        return True

    def _leave(self, node: LexborNode) -> None:
        """Write what stands at the end of ``node``."""
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._writer.line_break()
            if tag == "table":
                self._writer.end_table()
            elif tag == "tr":
                self._writer.end_row()
            elif tag == "li":
                self._writer.marker = ""
            elif tag == "pre":
                self._writer.preformatted -= 1
        if self._in_article and node.mem_id == self._inside:
            self._in_article = False

    def _is_hidden(self, node: LexborNode, tag: str) -> bool:
        attributes = node.attributes
        style = (attributes.get("style") or "")[:_STYLE_MAX] if attributes else ""
        if self._page.hidden and node.mem_id in self._page.hidden and not shows(style):
            return True
        if not attributes:
            return tag == "dialog"
        if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
            return True
        if not style or not hides(style):
            return False
        # What is inside may be shown again; the smallest letters are also used to take out the blanks between boxes.
        self._looked_into += 1
        if (
            self._looked_into <= _LOOKED_MAX
            and "display" not in style
            and (again := "visible" if "visibility" in style else "font-size")
        ):
            inner = node.css(f"[style*={again}]")
            return not any(
                one.mem_id != node.mem_id and not hides((one.attributes["style"] or "")[:_STYLE_MAX])
                for one in inner
            )
        return True

    def _conceal(self, node: LexborNode, tag: str) -> None:
        if tag in _NO_STORES or len(self._page.concealed) == _CONCEALED_MAX:
            return
        held = (node.attributes.get("value") or "") if tag == "input" else node.text()
        if tag == "template" or len(held) >= _FEW:
            self._page.concealed.append(node)

    def _frame(self, node: LexborNode) -> None:
        attributes = node.attributes
        written, address = attributes.get("srcdoc"), (attributes.get("src") or "").strip()
        text = self._page.fragment(written) if written else self._page.frames(address) if address else None
        if text is None and address and not address.startswith(("about:", "javascript:", "#")):
            self._page.missing.append(address)
        if text:
            self._lines(text)

    def _lines(self, text: str) -> None:
        self._writer.line_break()
        for line in text.split("\n"):
            self._writer.text(line)
            self._writer.line_break()


def is_link_list(node: LexborNode) -> bool:
    """A block of at least four links that is little else and says nothing of where the page belongs."""
    links = node.css("a")
    if len(links) < 4:
        return False
    text = "".join(node.text().split())
    linked = sum(len("".join(link.text().split())) for link in links)
    return linked >= 0.7 * len(text) and not _KEPT.search(text[:4000])


def unescape_all(text: str) -> str:
    """``text`` with the entities read that were escaped up to three times more."""
    return _ENTITY.sub(_unescaped, text) if "&" in text else text


def _unescaped(match: re.Match[str]) -> str:
    entity = match[0]
    for _ in range(4):
        if (once := html.unescape(entity)) == entity:
            break
        entity = once
    return entity


def _span(text: str | None) -> int:
    return max(1, int(text)) if text and text.strip().isdecimal() and len(text) < 6 else 1
