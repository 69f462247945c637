"""Characters that can't be seen, radicals and digits of other widths are read as what they look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing import ParsedReport, parse_report
from reports.parsing.figures.metrics import reread

PLAIN = """首页 > 政务公开
东岭县白桥镇2023年法治政府建设年度报告
发布日期：2024-03-22
白桥镇人民政府依法履职，现将有关情况报告如下：
一、主要举措和成效
（一）化解矛盾纠纷。全镇人民调解委员会调解民间纠纷128件，走访群众120户，调解成功率98.5%。一是排查，二是回访。
（二）深化普法宣传。发放宣传资料1.2万余份，受教育群众8000余人次，未发生民转刑案件。
二、存在的不足
执法力量薄弱，干部依法行政能力有待提高。
三、下一步安排
继续推进法治政府建设。
白桥镇人民政府
2024年3月20日
"""
UNSEEN = "\u200b\u200c\u200d\u200e\u202a\u202c\u2060\ufe00\ufe0f\U000e0100\u00ad\ufeff\x01\x1b\x9b"
LOOK_ALIKES = str.maketrans(
    "一二人民长车见门日月力行大不政0123456789", "⼀⼆⼈⺠⻓⻋⻅⻔⽇⽉⼒⾏⼤不政０１２３４５６７８９"
)


def _read_out(report: ParsedReport) -> object:
    """What is said of a report, in terms that hold for any spelling of it."""
    return (
        report.year, report.published, report.signed, report.genre, report.region and report.region.code,
        [(one.path, one.roles, set(one.topics)) for one in report.sections],
        [(one.section, one.depth) for one in report.items],
        [(one.value, one.unit, one.indicator, one.subject, one.section, one.approx) for one in report.metrics],
        [one.kind for one in report.furniture], [one.kind for one in report.flags],
    )  # fmt: skip


@st.composite
def strewn(draw: st.DrawFn) -> str:
    """PLAIN with unseen characters strewn into it."""
    places = sorted(draw(st.lists(st.integers(0, len(PLAIN)), max_size=60)), reverse=True)
    text = PLAIN
    for place in places:
        text = text[:place] + draw(st.sampled_from(UNSEEN)) + text[place:]
    return text


@given(strewn())
def test_a_text_strewn_with_unseen_characters_reads_as_without_them(text: str) -> None:
    found = parse_report(text)
    assert found.text == text
    assert _read_out(found) == _read_out(parse_report(PLAIN))
    assert [text[one.start : one.end] for one in found.metrics] == [one.text for one in found.metrics]
    assert [reread(one) for one in found.metrics] == [one.value for one in found.metrics]
    assert [text[one.heading_start : one.heading_end] for one in found.sections] == [
        one.heading for one in found.sections
    ]
    assert found.sections[0].end == found.sections[3].start
    assert found.title is not None
    assert found.title.value == "东岭县白桥镇2023年法治政府建设年度报告"


def test_radicals_and_full_width_digits_read_as_what_they_look_like() -> None:
    def subjects_aside(report: ParsedReport) -> object:
        return [(one.value, one.unit, one.indicator, one.section) for one in report.metrics]

    found, plain = parse_report(PLAIN.translate(LOOK_ALIKES)), parse_report(PLAIN)
    assert (found.year, found.published, found.signed) == (plain.year, plain.published, plain.signed)
    assert [(one.path, one.roles) for one in found.sections] == [
        (one.path, one.roles) for one in plain.sections
    ]
    assert subjects_aside(found) == subjects_aside(plain)


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_controls_and_direction_marks_get_into_no_title_and_no_issuer(sign: str) -> None:
    """An escape's letters remain as signs; without the control before them they do nothing."""
    head = f"岱山县衢山镇2023年法治{sign}[31m政府建设年度报告"
    foot = f"岱山县衢山镇人{sign}民政府\n2024年1月9日"
    text = f"{head}\n一、主要举措\n调解纠纷35件。\n二、不足\n少。\n{foot}"
    report = parse_report(text)
    values = [value and value.value for value in (report.title, report.issuer)]
    assert values == [head.replace(sign, ""), "岱山县衢山镇人民政府"]
    assert report.text == text
