"""What kind of paper it is."""

import pytest

from reports.parsing import parse_report
from reports.parsing.page.genre import genre_of, part_of_year


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青石镇2023年法治政府建设年度报告", "annual_report"),
        ("青石镇关于2022年法治政府建设情况的报告", "annual_report"),
        ("青石镇2023年推进依法行政工作总结", "annual_report"),
        ("青石镇法治建设工作自查报告", "annual_report"),
        ("青石镇2022年法治政府建设工作总结及2023年工作计划", "annual_report"),
        ("青石镇2023年度法治政府建设暨主要负责人履行第一责任人职责情况报告", "annual_report"),
        ("青石镇2023年法治政府建设工作情况", "annual_report"),
        ("关于印发《青石镇2023年法治政府建设年度报告》的通知", "annual_report"),
        ("青石镇镇长李某2023年述职述法报告", "accountability_statement"),
        ("2023年度个人述法报告", "accountability_statement"),
        ("青石镇党委书记履行推进法治建设第一责任人职责情况报告", "accountability_statement"),
        ("青石镇2024年法治政府建设工作要点", "work_plan"),
        ("青石镇法治政府建设实施方案", "work_plan"),
        ("青石镇2024年普法依法治理工作计划", "work_plan"),
        ("青石镇2023年政府信息公开工作年度报告", "other"),
        ("青石镇2024年部门预算", "other"),
        ("青石镇2023年工作总结", "other"),
        ("关于报送法治政府建设年度报告有关工作的通知", "other"),
        ("青石镇多措并举推进法治政府建设", "other"),
        ("青石镇：召开2023年法治政府建设工作推进会", "other"),
        ("青石镇“三个到位”推动2023年法治政府建设提质增效", "other"),
        ("青石镇2023年法治政府建设推进会情况报告", "annual_report"),
        ("关于开展法治宣传活动的通知", "other"),
        ("白桥镇2024年法治政府建设情况报告暨2025年工作要点", "annual_report"),
        ("白桥镇2024年法治政府建设情况报告、2025年工作计划", "annual_report"),
        ("白桥镇2023年依法行政工作总结暨2024年工作打算", "annual_report"),
        ("白桥镇2023年法治政府建设总结与来年工作安排", "annual_report"),
        ("白桥镇2022年法治建设工作汇报 2023年工作计划", "annual_report"),
        ("白桥镇2024年法治政府建设情况和主要负责人述法报告", "annual_report"),
        ("白桥镇法治政府建设情况报告工作方案", "work_plan"),
        ("白桥镇召开法治政府建设情况汇报会", "other"),
        ("白桥镇2023年法治政府建设工作会议纪要", "other"),
        ("《白桥镇2023年法治政府建设年度报告》解读", "other"),
    ],
)
def test_the_title_tells_the_genre(title: str, expected: str) -> None:
    assert genre_of(title, "")[0] == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("2023年，我镇坚持依法行政，推进法治政府建设，现报告如下。", "annual_report"),
        ("2023年，本人认真履行推进法治建设第一责任人职责，现述职如下。", "accountability_statement"),
        ("现将本人2022年度履行推进法治建设第一责任人职责情况报告如下。", "accountability_statement"),
        ("根据《政府信息公开条例》，现公布本年度报告。", "other"),
        ("", "other"),
        (
            "2024年，河西街道推进依法行政，现将年度工作报告如下：\n一、主要举措\n（一）党建引领\n"
            "班子成员在年度述职报告中专章述法，开展学习6次。",
            "annual_report",
        ),
        ("2023年，我镇法治建设有新进步，现报告如下。\n一、做法\n组织村干部述职述法12场。", "annual_report"),
        ("一年来，我带头学法、依法决策，现将履职情况述法如下。", "accountability_statement"),
        ("为推进法治政府建设，结合实际，制定本方案。\n一、健全职能体系", "work_plan"),
        ("为做好依法治镇各项任务，特制定如下工作计划。", "work_plan"),
        ("根据上级部署，现将2025年法治建设工作要点安排如下：", "work_plan"),
        ("现将2024年法治政府建设工作总结及2025年工作计划报告如下。", "annual_report"),
        ("为规范依法行政行为，制定本办法。", "other"),
        ("3月2日，河西镇召开2025年法治政府建设工作推进会，会议强调要压实责任。", "other"),
        ("近日，河西镇司法所走进集市开展法治建设宣传，活动现场发放资料。", "other"),
        ("为提升依法行政能力，6月18日，河西镇邀请律师开展法治建设讲座，60余人听课。", "other"),
        ("本年度报告由总体情况、主动公开政府信息情况等六个部分组成。\n依法行政有新进展。", "other"),
        ("结合工作情况，制定本方案，推进法治建设。", "work_plan"),
        ("本网讯（通讯员 王某）河西镇扎实推进依法行政。", "other"),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理信息公开申请、行政复议和诉讼等六部分组成。",
            "other",
        ),
        ("按照要求，编制2023年政府信息公开年度报告，推进法治政府建设。", "other"),
    ],
)
def test_the_opening_tells_it_when_there_is_no_title(opening: str, expected: str) -> None:
    assert genre_of(None, opening)[0] == expected


