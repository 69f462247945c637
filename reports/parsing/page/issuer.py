"""Who issued the report (发布机构): read from the title, the info table, the signature or the text."""

import re
from collections.abc import Iterator

from reports.text.view import Squeezed, squeeze

from ..types import Value
from .dates import YEAR
from .infotable import Field
from .issuer_in_text import issuer_in_text, may_be_name, superior_that_opens
from .layout import Layout
from .organs import (
    OFFICIAL,
    ORGAN,
    SUPERIOR_ORGAN,
    SUPERIOR_PLACE,
    TOWN,
    TOWNSHIP,
    has_own_name,
    issuers_in,
    plain,
    same_place,
    without_lead,
    without_site,
)

#: What stands before the issuer in a title: 关于, the year.
_TITLE_OPENS = re.compile(rf"(?:关于|【[^】]{{0,20}}】|{YEAR}年?度?(?![-—至]))")
_TITLE_ISSUER = re.compile(
    rf"(.{{2,60}}?)(?=关于|{YEAR}|[“\"]?法治|法制|依法|推进|贯彻|落实|履行|年度|上半年|政府信息|工作(?!委员会)|述职|述法|普法|行政执法|党政主要|主要负责|全面)"
)
#: How far into a report its opening reaches, and the end of a place's name into another paper's title.
_OPENING, _PLACE_WITHIN = 1500, 14
_PLACE_FIRST = re.compile(rf"[\u3400-\u9fff]{{2,30}}?{TOWN}(?:人民政府)?")
_NAME_AT_END = re.compile(r"[\u3400-\u9fff·、]{2,}(?=\s*$)")
_NAME_BESIDE = re.compile(r"\s*[|｜]?\s*([\u3400-\u9fff]{3,30})(?=\s|$)")
_IN_CRUMBS = re.compile(rf"[\u3400-\u9fff]{{2,14}}{TOWN}(?:人民政府|办事处)?(?![\u3400-\u9fff])")
#: Columns of a site: 乡镇街道, 各镇.
_COLUMN = re.compile("乡镇|镇街|街镇|^各")
#: What a report calls its own county, bureau; and its own township.
_OWN_SUPERIOR, _OWN_TOWN = re.compile("[我全][县市区旗州省局]"), re.compile("[我全](?:镇|乡|街道)")


def find_issuer(layout: Layout, text: str, source: str | None) -> Value | None:
    """The fullest official name among those that are stated; ``source`` is the page's ContentSource.

    A name with its organ (某镇人民政府) beats a bare place, be it only that of the site; between bare places the one the
    page states as its issuer beats the title's. Joint issuers of the title, joined by 、, stand as they are.
    """
    titled = _from_title(layout, text)
    if titled and "、" in titled.value:
        return titled
    signed = _from_signature(layout, text)
    bodies = list(_stated(layout, text, source))
    stated = [value for value in bodies if TOWNSHIP.search(plain(value.value))]
    if titled and not TOWNSHIP.search(plain(titled.value)):
        stated = bodies
    if signed and "、" in signed.value and (titled is None or not OFFICIAL.search(plain(titled.value))):
        return signed
    named = [value for value in (*stated, titled, signed) if value]
    if titled:
        named = [value for value in named if same_place(value.value, titled.value)]
    elif signed:
        named = [signed, *(value for value in stated if same_place(value.value, signed.value))]
    official = [value for value in named if OFFICIAL.search(plain(value.value))]
    if official:
        return max(official, key=lambda value: len(plain(value.value)))
    page = _from_page(layout)
    if named:
        # The township's own site gives the bare name of its titles in full.
        whole = page and OFFICIAL.search(plain(page.value)) and same_place(page.value, named[0].value)
        return page if page and whole else named[0]
    start, end = layout.body_start, min(layout.body_end, layout.body_start + _OPENING)
    opening = text[start:end]
    if len(_OWN_SUPERIOR.findall(opening)) > len(_OWN_TOWN.findall(opening)):
        superior = _superior(layout, text, ("body", "source")) or superior_that_opens(text, start, end)
        if superior:
            return superior
    return issuer_in_text(text, start, end) or page or _superior(layout, text, ("body",))


def _organ(text: str, start: int, end: int) -> Value | None:
    """The issuers named at ``text[start:end]``."""
    key = squeeze(text[start:end], start)
    names = issuers_in(key, 0, len(key.text))
    return Value(names, *key.span(0, len(key.text))) if names else None


def _together(values: list[Value]) -> Value | None:
    """Issuers that stand in lines of their own as one value."""
    if not values:
        return None
    return Value("、".join(value.value for value in values), values[0].start, values[-1].end)


