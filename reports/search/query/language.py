"""The search language (检索语法): what is typed → a tree, and a sentence where something was not understood.

- Blank-separated terms are joined by AND (``且``); ``OR``, ``|``, ``或`` join looser; ``-term``, ``NOT``, ``非`` leave out.
- Parentheses group. ``title:`` or ``标题:`` before a term, a phrase or a group looks in titles.
- "…", “…”, 「…」, 『…』 hold a phrase that is found only as it stands; ``\\"`` is a quotation mark inside "…". A phrase
  may hold the other kinds of quotation marks.
- All of it in full-width forms too. Operators in letters are upper case, and words of their own.
- A hyphen inside a word (covid-19, 2021-2023) is a hyphen.
- Numbers with and without commas and 零 and 〇 in years are asked for in both spellings (:mod:`.spellings`).
- Signs of other languages (``*``, ``~2``, ``/…/``) are characters like others, and a notice says so.

What does not parse is searched literally. Nothing raises; time is linear in the length of the query.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from reports.text.normalise import normalise_phrase
from reports.wording.sentence import Sentence

from .spellings import spellings
from .tree import And, Everything, Node, Not, Or, Term

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_TERMS", "Query", "parse"]

MAX_LENGTH = 10_000
MAX_TERMS = 50
MAX_DEPTH = 20
#: Terms after so many characters are found only as typed: each word costs as much as a term.
MAX_WORDED = 400

_CLOSING = {'"': '"', "＂": "＂", "“": "”", "”": "”", "「": "」", "『": "』"}
_PARENTHESES = {"(": "(", "（": "(", ")": ")", "）": ")"}
_BARS = "|｜"
#: Before a word they leave it out.
HYPHENS = "-－−"
_OPERATORS = {
    **dict.fromkeys(("OR", "或", "或者"), "OR"),
    **dict.fromkeys(("AND", "且", "并且"), "AND"),
    **dict.fromkeys(("NOT", "非", "不含"), "NOT"),
}
_FIELD = re.compile(r"(?:title|ｔｉｔｌｅ|标题|標題)[:：]", re.IGNORECASE)
_WORD = re.compile(r"[^\s()（）|｜\"＂“”「」『』]+")
_PLAIN_QUOTES = re.compile(r'"(?=((?:[^"\\]|\\.)*))\1"', re.DOTALL)
_ANY_CLOSING = re.compile('["＂”」』]')
#: Wildcards, closeness and patterns of other search languages.
_FOREIGN = re.compile(r"[*＊]|^~[0-9]$|(?<=[^0-9０-９])~[0-9]?$|^/.+/$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = "".join((*_CLOSING, *_CLOSING.values(), *_PARENTHESES, _BARS, HYPHENS))


@dataclass(frozen=True)
class Query:
    """A query's tree and what the reader should know of it, as sentences.

    ``literal`` when it could not be parsed and stands for the words that were typed.
    """

    node: Node
    notices: tuple[str, ...] = ()
    literal: bool = False


class _Unclear(Exception):
    """The query does not parse; ``sentence`` says why, without a full stop."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class _Token:
    """``kind`` is TERM, OR, AND, NOT, FIELD, ``(`` or ``)``; ``text`` the characters of a term."""

    kind: str
    text: str = ""
    quoted: bool = False


@dataclass
class _Frame:
    """An open group: the alternatives so far, the last of them still growing, and what awaits an operand."""

    scope: str | None = None
    branches: list[list[tuple[Node, int]]] = field(default_factory=lambda: [[]])
    #: An operator has been read whose right side is still missing.
    dangling: bool = False
    #: Something stands on the left side of an operator that may follow, if only an empty phrase.
    operand: bool = False
    next_negated: bool = False
    next_scope: str | None = None


