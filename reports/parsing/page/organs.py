"""How the bodies that issue reports are named: townships, their organs, joint issuers."""

import re
from functools import cache

from reports.text.view import Squeezed, flatten

from ..vocab import load

_HAN = "[\u3400-\u9fff]"
#: Kinds of townships and of what is run like one.
TOWN = "(?:镇|乡|街道|苏木|地区|农场|林场|牧场|渔场|管理区|开发区|园区|新区|示范区|景区|度假区|工业区|区公所)"
_ORGAN_OF_TOWN = "(?:人民政府|办事处|政府|党委|党工委|工作委员会|工委|委员会|管委会|管理委员会)"
#: A township, with or without its organ, or a party committee; to be matched on plain characters without blanks.
ORGAN = re.compile(
    rf"(?:中国共产党|中共)?[\u3400-\u9fff·、]{{2,40}}?(?:{TOWN}{_ORGAN_OF_TOWN}?|委员会|党工委|工委|党委|办事处)"
    r"(?:办公室|党政综合办公室|党政办公室|党政办|司法所)?"
)
#: The names of organs, against bare names of places.
OFFICIAL = re.compile("(?:人民政府|办事处|委员会|管委会|党委|工委)$")
TOWNSHIP = re.compile(rf"{TOWN}{_ORGAN_OF_TOWN}?$")
SUPERIOR_ORGAN = re.compile(rf"{_HAN}{{2,20}}(?:人民政府|司法局|委员会|管委会|局)")
_PARTS = re.compile(
    rf"[、,]|(?<=委员会)和|(?<=党委)和|(?<=工委)和|(?<=政府)和"
    rf"|(?<=委员会)(?={_HAN}{{2,}}(?:人民政府|办事处))|(?<=工委)(?={_HAN}{{2,}}办事处)"
)
_OTHER_ORGAN = re.compile("[局院所会室府]$")


#: A bare kind of township, or one of those that only speak of themselves: no name.
_NO_OWN_NAME = re.compile(
    rf"(?:中共)?{_HAN}?{TOWN}{_ORGAN_OF_TOWN}?|(?:我|本|各|该|全)(?:镇|乡|街道).*|乡镇.*"
)
#: A county or higher as the issuer, with or without its government.
SUPERIOR_PLACE = re.compile(rf"{_HAN}{{2,20}}[省市县区州旗盟](?:人民政府|政府)?")
_OF_A_SITE = re.compile("(?<=政府)(?:门户)?网站?(?:群)?$")


def plain(name: str) -> str:
    """A name in plain characters without blanks."""
    return "".join(flatten(name).split())


def place_of(name: str) -> str:
    """The bare township of an issuer's name: 中山镇 of 江津区中山镇人民政府."""
    name = re.sub(f"{_ORGAN_OF_TOWN}?(?:办公室)?$", "", plain(name).removeprefix("中共"))
    return re.sub(rf"^.*[省市县区州旗](?={_HAN}{{2,10}}{TOWN}$)", "", name)


def same_place(one: str, other: str) -> bool:
    """Are two issuers' names of one township, perhaps written with and without its county?"""
    one, other = place_of(one), place_of(other)
    return one.endswith(other) or other.endswith(one)


def issuers_in(key: Squeezed, start: int, end: int) -> str | None:
    """The issuers that ``key.text[start:end]`` names, several joined by 、; None when it says something else."""
    names, at = [], start
    for match in [*_PARTS.finditer(key.text, start, end), None]:
        stop = match.start() if match else end
        if key.text[at:stop]:
            names.append(key.text[at:stop])
        at = match.end() if match else end
    if all(ORGAN.fullmatch(name) or _OTHER_ORGAN.search(name) for name in names):
        return "、".join(names) or None
    return None


def has_own_name(name: str) -> bool:
    """Does an issuer's name hold a place's own name? 街道办事处 and 我镇 don't."""
    return not _NO_OWN_NAME.fullmatch(plain(name))


@cache
def _leads() -> re.Pattern[str]:
    words = sorted(load("page")["issuer"]["before"], key=len, reverse=True)
    return re.compile("|".join(words))


def without_lead(text: str, start: int, end: int) -> int:
    """Where the name in ``text[start:end]`` begins behind the verbs before it, two characters of a name left at least."""
    while (lead := _leads().match(text, start, end)) and has_own_name(text[lead.end() : end]):
        start = lead.end()
    return start


def without_site(name: str) -> str:
    """The body whose site's name is given: 平川县人民政府 of 平川县人民政府门户网站."""
    return _OF_A_SITE.sub("", name)
