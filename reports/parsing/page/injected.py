"""Foreign text injected into a report (网页被篡改): gambling and pornography strings spliced into its words.

Two marks betray a splice: words of the trade (``vocab/spam.toml``), and a set phrase of such reports that is
broken by a run of characters that do not belong there. Reports also speak of gambling and fraud because
they fight them, so words of the trade alone are not enough where the sentence says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from reports.text.numerals import UP_TO_TEN
from reports.text.remarks import Remark
from reports.text.view import flatten

from ..types import INJECTED, Flag, Furniture, ParsedReport
from ..vocab import any_of, load
from .lures import find_lures
from .spam_names import is_spam_name

#: Characters that running text does not put between its words, but spam does between its own.
_ODD = r"_¥￥$€£〖〗『』「」|#@^~=+*\\&{}<>★☆●▲▼◆♥✅✓→⭐🔥"
_CONNECTOR = re.compile(rf"[{_ODD}A-Za-z0-9()\[\]【】《》/\-—–·.:,、!? %“”]{{1,40}}")
_ODD_RUN = re.compile(rf"[{_ODD}]")
#: What makes a run suspicious whatever its words: figures such as 1+N and short codes do not.
# One look at the first character spares trying each form everywhere.
_STRANGE = re.compile(
    "(?=[_¥￥〖〗★☆●▲▼◆♥✅⭐🔥A-Za-z0-9])"
    "(?:[_¥￥〖〗★☆●▲▼◆♥✅⭐🔥]|[A-Za-z]{5,}|[a-z0-9]{2,40}\\.(?:com|net|vip|top|cc|xyz|app|bet))"
)
_QUOTED = re.compile("[“\"'(《]")
_HAN = re.compile("[\u3400-\u9fff]")
_CAPITALS = re.compile("[A-Z]+")
_HONEST_ADDRESS = re.compile(r"gov\.cn|@|https?://")
#: What may part two runs of one splice: bonus sums and other scraps, no sentence of the report.
_PARTING = re.compile(r"(?=.*[\d A-Za-z])[^。;,、:!?\n]{1,10}|")
#: A short line with any of these may be the report's own, spliced.
_OURS = re.compile(f"法治|依法|报告|政府|街道|社区|[镇乡村、,，]|[{UP_TO_TEN}]是")
_SENTENCE = re.compile(r"[。;!?\n]")
#: How far a splice reaches to either side of its first sure word, and how wide context is looked at.
_REACH = 80
_CONTEXT = 20
#: Suspicions looked into in one text: a page with more of them is no report.
_MOST = 500


@dataclass(frozen=True)
class _Patterns:
    """``begins`` finds where a strong word may stand by two characters: nearly all of a text is passed over by it."""

    begins: re.Pattern[str]
    strong: re.Pattern[str]
    brand: re.Pattern[str]
    token: re.Pattern[str]
    backwards: re.Pattern[str]
    ambiguous: frozenset[str]
    honest: re.Pattern[str]
    phrases: tuple[str, ...]


def _stems(words: list[str]) -> str:
    """Stems in Latin letters and digits must not go on to the left."""
    han = any_of([word for word in words if not word.isascii()])
    return rf"{han}|(?<![A-Za-z0-9])(?:{any_of([word for word in words if word.isascii()])})"


#: What a strong word begins with; no entry is of one character.
_STRONG_KINDS = ("stems", "common_stems", "strong")


@cache
def _patterns() -> _Patterns:
    spam = load("spam")
    brand = (
        rf"(?:(?:{_stems(spam['stems'])})(?:{any_of(spam['trades'])})"
        rf"|(?:{_stems(spam['common_stems'])})(?:{any_of(spam['common_trades'])}))(?!{any_of(spam['honest_after'])})"
    )
    words = any_of(spam["strong"] + spam["generic"])
    first, second = (
        re.escape("".join(sorted({word[at] for kind in _STRONG_KINDS for word in spam[kind]})))
        for at in (0, 1)
    )
    return _Patterns(
        begins=re.compile(f"[{first}](?=[{second}])"),
        strong=re.compile(rf"{brand}|{any_of(spam['strong'])}"),
        brand=re.compile(brand),
        token=re.compile(rf"{brand}|{words}"),
        backwards=re.compile(any_of([word[::-1] for word in spam["strong"] + spam["generic"]])),
        ambiguous=frozenset(spam["ambiguous"]),
        honest=re.compile(any_of(spam["honest"])),
        phrases=tuple(sorted(spam["phrases"], key=len, reverse=True)),
    )


def has_spam(flat: str) -> bool:
    """Does a line in flattened text hold a word of the trade that is never honest?"""
    hits = _strong_words(_CAPITALS.sub(lambda found: found[0].lower(), flat))
    return any(hit.group() not in _patterns().ambiguous for hit in hits)


def find_injected(report: ParsedReport) -> ParsedReport:
    """Flag injected foreign text (``injected_text``) and take it out of the furniture's spans.

    The note names the words that stood there, where a set phrase tells.
    """
    flat = _CAPITALS.sub(lambda found: found[0].lower(), flatten(report.text))
    hits = list(islice(_strong_words(flat), _MOST))
    found = [*_links(flat, hits), *_names(flat)]
    found = list({(flag.start, flag.end): flag for flag in found}.values())
    covered = [(flag.start or 0, flag.end or 0) for flag in found]
    for flag in (*_splices(flat, hits), *_broken_phrases(flat)):
        start, end = flag.start or 0, flag.end or 0
        if not any(first < end and start < last for first, last in covered):
            found.append(flag)
            covered.append((start, end))
    found = _with_lures(flat, found)
    if not found:
        return report
    found = _joined(flat, sorted(found, key=lambda flag: flag.start or 0))
    covered = [(flag.start or 0, flag.end or 0) for flag in found]
    furniture = _without(report.furniture, sorted(covered))
    return replace(report, flags=(*report.flags, *found), furniture=furniture)


def _with_lures(flat: str, found: list[Flag]) -> list[Flag]:
    """``found`` with the advertisements of unknown brands, which replace what has no sure bounds of its own."""
    for start, end, joined in find_lures(flat):
        others = [flag for flag in found if (flag.start or 0) < end and start < (flag.end or 0)]
        if all(flag.note == _note(None) for flag in others):
            found = [flag for flag in found if flag not in others]
            if not joined:
                start = min([start, *(flag.start or 0 for flag in others)])
                end = max([end, *(flag.end or 0 for flag in others)])
            found.append(Flag(INJECTED, start, end, _note("" if joined else None)))
    return found


def _joined(flat: str, found: list[Flag]) -> list[Flag]:
    """``found``, in order, with runs made one that only odd words part: 官网注册|送388 |下载."""
    joined: list[Flag] = []
    for flag in found:
        last = joined[-1] if joined else None
        if last and _PARTING.fullmatch(flat, last.end or 0, flag.start or 0):
            joined[-1] = replace(last, end=flag.end)
        else:
            joined.append(flag)
    return joined


def _strong_words(flat: str) -> Iterator[re.Match[str]]:
    """The words that are spam by themselves, without overlaps."""
    patterns, at = _patterns(), 0
    for first in patterns.begins.finditer(flat):
        if first.start() >= at and (match := patterns.strong.match(flat, first.start())):
            yield match
            at = match.end()


def _links(flat: str, hits_in_text: list[re.Match[str]]) -> list[Flag]:
    """Lines that are nothing but spam: hidden link lists above or below the report."""
    found = []
    pending = hits_in_text
    while pending:
        start = flat.rfind("\n", 0, pending[0].start()) + 1
        end = flat.find("\n", start)
        line = flat[start : end if end >= 0 else len(flat)]
        count = next((n for n, hit in enumerate(pending) if hit.start() >= start + len(line)), len(pending))
        hits, pending = pending[:count], pending[count:]
        share = sum(len(hit.group()) for hit in hits) / max(1, len("".join(line.split())))
        spliced = "。" in line and _OURS.search(line)
        several = (
            len({hit.group() for hit in hits}) >= 3 and not spliced and (share >= 0.25 or "。" not in line)
        )
        sure = any(hit.group() not in _patterns().ambiguous for hit in hits)
        alone = "。" not in line and (share >= 0.5 or (sure and len(line) <= 60 and not _OURS.search(line)))
        if not (several or alone) or _patterns().honest.search(line):
            continue
        found.append(_whole(line, start))
    return found


def _names(flat: str) -> Iterator[Flag]:
    """Lines that are the name of a gambling or pornography site and nothing else."""
    start = 0
    for line in flat.split("\n"):
        if is_spam_name(line):
            yield _whole(line, start)
        start += len(line) + 1


def _whole(line: str, start: int) -> Flag:
    first = start + len(line) - len(line.lstrip())
    note = Remark("injected_line")
    return Flag(INJECTED, first, start + len(line.rstrip()), note)


def _splices(flat: str, hits: list[re.Match[str]]) -> list[Flag]:
    """Runs of spam words inside a line of the report."""
    found: list[Flag] = []
    at = 0
    for match in hits:
        if match.start() < at:
            continue
        lefts = _extend_left(flat, match.start())
        rights = _extend_right(flat, match.end())
        flag = _decide(flat, match, lefts, rights)
        if flag:
            found.append(flag)
            at = flag.end or 0
    return found


def _extend_right(flat: str, end: int) -> list[int]:
    """Where a splice may end, nearest first: behind each further word of spam and what ties it on."""
    ends, limit = [end], end + _REACH
    while end < limit:
        token = _patterns().token.match(flat, end)
        if token is None:
            tie = _CONNECTOR.match(flat, end)
            if tie is None:
                break
            token = _patterns().token.match(flat, tie.end())
            odd = len(tie.group().rstrip(" ,、.:!?-—–·/“”《》([【"))
            if odd and re.search(rf"[{_ODD}A-Za-z]|[)\]】]$", tie.group()[:odd]):
                ends.append(end + odd)
            if token is None:
                break
        end = token.end()
        ends.append(end)
    return ends


def _extend_left(flat: str, start: int) -> list[int]:
    """Where a splice may begin, nearest first."""
    floor = max(0, start - _REACH)
    floor = max(floor, flat.rfind("\n", floor, start) + 1)
    before = flat[floor:start][::-1]
    starts, at = [start], 0
    while at < len(before):
        token = _patterns().backwards.match(before, at)
        if token is None:
            tie = _CONNECTOR.match(before, at)
            if tie is None:
                break
            token = _patterns().backwards.match(before, tie.end())
            odd = len(tie.group().rstrip(" ,、.:!?-—–·/“”《》)]】"))
            if odd and re.search(rf"[{_ODD}A-Za-z]", tie.group()[:odd]):
                starts.append(start - at - odd)
            if token is None:
                break
        at = token.end()
        starts.append(start - at)
    return starts


def _decide(flat: str, match: re.Match[str], lefts: list[int], rights: list[int]) -> Flag | None:
    restored = [
        (len(missing), rights[j] - lefts[i], lefts[i], rights[j], missing)
        for i in range(len(lefts))
        for j in range(len(rights))
        if (missing := _missing(flat, lefts[i], rights[j])) is not None
    ]
    if restored:
        _, _, start, end, missing = min(restored)
        return Flag(INJECTED, start, end, _note(missing))
    low = max(
        [lefts[0] - 40, *(stop.end() for stop in _SENTENCE.finditer(flat, max(0, lefts[0] - 40), lefts[0]))]
    )
    stop_after = _SENTENCE.search(flat, rights[0], rights[0] + 40)
    high = stop_after.start() if stop_after else min(rights[0] + 40, len(flat))
    if span := _around(flat, max(0, low), lefts[0], rights[0], high, sure=True):
        return Flag(INJECTED, span[0], span[1], _note(span[2]))
    end = rights[-1]
    # A word such as 平台 that runs on into the report's own words is the report's.
    start = next(
        (left for left in reversed(lefts) if left == lefts[0] or _ODD_RUN.match(flat, left)), lefts[0]
    )
    run = flat[start:end]
    ambiguous = match.group() in _patterns().ambiguous
    if not ambiguous and _ODD_RUN.search(run) and len(_patterns().token.findall(run)) >= 2:
        return Flag(INJECTED, start, end, _note(None))
    brand = _patterns().brand.match(flat, match.start())
    around = flat[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
    words = {token.group() for token in _patterns().token.finditer(run)}
    if len(words - _patterns().ambiguous) >= 3 and not _patterns().honest.search(around):
        return Flag(INJECTED, start, end, _note(None))
    if brand and not ambiguous and not _patterns().honest.search(around):
        return Flag(INJECTED, start, end, _note(None))
    return None


def _missing(flat: str, start: int, end: int) -> str | None:
    """The words of a set phrase that the run ``[start, end)`` stands in the place of ('' when it was only put in)."""
    left, right = flat[max(0, start - 4) : start], flat[end : end + 4]
    best: str | None = None
    for phrase in _patterns().phrases:
        for at in range(2, len(phrase) - 1):
            if not left.endswith(phrase[max(0, at - 4) : at]):
                continue
            for gap in range(min(6, len(phrase) - at - 2) + 1):
                rest = phrase[at + gap : at + gap + 4]
                if right.startswith(rest) and (best is None or gap < len(best)):
                    best = phrase[at : at + gap]
    return best


def _broken_phrases(flat: str) -> list[Flag]:
    """Runs with odd characters or Latin words in the middle of a set phrase, whatever their words."""
    found: list[Flag] = []
    at = 0
    for _ in range(_MOST):
        match = _STRANGE.search(flat, at)
        if match is None:
            break
        at = match.end()
        low = max(0, match.start() - 40)
        high = match.end() + 40
        for stop in _SENTENCE.finditer(flat, low, match.start()):
            low = stop.end()
        stop_after = _SENTENCE.search(flat, match.end(), min(high, len(flat)))
        high = stop_after.start() if stop_after else min(high, len(flat))
        span = _around(flat, low, match.start(), match.end(), high)
        if not span or _QUOTED.match(flat, span[0]) or _HONEST_ADDRESS.search(flat, span[0], span[1]):
            continue
        found.append(Flag(INJECTED, span[0], span[1], _note(span[2])))
        at = span[1]
    return found


def _around(
    flat: str, low: int, start: int, end: int, high: int, *, sure: bool = False
) -> tuple[int, int, str] | None:
    """The shortest run between two pieces of a set phrase that holds ``[start, end)``, and the words it replaced.

    Only a run that is largely made of strange characters, or (``sure``) that holds words of the trade and
    breaks a phrase that is whole neither before nor behind it: between two honest mentions stand honest words.
    """
    left, right = flat[low:start], flat[end:high]
    best: tuple[int, int, str] | None = None
    heads = {left[head : head + 3]: head for head in range(len(left) - 2)}
    for _, first_piece, phrase, at in sorted(
        piece for held in heads.keys() & _phrase_pieces().keys() for piece in _phrase_pieces()[held]
    ):
        head = heads[first_piece]
        for gap in range(min(4, len(phrase) - at - 3) + 1):
            tail = right.find(phrase[at + gap : at + gap + 3])
            first, last = low + head + 3, end + tail
            if tail < 0 or (best and last - first >= best[1] - best[0]):
                continue
            if sure:
                run = flat[first:last]
                whole = run.startswith(phrase[at : at + 2]) or run.endswith(phrase[at + gap - 2 : at + gap])
                if whole or re.search("[,。;]", run):
                    continue
            elif len(_HAN.findall(flat, first, last)) * 2 > last - first:
                continue
            if flat[first:last] != phrase[at : at + gap]:
                best = first, last, phrase[at : at + gap]
    return best


@cache
def _phrase_pieces() -> dict[str, list[tuple[int, str, str, int]]]:
    """By three characters of a set phrase that three more may follow: their order, they, the phrase, where they end."""
    pieces = (
        (phrase[at - 3 : at], phrase, at)
        for phrase in _patterns().phrases
        for at in range(3, len(phrase) - 2)
    )
    found: dict[str, list[tuple[int, str, str, int]]] = {}
    for order, (piece, phrase, at) in enumerate(pieces):
        found.setdefault(piece, []).append((order, piece, phrase, at))
    return found


def _note(missing: str | None) -> Remark:
    if missing is None:
        return Remark("injected")
    if not missing:
        return Remark("injected_between")
    return Remark("injected_over", words=missing)


def _without(furniture: tuple[Furniture, ...], spans: list[tuple[int, int]]) -> tuple[Furniture, ...]:
    """The furniture with the characters of ``spans`` cut out of it."""
    kept: list[Furniture] = []
    for piece in furniture:
        start = piece.start
        for first, last in spans:
            if last <= start or first >= piece.end:
                continue
            if first > start:
                kept.append(replace(piece, start=start, end=first))
            start = last
        if start < piece.end:
            kept.append(replace(piece, start=start))
    return tuple(kept)
