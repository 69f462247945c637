"""Pinyin of place names (地名拼音), with the readings that only places have (六安 lu an)."""

from functools import cache

from ..vocab import load


@cache
def _prepare() -> None:
    from pypinyin import load_phrases_dict, load_single_dict

    load_single_dict({ord(word): reading for word, reading in load("place_pinyin")["characters"].items()})
    load_phrases_dict(
        {
            word: [[syllable] for syllable in reading.split()]
            for word, reading in load("place_pinyin")["readings"].items()
        }
    )


def syllables(name: str) -> list[str]:
    """The syllables of ``name`` in lower case without tones; characters without a reading stay as they are."""
    from pypinyin import lazy_pinyin

    _prepare()
    return [syllable.strip() for syllable in lazy_pinyin(name)]


@cache
def readings(character: str, most: int = 4) -> tuple[str, ...]:
    """The ways a character is read, in lower case without tones, the likeliest first; none for what has no pinyin."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    several = found[0] if found else ()
    return tuple(dict.fromkeys(sound for sound in several if sound.isascii() and sound.isalpha()))[:most]
