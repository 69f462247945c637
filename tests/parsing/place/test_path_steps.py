"""The township that a step of an address's path stands for, where the report names none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.place import region
from reports.parsing.place.path_steps import township_of_path
from reports.parsing.types import Hints, ParsedReport

_JINDONG, _WUXI, _PENGSHAN = "330703", "500238", "511403"
STEPS = [
    # (address, county, the township's name)
    ("https://www.example.gov.cn/lpz/1.html", _JINDONG, "澧浦镇"),
    ("https://www.example.gov.cn/zwgk/lpz/1.html", _JINDONG, "澧浦镇"),
    ("https://www.example.gov.cn/xxgk/xz/LPZ/fzzf/art/1.html", _JINDONG, "澧浦镇"),
    ("https://www.example.gov.cn/lipuzhen/content/1.html", _JINDONG, "澧浦镇"),
    ("https://www.example.gov.cn/lipu/1.html", _JINDONG, "澧浦镇"),
    ("https://www.example.gov.cn/ydx/", _JINDONG, "源东乡"),
    ("https://www.example.gov.cn/dhjd/2025/1.html", _JINDONG, "多湖街道"),
    ("https://www.example.gov.cn/tyzrmzf/1.html", _JINDONG, "塘雅镇"),
    ("https://www.example.gov.cn/tyzzf/1.html", _JINDONG, "塘雅镇"),
    ("https://www.example.gov.cn/hcbz/1.html", _WUXI, "红池坝镇"),
    ("https://www.example.gov.cn/tongchengzhen/1.html", _WUXI, "通城镇"),
    # Columns of any site.
    ("https://www.example.gov.cn/zwgk/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/xxgk/fzzf/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/art/2025/1/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/content/info/detail/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/jdz/zcjd/zdz/1.html", _JINDONG, "江东镇"),
    # Two townships have these letters, two steps name two.
    ("https://www.example.gov.cn/tcz/1.html", _WUXI, None),
    ("https://www.example.gov.cn/lpz/czz/1.html", _JINDONG, None),
    # Too short, of another county, of the page alone, with digits, or no path.
    ("https://www.example.gov.cn/lp/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/lpz/1.html", _PENGSHAN, None),
    ("https://www.example.gov.cn/zwgk/lpz", _JINDONG, None),
    ("https://www.example.gov.cn/lpz2/1.html", _JINDONG, None),
    ("https://lpz.example.gov.cn/1.html", _JINDONG, None),
    ("https://www.example.gov.cn/1.html?a=/lpz/", _JINDONG, None),
    ("https://[lpz/", _JINDONG, None),
    (None, _JINDONG, None),
]


@pytest.mark.parametrize(("url", "county", "township"), STEPS)
def test_a_step_of_the_path_tells_the_one_township_it_spells(url, county, township):
    found = township_of_path(url, county)
    assert (found and found.name) == township


_UNNAMED = "2024年法治政府建设年度报告\n一、主要工作\n全面推进依法行政。\n"
REPORTS = [
    # (text, address, code)
    (_UNNAMED, "https://www.jindong.gov.cn/zwgk/lpz/1.html", "330703104"),
    (_UNNAMED, "https://www.jindong.gov.cn/zwgk/art/1.html", "330703"),
    # What the text says goes before.
    ("曹宅镇" + _UNNAMED, "https://www.jindong.gov.cn/zwgk/lpz/1.html", "330703103"),
    ("金东区" + _UNNAMED, "https://www.jindong.gov.cn/zwgk/lpz/1.html", "330703"),
]


@pytest.mark.parametrize(("text", "url", "expected"), REPORTS)
def test_the_path_speaks_only_where_the_text_names_no_place(text, url, expected):
    found = region.find_region(ParsedReport(text=text, hints=Hints(url=url, written=text))).region
    assert (found and found.code) == expected


def test_a_township_by_its_address_alone_is_unsure():
    hints = Hints(url="https://www.jindong.gov.cn/zwgk/lpz/1.html", written=_UNNAMED)
    assert region.find_region(ParsedReport(text=_UNNAMED, hints=hints)).region.confidence < 0.6


@given(st.text(st.sampled_from("lpz/.:[]?%") | st.characters(), max_size=40))
def test_it_never_raises_on_any_address(url):
    township_of_path(f"http://{url}", _JINDONG)
