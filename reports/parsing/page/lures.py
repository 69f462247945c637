"""Advertisements of sites whose names no list knows, spliced into a report's words (重星辰娱乐城【官网】开户送88元新梳理).

A trade with a lure behind an odd mark, a trade with a gift, or a gift of money by itself is what an advertisement says;
an address stands bare inside a word only where somebody put it there. The brand before it may be any characters, so
its bounds are where the words left and right of it join to one. The words are those of ``vocab/spam.toml`` and
``vocab/common_words.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

from ..vocab import any_of, load

#: What an advertisement puts between its words: marks that reports don't have there, and marks that they may have.
_ODD, _PLAIN = r"_¥￥$€£〖〗『』「」|#^~=*\\&{}<>★☆●▲▼◆♥✅✓→⭐≮≯®™©▶►◎◇■□※", r"【】\[\]·•—–\-/+"
_ENDING = r"\.(?:com|net|vip|top|cc|xyz|app|bet|me|co|info|fun|live|club|site|win|tv|asia|shop|pro)(?![a-z\-@/]|\.[a-z0-9])"
_ADDRESS = rf"(?<![A-Za-z0-9@/.\-])(?:https?://)?(?:[a-z0-9\-]{{1,40}}\.){{0,2}}[a-z0-9\-]{{1,40}}{_ENDING}"
#: Characters that a brand before its trade may have, and how far from a run those who fight it say so.
_BRAND = 5
_NEAR = 12
#: How far before its core an advertisement begins at most.
_BEFORE = 40
#: How far behind its trade a lure ends at most.
_AHEAD = 80
#: The advertisements looked at in one text: a page with more of them is no report.
_MOST = 500
_HAN = re.compile("[\u3400-\u9fff]")
#: What names of places and offices end with.
_PLACES = "省市县区镇乡村局所站办"
#: A site or an account is named before its address.
_SITES = "网站台报号端页箱"
_SENTENCE = re.compile("[。;!?\n]")


class Lure(NamedTuple):
    """``[start, end)`` of an advertisement; ``joined`` where the words beside it make one of the report's."""

    start: int
    end: int
    joined: bool


@dataclass(frozen=True)
class _Patterns:
    """``seed`` is in every ``core``, which finds what only an advertisement says.

    ``token`` goes on with it, ``before`` led up to it.
    """

    seed: re.Pattern[str]
    core: re.Pattern[str]
    token: re.Pattern[str]
    gift: re.Pattern[str]
    before: re.Pattern[str]
    address: re.Pattern[str]
    betting: re.Pattern[str]
    pointing: re.Pattern[str]
    fought: re.Pattern[str]
    fought_after: re.Pattern[str]


def _led(pattern: str, words: str) -> str:
    """``pattern``, which begins with one of ``words``: a look at its first character spares trying each everywhere."""
    return f"(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{pattern})"


@cache
def _patterns() -> _Patterns:
    spam, lures = load("spam"), load("spam")["lures"]
    names = [word for word in spam["stems"] if not word.isascii()]
    sure_trade, trade = (
        any_of([*lures["trades"], *names]),
        any_of([*lures["trades"], *lures["plain_trades"], *names]),
    )
    sure_call, call = any_of(lures["calls"]), any_of([*lures["calls"], *lures["plain_calls"]])
    number, given = r"\d{1,6}(?:元|万|%)?", any_of(lures["given"])
    handed = rf"送(?:{number}(?:{given})?|(?:{given})(?:\d{{1,6}}元)?)"
    gifts = any_of(lures["gifts"])
    gift = rf"(?:{gifts})[即就立再]?{handed}"
    odd, mark = rf"[{_ODD}]{{1,3}}", rf"[{_ODD}{_PLAIN}]{{1,3}}|\((?:{call})\)"
    core = (
        _led(
            rf"(?:{trade})(?:{call}){{0,3}}"
            rf"(?:(?:{sure_call}){{3}}|(?:{mark}| )?(?:{gift}|{handed}|{_ADDRESS})"
            rf"|(?:{mark})(?:{sure_call})|{odd}(?:{call}|{trade}))",
            trade,
        ),
        _led(
            rf"(?:{sure_trade})(?:(?:{call}){{0,3}}(?:{mark})(?:{call})|(?:{sure_call}){{2,4}})", sure_trade
        ),
        _led(rf"(?:{sure_call})(?:(?:{mark})(?:{sure_trade})|{odd}(?:{trade}))", sure_call),
        rf"{odd}(?:{sure_trade})(?:{call})",
        _led(gift, gifts),
    )
    return _Patterns(
        seed=re.compile(f"{_led(trade, trade)}|{_led(f'(?:{gifts})[即就立再]?送', gifts)}"),
        core=re.compile("|".join(core)),
        token=re.compile(
            rf"{_ADDRESS}|{gift}|{handed}|{trade}|{call}|{mark}|[a-z][a-z0-9]{{1,19}}"
            rf"| (?=[a-z{_ODD}{_PLAIN}]|{call}|{trade})"
        ),
        gift=re.compile(gift),
        before=re.compile(rf"(?:(?:{trade}|{call}|[a-z0-9]{{1,12}}|{mark}) ?){{1,8}}$"),
        address=re.compile(_ADDRESS),
        betting=re.compile(any_of(lures["betting"])),
        pointing=re.compile(any_of(lures["pointing"])),
        fought=re.compile(any_of(lures["fought"])),
        fought_after=re.compile(any_of(lures["fought_after"])),
    )


