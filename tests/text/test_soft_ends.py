"""Line ends that only fit a text to a width are told from those that end a paragraph."""

import random
from itertools import accumulate, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.normalise import normalise, normalise_phrase, searchable
from reports.text.soft_ends import blanked, joined, soft_ends
from tests.benchmarks.corpus import make_reports
from tests.parsing.test_golden_digest import texts
from tests.text.broken_lines import How, broken

#: Of annotated reports and samples those that were printed in lines.
PRINTED = frozenset(
    {
        "990102-宣纸坊街道-2022.txt",
        "page_layouts/liuquan_2021",
        "short_dense/longguan_pdf_2023",
        "many_figures/huibu_2022",
        "long_pages/guanlin_2020",
        "traps: short lines cut from a page of print",
    }
)

#: Too long for a line.
PARAGRAPH = (
    "坚持以习近平法治思想为指导，扎实推进依法行政各项工作落到实处，全年召开专题会议4次，研究解决重点问题7个，"
    "制度更加健全，责任更加明确，问题逐一整改，群众满意度不断提升。"
)
# ↵ stands before each soft line end.
BROKEN = {
    "lines of one length, a figure and brackets parted": """青石镇2023年法治政府建设年度报告
　　青石镇坚持依法行政，健全机制，压实责任，加强学习，↵
提升能力，全年排查矛盾纠纷136件，成功调解12↵
8件。认真落实《青石镇行政执法公示制度》和《青石↵
镇重大行政决策程序规定》，开展检查45次。
　　普法工作深入人心，举办讲座12场。
青石镇人民政府
2024年1月9日
""",
    "a margin before each line, paragraphs indented": """    一、主要做法
      镇党委每季度听取一次法治工作汇报，全年召开法治建↵
    设推进会4次，印发工作要点，明确重点任务，由司法所牵头↵
    落实，开展督察2次，反馈问题都已经整改到位，“一把↵
    手”带头述法。
    二、存在的不足
      执法力量薄弱，普法形式单一，群众参与度不高，还需要↵
    在今后的工作中加以解决。
""",
    "broken by hand": """深入学习贯彻习近平法治思想，组织理论学习中心组学↵
习6次，举办专题辅导2场。聘请法律顾问2名，参与↵
重大项目论证9次，审查合同协议48份，提出法律↵
意见61条。司法所接待群众咨询，办理法律↵
援助案件23件，调处邻里纠纷和土地纠纷共↵
136件，成功率98%。执法人员全部持证上岗。
""",
    "a heading over two lines": """（一）坚持党的全面领导，把法治建设的责任层层分解↵
到每个站所
年初召开专题会议，研究部署重点工作，与各村签订责↵
任书，年中开展督查，年末组织考评，做到有部署、有↵
落实，反馈问题17个，已经全部整改，没有一件拖到下↵
一年。
""",
    "every line doubled": """坚持把依法行政贯穿各项工作始终，健全机制、压实责↵

任，加强学习，提升能力，法治政府建设取得新成效，↵

调解矛盾纠纷136件。

执法人员全部持证上岗，开展检查45次，整改隐患1↵

20处，群众满意度逐年提升。

青石镇人民政府
""",
    "words in Latin letters": """坚持把依法行政贯穿各项工作始终，推广使用legal↵
service 小程序，加强学习，提升能力，群众线上咨询，↵
法治政府建设取得新成效，调解矛盾纠纷136件，成功↵
128件。
""",
    "no marks at all": """青石镇坚持依法行政全年召开专题会议4次研究部署法↵
治建设各项任务排查化解邻里矛盾纠纷136件成功1↵
28件开展普法活动12场受教育群众800人次受理↵
法律援助案件23件努力提升依法行政能力
青石镇人民政府
""",
    "one line broken where all others end as they should": """青石镇2023年法治政府建设年度报告
充分发挥人民调解委员会作用，排查矛盾纠纷136次，成功调↵
解48起。
执法人员全部持证上岗，开展检查45次。
普法工作深入人心，举办讲座12场。
""",
    "a line that is broken again behind a figure": """充分发挥人民调解委员会作用，全年排查纠纷4↵
8起，调解成功率98%。
执法人员全部持证上岗，开展检查45次。
普法工作深入人心，举办讲座12场。
""",
    "items inside a paragraph, one at a line's beginning": """一、存在的不足
　　青石镇的法治建设还有差距，具体表现在以下几方面↵
，一是少数干部依法办事的能力还不强，学用结合不紧。↵
二是执法力量薄弱，普法形式单一，群众参与度不高，还↵
需要改进。
　　青石镇将坚持问题导向，逐项列出清单，明确责任和↵
时限，做到整改一项销号一项。
　　青石镇还将总结经验，形成制度，久久为功，持续提↵
升依法治理水平。
""",
    "a page number between": """坚持把依法行政贯穿各项工作始终，健全机制、压实责↵
任，加强学习，提升能力，法治政府建设取得新成效，↵
全年调解矛盾纠纷136件，成功128件，成功率94
— 1 —
%以上，执法人员全部持证上岗，开展检查45次，整改↵
隐患120处。
""",
    "the last line full, the signature below": """青石镇坚持依法行政全年召开专题会议4次研究部署法↵
治建设各项任务排查化解邻里矛盾纠纷136件成功1↵
28件开展普法活动12场受教育群众800人次受理↵
法律援助案件23件努力提升全镇干部职工的依法行政
青石镇人民政府
""",
    "one part of a text only": f"""{PARAGRAPH}
　　成立法治建设工作专班，乡党委会每季度研究一次，将法↵
治建设纳入村年度考核，权重占8%，开展督察2次，反馈问↵
题17个，已经全部整改到位。
{PARAGRAPH}
""",
}

