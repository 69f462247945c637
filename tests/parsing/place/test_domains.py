import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.place.aliases import aliases
from reports.parsing.place.domains import domain_clues
from reports.parsing.place.gazetteer import gazetteer
from reports.parsing.vocab import load


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://www.jindong.gov.cn/art/1.html", "金东区"),
        ("http://xxgk.shbsq.gov.cn/a", "宝山区"),
        ("http://www.ljq.cq.gov.cn/", "重庆市"),
        ("www.gz.gov.cn/a", "广州市"),
        ("https://www.sczgzf.gov.cn/", "自贡市"),
        ("http://www.hnwugang.gov.cn/", "武冈市"),
        ("http://www.bjmtg.gov.cn/", "门头沟区"),
        ("http://www.luanxian.gov.cn/", None),
        ("http://www.example.com/jindong", None),
        ("http://www.gov.cn/zhengce", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_an_address_tells_the_place(url, place):
    named = {gazetteer().get(code).name for clue in domain_clues(url) for code in clue.codes}
    assert (place in named) if place else named == set()


def test_a_whole_name_weighs_more_than_two_letters():
    (whole,) = domain_clues("http://www.chenxi.gov.cn/")
    assert [gazetteer().full_name(code) for code in whole.codes] == ["湖南省怀化市辰溪县"]
    assert whole.weight > max(clue.weight for clue in domain_clues("http://www.by.gov.cn/"))


@given(st.text())
def test_no_address_raises(text):
    domain_clues(text)
    domain_clues(f"http://{text}.gov.cn/")


def test_every_place_of_the_vocabularies_is_in_the_gazetteer():
    meant = [name for table in load("overrides").values() for name in table.values()]
    meant += [*load("domains")["labels"].values(), *load("province_hints")["words"].values()]
    flat = [name for entry in meant for name in ([entry] if isinstance(entry, str) else entry)]
    assert [name for name in flat if name not in aliases().full_names] == []


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("屏边县", ["云南省红河哈尼族彝族自治州屏边苗族自治县"]),
        ("红河州", ["云南省红河哈尼族彝族自治州"]),
        ("柳城县", ["广西壮族自治区柳州市柳城县"]),
        ("金普新区", ["辽宁省大连市金州区"]),
        ("石家庄高新区", ["河北省石家庄市石家庄高新技术产业开发区"]),
        ("东乡县", ["甘肃省临夏回族自治州东乡族自治县", "江西省抚州市东乡区"]),
        ("西湖区", ["浙江省杭州市西湖区", "江西省南昌市西湖区"]),
        ("江津市", []),
    ],
)
def test_a_unit_goes_by_short_former_and_functional_names(name, places):
    assert [gazetteer().full_name(code) for code in aliases().exact(name)] == places


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("江津市", ["重庆市江津区"]),
        ("句容县", ["江苏省镇江市句容市"]),
        ("哈密地区", ["新疆维吾尔自治区哈密市"]),
        ("小区", []),
        ("开发区", []),
    ],
)
def test_a_former_suffix_leads_to_the_unit_of_today(name, places):
    assert [gazetteer().full_name(code) for code in aliases().loose(name)] == places
