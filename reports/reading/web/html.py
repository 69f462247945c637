"""A web page as lines of text.

The article and what surrounds it are kept, one block a line, for a page's breadcrumb, info table and footer say
whose report it is; the parser marks them as furniture later. Only what a reader of the page could not have read
(scripts, styles, hidden parts, form controls) and, where the article is plainly recognisable, menus and link
lists outside it are left out. Nothing is executed or fetched.
"""

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..blocks import BlockWriter
from ..encodings import Decoded
from ..plain import canonical, damage_note, refuse_rubbish
from ..types import SourceText, UnreadableFile
from .html_lists import ListNumbers

_DROPPED_TAGS = (
    "script style noscript template head title svg math canvas iframe object embed audio video map datalist "
    "select textarea input"
)
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul ucapcontent ucaptitle"
)
_SCRIPT = re.compile("<script", re.I)
_DROPPED = frozenset(_DROPPED_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
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
_CLAUSE = re.compile("[，。；,;]")
#: Link lists whose words say where the page belongs.
_KEPT = re.compile("位置|您在|您现在|索\\s*引\\s*号|主办|承办|版权")
_DEEP = re.compile(
    r"<(/?)(?:div|span|font|b|i|strong|em|ul|ol|dl|table|blockquote|section|center|form|a)[\s>]", re.I
)
#: The tree builder takes time with the square of the depth; no honest page comes near.
_DEPTH_MAX = 5_000


def read_html(decoded: Decoded) -> SourceText:
    """The page's text blocks one a line, table rows with cells joined by `` | ``, and its meta tags.

    Raises :class:`UnreadableFile` for rubbish and for nesting no browser would show.
    """
    refuse_rubbish(decoded.text)
    page = canonical(decoded.text)
    _refuse_depth(page)
    tree = LexborHTMLParser(page)
    body = tree.body or tree.root
    article = find_article(tree)
    text = render(body, article) if body is not None else ""
    if not text and _SCRIPT.search(page):
        raise UnreadableFile(
            "no_text", "网页的正文要靠脚本从网上取，文件里没有；请在浏览器里打开后另存，或传 txt、PDF。"
        )
    return SourceText(
        text=text,
        media_type="text/html",
        encoding=decoded.encoding,
        meta=tuple(_meta(tree)),
        notes=damage_note(decoded),
    )


def find_article(tree: LexborHTMLParser) -> LexborNode | None:
    """The container of the article where a publishing system marks it plainly, else None."""
    for selectors in _ARTICLES:
        candidates = [node for node in tree.css(selectors) if _is_article(node)]
        if candidates:
            return max(candidates, key=lambda node: len(node.text()))
    return None


def render(root: LexborNode, article: LexborNode | None = None) -> str:
    """The text below ``root``, one block a line; with ``article`` given, link lists outside it are left out."""
    writer = BlockWriter()
    numbers = ListNumbers()
    inside = article.mem_id if article is not None else None
    node: LexborNode | None = root
    in_article = False
    while node is not None:
        entered = _enter(node, writer, numbers, prune=inside is not None and not in_article)
        if entered and node.mem_id == inside:
            in_article = True
        if entered and node.child is not None:
            node = node.child
            continue
        if entered:
            in_article = _leave(node, writer, inside, in_article)
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                in_article = _leave(node, writer, inside, in_article)
        node = None if node is None or node.mem_id == root.mem_id else node.next
    return writer.finish()


def _enter(node: LexborNode, writer: BlockWriter, numbers: ListNumbers, *, prune: bool) -> bool:
    """Write what stands at the start of ``node``; False when what is below it is left out."""
    tag = node.tag or ""
    if tag == "-text":
        writer.text(node.text_content or "")
        return False
    if tag.startswith(("-", "!")) or tag in _DROPPED or _is_hidden(node):
        return False
    if tag == "br":
        writer.line_break()
        return False
    if tag in _BLOCKS:
        if (
            prune
            and tag in ("ul", "ol", "dl", "div", "nav", "table", "td", "section")
            and _is_link_list(node)
        ):
            return False
        writer.line_break()
        if tag == "table":
            writer.start_table()
        elif tag == "tr":
            writer.start_row()
        elif tag in ("td", "th"):
            writer.start_cell()
        elif tag == "li":
            writer.marker = numbers.marker(node)
        elif tag == "pre":
            writer.preformatted += 1
    return True


def _leave(node: LexborNode, writer: BlockWriter, inside: int | None, in_article: bool) -> bool:
    """Write what stands at the end of ``node``; gives back whether the walk is still in the article."""
    tag = node.tag or ""
    if tag in _BLOCKS:
        writer.line_break()
        if tag == "table":
            writer.end_table()
        elif tag == "tr":
            writer.end_row()
        elif tag == "li":
            writer.marker = ""
        elif tag == "pre":
            writer.preformatted -= 1
    return in_article and node.mem_id != inside


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_article(node: LexborNode) -> bool:
    text = node.text()
    return len(text) >= _ARTICLE_LENGTH and len(_CLAUSE.findall(text)) >= 5 and not _is_link_list(node)


def _is_link_list(node: LexborNode) -> bool:
    """A block of at least four links that is little else and says nothing of where the page belongs."""
    links = node.css("a")
    if len(links) < 4:
        return False
    text = "".join(node.text().split())
    linked = sum(len("".join(link.text().split())) for link in links)
    return linked >= 0.7 * len(text) and not _KEPT.search(text[:4000])


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
    return " ".join(text.split())


def _refuse_depth(page: str) -> None:
    depth = 0
    for tag in _DEEP.finditer(page):
        depth += -1 if tag[1] else 1
        if depth > _DEPTH_MAX:
            raise UnreadableFile("hostile", "网页的标签嵌套过深，不像正常网页，没有读取。")
        depth = max(depth, 0)