WHOLE = {
    "headings of one length": """一、突出党建引领，压实法治建设责任
二、突出依法决策，规范行政权力运行
三、突出源头治理，化解基层矛盾纠纷
四、突出普法宣传，提升全民法治素养
""",
    "headings without numbers and their text": """突出党建引领，压实法治建设责任
镇党委专题研究法治建设工作4次。
突出依法决策，规范行政权力运行
聘请法律顾问2名，审查合同48份。
突出源头治理，化解基层矛盾纠纷
排查矛盾纠纷136件，成功128件。
""",
    "points without a full stop": """组织开展法治宣传教育活动12场次，受教育群众8000余人次
排查化解各类矛盾纠纷136件，调解成功率达到98%以上
办理法律援助案件23件，接待群众来访来电咨询560人次
开展安全生产执法检查45次，整改各类隐患问题120余处
""",
    "a list of names": """青石镇白桥村人民调解委员会主任王大山
青石镇河口村人民调解委员会主任李小川
青石镇南坡村人民调解委员会主任赵长林
青石镇石门村人民调解委员会主任周明远
""",
    "laws": """《中华人民共和国行政处罚法》
《重大行政决策程序暂行条例》
《法治政府建设实施纲要》
《人民调解委员会组织条例》
""",
    "a poem": """青山隐隐水迢迢，秋尽江南草未凋。
二十四桥明月夜，玉人何处教吹箫。
法治春风拂万家，和谐新曲唱无涯，
调解上门消怨气，普法入户种心花。
""",
    "a table": """指标 | 2022年 | 2023年
矛盾纠纷调解数量 | 120 | 136
法治宣传活动场次 | 10 | 12
法律援助案件数量 | 20 | 23
""",
    "columns parted by blanks": """序号    项目名称          数量    单位
1       矛盾纠纷调解      136     件
2       法治宣传活动      12      场
3       法律援助案件      23      件
""",
    "a column of figures": "调解纠纷\n136\n128\n走访群众\n2300\n1200\n",
    "the head of a page": """发布时间：2024-01-12 10:22　来源：青石镇人民政府
信息分类：法治政府建设年度报告　体裁：其他
发布机构：青石镇人民政府　主题：综合政务
青石镇2023年法治政府建设年度报告
""",
    "a signature": """特此报告，请予审阅，如有不妥，请批评指正
青石镇人民政府
中共青石镇委员会
2024年1月9日
""",
    "one sentence a line": """坚持以习近平法治思想为指导，扎实推进各项工作。
全年召开专题会议4次，研究解决重点问题7个。
排查矛盾纠纷136件，调解成功率达到了98%。
执法人员全部持证上岗，开展各类检查45次。
""",
}


def marked(text: str) -> str:
    """``text`` with ↵ before each of its soft line ends."""
    ends = {start for start, _ in soft_ends(text)}
    return "".join(f"↵{one}" if at in ends else one for at, one in enumerate(text))


