"""Forms of place names (地名的写法): stems, suffixes and the peoples' names in them. Pure string rules."""

import re

#: The 55 minority peoples (少数民族), long names first so that 土家族 is not read as 家族.
_PEOPLE = (
    "俄罗斯|乌孜别克|哈萨克|维吾尔|柯尔克孜|塔吉克|塔塔尔|达斡尔|鄂温克|鄂伦春|布依|朝鲜|土家|哈尼|傈僳|高山|拉祜|"
    "东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺|蒙古|满|回|"
    "藏|苗|彝|壮|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京"
)
#: 瑶族, 土家族苗族, 蒙古, 各族 … at the end of a name, before 乡, 县, 州. Short peoples' names need their 族.
_PEOPLES_TAIL = re.compile(
    rf"(?:(?:{_PEOPLE}|各)族|哈萨克|维吾尔|柯尔克孜|塔吉克|达斡尔|鄂温克|锡伯|蒙古|俄罗斯)+(?:民族)?$|民族$"
)

_PEOPLES_LAST = frozenset("族克尔吉斡温伯古斯")
#: Ends of township names, longest first; what remains is the stem.
_TOWNSHIP_SUFFIX = re.compile(
    r"(?:人民政府)?(?:街道办事处|地区办事处|镇办事处|街道|街办|街(?<!.大街)|地区|办事处|民族镇|民族乡|民族苏木|苏木|镇|乡)$"
)
_ORGAN = re.compile(r"(?:党工委|管理委员会|管委会)$")


def township_stem(name: str) -> str:
    """What two forms of one township's name share: 中山 of 中山镇, 罗子山 of 罗子山瑶族乡, 西红门 of 西红门地区.

    Never empty for a non-empty name: a name that is all suffix is its own stem.
    """
    # Nine names in ten need no pattern.
    if name[-1:] in {"镇", "乡"} and len(name) > 1 and name[-2] not in _PEOPLES_LAST:
        return name[:-1]
    if name.endswith("街道") and len(name) > 2:
        return name[:-2]
    bare = _ORGAN.sub("", name) or name
    match = _TOWNSHIP_SUFFIX.search(bare)
    if match is None or match.start() == 0:
        return bare
    stem = bare[: match.start()]
    if match.group().endswith(("乡", "镇", "苏木")):
        stem = strip_peoples(stem)
    return stem


def township_form(name: str) -> str:
    """The kind of township a name claims: 镇, 乡, 街道 (also 街, 街办), 地区, 苏木, or "" for others (农场)."""
    bare = _ORGAN.sub("", name)
    match = _TOWNSHIP_SUFFIX.search(bare)
    if match is None:
        return ""
    suffix = match.group()
    for form in ("苏木", "镇", "乡", "地区"):
        if suffix.endswith(form) or suffix == f"{form}办事处":
            return form
    return "街道"


def strip_peoples(name: str) -> str:
    """``name`` without the peoples' names at its end (罗子山瑶族 → 罗子山); unchanged if nothing would remain."""
    match = _PEOPLES_TAIL.search(name)
    return name[: match.start()] if match and match.start() > 0 else name
