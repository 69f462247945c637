"""Reports written at random in many layouts, from a known outline: what comes back is that outline."""

import random

import pytest

from reports.parsing import parse_report
from reports.parsing.sections.outline import outline
from reports.parsing.types import ParsedReport
from reports.text.soft_ends import joined, soft_ends

CHINESE = "一二三四五六七八九十"
TOP = [
    "主要举措和成效",
    "存在的问题和不足",
    "下一步工作打算",
    "其他需要报告的情况",
    "强化组织领导，夯实工作基础",
    "2024年工作计划",
]
LOWER = [
    "压实各级责任",
    "规范决策程序，坚持依法办事",
    "落实“三项制度”",
    "抓住“关键少数”",
    "多元化解纠纷",
    "优化营商环境",
]
#: Running text with what only looks like a heading or an item.
TEXT = [
    "全年办夜校12期，到场300余人次。",
    "共查处8件，罚款1.2万元，依据第（三）项规定处理。",
    "一是压实责任，二是严格考核，三是严肃问责。",
    "2023年12月4日设摊宣传，发放册子2.5万份。",
    "一方面抓统筹，另一方面抓落实。",
    "重点做好三件事：（1）登记；（2）受理；（3）办结。",
    "做到：1.底数清；2.情况明；3.措施实。",
    "主要表现在：一、认识不深；二、办法不多。",
    "推动一、二、三产业融合，对1、2号楼开展检查。",
    "坚持“三个一”办法，学习《宪法》《民法典》等法律。",
]
LINE_TRAPS = [
    "3.15期间，维权站点全天开放。",
    "12.4国家宪法日当天，设立咨询台。",
    "1.5万余名群众参与。",
    "二、三级网格员全部到位。",
    "1、2号楼率先完成改造。",
    "1月至12月，检查45次。",
    "三项制度全面落实。",
    "一是强化学习。二是强化督导。",
]
FORMS = {
    "cn": ["{c}、", "{c}.", "{c}．", "{c} 、", "{c}丶"],
    "cn_paren": ["（{c}）", "({c})", "（{c})", "（{c}）、", "（ {c} ）"],
    "arabic": ["{n}.", "{n}、", "{n}．"],
    "arabic_paren": ["（{n}）", "({n})", "{n}）"],
}
ORDERS = [
    ("cn", "cn_paren", "arabic", "arabic_paren"),
    ("cn", "arabic", "arabic_paren"),
    ("cn_paren", "arabic"),
    ("arabic", "cn_paren"),
    ("arabic", "arabic_paren"),
]
Outline = list[tuple[int, str, str]]


