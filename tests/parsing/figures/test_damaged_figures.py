"""Figures as scans, word processors and careless typing leave them: the value is the one written, or there is none."""

import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing import ParsedReport, parse_report
from reports.parsing.figures.metrics import reread
from reports.text.numerals import chinese

_HEAD = "白桥镇2024年法治政府建设年度报告\n一、主要工作\n"
#: Carrier sentences; a figure of each stands where the braces are.
_COUNTS = (
    "全年调解各类纠纷{}件。",
    "镇机关共发放宣传资料{}份，反响良好。",
    "组织干部走访群众{}户，",
    "开展法治宣传{}场；",
)
_RATES = ("群众满意率{}，", "合同审查率达到{}。", "矛盾纠纷化解率为{}；")
_RADICALS = str.maketrans("一二八十", "⼀⼆⼋⼗")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LINE = 34

#: A sentence and the values of its figures, after a colon their upper ends.
_AS_THEY_ARE = [
    ("信访量同比-12.5%。", ["-12.5"]),
    ("案件同比增长－8件。", ["-8"]),
    ("增幅为﹣0.5%，降幅负2.1%。", ["-0.5", "-2.1"]),
    ("满意率−3%。", ["-3"]),
    # A dash between words, a bullet, a range and words that end in 负 are no signs.
    ("法治宣传-12场。", ["12"]),
    ("- 12场法治宣传，", ["12"]),
    ("-12场法治宣传，", ["12"]),
    ("减负3项，肩负2项任务。", ["3", "2"]),
    ("受理5-8件，5~8件，5—8件，5－8件，5〜8件。", ["5:8"] * 5),
    ("同比增长12.5%-15%，投入3万元—5万元，受理5件~8件。", ["12.5:15", "30000:50000", "5:8"]),
    ("编号2023-48号，2024-2025年开展3场。", ["3"]),
    ("宣讲十五六场，二三十场，二十七八场，三五百场。", ["15:16", "20:30", "27:28", "300:500"]),
    ("检查廿八次、卅余次、廿次。", ["28", "30", "20"]),
    ("排查三百二十余处，壹佰贰拾处。", ["320", "120"]),
    ("投入1亿2000万元，1万2千元，3万5千余元。", ["120000000", "12000", "35000"]),
    # 120 to some and 102 to others.
    ("走访一百二户，三千五户，一万二户。", []),
    # What may be the head or the tail of something.
    ("受教育1，2万人。", []),
    ("办件12,34件。", []),
    ("投入1.2.3万元。", []),
    ("共98。5个村参加。", []),
    ("走访O5户。", []),
    ("调解成功4\n8起。", []),
    ("调解成功二\n十八起。", []),
    ("表1 20户，2023 5件。", []),
    ("统计12 30件。", []),
    ("落实要求：（3）件件有回音。", []),
    # A list's number is none of its first figure.
    ("1. 2万份资料发到户。", ["20000"]),
    ("走访l20户，2O户，I5户，1〇0户，5G基站3个。", ["120", "20", "15", "100", "3"]),
    ("走访1 20户，走访12 0户，走访九 十户。", ["120", "120", "90"]),
    ("调解（48）起，调解【48】起，调解 ( 48 ) 起。", ["48", "48"]),
]
#: Words before or after a figure, and on which side they bound it.
_BOUNDS = [
    ("≥95%", "min"), ("≧95%", "min"), (">95%", "min"), ("不低于95%", "min"), ("不少于95%", "min"), ("不小于95%", "min"),
    ("超过95%", "min"), ("高于95%", "min"), ("95%以上", "min"), ("95%及以上", "min"), ("≤95%", "max"), ("＜95%", "max"),
    ("不足95%", "max"), ("不到95%", "max"), ("不高于95%", "max"), ("不超过95%", "max"), ("低于95%", "max"), ("近95%", "max"),
    ("95%以下", "max"), ("95%及以下", "max"), ("不\n低于95%", "min"), ("约95%", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "values"), _AS_THEY_ARE)
