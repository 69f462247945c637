"""Names of places are known whole and without the kind of place; common words of reports are none."""

import pytest

from reports.search import is_place_name


@pytest.mark.parametrize(
    "word",
    [
        "浙江省",
        "杭州市",
        "诸城市",
        "枫桥镇",
        "内蒙古自治区",
        "浙江",
        "杭州",
        "诸城",
        "岱山",
        "内蒙古",
        "义乌",
        "平遥",
        "洪山殿",
    ],
)
def test_a_place_is_known_by_its_name_whole_and_bare(word: str) -> None:
    assert is_place_name(word)


@pytest.mark.parametrize(
    "word",
    [
        "法治",
        "平安",
        "文明",
        "建设",
        "青年",
        "团结",
        "民主",
        "胜利",
        "枫桥",
        "枫桥经验",
        "调解",
        "县",
        "镇",
        "2023",
    ],
)
def test_other_words_are_none(word: str) -> None:
    assert not is_place_name(word)