@pytest.mark.parametrize("name", BROKEN)
def test_line_ends_inside_a_paragraph_are_soft(name: str) -> None:
    assert marked(BROKEN[name].replace("↵", "")) == BROKEN[name]


@pytest.mark.parametrize("name", WHOLE)
def test_lines_that_are_paragraphs_stay_apart(name: str) -> None:
    assert soft_ends(WHOLE[name]) == ()


@pytest.mark.parametrize(
    ("copied", "spelled"),
    [
        ("12\n8件", "128件"), ("12\r\n　　8件", "128件"), ("率94\n%以上", "率94%以上"), ("法治\n政府", "法治政府"),
        ("legal\nservice", "legal service"), ("\n法治\n", "法治"), ("\n", ""), ("3.\n5", "3.5"),
    ],
)  # fmt: skip
def test_a_phrase_copied_over_a_line_end_is_spelled_as_the_paragraph(copied: str, spelled: str) -> None:
    assert normalise_phrase(copied) == spelled


def test_no_line_end_of_a_report_in_paragraphs_is_soft() -> None:
    whole = [text for name, text, _ in texts() if name not in PRINTED]
    whole += [made.text for made in make_reports(100, seed=8)]
    assert len(whole) > 300
    assert [text for text in whole if soft_ends(text)] == []


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_those_printed_in_lines_are_recognised(name: str) -> None:
    (text,) = (text for one, text, _ in texts() if one == name)
    assert len(soft_ends(text)) > 2


#: At least what share of the line ends inside paragraphs is found; how a hand breaks lines says less.
SHARE: dict[How, float] = {"characters": 0.95, "columns": 0.95, "hand": 0.88}


@pytest.mark.parametrize(("how", "indent", "gap"), list(product(SHARE, ("", "　　", "    "), (0, 1))))
def test_a_report_broken_at_any_width_is_whole_again(how: How, indent: str, gap: int) -> None:
    dice = random.Random(f"{how}{indent}{gap}")
    found = there = 0
    for made in make_reports(20, seed=9):
        text, soft = broken(made.text, dice.randint(20, 60), indent, gap, how, dice)
        ends = {text.index("\n", start) for start, _ in soft_ends(text)}
        assert ends <= soft, text[min(ends - soft) - 40 : min(ends - soft) + 40]
        found, there = found + len(ends), there + len(soft)
    assert found >= SHARE[how] * there


def test_two_thousand_phrases_over_line_ends_are_found_and_none_over_a_paragraphs_end() -> None:
    dice = random.Random(2024)
    lost, tried = [], 0
    for made in make_reports(60, seed=10):
        width, indent = dice.randint(20, 60), dice.choice(("　　", "    "))
        text, soft = broken(made.text, width, indent, 0, "columns", dice)
        body, whole = searchable(text, ()).text, normalise(made.text).text
        assert body.replace("\n", "") == whole.replace("\n", "")
        assert paragraph_ends(whole) <= paragraph_ends(body)
        for end in dice.sample(sorted(soft), min(35, len(soft))):
            phrase = over(text, end, dice)
            tried += 1
            # As copied from the file and from the page.
            lost += [one for one in (phrase, phrase.replace("\n", "")) if normalise_phrase(one) not in body]
    assert tried >= 2000
    assert lost == []


def over(text: str, end: int, dice: random.Random) -> str:
    """A piece of ``text`` over the soft line end at ``end``, no further than its two lines go."""
    first = max(text.rfind("\n", 0, end) + 1, end - dice.randint(1, 8))
    return text[first : min(text.find("\n", end + 1), end + dice.randint(2, 8))]


def paragraph_ends(text: str) -> set[int]:
    """Where the paragraphs of normalised ``text`` end, line ends not counted."""
    return set(accumulate(map(len, text.split("\n"))))


@given(st.text(st.sampled_from("法治调解，。\n 　48a“”《》一、（）|"), max_size=400), st.integers(1, 6))
def test_of_any_text_the_ends_are_line_ends_between_words(pattern: str, times: int) -> None:
    text = pattern * times
    ends = soft_ends(text)
    assert list(ends) == sorted(ends)
    assert all(text[start:end].isspace() and "\n" in text[start:end] for start, end in ends)
    assert all(not text[start - 1].isspace() and not text[end].isspace() for start, end in ends)
    assert len(blanked(text, ends)) == len(text)
    whole, kept = joined(text, ends)
    assert all(one in (" ", text[at]) for one, at in zip(whole, kept, strict=True))
