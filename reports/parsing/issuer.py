"""Who issued the report (发布机构): read from the title, the info table, the signature or the text."""

import re
from collections import Counter
from collections.abc import Iterator

from .dates import YEAR
from .layout import Layout
from .titles import ORGAN
from .types import Value
from .view import Squeezed, flatten, squeeze

_TOWN = "(?:镇|乡|街道|苏木|地区|农场|林场|牧场|管理区|开发区|园区|新区|示范区|景区|度假区)"
_OFFICIAL = re.compile("(?:人民政府|办事处|委员会|管委会|党委|党工委|工委)$")
_TOWNSHIP = re.compile(
    rf"{_TOWN}(?:人民政府|办事处|政府|党委|党工委|工委|委员会|工作委员会|管委会|管理委员会)?$"
)
#: What stands before the issuer in a title: 关于, the year.
_TITLE_OPENS = re.compile(rf"(?:关于|【[^】]{{0,20}}】|{YEAR}年?度?(?![-—至]))")
_TITLE_ISSUER = re.compile(
    rf"(.{{2,60}}?)(?=关于|{YEAR}|[“\"]?法治|法制|依法|推进|贯彻|落实|履行|年度|上半年|政府信息|工作(?!委员会)|述职|述法|普法|行政执法|党政主要|主要负责|全面)"
)
_PLACE_FIRST = re.compile(rf"[\u3400-\u9fff]{{2,30}}?{_TOWN}(?:人民政府)?")
_PARTS = re.compile(
    r"[、,和]|(?<=委员会)(?=[\u3400-\u9fff]{2,}(?:人民政府|办事处))|(?<=工委)(?=[\u3400-\u9fff]{2,}办事处)"
)
_IN_TEXT = re.compile(
    r"(?:^|[。,;:、\n年来度]|以来|现将|近年|今年|一年)(?:现将|[在由经是使让被从]|20\d\d年度?)?"
    r"([\u3400-\u9fff]{1,12}?(?:(?:镇|乡)(?![村级化域容街情贤音愁土亲间镇乡干贸])|街道|苏木)"
    r"(?:人民政府|街道办事处|办事处|党委|党工委)?)"
)
_IN_CRUMBS = re.compile(rf"[\u3400-\u9fff]{{2,14}}{_TOWN}(?:人民政府|办事处)?(?![\u3400-\u9fff])")
#: Columns of a site: 乡镇街道, 各镇.
_COLUMN = re.compile("乡镇|镇街|街镇|^各")
_NOT_A_NAME = re.compile(
    r"(?:我|全|本|各|该|某|我们)(?:镇|乡|街道)$|^(?:各|我|该)|乡镇|城镇|集镇|村镇|小镇|古镇|镇街|街镇"
    r"|[家城下回返入故三]乡$|(?:推进|开展|加强|深入|坚持|落实|组织|服务|工作|法治|农村|社区|推动|建设|创建|特色|振兴)"
)


def find_issuer(layout: Layout, text: str, source: str | None) -> Value | None:
    """The fullest official name among those that are stated; ``source`` is the page's ContentSource.

    A name with its organ (某镇人民政府) beats a bare place; between bare places the one the page states as its
    issuer beats the title's. Joint issuers of the title, joined by 、, stand as they are.
    """
    titled = _from_title(layout, text)
    if titled and "、" in titled.value:
        return titled
    signed = _from_signature(layout, text)
    stated = [value for value in _stated(layout, source) if _TOWNSHIP.search(_plain(value.value))]
    if signed and "、" in signed.value and (titled is None or not _OFFICIAL.search(_plain(titled.value))):
        return signed
    named = [value for value in (*stated, titled, signed) if value]
    if titled:
        place = _place(titled.value)
        named = [
            value
            for value in named
            if _place(value.value).endswith(place) or place.endswith(_place(value.value))
        ]
    elif signed:
        named = [signed, *(value for value in stated if _same_place(value.value, signed.value))]
    official = [value for value in named if _OFFICIAL.search(_plain(value.value))]
    if official:
        return max(official, key=lambda value: len(_plain(value.value)))
    if named:
        return named[0]
    return _from_text(layout, text) or _from_page(layout)


def _plain(name: str) -> str:
    return "".join(flatten(name).split())


def _place(name: str) -> str:
    """The bare township of an issuer's name, without the organ behind it: 中山镇."""
    name = _plain(name).removeprefix("中共")
    name = re.sub("(?:人民政府|办事处|政府|党工委|党委|工作委员会|委员会|工委)$", "", name)
    return re.sub(rf"^.*[省市县区州旗](?=[\u3400-\u9fff]{{2,10}}{_TOWN}$)", "", name)


def _same_place(one: str, other: str) -> bool:
    return _place(one).endswith(_place(other)) or _place(other).endswith(_place(one))


def _joined(key: Squeezed, start: int, end: int) -> Value | None:
    """The issuers in ``key.text[start:end]``, several joined by 、."""
    names, at = [], start
    for match in [*_PARTS.finditer(key.text, start, end), None]:
        stop = match.start() if match else end
        if key.text[at:stop]:
            names.append(key.text[at:stop])
        at = match.end() if match else end
    if not names or not all(ORGAN.fullmatch(name) or re.search("[局院所会室府]$", name) for name in names):
        return None
    first, last = key.span(start, end)
    return Value("、".join(names), first, last)


def _from_title(layout: Layout, text: str) -> Value | None:
    if layout.title is None:
        return None
    parts = [squeeze(text[start:end], start) for start, end in layout.title.parts]
    organs = []
    for part in parts:
        if not ORGAN.fullmatch(part.text) or re.match(YEAR, part.text):
            break
        organs.append(part)
    if organs:
        names = [value.value for part in organs if (value := _joined(part, 0, len(part.text)))]
        if len(names) == len(organs):
            return Value("、".join(names), organs[0].offsets[0], organs[-1].offsets[-1] + 1)
    text_of_all = "".join(part.text for part in parts)
    key = Squeezed(text_of_all, tuple(offset for part in parts for offset in part.offsets))
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
    whole = _joined(key, at, end)
    if whole:
        return whole
    # 青石镇党委书记…: a person's paper is the township's.
    place = _PLACE_FIRST.match(key.text, at, end)
    return Value(place.group(), *key.span(at, place.end())) if place else None


def _from_signature(layout: Layout, text: str) -> Value | None:
    """The organs under the report, or between its title and its text."""
    organs = layout.signature.organs if layout.signature else ()
    organs = organs or layout.head_organs
    names = []
    for start, end in organs:
        key = squeeze(text[start:end], start)
        value = _joined(key, 0, len(key.text))
        if value:
            names.append(value.value)
    if not names:
        return None
    return Value("、".join(names), organs[0][0], organs[-1][1])


def _stated(layout: Layout, source: str | None) -> Iterator[Value]:
    """The page's own words for its issuer, the info table's before the byline's."""
    for name in ("body", "source"):
        for field in layout.fields:
            if field.name == name:
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
        names[name] += 3 if _OFFICIAL.search(name) else 1
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
