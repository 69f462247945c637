"""An article that a page holds and does not show: until a script runs, or a reader turns to its second page.

What is hidden is left out (:mod:`hidden`), except where the page without it is an empty shell, or where it goes on with
what is shown. All else that is hidden and reads like a report is named, so that nobody takes a part for the whole.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.text.remarks import Remark

from .walk import Page, is_link_list

SHELL = Remark("page_behind_script")
PAGED = Remark("page_in_parts")
CLAUSE = re.compile("[，。；,;]")
_LEAST_LENGTH, _LEAST_CLAUSES = 100, 5
_PAGE_CLAUSES = 2
#: A page whose hidden article has this many times the clauses of what it shows is a shell.
_SHELL_TIMES = 4
_DIGITS = re.compile(r"\d+")
_PAGING = re.compile("(?:下|上|后|前|末|尾)一?页")
_PAGE_NAME = re.compile(r"page|fenye|^p\d+$|[_-]p?\d+$", re.I)
_MARKUP = re.compile(r"<\s*/?\s*(?:p|div|br|span|section|table|h\d|li)\b", re.I)
_TEMPLATE = re.compile("html|templ|plain", re.I)
_QUOTE = re.compile("[\"'`]")
_INSIDE = {
    quote: re.compile(rf"(?:[^{quote}\\{end}]|\\.)*", re.S)
    for quote, end in (('"', "\n"), ("'", "\n"), ("`", ""))
}
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_SCRIPTS_MAX = 1_000_000
#: Elements before a hidden one that are looked at.
_SIBLINGS_MAX = 40
#: Words that a report can hardly do without, and that notices of a site have no use for.
_OF_REPORTS = re.compile(
    "法治|依法|执法|司法|普法|党委|镇政府|街道|社区|村民|各村|群众|干部|纠纷|调解|宣传|推进|落实|强化|健全|深入|贯彻|扎实|整治|"
    "督查|考核|不足|下一步"
)
_LEAST_OF_REPORTS = 3
#: Words of a site's notices to who reads it.
_OF_SITES = re.compile(
    "扫一扫|分享|转发|浏览器|快捷键|验证码|无障碍|读屏|朗读|隐私|纠错|版权|转载|打印|字体|字号|Cookie|缓存|声明|脚本|本网站|页面"
)
_LEAST_OF_SITES = 2
#: So many articles, each with a link and no more characters, are told of by their leads.
_LEAST_LEADS, _LEAD_MAX, _TITLE_LEAST = 2, 150, 6
_PIECES = re.compile("[，。；、：！？,;]")
_PIECES_MAX, _SHOWN_SHARE = 300, 0.9
_STORES = ("textarea", "template", "input")

#: The text of a piece of HTML.
Fragment = Callable[[str], str]


@dataclass
class Opening:
    """What is to be read although it is hidden (see :class:`Page`), what follows at the end, and what is said."""

    opened: dict[int, str | None] = field(default_factory=dict)
    behind: str = ""
    notes: tuple[Remark, ...] = ()
    partial: tuple[str, ...] = ()


def look_behind(tree: LexborHTMLParser, page: Page, text: str, fragment: Fragment) -> Opening:
    """What a page that shows ``text`` conceals."""
    held = [(node, _held(node, fragment)) for node in page.concealed]
    articles = [(node, words) for node, words in held if _is_article(node, words)]
    shown = len(CLAUSE.findall(text))
    if articles:
        node, words = max(articles, key=lambda one: len(one[1]))
        if shown < _LEAST_CLAUSES or shown * _SHELL_TIMES <= len(CLAUSE.findall(words)):
            return Opening({node.mem_id: words if node.tag in _STORES else None}, notes=(SHELL,))
    elif shown < _LEAST_CLAUSES:
        behind = _from_scripts(tree, fragment)
        if behind:
            return Opening(behind=behind, notes=(SHELL,))
        return Opening(partial=("frame",) if page.missing else ())
    if not page.concealed:
        return Opening()
    turned = _PAGING.search(text) is not None
    pages: dict[int, str | None] = {
        node.mem_id: None
        for node, words in held
        if len(CLAUSE.findall(words)) >= _PAGE_CLAUSES and _goes_on(node, turned)
    }
    plain = "".join(text.split())
    unread = any(
        node.mem_id not in pages and _may_belong(node, words, page) and not _is_shown(words, plain)
        for node, words in articles
    )
    return Opening(pages, notes=(PAGED,) if pages else (), partial=("hidden_text",) if unread else ())


def _held(node: LexborNode, fragment: Fragment) -> str:
    if node.tag in ("textarea", "input"):
        written = node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
        return fragment(written) if _MARKUP.search(written) else written.strip()
    if node.tag == "template":
        return fragment(re.sub(r"^\s*<template\b[^>]*>|</template>\s*$", "", node.html or "", flags=re.I))
    return node.text()


def _is_article(node: LexborNode, words: str) -> bool:
    enough = len(words) >= _LEAST_LENGTH and len(CLAUSE.findall(words)) >= _LEAST_CLAUSES
    return enough and not is_link_list(node)


def _goes_on(node: LexborNode, turned: bool) -> bool:
    """Whether a hidden element is a further page of one that is shown beside it."""
    if node.tag in _STORES or node.tag == "noscript":
        return False
    name, classes = _names(node)
    if not turned and not _PAGE_NAME.search(name) and not any(map(_PAGE_NAME.search, classes)):
        return False
    sibling = node.prev
    for _ in range(_SIBLINGS_MAX):
        if sibling is None:
            break
        if sibling.tag == node.tag and len(CLAUSE.findall(sibling.text())) >= _PAGE_CLAUSES:
            other, others = _names(sibling)
            alike = (
                _DIGITS.sub("", name) == _DIGITS.sub("", other) if name and other else bool(classes & others)
            )
            return alike or not (name or other or classes or others)
        sibling = sibling.prev
    return False


def _names(node: LexborNode) -> tuple[str, set[str]]:
    attributes = node.attributes
    return attributes.get("id") or "", set((attributes.get("class") or "").split())


def _may_belong(node: LexborNode, words: str, page: Page) -> bool:
    """Whether hidden prose may be a part of the report, or was put into its text from outside.

    Notices of the site (privacy, sharing, how to read aloud) and leads of other articles, each with its link, are not.
    """
    if not _amid(node, page):
        titles = [] if node.tag in _STORES else [link.text().strip() for link in node.css("a[href]")]
        links = sum(len(title) >= _TITLE_LEAST for title in titles)
        return len(set(_OF_REPORTS.findall(words))) >= _LEAST_OF_REPORTS and not (
            links >= _LEAST_LEADS and len(words) <= _LEAD_MAX * links
        )
    return (
        len(set(_OF_REPORTS.findall(words))) >= _LEAST_OF_REPORTS
        or len(set(_OF_SITES.findall(words))) < _LEAST_OF_SITES
    )


def _amid(node: LexborNode, page: Page) -> bool:
    """Whether an element lies in the article, or between prose that is shown."""
    parent = node.parent
    while page.article is not None and parent is not None:
        if parent.mem_id == page.article.mem_id:
            return True
        parent = parent.parent
    concealed = {one.mem_id for one in page.concealed}
    return all(_has_prose_beside(node, side, concealed) for side in ("prev", "next"))


def _has_prose_beside(node: LexborNode, side: str, concealed: Collection[int]) -> bool:
    sibling: LexborNode | None = getattr(node, side)
    for _ in range(_SIBLINGS_MAX):
        if sibling is None:
            return False
        shown = sibling.tag not in ("script", "style") and sibling.mem_id not in concealed
        if shown and len(CLAUSE.findall(sibling.text())) >= _PAGE_CLAUSES:
            return True
        sibling = getattr(sibling, side)
    return False


def _is_shown(words: str, shown: str) -> bool:
    """Whether nearly all that is concealed stands on the page as well."""
    pieces = [piece for piece in _PIECES.split("".join(words.split())) if piece][:_PIECES_MAX]
    total = sum(map(len, pieces))
    return sum(len(piece) for piece in pieces if piece in shown) >= _SHOWN_SHARE * total


def _from_scripts(tree: LexborHTMLParser, fragment: Fragment) -> str:
    """The longest piece of prose that a script holds as a string, or ""."""
    nodes = tree.css("script")
    scripts = "\n".join(node.text() for node in nodes)[:_SCRIPTS_MAX]
    templates = [node.text() for node in nodes if _TEMPLATE.search(node.attributes.get("type") or "")]
    longest = max([*templates, *_strings(scripts)], key=len, default="")
    text = fragment(longest) if _MARKUP.search(longest) else longest.strip()
    return text if len(CLAUSE.findall(text)) >= _LEAST_CLAUSES else ""


def _strings(script: str, depth: int = 0) -> Iterator[str]:
    """The strings of a script that hold prose; those that hold data in their turn are looked into."""
    at = 0
    while quote := _QUOTE.search(script, at):
        inside = _INSIDE[quote[0]].match(script, quote.end())
        written = inside[0] if inside else ""
        at = quote.end() + len(written) + 1
        if len(written) < _LEAST_LENGTH or script[at - 1 : at] != quote[0]:
            continue
        string = _ESCAPED.sub(_escaped, written)
        if string.lstrip()[:1] in ("{", "[") and depth == 0:
            yield from _strings(string, 1)
        elif (
            len(CLAUSE.findall(string)) >= _LEAST_CLAUSES
            and sum("\u4e00" <= one < "\u9fff" for one in string) > 60
        ):
            yield string


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
    return {"n": "\n", "r": "\n", "t": " "}.get(match[2], match[2])
