"""Sentences of made-up reports, no two alike even with their figures masked, the same ones for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_WHO = ("党政班子", "司法所", "执法队", "网格员", "调解员", "法律顾问", "普法讲师团", "便民中心", "驻村干部", "妇联", "团委",
        "应急站", "农技站", "派驻法庭", "志愿者", "综治办", "退役军人站", "文化站", "卫生院", "学校")  # fmt: skip
_HOW = ("逐户", "分片", "按月", "当场", "预先", "牵头", "轮流", "联合", "定点", "限时", "对照清单", "借助广播", "通过院坝会",
        "利用赶集日", "依托微信群", "结合农闲", "会同部门", "带着案卷")  # fmt: skip
_DID = ("走访", "核查", "宣讲", "调处", "登记", "回访", "整改", "公示", "评议", "培训", "备案", "督办", "梳理", "通报",
        "演练", "建档", "接待", "审核")  # fmt: skip
_WHAT = ("宅基地审批", "灌溉用水纠纷", "施工合同", "村规民约", "集体资产租赁", "工资拖欠", "校园周边摊点", "河道采砂",
         "林地界址", "低保对象", "消防通道", "农药门店", "物业收费", "危房改造", "流动人口", "停车秩序", "秸秆焚烧",
         "噪声投诉", "土地流转", "养老服务", "食品作坊", "饮用水源", "临时用工", "电动车充电")  # fmt: skip
_END = ("问题{n}件", "{n}次", "共{n}户", "，办结率{p}%", "，形成台账{s}本", "，减少投诉{n}起", "，覆盖{s}个村组",
        "，惠及{n}人", "，用时{s}天", "，约谈{s}人")  # fmt: skip
_FIGURES = re.compile(r"\d+")


def made_sentences(seed: int) -> Iterator[str]:
    """Sentences without end."""
    dice = random.Random(seed)
    seen = set()
    while True:
        first = dice.choice(_WHO) + dice.choice(_HOW) + dice.choice(_DID) + dice.choice(_WHAT)
        second = dice.choice(_HOW) + dice.choice(_DID) + dice.choice(_WHAT) + dice.choice(_END)
        key = first + second
        if key not in seen:
            seen.add(key)
            yield f"{first}，{second}。".format(
                n=dice.randint(10, 900), p=dice.randint(60, 99), s=dice.randint(2, 60)
            )


def other_figures(sentence: str, dice: random.Random) -> str:
    """The same sentence with other figures; unchanged when it has none."""
    return _FIGURES.sub(lambda _: str(dice.randint(1000, 9000)), sentence)


def report_of(sentences: list[str], name: str = "某镇", year: int = 2023) -> str:
    """The sentences as a report's text: a title, headings, paragraphs of three, a signature."""
    lines = [f"{name}{year}年法治政府建设年度报告"]
    for number, first in enumerate(range(0, len(sentences), 3)):
        if number % 4 == 0:
            lines.append(
                f"{'一二三四五六七八九十'[number // 4 % 10]}、{'主要举措' if number else '工作概况'}"
            )
        lines.append("".join(sentences[first : first + 3]))
    return "\n".join([*lines, f"{name}人民政府", f"{year + 1}年3月1日"])
