"""Words that name the body a report comes from (发布机关): they set reports apart by who writes, not by what is written."""

import re

_ISSUER = re.compile(
    r".*(?:人民政府|办事处|[镇乡]政府|街道办|管委会|管理委员会|[镇乡街道]党委|党工委)|[我本]?(?:镇|乡|街道|苏木|街办)|党委"
)


def names_an_issuer(word: str) -> bool:
    """Does a normalised word name a township's government or party committee, or the kind of township?"""
    return bool(_ISSUER.fullmatch(word))
