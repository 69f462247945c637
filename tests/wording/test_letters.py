"""Names of places in letters, as English text has them."""

import pytest
from django.utils import translation

from reports.models import Region
from reports.wording.letters import full_name, pinyin, short_name

PLACES = [
    ("500116101", "township", "中山镇", "zhongshanzhen", "Zhongshan Zhen"),
    ("310113002", "township", "友谊路街道", "youyilujiedao", "Youyilu Jiedao"),
    ("500237", "county", "巫溪县", "wuxixian", "Wuxi Xian"),
    ("4601", "city", "镇", "zhen", "Zhen"),
    ("50", "province", "重庆市", "chongqingshi", "Chongqing"),
    ("61", "province", "陕西省", "shanxisheng", "Shaanxi"),
    ("14", "province", "山西省", "shanxisheng", "Shanxi"),
    ("15", "province", "内蒙古自治区", "neimengguzizhiqu", "Inner Mongolia"),
    ("99", "county", "某地", "", ""),
]


@pytest.mark.parametrize(("code", "level", "name", "letters", "expected"), PLACES)
def test_the_kind_of_a_place_is_a_word_of_its_own(code, level, name, letters, expected):
    assert pinyin(Region(code=code, level=level, name=name, pinyin=letters)) == expected


def test_a_place_is_called_as_the_page_s_language_does():
    town = Region(code="1", level="township", name="中山镇", full_name="重庆市中山镇", pinyin="zhongshanzhen")
    unread = Region(code="2", level="township", name="某镇", full_name="某省某镇")
    with translation.override("en"):
        assert [short_name(town), full_name(town), short_name(unread)] == [
            "Zhongshan Zhen",
            "Zhongshan Zhen",
            "某镇",
        ]
    assert [short_name(town), full_name(town)] == ["中山镇", "重庆市中山镇"]
