"""Whatever a text holds: what is said of it rests on words of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.analysis.review.checklist import review
from reports.analysis.review.consistency import STOCK, consistency_hints
from reports.analysis.review.facts import Fact
from reports.parsing import parse_report

PIECES = st.sampled_from(
    [
        *(
            "一、主要举措\n",
            "二、存在不足\n",
            "三、下一步打算\n",
            "（一）",
            "其他需要报告的情况：无。",
            "2022年，",
        ),
        *("2023年度", "第一责任人职责", "镇长", "法治", "调处矛盾纠纷48件", "化解47件", "其中一般39件"),
        *("、简易20件", "化解率98%", "（其中", "）", "，", "；", "。", "\n", "2022年工作计划", "下一步，将"),
        *("仍有差距", "开展", "书记", "\u3000", "\ufffd", "发布日期：2024-04-01\n"),
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_is_present_and_nothing_remarked_on_without_words_of_the_text(text):
    parsed = parse_report(text)
    found = review(parsed)
    for one in found.findings:
        assert one.present == (one.end is not None)
        assert not one.present or text[one.start : one.end].strip()
    facts = [Fact.of(metric) for metric in parsed.metrics]
    for hint in consistency_hints(parsed.readable, facts, 2023, last_year=facts, stock=STOCK):
        assert hint.spans
        assert all(text[start:end].strip() for start, end in hint.spans)