def parse(query: str) -> Query:
    """The tree of ``query``; never raises, whatever the string."""
    notices: list[str] = []
    query = _SURROGATE.sub("\ufffe", query)
    if len(query) > MAX_LENGTH:
        query = query[:MAX_LENGTH]
        notices.append(Sentence("检索式太长，只用了前%(most)s个字。", most=MAX_LENGTH))
    try:
        tokens = _tokens(query)
        if _terms(tokens) > MAX_TERMS:
            tokens = _fewer(tokens)
            notices.append(Sentence("检索词太多，只用了前%(most)s个。", most=MAX_TERMS))
        if (shorter := _less_worded(tokens)) != tokens:
            tokens = shorter
            notices.append(Sentence("检索式较长，后面的检索词只按原文查找，不再分词。"))
        if foreign := _foreign(tokens):
            marks = "、".join(foreign)
            notices.append(Sentence("%(marks)s 在这里不是检索符号，已按原样查找。", marks=marks))
        node = _tree(tokens)
    except _Unclear as why:
        said = Sentence("%(why)s，已按字面检索。", why=why.sentence)
        return Query(_literal(query), (*notices, said), literal=True)
    return Query(node, tuple(notices))


def _foreign(tokens: list[_Token]) -> list[str]:
    """The signs of other search languages that stand outside of quotation marks, each once."""
    signs = (_FOREIGN.search(token.text) for token in tokens if token.kind == "TERM" and not token.quoted)
    return list(dict.fromkeys(sign[0][:20] for sign in signs if sign))


def is_word(word: str) -> bool:
    """Whether ``word``, standing between blanks, is a term of just these characters: no operator, no field, no mark."""
    return bool(_WORD.fullmatch(word)) and not (word[0] in HYPHENS or _operator(word) or _FIELD.match(word))


def _operator(word: str) -> str | None:
    return _OPERATORS.get(unicodedata.normalize("NFKC", word))


def _terms(tokens: list[_Token]) -> int:
    return sum(token.kind == "TERM" for token in tokens)


def _tokens(query: str) -> list[_Token]:
    """The tokens of ``query`` up to one term more than are taken: looking for closing marks has a bound then."""
    tokens: list[_Token] = []
    at, word_may_start, room = 0, True, MAX_TERMS
    while at < len(query) and room >= 0:
        character = query[at]
        if character.isspace():
            at, word_may_start = at + 1, True
        elif character in _PARENTHESES:
            tokens.append(_Token(_PARENTHESES[character]))
            at, word_may_start = at + 1, True
        elif character in _BARS:
            while at < len(query) and query[at] in _BARS:
                at += 1
            tokens.append(_Token("OR"))
            word_may_start = True
        elif character in _CLOSING:
            phrase, at = _quoted(query, at)
            tokens.append(_Token("TERM", phrase, quoted=True))
            word_may_start, room = True, room - 1
        elif word_may_start and character in HYPHENS:
            if at + 1 == len(query) or query[at + 1].isspace():
                raise _Unclear(Sentence("减号后面缺少检索词"))
            tokens.append(_Token("NOT"))
            at += 1
        elif word_may_start and (name := _FIELD.match(query, at)):
            tokens.append(_Token("FIELD"))
            at = name.end()
        elif word := _WORD.match(query, at):
            if operator := _operator(word[0]):
                tokens.append(_Token(operator))
            else:
                tokens.append(_Token("TERM", word[0]))
                room -= 1
            at, word_may_start = word.end(), False
        else:
            raise _Unclear(Sentence("引号不成对"))
    return tokens


def _quoted(query: str, at: int) -> tuple[str, int]:
    """The phrase whose opening mark stands at ``at``, and the offset after its closing mark."""
    opening = query[at]
    closing = _CLOSING[opening]
    if opening == '"' and (found := _PLAIN_QUOTES.match(query, at)):
        return found[1].replace('\\"', '"'), found.end()
    depth = 0
    for mark in re.finditer(f"[{opening}{closing}]", query[at + 1 :]):
        if mark[0] == closing:
            if depth == 0:
                end = at + 1 + mark.start()
                return query[at + 1 : end], end + 1
            depth -= 1
        else:
            depth += 1
    # Marks of different kinds around one phrase, as input methods leave them: “枫桥经验".
    mixed = re.compile('["＂“”」』]').search(query, at + 1)
    if mixed:
        return query[at + 1 : mixed.start()], mixed.end()
    raise _Unclear(Sentence("引号不成对"))