def test_a_figure_is_right_or_not_there(sentence: str, values: list[str]) -> None:
    found = parse_report(_HEAD + sentence + "\n").metrics
    told = [
        f"{one.value.normalize():f}" + (f":{one.value_high.normalize():f}" if one.value_high else "")
        for one in found
    ]
    assert told == values
    assert [reread(one) for one in found] == [one.value for one in found]


@pytest.mark.parametrize(("figure", "bound"), _BOUNDS)
def test_words_of_comparison_bound_a_figure(figure: str, bound: str | None) -> None:
    (one,) = parse_report(f"{_HEAD}群众满意率{figure}，\n").metrics
    assert (one.value, one.approx, one.bound) == (95, True, bound)


class Written:
    """A figure as it is written, the value (and upper end) it says, and whether it is a percentage."""

    def __init__(self, text: str, low: Decimal, high: Decimal | None = None, rate: bool = False) -> None:
        self.text, self.low, self.high, self.rate = text, low, high, rate


def _written(choose: random.Random) -> Written:
    """A figure in one of the forms that reports use."""
    number = choose.choice([choose.randint(11, 99), choose.randint(100, 999), choose.randint(1000, 9999)])
    tenths = Decimal(choose.randint(11, 999)) / 10
    small, tens = choose.randint(11, 399), choose.randint(1, 8)
    forms: list[Callable[[], Written]] = [
        lambda: Written(str(number), Decimal(number)),
        lambda: Written(f"{number}余", Decimal(number)),
        lambda: Written(f"{number + 1000:,}", Decimal(number + 1000)),
        lambda: Written(f"{number + 1000:,}".replace(",", "，"), Decimal(number + 1000)),
        lambda: Written(f"{tenths}%", tenths, rate=True),
        lambda: Written(f"{tenths}万", tenths * 10000),
        lambda: Written(f"{tenths}万余", tenths * 10000),
        lambda: Written(f"{small}-{small + 7}", Decimal(small), Decimal(small + 7)),
        lambda: Written(f"{small}至{small + 30}", Decimal(small), Decimal(small + 30)),
        lambda: Written(f"{small}～{small + 3}", Decimal(small), Decimal(small + 3)),
        lambda: Written(f"近{number}", Decimal(number)),
        lambda: Written(f"≥{tenths}%", tenths, rate=True),
        lambda: Written(f"不少于{number}", Decimal(number)),
        lambda: Written(chinese(small), Decimal(small)),
        lambda: Written(f"{chinese(small)}余", Decimal(small)),
        lambda: Written(f"百分之{chinese(small % 88 + 11)}", Decimal(small % 88 + 11), rate=True),
        lambda: Written(f"廿{chinese(small % 9 + 1)}", Decimal(20 + small % 9 + 1)),
        lambda: Written(f"{chinese(tens)}{chinese(tens + 1)}十", Decimal(tens * 10), Decimal(tens * 10 + 10)),
    ]  # fmt: skip
    return choose.choice(forms)()


def _inside(choose: random.Random, text: str, put: str, after: str = "", before: str = "") -> str:
    """``text`` with ``put`` at a place inside it, after and before such characters where they are given."""
    places = [
        at
        for at in range(1, len(text))
        if (not after or text[at - 1] in after) and (not before or text[at] in before)
    ]
    return text[: (at := choose.choice(places))] + put + text[at:] if places else text


