"""Where the titles of laws and papers (文件名) stand in a text: what they say is said by the law, not by the report.

A report that names 《…第一责任人职责规定》 has not told how the duty was fulfilled, so evidence is never looked for inside
a title. Marks come in several forms, often only one of a pair, and a title may run over line ends.
"""

from __future__ import annotations

import re

from .stops import COLONS, COMMAS, STOPS

_OPENERS = "《〈︽︿«＜<"
_CLOSERS = "》〉︾﹀»＞>"
#: The longest title, in characters; 〈〉 inside 《》 count.
_LONGEST = 100
#: At these a title that was never closed, or never opened, is over at the latest.
_CLAUSE = f"{STOPS}{COMMAS}{COLONS}\n￼"
_MARK = re.compile(f"[{_OPENERS}{_CLOSERS}]")
#: What the titles of laws and papers end with, and the words in brackets that may follow.
_LAST_WORD = re.compile(
    "(?:规定|条例|办法|法典|[^方无依违执司普守用学]法|纲要|方案|通知|意见|要点|规划|细则|决定|准则|公报|清单)"
    "(?:[（(](?:试行|暂行|修订|草案|[^（()）]{0,14}年[^（()）]{0,4})[）)])?"
)
#: The one title that says what a required content says, named without any mark.
_UNMARKED = re.compile("党政主要负责人履行推进法治建设第一责任人职责(?:的)?规定")


def law_titles(text: str) -> list[tuple[int, int]]:
    """The spans ``[start, end)`` of the titles, marks included, in order; none overlaps another.

    A mark without its other half reaches as far as its clause, one that was never closed to the last word of a title
    (规定, 办法 …) in it. Takes time linear in the length of ``text``.
    """
    found = _marked(text)
    if plain := [match.span() for match in _UNMARKED.finditer(text)]:
        inside = without_spans(text, found)
        found += [span for span in plain if inside[span[0]] == text[span[0]]]
    return sorted(found)


def without_titles(text: str) -> str:
    """``text`` with the characters of its titles replaced by U+FFFC, line ends too; offsets stay."""
    return without_spans(text, law_titles(text))


def without_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with ``spans``, which are in order and apart, replaced by U+FFFC."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\ufffc" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _marked(text: str) -> list[tuple[int, int]]:
    """The titles that have at least one of their marks."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    done = closed = 0  # the ends of the last title, and of the last one inside another

    def give_up() -> None:
        """End the titles that were opened and not closed."""
        nonlocal done
        for start in opened:
            if start >= done:
                done = max(closed, _end_of_unclosed(text, start))
                found.append((start, done))
        opened.clear()

    for match in _MARK.finditer(text):
        at = match.start()
        if at < done:
            continue
        if opened and (at - opened[0] > _LONGEST or "。" in text[opened[-1] : at]):
            give_up()
        if at < done:
            continue
        if match.group() in _OPENERS:
            opened.append(at)
        elif len(opened) > 1:
            opened.pop()
            closed = match.end()
        else:
            start = opened.pop() if opened else _start_of_unopened(text, at, done)
            done = match.end()
            found.append((start, done))
    give_up()
    return found


def _end_of_unclosed(text: str, start: int) -> int:
    limit = min(len(text), start + _LONGEST)
    end = next((at for at in range(start + 1, limit) if text[at] in _CLAUSE), limit)
    return max((word.end() for word in _LAST_WORD.finditer(text, start, end)), default=end)


def _start_of_unopened(text: str, at: int, floor: int) -> int:
    floor = max(floor, at - _LONGEST)
    return next((place + 1 for place in range(at - 1, floor - 1, -1) if text[place] in _CLAUSE), floor)