def test_the_words_it_rests_on_are_given() -> None:
    assert genre_of("青石镇2024年法治建设工作要点", "") == ("work_plan", "工作要点")


@pytest.mark.parametrize(
    ("title", "opening", "expected"),
    [
        ("白桥镇2025年上半年法治政府建设工作总结", "", "上半年"),
        ("白桥镇2025年上半年依法行政总结暨下半年计划", "", "上半年"),
        ("白桥镇2024年半年度法治建设情况报告", "", "半年度"),
        ("白桥镇2024年第三季度法治政府建设工作汇报", "", "三季度"),
        ("白桥镇2023年1—6月法治政府建设情况", "", "1-6月"),
        ("白桥镇2023年1-11月法治政府建设情况", "", ""),
        ("白桥镇2024年法治政府建设总结及2025年上半年计划", "", ""),
        ("白桥镇法治政府建设工作总结", "2025年上半年，全镇依法行政。", "2025年上半年,"),
        (None, "为加强监督，现将上半年法治建设情况汇报如下。", "现将上半年法治建设情况汇报如下"),
        (None, "2024年，白桥镇依法行政，上半年开局良好，全年任务完成，现将全年情况报告如下。", ""),
        ("白桥镇2024年度法治政府建设报告", "2024年上半年，调整了领导小组。", ""),
    ],
)
def test_less_than_a_year_is_no_annual_report(title: str | None, opening: str, expected: str) -> None:
    assert part_of_year(title, opening).replace("—", "-") == expected


def test_a_half_year_paper_is_flagged_and_takes_no_years_place() -> None:
    report = parse_report(
        "白桥镇2025年上半年法治政府建设工作总结\n上半年，白桥镇推进依法行政。\n一、做法\n开展宣传3场。"
    )
    assert report.genre == "other"
    assert [flag.kind for flag in report.flags if flag.kind == "half_year"] == ["half_year"]


@pytest.mark.parametrize(
    "text",
    [
        "按照《政府信息公开条例》，白桥镇编制2023年年度报告如下，全文由六部分组成，欢迎查阅和监督。\n一、总体情况\n公开信息3条。",
        "3月2日，白桥镇召开2025年法治政府建设工作推进会，部署全年任务，会议强调要压实责任。\n会后举办了培训。",
        "为推进白桥镇2025年法治政府建设，结合实际情况和上级的要求，制定本方案。\n一、目标\n培训2次。",
    ],
)
def test_no_other_paper_is_given_the_title_of_an_annual_report(text: str) -> None:
    assert parse_report(text).title is None


