import pytest

from reports.parsing.place.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("重庆市江津区中山镇人民政府", ["重庆市", "江津区", "中山镇"]),
        ("在岱山县司法局指导下，我镇", ["岱山县"]),
        ("全镇推进乡村振兴，争创先进乡镇、文明乡镇", []),
        ("县级以上人民政府、社区、园区、辖区", []),
        ("青岛市南区", ["青岛市", "市南区"]),
        ("武冈龙溪镇", ["武冈", "龙溪镇"]),
        ("句容县宝华镇", ["句容县", "宝华镇"]),
        ("由容县司法局", ["容县"]),
        ("城区道路", []),
        ("晋城市城区北街街道", ["晋城市", "城区", "北街街道"]),
        ("先进街道和村镇", []),
        ("大连市先进街道办事处", ["大连市", "先进街道办事处"]),
        ("辰溪县罗子山瑶族乡", ["辰溪县", "罗子山瑶族乡"]),
        ("景德镇市", ["景德镇市"]),
        ("新乡市西街街道", ["新乡市", "西街街道"]),
        ("示例省样州市墨川县墨坪镇人民政府", ["示例省", "样州市", "墨川县", "墨坪镇"]),
        # A place of the samples by its whole name and as a word of its own, or not at all.
        ("这一示例、示例乡镇、平安示例建设；墨川法治；样州县", []),
        ("其他县和同样州市两级联动", []),
        ("", []),
    ],
)
def test_places_are_found_and_words_are_not(text, names):
    assert [mention.name for mention in find_mentions(text)] == names


def test_a_mention_says_where_it_stands_and_what_it_may_mean():
    text = "学习鼓楼区华大街道"
    district, township = find_mentions(text)
    assert text[district.start : district.end] == "鼓楼区"
    assert len(district.codes) == 4
    assert (township.stem, township.codes, township.bounded) == ("华大", (), True)


def test_a_name_within_a_longer_word_is_not_bounded():
    assert [(m.name, m.bounded) for m in find_mentions("终南山镇")] == [("南山镇", False)]
