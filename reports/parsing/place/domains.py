"""What an address under gov.cn says of the place (域名): curated labels, pinyin and initials."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from ..vocab import load
from .aliases import aliases, bare_name
from .gazetteer import gazetteer, is_sample_place

_EVERYONE = frozenset(load("place_words")["common_labels"])
_HOST = re.compile(r"^([a-z0-9.-]+)\.gov\.cn$")
#: The letters of the province names as the standard (GB/T 2260) abbreviates them, where initials differ.
_STANDARD = {
    "13": ("he",),
    "15": ("nm",),
    "23": ("hl",),
    "41": ("ha",),
    "46": ("hi",),
    "61": ("sn",),
}


@dataclass(frozen=True, slots=True)
class DomainClue:
    """Units an address may belong to, and the weight of the clue in natural-log odds."""

    label: str
    codes: tuple[str, ...]
    weight: float


def domain_clues(url: str | None) -> tuple[DomainClue, ...]:
    """What the host of ``url`` says; () for hosts outside gov.cn and labels that say nothing."""
    if not url:
        return ()
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ()
    match = _HOST.match(host)
    if match is None:
        return ()
    labels = [label for label in match[1].split(".") if label not in _EVERYONE]
    return tuple(clue for label in reversed(labels[-3:]) for clue in _read_label(label))


@lru_cache(maxsize=512)
def _read_label(label: str) -> tuple[DomainClue, ...]:
    curated = load("domains")["labels"].get(label)
    if curated is not None:
        return (DomainClue(label, (aliases().full_names[curated],), 6.0),)
    found: dict[str, float] = {}
    # znzf, cnbz, zgsr: an office's or the nation's letters around the place's.
    cores = {label, re.sub(r"(?:zf|gov|zw|dzzw)$", "", label), re.sub(r"^(?:cn|zg)(?=..)", "", label)}
    for core in cores:
        for code, weight in _read_core(core).items():
            found[code] = max(weight, found.get(code, 0))
    by_weight: defaultdict[float, list[str]] = defaultdict(list)
    for code, weight in found.items():
        by_weight[weight].append(code)
    return tuple(
        DomainClue(label, tuple(sorted(codes)), weight)
        for weight, codes in sorted(by_weight.items(), reverse=True)
    )


def _read_core(core: str) -> dict[str, float]:
    """The units that ``core`` may spell: whole pinyin, initials, or both after a province's or city's letters."""
    spelt, initials, prefixes = _letters()
    found: dict[str, float] = {}
    if len(core) >= 3:
        found |= dict.fromkeys(spelt.get(core, ()), 5.0 if len(core) > 5 else 4.0)
    if len(core) >= 2:
        for code in initials.get(core, ()):
            found.setdefault(code, 3.0 if len(core) > 2 else 2.0)
    for cut in range(1, min(len(core) - 1, 5)):
        above = prefixes.get(core[:cut], ())
        rest = core[cut:]
        for index, weight in ((spelt, 5.0), (initials, 4.5)):
            for code in index.get(rest, ()) if len(rest) > 1 else ():
                if any(code.startswith(prefix) and code != prefix for prefix in above):
                    found[code] = max(found.get(code, 0), weight if cut > 1 else 2.5)
    return found


@cache
def _letters() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Whole pinyin → codes, initials → codes, letters of provinces and cities → codes."""
    places = gazetteer()
    spelt: defaultdict[str, list[str]] = defaultdict(list)
    initials: defaultdict[str, list[str]] = defaultdict(list)
    prefixes: defaultdict[str, list[str]] = defaultdict(list)
    for unit in places.higher():
        if is_sample_place(unit.code):
            continue
        whole = places.pinyin(unit.code)
        syllables = whole[: len(bare_name(unit.name))]
        first = "".join(syllable[0] for syllable in syllables)
        digraphs = "".join(s[:2] if s[:2] in {"zh", "ch", "sh"} else s[0] for s in syllables)
        for form in {"".join(syllables), "".join(syllables) + whole[-1]}:
            spelt[form].append(unit.code)
        for form in {first, digraphs, first + whole[-1][0]} | (
            {first + "xq"} if unit.name.endswith("新区") else set()
        ):
            initials[form].append(unit.code)
        if unit.level != "county":
            for form in {first, digraphs, "".join(syllables), *_STANDARD.get(unit.code, ())}:
                prefixes[form].append(unit.code)
    return dict(spelt), dict(initials), dict(prefixes)
