"""Names of places in letters (地名拼音), as English text has them: Zhongshan Zhen."""

from __future__ import annotations

from reports.models import Region

from .translation import is_chinese

#: Endings of names that pinyin writes as words of their own; the longer first.
_ENDINGS = {
    "自治区": "zizhiqu", "自治州": "zizhizhou", "自治县": "zizhixian", "自治旗": "zizhiqi", "街道": "jiedao",
    "地区": "diqu", "省": "sheng", "市": "shi", "州": "zhou", "盟": "meng", "区": "qu", "县": "xian", "旗": "qi",
    "镇": "zhen", "乡": "xiang",
}  # fmt: skip


#: Provinces, by code, that English knows by another name than their pinyin.
_PROVINCES = {
    "15": "Inner Mongolia", "45": "Guangxi", "54": "Tibet", "61": "Shaanxi", "64": "Ningxia", "65": "Xinjiang",
    "71": "Taiwan", "81": "Hong Kong", "82": "Macao",
}  # fmt: skip


def pinyin(region: Region) -> str:
    """The name in letters, "" where its reading is not stored; provinces as English knows them, without their kind."""
    letters = region.pinyin
    if region.level == Region.Level.PROVINCE:
        plain = letters.removesuffix("sheng") if region.name.endswith("省") else letters.removesuffix("shi")
        return _PROVINCES.get(region.code, plain.capitalize())
    for ending, sound in _ENDINGS.items():
        if region.name.endswith(ending) and letters.endswith(sound) and letters != sound:
            return f"{letters.removesuffix(sound).capitalize()} {sound.capitalize()}"
    return letters.capitalize()


def short_name(region: Region) -> str:
    """The name as a page in the reader's language calls it in one word."""
    return region.name if is_chinese() else pinyin(region) or region.name


def full_name(region: Region) -> str:
    """The full name where there is room for words alone; in English the name in one word."""
    return region.full_name if is_chinese() else short_name(region)