def _less_worded(tokens: list[_Token]) -> list[_Token]:
    """``tokens`` with the terms behind the first MAX_WORDED characters of unquoted ones as if quoted."""
    worded, result = 0, []
    for token in tokens:
        if token.kind == "TERM" and not token.quoted:
            result.append(replace(token, quoted=worded > MAX_WORDED))
            worded += len(token.text)
        else:
            result.append(token)
    return result


def _fewer(tokens: list[_Token]) -> list[_Token]:
    """``tokens`` up to the last term that is taken, its open groups closed."""
    kept: list[_Token] = []
    terms = 0
    for token in tokens:
        kept.append(token)
        terms += token.kind == "TERM"
        if terms == MAX_TERMS:
            break
    depth = sum((token.kind == "(") - (token.kind == ")") for token in kept)
    return kept + [_Token(")")] * max(0, depth)


def _tree(tokens: list[_Token]) -> Node:
    frames = [_Frame()]
    for token in tokens:
        frame = frames[-1]
        match token.kind:
            case "TERM":
                text = normalise_phrase(token.text)
                of = frame.next_scope or frame.scope
                written: list[tuple[Node, int]] = [
                    (Term(one, token.text, token.quoted, of), 1) for one in spellings(text) if one
                ]
                _put(frame, *(_joined(Or, written) if written else (None, 1)))
            case "(":
                frames.append(_Frame(frame.next_scope or frame.scope))
            case ")":
                if len(frames) == 1:
                    raise _Unclear(Sentence("括号不成对"))
                group, depth = _close(frames.pop())
                _put(frames[-1], group, depth)
            case "NOT":
                frame.next_negated, frame.dangling = not frame.next_negated, True
            case "FIELD":
                frame.next_scope, frame.dangling = "title", True
            case operator:
                if not frame.operand or frame.dangling:
                    raise _Unclear(Sentence("运算符旁边缺少检索词"))
                frame.dangling = True
                if operator == "OR":
                    frame.branches.append([])
    if len(frames) > 1:
        raise _Unclear(Sentence("括号不成对"))
    frame = frames[0]
    if not frame.operand and not frame.dangling:
        return Everything()
    node, _ = _close(frame)
    return node or Everything()


def _put(frame: _Frame, node: Node | None, depth: int) -> None:
    """Add an operand; None, a phrase of nothing, asks for nothing."""
    if node and frame.next_negated:
        node, depth = (node.child, depth - 1) if isinstance(node, Not) else (Not(node), depth + 1)
    if node:
        frame.branches[-1].append((node, depth))
    frame.next_negated, frame.next_scope = False, None
    frame.dangling, frame.operand = False, True


def _close(frame: _Frame) -> tuple[Node | None, int]:
    """What a group means and how deep it is."""
    if frame.dangling:
        raise _Unclear(Sentence("运算符旁边缺少检索词"))
    if not frame.operand:
        raise _Unclear(Sentence("括号里没有检索词"))
    branches = [_joined(And, branch) for branch in frame.branches if branch]
    return _joined(Or, branches) if branches else (None, 0)


def _joined(kind: type[And] | type[Or], parts: list[tuple[Node, int]]) -> tuple[Node, int]:
    """One node for ``parts``: nested ones of the same kind opened, repeated ones dropped."""
    children: dict[Node, int] = {}
    for node, depth in parts:
        if isinstance(node, kind):
            children |= dict.fromkeys(node.children, depth - 1)
        else:
            children[node] = depth
    deepest = max(children.values())
    if len(children) == 1:
        return next(iter(children)), deepest
    if deepest >= MAX_DEPTH:
        raise _Unclear(Sentence("括号嵌套太深"))
    return kind(tuple(children)), deepest + 1


def _literal(query: str) -> Node:
    """Every blank-separated piece as a term, without the operators' marks around it."""
    pieces = query.split()
    bare = [piece.strip(_MARKS) for piece in pieces]
    texts = [(normalise_phrase(piece), piece) for piece in bare if piece] or [
        (normalise_phrase(piece), piece) for piece in pieces
    ]
    found = dict.fromkeys(Term(text, piece) for text, piece in texts[:MAX_TERMS] if text)
    if len(found) > 1:
        return And(tuple(found))
    return next(iter(found), Everything())
