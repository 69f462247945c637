"""One body's reports year by year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.across.compare import Part
from reports.analysis.across.over_time import (
    Change,
    Reading,
    SectionPair,
    change,
    changes,
    content,
    plan_sentences,
    promises,
    read,
    repeated_plans,
    section_pairs,
)
from reports.analysis.across.word_diff import MOST_SENTENCES, Text
from reports.analysis.compared_sentences import own_words, prints


def text(*sections: tuple[str, str, str], hidden: str = "") -> Text:
    """A report of (path and heading, role, body) sections: ``"1.1 普法宣传"``."""
    whole, parts = "", []
    for title, role, body in sections:
        path, heading = title.split(" ", 1)
        whole += heading + "\n"
        start = len(whole)
        whole += body + "\n" if body else ""
        parts.append(
            Part(path, path.count(".") + 1, heading, ((start, len(whole)),), (role,) if role else ())
        )
    at = whole.index(hidden) if hidden else 0
    return Text(whole, parts, ((at, at + len(hidden)),))


def report(*sections: tuple[str, str, str], hidden: str = "") -> Reading:
    return taken_apart(text(*sections, hidden=hidden))


def taken_apart(one: Text) -> Reading:
    ends = [0, *(part.own[-1][1] for part in one.parts)]
    headings = [(end, part.own[0][0]) for end, part in zip(ends, one.parts, strict=False)]
    return read(one, prints(own_words(one.text, one.hidden, headings, None)).sentences)


def told(pairs: list[SectionPair]) -> list[tuple[str, str, str]]:
    return [(p.kind, p.earlier.title if p.earlier else "", p.later.title if p.later else "") for p in pairs]


PUBLICITY = "开展法治宣传活动十二场，发放资料3000份。逢场天在集市设点解答群众提问。"
DISPUTES = "网格员每周入户走访一次，调解邻里纠纷60件。"


def test_a_plan_written_as_headings_is_found_and_answered():
    plan = text(
        ("1 一、主要举措", "achievements", "调解矛盾纠纷二十起，群众满意。"),
        ("2 二、下一步打算", "plan", ""),
        ("2.1 （一）配齐执法人员十名", "plan", ""),
        ("2.2 （二）组织领导干部学法考试", "plan", ""),
        ("2.3 （三）加强队伍建设", "plan", ""),
        ("2.4 （四）修订预案", "plan", "修订应急处突预案三个，组织一次演练。"),
    )
    earlier = read(plan)
    later = report(("1 一、主要举措", "achievements", "全年组织领导干部学法考试两次，全部合格。"))
    plans = plan_sentences(earlier)
    assert [one.text for one in plans] == [
        "（一）配齐执法人员十名", "（二）组织领导干部学法考试", "修订应急处突预案三个，组织一次演练。",
    ]  # fmt: skip
    assert [plan.text[one.start : one.end] for one in plans] == [one.text for one in plans]
    answered = {
        one.plan.text: [answer.said.text for answer in one.answers] for one in promises(earlier, later)
    }
    assert answered["（二）组织领导干部学法考试"] == ["全年组织领导干部学法考试两次，全部合格。"]
    assert answered["（一）配齐执法人员十名"] == []


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (
            [("1 一、普法宣传", "", PUBLICITY)],
            [("1 二、普法宣传", "", PUBLICITY.replace("，", ","))],
            [("same", "一、普法宣传", "二、普法宣传")],
        ),
        (
            [("1 一、普法宣传", "", PUBLICITY)],
            [("1 一、普法宣传", "", PUBLICITY.replace("3000", "3500"))],
            [("figures", "一、普法宣传", "一、普法宣传")],
        ),
        (
            [("1 一、普法宣传", "", PUBLICITY)],
            [("1 一、普法宣传", "", PUBLICITY + "新招募普法志愿者三十名。")],
            [("changed", "一、普法宣传", "一、普法宣传")],
        ),
        (
            [("1 一、普法宣传", "", PUBLICITY), ("2 二、化解纠纷", "", DISPUTES)],
            [("1 一、普法宣传", "", PUBLICITY), ("2 二、数字政府", "", "上线便民小程序并接入全部村居。")],
            [("same", "一、普法宣传", "一、普法宣传"), ("gone", "二、化解纠纷", ""), ("new", "", "二、数字政府")],
        ),
        # The heading is another, the text stayed.
        (
            [("1 一、普法宣传", "", PUBLICITY)],
            [("1 一、让法律走进千家万户", "", PUBLICITY)],
            [("same", "一、普法宣传", "一、让法律走进千家万户")],
        ),
        # The heading stayed, the section sank a level.
        (
            [("1 一、普法宣传", "", PUBLICITY)],
            [("1 一、主要举措", "", ""), ("1.1 （一）普法宣传", "", PUBLICITY)],
            [("new", "", "一、主要举措"), ("same", "一、普法宣传", "（一）普法宣传")],
        ),
        # Of what came whole only the top is told; a bare heading that stays is no news.
        (
            [("1 一、主要举措", "achievements", "")],
            [
                ("1 一、主要举措", "achievements", ""),
                ("2 二、数字政府", "", ""),
                ("2.1 （一）便民小程序", "", "上线便民小程序并接入全部村居。"),
            ],
            [("new", "", "二、数字政府")],
        ),
    ],
)  # fmt: skip
def test_sections_are_kept_new_or_gone(earlier, later, expected):
    assert told(section_pairs(report(*earlier), report(*later))) == expected


@pytest.mark.parametrize(
    ("later", "kept", "total"),
    [
        (PUBLICITY + "新招募普法志愿者三十名。", 2, 3),
        # Another figure makes no other sentence; one told twice counts twice.
        (PUBLICITY.replace("3000", "3500") + DISPUTES.replace("60", "六十") + DISPUTES, 4, 4),
        # Neither too short ones nor announcements count.
        ("成效明显。现将有关情况报告如下：\n" + DISPUTES, 1, 1),
    ],
)
def test_a_changed_section_says_how_much_of_it_stood_before(later, kept, total):
    earlier = report(("1 一、普法宣传", "", PUBLICITY), ("2 二、化解纠纷", "", DISPUTES))
    after = report(("1 一、普法宣传", "", later), ("2 二、化解纠纷", "", DISPUTES))
    told = {pair.kind: pair for pair in section_pairs(earlier, after)}["changed"]
    assert (told.kept, told.total) == (kept, total)
    whole = change(2022, earlier, 2023, after)
    assert (whole.kept, whole.total) == (kept + 1, total + 1)


def test_what_is_not_the_issuers_own_does_not_count():
    injected = "本站推荐彩票开奖号码查询。"
    later = report(("1 一、普法宣传", "", injected + PUBLICITY), hidden=injected)
    assert told(section_pairs(report(("1 一、普法宣传", "", PUBLICITY)), later)) == [
        ("same", "一、普法宣传", "一、普法宣传")
    ]


def test_plans_are_told_sentence_by_sentence_without_what_announces_them():
    plan = text(
        ("1 一、主要举措", "achievements", PUBLICITY),
        (
            "2 二、下一步打算",
            "plan",
            "2024年，我镇将重点做好以下工作：\n一是每季度办一期执法培训。\n一是每季度办一期执法培训。\n报告完毕。",
        ),
    )
    assert [one.text for one in plan_sentences(read(plan))] == ["一是每季度办一期执法培训。"]
    (said,) = plan_sentences(read(plan))
    assert (said.path, plan.text[said.start : said.end]) == ("2", said.text)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("每季度举办一期行政执法培训。", "每季度举办一期行政执法培训！", ["same"]),
        ("三是每季度举办一期行政执法培训。", "1.每季度举办一期行政执法培训。", ["same"]),
        ("全年举办行政执法培训4期。", "全年举办行政执法培训6期。", ["figures"]),
        ("每季度举办一期行政执法人员业务培训。", "每季度举办一期行政执法人员业务培训会。", ["near"]),
        ("每季度举办一期行政执法培训。", "建设一支专业的人民调解员队伍。", []),
        ("继续努力。", "继续努力。", []),
    ],
)
def test_a_plan_announced_again_is_found(earlier, later, expected):
    found = repeated_plans(report(("1 一、打算", "plan", earlier)), report(("1 一、打算", "plan", later)))
    assert [one.kind for one in found] == expected


#: A year's work, a matter a sentence.
DEEDS = (
    "全年召开党委会研究法治建设4次，镇长带头讲法治课2次。",
    "逢赶集日在农贸市场设点普法，发放宣传手册3000余份。",
    "组织执法人员参加县司法局业务培训2期，12人全部持证上岗。",
    "调解委员会排查矛盾纠纷103件，化解101件。",
    "便民服务中心推行帮办代办，代办事项560件。",
    "聘请法律顾问1名，审核合同32份。",
    "拆除违法建设5处，共1200平方米。",
    "开展燃气安全检查48次，督促整改隐患76处。",
    "在滨河路新建法治文化广场1处。",
    "重大决策事项9件全部经集体讨论决定。",
    "主动公开政务信息230条，办理依申请公开2件。",
    "培育“法律明白人”45名，每村不少于3名。",
    "各部门形成齐抓共管的局面，营造了尊法学法守法用法的氛围，为高质量发展提供了法治保障。",
)


@pytest.mark.parametrize(
    ("plan", "answer"),
    [
        ("一是利用赶集日继续开展普法。", 1),
        ("二是加强执法队伍建设，组织执法人员参加业务培训，做到持证上岗。", 2),
        ("三是完善矛盾纠纷排查机制，把矛盾化解在基层。", 3),
        ("四是持续深化便民服务改革，推行帮办代办。", 4),
        ("五是发挥法律顾问作用，合同一律经其审核。", 5),
        ("六是加大违法建设拆除力度。", 6),
        ("七是强化燃气安全监管，及时整改隐患。", 7),
        ("八是建成法治文化广场一处。", 8),
        ("九是落实重大决策集体讨论制度。", 9),
        ("十是扎实做好政务信息主动公开工作。", 10),
        ("十一是每村培育法律明白人三名以上。", 11),
        # What nothing in the report speaks of, and what promises nothing.
        ("十二是开展宅基地审批专项整治。", None),
        ("十三是建立未成年人保护工作站。", None),
        ("十四是清理规范性文件并向社会公布目录。", None),
        ("十五是继续推进法治政府建设各项工作落到实处。", None),
        ("十六是提高政治站位，切实增强责任感和使命感。", None),
        (
            "十七是形成齐抓共管的良好格局，营造尊法学法守法用法的浓厚氛围，为高质量发展提供有力法治保障。",
            None,
        ),
    ],
)
def test_a_plan_stands_beside_what_the_next_report_says_of_it(plan, answer):
    earlier = report(("1 一、打算", "plan", plan))
    later = report(("1 一、举措", "achievements", "\n".join(DEEDS)))
    (promise,) = promises(earlier, later)
    assert [one.said.text for one in promise.answers][:1] == ([] if answer is None else [DEEDS[answer]])


def test_a_plan_is_answered_by_what_was_done_alone():
    plan = "建设镇级调解员工作室并配备专职调解员。"
    earlier = report(("1 一、打算", "plan", plan))
    later = report(
        ("1 一、不足", "problems", "调解员工作室尚未建设，未配备专职调解员。"), ("2 二、打算", "plan", plan)
    )
    assert [promise.answers for promise in promises(earlier, later)] == [()]


def test_an_answer_tells_its_place():
    later = text(("1 一、举措", "", DEEDS[0]), ("2 二、宣传", "", DEEDS[1]))
    (promise,) = promises(report(("1 一、打算", "plan", "利用赶集日继续开展普法。")), read(later))
    (answer,) = promise.answers
    assert (answer.said.path, later.text[answer.said.start : answer.said.end]) == ("2", DEEDS[1])
    assert 0.6 <= answer.share <= 1


@pytest.mark.parametrize(
    ("clause", "pairs"),
    [
        ("一是持续深入推进法治政府建设工作", set()),
        ("加强普法宣传", {"普法", "法宣", "宣传"}),
        ("（二）发放资料3000份", {"发放", "放资", "资料"}),
        ("第三，发放资料", {"发放", "放资", "资料"}),
        ("十二、三项制度", {"三项", "项制", "制度"}),
        ("", set()),
    ],
)
def test_content_is_what_stock_words_leave(clause, pairs):
    assert content(clause) == pairs


def test_years_are_taken_in_order_and_a_gap_leaves_plans_unanswered():
    reports = {
        year: report(("1 一、举措", "", DEEDS[1]), ("2 二、打算", "plan", "利用赶集日继续开展普法。"))
        for year in (2023, 2019, 2022)
    }
    found = changes(reports)
    assert [(one.earlier, one.later, one.promises is None) for one in found] == [
        (2019, 2022, True),
        (2022, 2023, False),
    ]
    assert [len(one.repeated) for one in found] == [1, 1]


def test_one_report_has_no_change():
    assert changes({2023: report(("1 一、举措", "", DEEDS[1]))}) == []
    assert changes({}) == []


def test_reports_without_sections_say_nothing():
    bare = Text("全文没有分节，只有一段话。", [Part("0", 1, "", ((0, 13),))], ())
    assert change(2022, read(bare), 2023, read(bare)) == Change(2022, 2023, promises=())


def test_texts_without_end_are_not_compared():
    endless = report(("1 一、举措", "", "开展普法宣传活动一场。" * MOST_SENTENCES))
    assert change(2022, endless, 2023, endless) == Change(2022, 2023, too_long=True)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1 一、举措", "2 二、宣传", "2.1 （一）普法", "3 三、打算"]),
            st.sampled_from(["", "plan", "problems", "achievements"]),
            st.text(alphabet="普法宣传调解纠纷执法。，0123\n", max_size=60),
        ),
        max_size=6,
    ),
    st.integers(0, 3),
)
def test_every_report_changed_into_itself_stays(sections, drop):
    first = report(*sections)
    same = change(2022, first, 2023, first)
    assert {pair.kind for pair in same.sections} <= {"same"}
    assert [one.kind for one in same.repeated] == ["same"] * len(plan_sentences(first))
    other = change(2022, first, 2023, report(*sections[drop:]))
    for pair in other.sections:
        assert (pair.earlier is None) == (pair.kind == "new")
        assert (pair.later is None) == (pair.kind == "gone")
