import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing import region
from reports.parsing.types import Hints, ParsedReport

SHARED = Path(__file__).parents[3] / "shared"


def read(text, url=None, **meta):
    return region.read(ParsedReport(text=text, hints=Hints(url=url, meta=tuple(meta.items()))))


def code(text, url=None, **meta):
    found = read(text, url, **meta).region
    return found and found.code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_299760095a7c9338", "500116113"),
        ("001_0ca269bc21c17480", "511402113"),
        ("002_5d8a055b8bf23806", "500114246"),
        ("003_18227a652304846f", "110115007"),
        ("004_f5f45c8c53f6df5d", "330921106"),
    ],
)
def test_real_reports_find_their_township(name, expected):
    path = SHARED / "seeds" / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"the sample reports are not at {path.parent}")
    found = read(path.read_text("utf-8")).region
    assert (found.code, found.confidence > 0.9) == (expected, True)


HEADERS = [
    # (text, address, code)
    ("关于塘栖镇2024年度法治政府建设情况的报告", None, "330113100"),
    ("屏边县新华乡人民政府2025年法治政府建设工作情况报告", None, "532523205"),
    ("新华乡2025年法治政府建设工作情况报告", "https://www.hhpb.gov.cn/info/1.htm", "532523205"),
    ("大河乡人民政府\n关于法治政府建设的情况报告", "http://www.cqwx.gov.cn/a.html", "500238207"),
    ("公义镇2021年法治政府建设报告", "https://www.scps.gov.cn/info/1.htm", "511403118"),
    ("噶尔县左左乡2025年法治政府建设工作年度报告", None, "542523201"),
    ("丰都县栗子乡人民政府2025年法治政府建设情况报告", None, "500230209"),
    ("澧浦镇2023年度法治政府建设工作报告", "https://www.jindong.gov.cn/art/1.html", "330703104"),
    # wugang is 武冈 and 舞钢, and only one of them has a 龙溪镇.
    ("龙溪镇2024年法治政府建设年度报告", "https://www.wugang.gov.cn/1.shtml", "430581106"),
    ("浦东新区东明路街道2021年法治政府建设情况报告", None, "310115015"),
    ("罗子山瑶族乡2025年度法治政府建设情况报告", "http://www.chenxi.gov.cn/1.shtml", "431223208"),
    ("柳城县龙头镇2025年法治政府建设年度报告", None, "450222101"),
    ("宁安镇2024年法治政府建设工作报告", "https://www.znzf.gov.cn/1.html", "640521100"),
    ("陶家镇关于2025年法治政府建设情况的报告", "http://cqjlp.gov.cn/1.html", "500107109"),
    ("西仓镇人民政府2023年法治政府建设年度报告", "http://www.luqu.gov.cn/1.htm", "623026102"),
    ("黄石街道2023年度法治政府建设年度报告", "https://www.by.gov.cn/post_1.html", "440111006"),
    ("人民街街道办事处2023年法治政府建设报告", "https://xncz.gov.cn/info/1.htm", "630103001"),
    # The district is a functional one, and the township not in the gazetteer.
    ("中长街道2025年法治政府建设报告", "https://www.dljp.gov.cn/dt/1.html", "210213"),
    ("友谊路街道2025年法治政府建设情况报告", "https://xxgk.shbsq.gov.cn/a.html", "310113003"),
    # Nothing says which 龙溪镇 or 大河乡: better none than a wrong one.
    ("龙溪镇2024年法治政府建设年度报告", None, None),
    ("大河乡人民政府关于法治政府建设的情况报告", None, None),
]


@pytest.mark.parametrize(("text", "url", "expected"), HEADERS)
def test_a_header_and_an_address_find_the_township(text, url, expected):
    assert code(text, url) == expected


def test_the_facts_of_published_reports_find_their_township():
    path = SHARED / "facts.json"
    if not path.exists():
        pytest.skip(f"the facts are not at {path}")
    wrong = []
    for row in json.loads(path.read_text("utf-8"))["reports"]:
        text = row["title"] or f"{row['township']}{row['year']}年法治政府建设年度报告"
        if row["township"] not in text:
            text += f"\n{row['year']}年，{row['township']}坚持依法行政，现报告如下：\n一、{row['township']}党委重视"
        found = read(text, row["source"]).region
        names = [found.province, found.city, found.county, found.township]
        expected = [row[level] for level in ("province", "city", "county", "township")]
        # The gazetteer knows the functional district by its county, and one township by its other form.
        if names != expected and row["township"] not in ("中长街道", "西红门镇"):
            wrong.append((names, expected))
    assert wrong == []


@given(
    st.text(
        alphabet="江津区中山镇人民政府乡街道办事处县市重庆 \n年2023《》>：县级全我，。索引号", max_size=200
    )
)
@settings(max_examples=300)
def test_it_never_raises_and_its_evidence_is_the_text_at_its_span(text):
    found = read(text).region
    if found is not None:
        assert [e.text for e in found.evidence] == [text[e.start : e.end] for e in found.evidence]
        assert 0 <= found.confidence <= 1


@given(st.text(), st.text(), st.text())
def test_it_never_raises_on_any_text_address_or_meta_tag(text, url, meta):
    read(text, f"http://{url}", sitename=meta)