class Writer:
    """Writes one report; ``truth`` is its outline as (level, marker, heading)."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.order = self.random.choice(ORDERS)
        self.forms = [self.random.choice(FORMS[style]) for style in self.order]
        self.lines = ["2023年，全镇认真落实上级部署，现将有关情况报告如下："]
        self.truth: Outline = []

    def text(self) -> str:
        """Some sentences of running text."""
        return "".join(self.random.sample(TEXT, self.random.randint(1, 3)))

    def marker(self, level: int, number: int) -> str:
        return self.forms[level].format(c=CHINESE[number - 1], n=number)

    def in_lines(self, level: int = 0) -> None:
        """Sections in lines of their own, some running into their text, some numbers skipped."""
        headings = self.random.sample(TOP if level == 0 else LOWER, self.random.randint(2, 4))
        number = 0
        for heading in headings:
            number += 1 if self.random.random() < 0.95 or not number else 2
            marker = self.marker(level, number)
            self.truth.append((level + 1, marker, heading))
            deeper = level + 1 < len(self.order) and self.random.random() < (0.7 if level == 0 else 0.3)
            if level and not deeper and self.random.random() < 0.5:
                self.lines.append(f"{marker}{heading}。{self.text()}")
            else:
                self.lines.append(marker + heading)
                if not deeper or self.random.random() < 0.3:
                    trap = self.random.choice(LINE_TRAPS) if self.random.random() < 0.3 else ""
                    self.lines.append(trap + self.text())
            if deeper:
                self.in_lines(level + 1)

    def flattened(self) -> str:
        """All in one paragraph, headings parted from text by blanks."""
        words = list(self.lines)
        for first, heading in enumerate(self.random.sample(TOP, self.random.randint(3, 5)), start=1):
            self.truth.append((1, self.marker(0, first), heading))
            words.append(f"{self.marker(0, first)}{heading} {self.text()}")
            for second, lower in enumerate(self.random.sample(LOWER, self.random.choice([0, 2, 3])), start=1):
                self.truth.append((2, self.marker(1, second), lower))
                words.append(f"{self.marker(1, second)}{lower} {self.text()}")
        return " ".join(words)


def read(text: str) -> Outline:
    return [(s.level, s.marker, s.heading) for s in outline(ParsedReport(text)).sections]


@pytest.mark.parametrize("seed", range(60))
def test_sections_in_lines_come_back_as_written(seed: int) -> None:
    writer = Writer(seed)
    writer.in_lines()
    indent = writer.random.choice(["", "　　", "    ", "\t", "| "])
    text = writer.random.choice(["\n", "\n\n", "\n \n"]).join(indent + line for line in writer.lines)
    assert read(text) == writer.truth


@pytest.mark.parametrize("seed", range(30))
def test_sections_of_one_paragraph_come_back_as_written(seed: int) -> None:
    writer = Writer(seed)
    writer.forms = ["{c}、", "（{c}）"]
    text = writer.flattened()
    assert read(text) == writer.truth


@pytest.mark.parametrize("seed", range(20))
def test_sections_of_hard_wrapped_text_come_back_as_written(seed: int) -> None:
    writer = Writer(seed)
    writer.in_lines()
    width = writer.random.randint(30, 38)
    wrapped = []
    for line in writer.lines:
        line = "　　" + line
        wrapped += [line[at : at + width] for at in range(0, len(line), width)]
    text = "\n".join(wrapped)
    assert read(joined(text, soft_ends(text))[0]) == writer.truth


GLUED = """白桥镇2025年法治政府建设年度报告
白桥镇坚持依法行政，现将有关情况报告如下。
一、主要做法
1.{}
2.规范行政执法。全年办理案件5件。
二、下一步打算
继续加强学习。"""


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("强化组织领导白桥镇政府坚持把第一责任人职责落到实处，全年召开会议3次。", "强化组织领导"),
        ("加强普法宣传白桥镇利用集市开展宣传6场。", "加强普法宣传"),
        ("落实学法制度白桥镇党委、政府组织集体学法，学习4次。", "落实学法制度"),
        ("规范行政执法白桥镇综合执法队开展巡查12次。", "规范行政执法"),
        ("深化矛盾化解我镇依托综治中心，调解纠纷20件。", "深化矛盾化解"),
        ("提升干部素养全镇累计举办培训，覆盖干部80人次。", "提升干部素养"),
        # The issuer in a heading is no beginning of a text.
        ("深入推进白桥镇依法行政。全年召开会议3次。", "深入推进白桥镇依法行政"),
        (
            "充分发挥白桥镇党委把关作用，提升决策质量。全年召开会议3次。",
            "充分发挥白桥镇党委把关作用，提升决策质量",
        ),
        ("扎实开展全镇各村普法。全年宣传3次。", "扎实开展全镇各村普法"),
        ("强化组织领导。白桥镇政府坚持把职责落到实处。", "强化组织领导"),
    ],
)
def test_a_heading_that_ran_into_its_text_ends_before_the_issuers_name(line: str, heading: str) -> None:
    (first,) = [one for one in parse_report(GLUED.format(line)).sections if one.path == "1.1"]
    assert (first.heading, first.role) == (heading, "achievements")


@pytest.mark.parametrize("stop", ["、", ",、", "、、", "、,", ".、", "，、", "、．", "’、", " 、", "；", "·"])
def test_damaged_stops_of_a_marker_are_markers(stop: str) -> None:
    text = (
        "白桥镇2025年法治政府建设年度报告\n白桥镇坚持依法行政，现将有关情况报告如下。\n"
        f"一{stop}主要做法\n（一）加强学习。组织学习4次。\n（二）加强宣传。开展宣传5场。\n"
        f"二{stop}存在的问题\n人员较少。\n三{stop}下一步打算\n继续加强学习。"
    )
    found = [(one.path, one.heading) for one in parse_report(text).sections]
    assert found == [
        ("1", "主要做法"),
        ("1.1", "加强学习"),
        ("1.2", "加强宣传"),
        ("2", "存在的问题"),
        ("3", "下一步打算"),
    ]
