"""100,000 characters of one thing over and over, as a draft to be checked: no pattern takes time with their square.

What is linear takes up to seven seconds of processor time here; what is not takes minutes or days.
"""

import time

import pytest

from reports.reading import SourceText
from reports.views.check.check import CHARACTERS
from reports.views.check.draft import draft_context

SECONDS = 20
HEAD = "岱山县衢山镇2023年法治政府建设年度报告\n一、主要举措和成效\n"
FOOT = "\n二、存在不足\n2022年工作情况\n调解纠纷35件。\n三、2024年计划\n新增2名。\n岱山县衢山镇人民政府\n2024年1月9日"
#: Of each kind of sign one; pieces that patterns are made of; what was seen to take long.
PIECES = (
    *' \u3000\n，。、；：（(《〈“"|—-·.%％〔[【',
    *"1１一十百万aA某镇第件年共等由至从",
    *(
        "48件49起",
        "百分之",
        "0.",
        "1,",
        "1，",
        "1 ",
        "一、",
        "（一）",
        "1.",
        "1、",
        "一是",
        "第一，",
        "\n1",
        "\n一、",
        "\n （",
    ),
    *(
        "2023年",
        "2023年1月1日",
        "2022年工作",
        "〔2023〕1号",
        "由3件",
        "从3件增至",
        "不少于",
        "超过",
        "累计",
        "分别",
        "镇、",
    ),
    *(
        "某某镇",
        "人民政府",
        "人民政府办公室",
        "关于",
        "关于印发",
        "《条例》",
        "（2023年）",
        "发布机构：",
        "索 引 号",
        "首页 > ",
    ),
    *(
        "调解纠纷35件。",
        "35件、",
        "35件，其中",
        "同比增长",
        "未发生",
        "计划",
        "打印 关闭 ",
        "www.a.cn ",
        "a@b.cn",
        "&nbsp;",
        "<p>",
    ),
    *("繁體", "①", "⼀", "\u200b", "\u202e", "é", "e\u0301", "😀", "\ufffd"),
)


#: Where a page begins and ends, patterns look for more.
EVERYWHERE = " \u3000\n、一1"
PLACED = [(piece, "{head}{body}{foot}") for piece in PIECES] + [
    (piece, place) for piece in EVERYWHERE for place in ("{body}{head}{foot}", "{head}{foot}{body}")
]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("piece", "place"), PLACED)
def test_a_draft_of_one_thing_over_and_over_is_checked_in_linear_time(piece: str, place: str) -> None:
    body = (piece * CHARACTERS)[: CHARACTERS - len(HEAD) - len(FOOT)]
    text = place.format(head=HEAD, body=body, foot=FOOT)
    started = time.process_time()
    draft_context(SourceText(text=text, media_type="text/plain"))
    assert time.process_time() - started < SECONDS
