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