def _from_title(layout: Layout, text: str) -> Value | None:
    if layout.title is None:
        return None
    parts = [squeeze(text[start:end], start) for start, end in layout.title.parts]
    lines = [
        (start, end)
        for (start, end), part in zip(layout.title.parts, parts, strict=True)
        if ORGAN.fullmatch(part.text) and not re.match(YEAR, part.text)
    ]
    if lines and lines[0] == layout.title.parts[0]:
        return _together([value for line in lines if (value := _organ(text, *line))])
    key = Squeezed(
        "".join(part.text for part in parts), tuple(offset for part in parts for offset in part.offsets)
    )
    at = 0
    while opens := _TITLE_OPENS.match(key.text, at):
        at = opens.end()
    at = without_lead(key.text, at, len(key.text))
    at += key.text.startswith("《", at)
    match = _TITLE_ISSUER.match(key.text, at)
    if match is None:
        # 青石镇开展…活动: another paper's title names its place first too.
        place = _PLACE_FIRST.match(key.text, at, at + _PLACE_WITHIN)
        if place is None or not may_be_name(place.group()):
            return None
        return Value(place.group(), *key.span(at, place.end()))
    end = match.end(1)
    while end > at and key.text[end - 1] in '“"《:的':
        end -= 1
    at = without_lead(key.text, at, end)
    if end - at < 2 or not has_own_name(key.text[at:end]):
        return None
    if names := issuers_in(key, at, end):
        return Value(names, *key.span(at, end))
    if SUPERIOR_PLACE.fullmatch(key.text, at, end):
        return Value(key.text[at:end], *key.span(at, end))
    # 青石镇党委书记…: a person's paper is the township's.
    place = _PLACE_FIRST.match(key.text, at, end)
    if place is None or not has_own_name(place.group()):
        return None
    return Value(place.group(), *key.span(at, place.end()))


def _from_signature(layout: Layout, text: str) -> Value | None:
    """The organs under the report, or between its title and its text."""
    organs = layout.signature.organs if layout.signature else ()
    values = [_organ(text, start, end) for start, end in organs or layout.head_organs]
    return _together([value for value in values if value])


def _stated(
    layout: Layout, text: str, source: str | None, labels: tuple[str, ...] = ("body", "source")
) -> Iterator[Value]:
    """The page's own words for its issuer, the info table's before the byline's."""
    for name in labels:
        for field in layout.fields:
            if field.name == name and (value := _named_in(field, text)):
                yield value
    if source:
        yield Value(source, None, None, derived=True)


def _named_in(field: Field, text: str) -> Value | None:
    """The body that a field names; where foreign text in it was blanked, what is left at its end.

    A name that only a bar parts from a value that is none (来源：皇冠体育|某镇人民政府) is taken for it.
    """
    if field.start is None or field.end is None:
        return None
    beside = _NAME_BESIDE.match(text, field.end)
    if beside and ORGAN.fullmatch(beside[1]) and not ORGAN.fullmatch(plain(text[field.start : field.end])):
        return Value(beside[1], *beside.span(1)) if has_own_name(beside[1]) else None
    start, words = field.start, text[field.start : field.end]
    if words != field.value:
        left = _NAME_AT_END.search(words)
        if left is None:
            return None
        start, words = start + left.start(), left.group()
    # 某县人民政府 某镇: a site and the township's column on it.
    last = words.split()[-1]
    rest = words[: -len(last)]
    if TOWNSHIP.search(last) and rest and not TOWNSHIP.search(plain(rest)):
        start, words = start + len(rest), last
    words = without_site(words)
    return Value(words, start, start + len(words)) if has_own_name(words) else None


def _superior(layout: Layout, text: str, labels: tuple[str, ...]) -> Value | None:
    """The county, or the bureau, that the page names as the issuer."""
    bodies = _stated(layout, text, None, labels)
    return next((value for value in bodies if SUPERIOR_ORGAN.fullmatch(plain(value.value))), None)


def _from_page(layout: Layout) -> Value | None:
    """The township that the page's own head names: its site, a crumb of the way to it."""
    for kind, last in (("site_name", False), ("breadcrumb", True)):
        for number in (number for number, own in layout.kinds.items() if own == kind):
            line = layout.lines[number]
            key = squeeze(line.text[:200], line.start)
            names = [match for match in _IN_CRUMBS.finditer(key.text) if not _COLUMN.search(match.group())]
            if names:
                name = names[-1 if last else 0]
                return Value(name.group(), *key.span(name.start(), name.end()))
    return None
