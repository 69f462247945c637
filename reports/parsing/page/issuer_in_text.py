"""The township that a report's opening speaks of, where neither title nor page name its issuer."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from reports.text.view import Squeezed, squeeze

from ..types import Value
from ..vocab import load
from .dates import YEAR
from .organs import OFFICIAL, has_own_name, without_lead
from .pagelines import is_heading

_HAN = "[\u3400-\u9fff]"
#: 白桥镇党委、政府 issue together.
_ORGANS = "(?:人民政府|街道办事处|办事处|(?:党委|党工委)(?:[、和及]?(?:人民)?(?:政府|办事处))?)"
_IN_TEXT = re.compile(
    r"(?:^|[。,;:、(“年来度]|以来|现将|近年|今年|一年|[领指]导下|支持下|关心下|部署下)(?:现将|[在由经是使让被从]|20\d\d年度?)?"
    rf"({_HAN}{{1,12}}?(?:(?:镇|乡)(?![村级化域容街情贤音愁土亲间镇乡干贸])|街道|苏木){_ORGANS}?)"
)
_NOT_A_NAME = re.compile("乡镇|城镇|集镇|村镇|小镇|古镇|镇街|街镇|[家城下回返入故三]乡$")
#: Words part from what follows where a blank stands between them, unless all characters are set apart (白 桥 镇).
_PARTING = re.compile(rf"(?<={_HAN}{{3}})[ \u3000\u00a0](?=[ \u3000\u00a0]*{_HAN}{{2}})")
#: The opening's first words name the issuer more surely than what comes later.
_FIRST_WORDS = 12


#: How a county's own report begins: 2024年，平川县坚持….
_SUPERIOR_OPENS = re.compile(
    rf"(?:(?:{YEAR}年度?|今年|一年|过去一年|近年)?以?来?,)?(?:现将)?({_HAN}{{2,8}}?(?:县|市|区|旗|州|局))"
    "(?=(?:人民政府)?(?:坚持|认真|深入|严格|始终|紧紧|以|全面|扎实|按照|围绕|根据|贯彻|持续|切实|在|高度|大力|不断))"
)


def superior_that_opens(text: str, start: int, end: int) -> Value | None:
    """The county or bureau of which the first words of ``text[start:end]`` speak."""
    key = squeeze(text[start : min(end, start + 60)], start)
    match = _SUPERIOR_OPENS.match(key.text)
    return Value(match[1], *key.span(*match.span(1))) if match and has_own_name(match[1]) else None


@cache
def _no_words_of_names() -> re.Pattern[str]:
    return re.compile("|".join(load("page")["issuer"]["not_in_names"]))


def may_be_name(name: str) -> bool:
    """May a run of characters that ends in 镇 be a township's name? 城镇 and 强化执法监督街道 are none."""
    return has_own_name(name) and not _NOT_A_NAME.search(name) and not _no_words_of_names().search(name)


def issuer_in_text(text: str, start: int, end: int) -> Value | None:
    """The township most spoken of in ``text[start:end]``, in its official form where the text has one."""
    names: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for place, name, key, span in _names(text, start, end):
        opens = place == start and span[0] <= _FIRST_WORDS
        names[name] += (3 if OFFICIAL.search(name) or "党委" in name else 1) + 2 * opens
        places.setdefault(name, key.span(*span))
    if not names:
        return None
    best = max(names, key=lambda name: (names[name], -places[name][0]))
    return Value(best, *places[best])


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, str, Squeezed, tuple[int, int]]]:
    """Where each paragraph's names begin to be looked for, the names, and their span in the squeezed paragraph.

    A heading in a line of its own is no sentence: its end is no part of a name.
    """
    at = start
    for line in text[start:end].split("\n"):
        place, at = at, at + len(line) + 1
        key = squeeze(_PARTING.sub("。", line), place)
        if not key.text or ("。" not in key.text and len(key.text) < 40 and is_heading(key.text)):
            continue
        match = _IN_TEXT.search(key.text)
        while match:
            first, last = without_lead(key.text, *match.span(1)), match.end(1)
            name = key.text[first:last]
            if may_be_name(name):
                yield place, name, key, (first, last)
                match = _IN_TEXT.search(key.text, last)
            else:
                # A name may still begin within what was none: 在县委的领导下石门镇.
                match = _IN_TEXT.search(key.text, max(1, match.start(1)))
