"""A web page as lines of text.

The article and what surrounds it are kept, one block a line, for a page's breadcrumb, info table and footer say
whose report it is; the parser marks them as furniture later. Only what a reader of the page could not have read
(scripts, styles, hidden parts, form controls) and, where the article is plainly recognisable, menus and link
lists outside it are left out. Nothing is executed or fetched.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.text.remarks import Remark

from ..encodings import Decoded
from ..plain import canonical, damage_note, refuse_rubbish
from ..types import SourceText, UnreadableFile
from .bounds import refuse_absurd
from .concealed import CLAUSE, look_behind
from .hidden import Sheets, hidden_by_rules
from .walk import Frames, Page, is_link_list, render, unescape_all

_SCRIPT = re.compile("<script", re.I)
#: Where the publishing systems of Chinese government sites put the article, the surest first.
_ARTICLES = (
    "ucapcontent, .TRS_Editor, .trs_editor_view, #UCAP-CONTENT, .TRS_PreAppend, .Custom_UnionStyle",
    "#zoom, #zoomcon, #Zoom, #zoomtop, .zoom, .view.TRS_UEDITOR, .trs_paper_default, #vsb_content, .v_news_content",
    "#article_content, #articleContent, #ArticleContent, .article-content, .article_content, .articleContent, "
    ".article-body, .articlecon, .art_con, #artCon, .news_content, .newsContent, #newsContent, .wz_content, "
    ".info_content, .xxgk_content, .gk_content, .pages_content, #content_body, [itemprop=articleBody]",
    "article, .article, #article, .xl-content, .detail-content, .content-detail, .conTxt, .nr, .txt",
)
#: An article has at least this many characters; below it the container is some other part of the page.
_ARTICLE_LENGTH = 200
#: Pages in one another (srcdoc), and what they may hold in all.
_FRAMES_MAX, _FRAMED_MAX = 3, 4_000_000


def read_html(decoded: Decoded, frames: Frames | None = None, sheets: Sheets | None = None) -> SourceText:
    """The page's text blocks one a line, table rows with cells joined by `` | ``, and its meta tags.

    ``frames`` gives the text of the pages it shows in frames, ``sheets`` that of style sheets it links. Raises
    :class:`UnreadableFile` for rubbish and for nesting no browser would show.
    """
    refuse_rubbish(decoded.text)
    page = canonical(decoded.text)
    refuse_absurd(page)
    tree = LexborHTMLParser(page)
    told = _Reader(frames, sheets).read(tree)
    if not told.text and tree.css_first("frame, iframe[src]") is not None:
        raise UnreadableFile("no_text", Remark("page_in_frame"))
    if not told.text and _SCRIPT.search(page):
        raise UnreadableFile("no_text", Remark("page_by_script"))
    return replace(
        told,
        encoding=decoded.encoding,
        meta=tuple(_meta(tree)),
        notes=(*damage_note(decoded), *told.notes),
    )


class _Reader:
    """Reads a page and those written into it (srcdoc), within bounds."""

    def __init__(self, frames: Frames | None, sheets: Sheets | None) -> None:
        self._sheets = sheets
        self._frames = frames or (lambda address: None)
        self._depth = self._length = 0

    def read(self, tree: LexborHTMLParser) -> SourceText:
        root = tree.body or tree.root
        if root is None:
            return SourceText(text="", media_type="text/html")
        page = Page(
            article=find_article(tree),
            hidden=hidden_by_rules(tree, self._sheets),
            frames=self._frames,
            fragment=self._fragment,
        )
        text = render(root, page)
        behind = look_behind(tree, page, text, self._fragment)
        if behind.opened:
            text = render(root, replace(page, opened=behind.opened, concealed=[], missing=[]))
        if behind.behind:
            text = f"{text}\n{behind.behind}".strip("\n")
        return SourceText(text=text, media_type="text/html", notes=behind.notes, partial=behind.partial)

    def _fragment(self, written: str) -> str:
        """The text of a piece of HTML."""
        self._length += len(written)
        if self._depth == _FRAMES_MAX or self._length > _FRAMED_MAX:
            return ""
        refuse_absurd(written)
        self._depth += 1
        try:
            return self.read(LexborHTMLParser(written)).text
        finally:
            self._depth -= 1


def find_article(tree: LexborHTMLParser) -> LexborNode | None:
    """The container of the article where a publishing system marks it plainly, else None."""
    for selectors in _ARTICLES:
        candidates = [node for node in tree.css(selectors) if _is_article(node)]
        if candidates:
            return max(candidates, key=lambda node: len(node.text()))
    return None


def _is_article(node: LexborNode) -> bool:
    text = node.text()
    return len(text) >= _ARTICLE_LENGTH and len(CLAUSE.findall(text)) >= 5 and not is_link_list(node)


def _meta(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The page's meta tags, its title and the dates and names of its JSON-LD, keys lower case, in page order."""
    title = tree.css_first("title")
    if title is not None and title.text().strip():
        yield "title", _squeezed(title.text())
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        content = _squeezed(node.attributes.get("content") or "")
        if name.strip() and content:
            yield name.strip().lower()[:60], content[:1000]
    for node in tree.css("script[type='application/ld+json']"):
        yield from _linked_data(node.text())


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        # Pages carry broken JSON-LD; it only ever helps.
        return
    for entry in found if isinstance(found, list) else [found]:
        if isinstance(entry, dict):
            for name in ("headline", "datePublished", "pubDate"):
                if isinstance(entry.get(name), str) and entry[name].strip():
                    yield name.lower(), _squeezed(entry[name])[:1000]


def _squeezed(text: str) -> str:
    return " ".join(unescape_all(text).split())
