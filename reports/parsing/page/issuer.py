"""Who issued the report (发布机构): read from the title, the info table, the signature or the text."""

import re
from collections import Counter
from collections.abc import Iterator

from reports.text.view import Squeezed, squeeze

from ..types import Value
from .dates import YEAR
from .layout import Layout
from .organs import OFFICIAL, ORGAN, TOWN, TOWNSHIP, issuers_in, plain, same_place

#: What stands before the issuer in a title: 关于, the year.
_TITLE_OPENS = re.compile(rf"(?:关于|【[^】]{{0,20}}】|{YEAR}年?度?(?![-—至]))")
_TITLE_ISSUER = re.compile(
    rf"(.{{2,60}}?)(?=关于|{YEAR}|[“\"]?法治|法制|依法|推进|贯彻|落实|履行|年度|上半年|政府信息|工作(?!委员会)|述职|述法|普法|行政执法|党政主要|主要负责|全面)"
)
_PLACE_FIRST = re.compile(rf"[\u3400-\u9fff]{{2,30}}?{TOWN}(?:人民政府)?")
_IN_TEXT = re.compile(
    r"(?:^|[。,;:、\n年来度]|以来|现将|近年|今年|一年)(?:现将|[在由经是使让被从]|20\d\d年度?)?"
    r"([\u3400-\u9fff]{1,12}?(?:(?:镇|乡)(?![村级化域容街情贤音愁土亲间镇乡干贸])|街道|苏木)"
    r"(?:人民政府|街道办事处|办事处|党委|党工委)?)"
)
_IN_CRUMBS = re.compile(rf"[\u3400-\u9fff]{{2,14}}{TOWN}(?:人民政府|办事处)?(?![\u3400-\u9fff])")
#: Columns of a site: 乡镇街道, 各镇.
_COLUMN = re.compile("乡镇|镇街|街镇|^各")
_NOT_A_NAME = re.compile(
    r"(?:我|全|本|各|该|某|我们)(?:镇|乡|街道)$|^(?:各|我|该)|乡镇|城镇|集镇|村镇|小镇|古镇|镇街|街镇"
    r"|[家城下回返入故三]乡$|(?:推进|开展|加强|深入|坚持|落实|组织|服务|工作|法治|农村|社区|推动|建设|创建|特色|振兴)"
)


def find_issuer(layout: Layout, text: str, source: str | None) -> Value | None:
    """The fullest official name among those that are stated; ``source`` is the page's ContentSource.

    A name with its organ (某镇人民政府) beats a bare place, be it only that of the site; between bare places the one the
    page states as its issuer beats the title's. Joint issuers of the title, joined by 、, stand as they are.
    """
    titled = _from_title(layout, text)
    if titled and "、" in titled.value:
        return titled
    signed = _from_signature(layout, text)
    stated = [value for value in _stated(layout, source) if TOWNSHIP.search(plain(value.value))]
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
    return _from_text(layout, text) or page


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
    match = _TITLE_ISSUER.match(key.text, at)
    if match is None:
        return None
    end = match.end(1)
    while end > at and key.text[end - 1] in '“"《:的':
        end -= 1
    if end - at < 2:
        return None
    if names := issuers_in(key, at, end):
        return Value(names, *key.span(at, end))
    # 青石镇党委书记…: a person's paper is the township's.
    place = _PLACE_FIRST.match(key.text, at, end)
    return Value(place.group(), *key.span(at, place.end())) if place else None


def _from_signature(layout: Layout, text: str) -> Value | None:
    """The organs under the report, or between its title and its text."""
    organs = layout.signature.organs if layout.signature else ()
    values = [_organ(text, start, end) for start, end in organs or layout.head_organs]
    return _together([value for value in values if value])


def _stated(layout: Layout, source: str | None) -> Iterator[Value]:
    """The page's own words for its issuer, the info table's before the byline's."""
    for name in ("body", "source"):
        for field in layout.fields:
            if field.name == name and field.start is not None and field.end is not None:
                # 某县人民政府 某镇: a site and the township's column on it.
                last = field.value.split()[-1]
                rest = field.value[: -len(last)]
                if TOWNSHIP.search(last) and rest and not TOWNSHIP.search(plain(rest)):
                    yield Value(last, field.end - len(last), field.end)
                else:
                    yield Value(field.value, field.start, field.end)
    if source:
        yield Value(source, None, None, derived=True)


def _from_text(layout: Layout, text: str) -> Value | None:
    """The township the report's opening speaks of, in its official form where the text has one."""
    end = min(layout.body_end, layout.body_start + 1500)
    opening = squeeze(text[layout.body_start : end], layout.body_start)
    names: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for match in _IN_TEXT.finditer(opening.text):
        name = match.group(1)
        if len(name) < 3 or _NOT_A_NAME.search(name):
            continue
        names[name] += 3 if OFFICIAL.search(name) else 1
        places.setdefault(name, opening.span(*match.span(1)))
    if not names:
        return None
    best = max(names, key=lambda name: (names[name], -places[name][0]))
    return Value(best, *places[best])


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