_NUMERALS = "0123456789.,，一二三四五六七八九十百千"
DAMAGES: dict[str, Callable[[random.Random, str], str]] = {
    "none": lambda choose, text: text,
    "blank": lambda choose, text: _inside(choose, text, choose.choice(" \u3000\xa0"), _NUMERALS, _NUMERALS + "%万"),
    "blank at the point": lambda choose, text: text.replace(".", choose.choice((" .", ". ", " . "))),
    "look-alike point": lambda choose, text: text.replace(".", choose.choice("·．・•。")),
    "thousands": lambda choose, text: text.replace(",", choose.choice((", ", " ,", "，", "， "))),
    "full width": lambda choose, text: text.translate(_WIDE).replace("%", "％"),
    "zero": lambda choose, text: text.replace("0", choose.choice("OoO〇"), 1),
    "one": lambda choose, text: text.replace("1", choose.choice("lI"), 1),
    "brackets": lambda choose, text: text if "%" in text else choose.choice(("（{}）", "({})", "【{}】")).format(text),
    "unseen": lambda choose, text: _inside(choose, text, choose.choice("\u200b\u200d\u2060\ufe0f\u00ad")),
    "radicals": lambda choose, text: text.translate(_RADICALS),
}  # fmt: skip


def _sentence(choose: random.Random, written: Written, text: str) -> str:
    return choose.choice(_RATES if written.rate else _COUNTS).format(text)


def _wrapped(choose: random.Random, sentence: str, figure: str) -> str:
    """``sentence`` in a paragraph broken by hand into lines of one width, one of them inside ``figure``."""
    at = sentence.index(figure) + choose.randint(1, max(1, len(figure) - 1))
    filler = "各村、各社区坚持把化解矛盾纠纷放在首要位置，努力做到小事不出村、大事不出镇，群众对此反映很好。"
    first = (filler * 2)[: _LINE * 2 - at] + sentence[:at]
    whole = first + sentence[at:] + filler
    return "\n".join(whole[low : low + _LINE] for low in range(0, len(whole), _LINE))


def _told(report: ParsedReport, start: int, end: int) -> list[tuple[Decimal, Decimal | None]]:
    return [(one.value, one.value_high) for one in report.metrics if start <= one.figure_start < end]


def _outcome(report: ParsedReport, start: int, end: int, written: Written) -> str:
    told = _told(report, start, end)
    if not told:
        return "none"
    return "right" if told == [(written.low, written.high)] else "wrong"


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Counter[str]]:
    """2,000 damaged figures, read: how many of each damage were read right, wrong or not at all."""
    choose = random.Random(14)
    found: dict[str, Counter[str]] = {name: Counter() for name in (*DAMAGES, "wrapped")}
    wrong = []
    for _ in range(40):
        text, places = _HEAD, []
        for _ in range(46):
            name = choose.choice(list(DAMAGES))
            written = _written(choose)
            sentence = _sentence(choose, written, DAMAGES[name](choose, written.text))
            places.append((len(text), len(text) + len(sentence), written, name))
            text += sentence + "\n"
        report = parse_report(text)
        for start, end, written, name in places:
            result = _outcome(report, start, end, written)
            found[name][result] += 1
            if result == "wrong":
                wrong.append((text[start:end], written.text, _told(report, start, end)))
    for _ in range(160):
        written = _written(choose)
        text = _HEAD + _wrapped(choose, _sentence(choose, written, written.text), written.text)
        report = parse_report(text)
        result = _outcome(report, len(_HEAD), len(text), written)
        found["wrapped"][result] += 1
        if result == "wrong":
            wrong.append((text, written.text, _told(report, len(_HEAD), len(text))))
    assert wrong == []
    return found


def test_a_damaged_figure_is_read_as_written_or_not_at_all(outcomes: dict[str, Counter[str]]) -> None:
    assert [name for name, counts in outcomes.items() if counts["wrong"]] == []


def test_nine_in_ten_damaged_figures_are_read(outcomes: dict[str, Counter[str]]) -> None:
    total = sum(outcomes.values(), Counter())
    assert total["right"] / total.total() >= 0.9, outcomes


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.sampled_from(sorted(DAMAGES)))
def test_no_damage_makes_a_wrong_figure(seed: int, name: str) -> None:
    choose = random.Random(seed)
    written = _written(choose)
    text = _HEAD + _sentence(choose, written, DAMAGES[name](choose, written.text)) + "\n"
    assert _outcome(parse_report(text), len(_HEAD), len(text), written) != "wrong"