def find_lures(flat: str) -> Iterator[Lure]:
    """The advertisements in flattened text whose capitals are small, in order and without overlaps."""
    at = 0
    for found in islice(merge(_cores(flat), _addresses(flat), key=lambda found: found.start()), _MOST):
        if found.start() < at:
            continue
        lure = _at_core(flat, found) if found.re is _patterns().core else _at_address(flat, found)
        if lure and lure.start >= at:
            yield lure
        at = max(found.end(), lure.end if lure else 0)


def _cores(flat: str) -> Iterator[re.Match[str]]:
    """What only an advertisement says: looked for around its trades and gifts alone, which few texts have."""
    at = 0
    for seed in islice(_patterns().seed.finditer(flat), 4 * _MOST):
        low, high = max(at, seed.start() - _NEAR), seed.end() + _AHEAD
        if seed.start() >= at and (found := _patterns().core.search(flat, low, high)):
            yield found
            at = found.end()


def _addresses(flat: str) -> Iterator[re.Match[str]]:
    return _patterns().address.finditer(flat) if re.search(_ENDING, flat) else iter(())


def _at_core(flat: str, core: re.Match[str]) -> Lure | None:
    low = max(0, core.start() - _BEFORE)
    low = max(low, *(stop.end() for stop in _SENTENCE.finditer(flat, low, core.start())), low)
    if _is_fought(flat, low, core):
        return None
    start = core.start()
    if before := _patterns().before.search(flat, low, start):
        start = before.start()
    ends = _ends(flat, core.end())
    starts = [start]
    while len(starts) <= _BRAND and starts[-1] > low and _HAN.match(flat, starts[-1] - 1):
        starts.append(starts[-1] - 1)
    joins = [
        (len(word), right, left)
        for left in starts
        for right in ends
        if not _word_begins(flat, left, start) and (word := joined_word(flat, left, right))
    ]
    if joins:
        _, right, left = max(joins)
        return Lure(left, right, joined=True)
    return Lure(_brand_start(flat, low, starts), ends[-1], joined=False)


def _at_address(flat: str, found: re.Match[str]) -> Lure | None:
    """An address inside a word, straight behind one, or with a name of betting, that nothing points to."""
    low = max(0, found.start() - _NEAR)
    if _patterns().pointing.search(flat, low, found.start()):
        return None
    if joined_word(flat, found.start(), found.end()):
        return Lure(found.start(), found.end(), joined=True)
    betting = _patterns().betting.search(found.group())
    last = flat[found.start() - 1 : found.start()]
    glued = _HAN.match(last) and last not in _SITES
    if (betting or glued) and not _is_fought(flat, low, found):
        return Lure(found.start(), found.end(), joined=False)
    return None


def _ends(flat: str, end: int) -> list[int]:
    """Where an advertisement may end, nearest first: behind each token that goes on with it."""
    ends = [end]
    while token := _patterns().token.match(flat, ends[-1]):
        ends.append(token.end())
        if len(ends) > 20:
            break
    while len(ends) > 1 and flat[ends[-1] - 1] == " ":
        ends.pop()
    return ends


def _brand_start(flat: str, low: int, starts: list[int]) -> int:
    """Where the brand begins when no word joins over it: behind a whole word or a stop.

    A brand in Chinese characters has two or more of them.
    """
    for start in starts[2 if _HAN.match(flat, starts[0]) and not _is_gift(flat, starts[0]) else 0 :]:
        if start == low or not _HAN.match(flat, start - 1) or _word_ends(flat, start):
            return start
    return starts[min(2, len(starts) - 1)]


def _is_fought(flat: str, low: int, core: re.Match[str]) -> bool:
    """Is it named because it is fought, or quoted?"""
    if _patterns().fought.search(flat, max(low, core.start() - _NEAR), core.start()):
        return True
    if re.search("[“\"'《(][^”\"'》)]*$", flat[max(low, core.start() - 20) : core.start()]):
        return True
    stop = re.search("[,、。;:]|$", flat[core.end() : core.end() + _NEAR])
    return bool(_patterns().fought_after.search(flat, core.end(), core.end() + (stop.start() if stop else 0)))


def joined_word(flat: str, start: int, end: int) -> str:
    """The longest common word that ``flat`` without ``[start, end)`` has over the cut, "" if none."""
    best = ""
    for left in range(1, 4):
        for right in range(1, 5 - left):
            word = flat[max(0, start - left) : start] + flat[end : end + right]
            whole = len(word) == left + right
            if whole and len(word) > len(best) and word in _common_words():
                best = word
    return best


def _is_gift(flat: str, start: int) -> bool:
    return bool(_patterns().gift.match(flat, start))


def _word_begins(flat: str, start: int, end: int) -> bool:
    """Does a common word stand at the beginning of ``[start, end)``? Then it is the report's and not a brand's."""
    return any(
        start + length <= end and flat[start : start + length] in _common_words() for length in (2, 3, 4)
    )


def _word_ends(flat: str, end: int) -> bool:
    if flat[end - 1] in _PLACES:
        return True
    return any(flat[max(0, end - length) : end] in _common_words() for length in (4, 3, 2))


@cache
def _common_words() -> frozenset[str]:
    words = load("common_words")
    return frozenset(word for length in ("two", "three", "four") for word in words[length].split())