OPENING = "坚持把依法行政贯穿各项工作始终，法治政府建设取得新成效，现将有关情况报告如下。\n一、主要做法\n组织集中学法6次。"


@pytest.mark.parametrize(
    ("title", "genre", "issuer"),
    [
        (
            "中共青河镇委员会 青河镇人民政府 关于2023年度法治政府建设工作情况的报告",
            "annual_report",
            "中共青河镇委员会、青河镇人民政府",
        ),
        ("青河镇法治政府建设2023年度工作总结", "annual_report", "青河镇"),
        ("2023年青河镇法治政府建设年度报告", "annual_report", "青河镇"),
        ("青河镇推进依法行政建设法治政府2020年度报告", "annual_report", "青河镇"),
        ("青河镇人民政府2021年度建设法治政府工作报告", "annual_report", "青河镇人民政府"),
        ("青河镇关于落实法治政府建设督察反馈问题整改情况的报告", "annual_report", "青河镇"),
        ("青河镇2024年普法责任清单", "other", "青河镇"),
        ("青河镇2024年度重大行政决策事项目录", "other", "青河镇"),
        ("青河镇法治政府建设示范创建实施方案（2024—2026年）", "work_plan", "青河镇"),
        ("青河镇2024年法治政府建设工作安排", "work_plan", "青河镇"),
        (
            "青河镇党政主要负责人2023年度履行推进法治建设第一责任人职责述职报告",
            "accountability_statement",
            "青河镇",
        ),
        ("青河镇主要负责同志2022年度述法报告", "accountability_statement", "青河镇"),
        ("青河镇领导班子2023年度述法报告", "accountability_statement", "青河镇"),
        ("青河镇开展宪法宣传周活动总结", "other", "青河镇"),
        ("青河镇2023年政务公开工作总结", "other", "青河镇"),
        ("青河镇人民政府2023年政府工作报告", "other", "青河镇人民政府"),
        ("关于青河镇2023年度法治政府建设情况的公示", "annual_report", "青河镇"),
        ("关于2023年法治政府建设工作情况的自查报告", "annual_report", None),
        (
            "平川县青河镇人民政府2023年度法治政府建设情况报告（公开稿）",
            "annual_report",
            "平川县青河镇人民政府",
        ),
        ("青河镇2023年度依法治镇工作情况汇报", "annual_report", "青河镇"),
        ("青河镇召开2023年法治政府建设年度报告起草工作会议", "other", "青河镇"),
        ("法治青河建设2023年工作总结", "annual_report", None),
        ("青河镇2023年法治政府建设满意度调查问卷", "other", "青河镇"),
        ("青河镇关于成立法治政府建设领导小组的通知", "other", "青河镇"),
        ("青河镇行政规范性文件管理办法", "other", "青河镇"),
        ("北苑街道办事处2023年度法治政府建设报告", "annual_report", "北苑街道办事处"),
        ("高新技术产业开发区2023年法治政府建设年度报告", "annual_report", "高新技术产业开发区"),
        ("达日罕乌拉苏木2022年法治政府建设年度报告", "annual_report", "达日罕乌拉苏木"),
        ("平川县人民政府办公室关于2023年法治政府建设情况的报告", "annual_report", "平川县人民政府办公室"),
        (
            "平川县市场监督管理局2023年度法治政府建设工作总结和2024年工作计划",
            "annual_report",
            "平川县市场监督管理局",
        ),
        ("青河镇2025年第一季度法治政府建设工作动态", "other", "青河镇"),
        ("青河镇2024年法治政府建设工作亮点做法", "other", "青河镇"),
    ],
)
def test_genre_and_issuer_of_many_titles(title: str, genre: str, issuer: str | None) -> None:
    report = parse_report(f"{title}\n{OPENING}")
    assert report.title
    assert (report.title.value, report.genre) == (title, genre)
    assert (report.issuer.value if report.issuer else None) == issuer
