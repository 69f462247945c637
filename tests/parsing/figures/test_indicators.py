"""Which series a figure belongs to."""

import re

import pytest

from reports.parsing.figures.indicators import indicator_of
from reports.parsing.figures.metrics import read_metrics
from reports.parsing.types import ParsedReport
from reports.parsing.vocab import load

ROWS = load("indicators")["indicator"]

# text, then the indicators of its figures in order
SERIES: list[tuple[str, list[str | None]]] = [
    ("重大行政合同合法性审查11起。", ["contract_reviews"]),
    ("建成法治服务站4个。", ["legal_service_stations"]),
    ("学法考试参加率100%，优秀100%。", ["law_exam_participation_rate", "law_exam_pass_rate"]),
    ("组织机关干部学法，研讨交流6场，案例教学2场。", ["law_study_sessions", "law_study_sessions"]),
    ("开展普法宣传12场，获宣人员万余人。", ["publicity_events", "publicity_audience"]),
    ("主动公开财政资金类信息26条，政策、规范性文件类信息5条。", ["information_disclosed"] * 2),
    ("法律顾问参与研讨合同、解决方案等事项12次。", ["legal_issue_consultations"]),
    ("公共财政预算收入4331万元。", [None]),
    ("立案撤销8件，不予处罚15件，减轻处罚2件。", [None, None, None]),
    ("法律顾问随班子成员入户听取意见86条。", [None]),
    ("委托执法以来，研究涉法事项6个，走访执法对象15家。", [None, None]),
    ("法律顾问帮助修改村规民约、合同35份。", [None]),
    ("抄告抄送案件线索16条。", ["case_notifications"]),
    ("持证执法人员13名，其中本年新取证3名。", ["enforcement_officers", "enforcement_officers"]),
    ("播放法治电影14场，观影群众2100余人次。", ["publicity_events", "publicity_audience"]),
    ("培养法律明白人96人，实现每村5名。", ["law_savvy_persons", "law_savvy_persons_per_village"]),
    ("办理信访事项57件。", ["petitions_closed"]),
    ("开展专项督查4轮，通报问题17个。", ["supervision_checks", None]),
    ("村级法律顾问覆盖11个村。", ["villages_with_legal_adviser"]),
    ("镇党委召开法治建设专题会议4次。", ["leadership_meetings"]),
    ("党工委会议听取法治政府建设汇报2次。", ["leadership_meetings"]),
    ("召开依法治镇委员会全体会议3次。", ["leadership_meetings"]),
    ("专题研究法治政府建设工作6次。", ["leadership_meetings"]),
    ("理论学习中心组集体学法4次。", ["law_study_sessions"]),
    ("镇长办公会会前学法12次。", ["law_study_sessions"]),
    ("专题学习习近平法治思想5次。", ["law_study_sessions"]),
    ("开展执法人员业务培训6期。", ["training_sessions"]),
    ("举办法律明白人培训班2场次。", ["training_sessions"]),
    ("法治培训4场，参训人员260人次。", ["training_sessions", "training_participants"]),
    ("组织学法考试2次，参加考试112人。", ["law_exams", "law_exam_participants"]),
    ("学法考试参考率100%，合格率98%。", ["law_exam_participation_rate", "law_exam_pass_rate"]),
    ("开展送法下乡活动18场次。", ["publicity_events"]),
    ("围绕《民法典》开办“夜间课堂”4期，举办宪法知识课堂2次。", ["publicity_events", "publicity_events"]),
    ("开设网络安全课堂3期。", [None]),
    ("上法治课6堂，受教育师生1800人。", ["publicity_events", "publicity_audience"]),
    ("开展法治文艺演出3场。", ["publicity_events"]),
    ("每月组织普法宣讲2场。", ["publicity_events_per_month"]),
    ("印发普法读本2000册、折页3000张。", ["publicity_materials", "publicity_materials"]),
    ("赠送环保袋600个。", ["publicity_gifts"]),
    ("普法宣传覆盖群众1.5万人次。", ["publicity_audience"]),
    ("开设法治专栏9期。", ["publicity_columns"]),
    ("建成法治宣传栏22个，出刊宣传栏6期。", ["banners_hung", "publicity_columns"]),
    ("悬挂横幅36条，设置展板20块。", ["banners_hung", "banners_hung"]),
    ("刷写墙体标语15条。", ["slogans_painted"]),
    ("更换橱窗内容8期。", ["display_window_updates"]),
    ("微信公众号推送普法信息120条。", ["sms_sent"]),
    ("发送普法短信2.3万条。", ["sms_sent"]),
    (
        "法律服务小程序注册860人，注册率92%。",
        ["legal_platform_registrations", "legal_platform_registration_rate"],
    ),
    ("解答法律咨询320人次。", ["legal_consultations"]),
    ("律师到村坐班值班96次。", ["legal_service_sessions"]),
    ("办理法律援助案件12件。", ["legal_aid_cases"]),
    ("设立法律援助联络点10处。", ["legal_aid_stations"]),
    ("建成公共法律服务工作站1个、服务室9个。", ["legal_service_stations", "legal_service_stations"]),
    ("聘请常年法律顾问2名。", ["legal_advisers"]),
    ("举办民法典专题辅导报告会2场。", ["training_sessions"]),
    ("悬挂过街联16条，张挂布标9条。", ["banners_hung", "banners_hung"]),
    ("党政联席会研究部署依法行政工作5次。", ["leadership_meetings"]),
    ("法治副校长进校讲课8次。", ["publicity_events"]),
    ("开展法治讲座3场，覆盖机关干部90人次。", ["publicity_events", "training_participants"]),
    ("领导干部接访18批，下访9次。", ["petitions_received", None]),
    ("制定规范性文件1件，上报备案1件。", ["normative_documents_issued", "normative_documents_issued"]),
    ("行政诉讼一审案件3件、二审案件1件。", ["litigation_cases", "litigation_cases"]),
    ("受理矛盾纠纷40件，调解室化解纠纷38件。", ["disputes_mediated", "disputes_resolved"]),
    ("6个社区实现法律顾问全覆盖。", ["villages_with_legal_adviser"]),
    ("集中学习《中华人民共和国行政处罚法》《某某省法治宣传教育条例》等8次。", ["law_study_sessions"]),
    ("现有行政执法人员16名，年内新增5名。", ["enforcement_officers", "enforcement_officers"]),
    ("培养法律明白人3批，全镇共计46名。", [None, "law_savvy_persons"]),
    ("梳理问题60个，现场解决41个。", [None, "problems_resolved"]),
    ("镇综合执法队仅有6人。", ["enforcement_officers"]),
    ("没收违法所得2.9万元。", ["penalty_amount"]),
    ("全年对36份合同进行合法性审查。", ["contract_reviews"]),
    ("镇长2次主持召开法治建设工作会议。", ["leadership_meetings"]),
    ("化解历史遗留问题14件。", ["problems_resolved"]),
    ("为群众提供法律咨询40人次、援助6件。", ["legal_consultations", "legal_aid_cases"]),
    ("13个村签订法律顾问合同。", ["villages_with_legal_adviser"]),
    ("培育法律明白人156名。", ["law_savvy_persons"]),
    ("每村培养法律明白人3名。", ["law_savvy_persons_per_village"]),
    ("创建省级民主法治示范村2个。", ["model_law_villages"]),
    ("建成平安村7个、无讼社区2个。", ["safe_villages", "safe_villages"]),
    ("建成零犯罪社区5个。", ["zero_juvenile_crime_communities"]),
    ("排查各类矛盾纠纷180件。", ["disputes_mediated"]),
    ("受理民间纠纷66起，调解成功65起。", ["disputes_mediated", "disputes_resolved"]),
    ("化解矛盾纠纷45件。", ["disputes_resolved"]),
    ("纠纷化解率98.6%。", ["dispute_resolution_rate"]),
    ("民转刑案件0起。", ["civil_to_criminal_cases"]),
    ("配备专职人民调解员8名。", ["mediators"]),
    ("设有村级人民调解委员会14个。", ["mediation_committees"]),
    ("受理群众信访事项33件，办结信访事项31件。", ["petitions_received", "petitions_closed"]),
    ("热线工单1286件，办结1280件。", ["petitions_received", "petitions_closed"]),
    ("化解信访积案3件。", ["assigned_petition_cases_resolved"]),
    ("群众满意率96.7%，按期办结率100%。", ["satisfaction_rate", "satisfaction_rate"]),
    ("召开院坝会、夜谈会60余场。", ["public_meetings"]),
    ("协调解决群众难题185个。", ["problems_resolved"]),
    ("开展法治建设专项督查4次。", ["supervision_checks"]),
    ("完成合法性审查56件。", ["legality_reviews"]),
    ("审查各类合同136份。", ["contract_reviews"]),
    ("线上录入合同60份，合同录入率100%。", ["contracts_entered_online", "contract_entry_rate"]),
    ("重大决策合法性审查率100%。", ["legality_review_rate"]),
    ("出具法律意见书28份，采纳26份。", ["review_opinions", "review_opinions_adopted"]),
    ("提出审查意见85条，采纳率95%。", ["review_opinions", "review_opinion_adoption_rate"]),
    ("法律顾问参与重大事项论证5次。", ["legal_issue_consultations"]),
    ("修改法律文书15份。", ["legal_documents_revised"]),
    ("制定行政规范性文件2件。", ["normative_documents_issued"]),
    ("作出重大行政决策3项。", ["major_decisions"]),
    ("司法所长列席党委会34次。", ["director_attendance"]),
    ("征集立法意见建议56条。", ["legislative_suggestions"]),
    ("基本履职事项118项、配合履职事项96项。", ["duty_list_items", "duty_list_items"]),
    ("窗口进驻政务服务事项126项。", ["service_items_listed"]),
    ("累计办件2.3万件。", ["services_handled"]),
    ("办理行政许可45件。", ["services_handled"]),
    ("为企业开展法治体检12次。", ["enterprise_services"]),
    ("司法所工作人员3名。", ["full_time_legal_staff"]),
    ("行政执法人员18名，持证率100%。", ["enforcement_officers", "certification_rate"]),
    ("开展专项整治行动9次。", ["enforcement_actions"]),
    ("开展日常巡查1200次，检查企业180家。", ["inspections", "inspections"]),
    ("开展部门联合执法18次。", ["joint_inspections"]),
    ("综合飞一次6次，综合航一次4次。", ["aerial_inspections", "maritime_inspections"]),
    (
        "联合会商20次，协查协办8次，抄告抄送5次。",
        ["joint_consultations", "assisted_investigations", "case_notifications"],
    ),
    ("上报违法线索17条。", ["leads_reported"]),
    ("行政处罚案件一般程序12件、简易程序40件。", ["penalties_general", "penalties_simple"]),
    ("罚没款3.6万元。", ["penalty_amount"]),
    ("依托矛盾纠纷调解中心受理群众诉求90件，办结88件。", ["petitions_received", "petitions_closed"]),
    (
        "受理信访件9件，调解矛盾纠纷30件，办结28件。",
        ["petitions_received", "disputes_mediated", "disputes_resolved"],
    ),
    ("围绕“一月一主题”开展普法宣讲12场。", ["publicity_events"]),
    ("审查重大决策、合同等60件。", ["legality_reviews"]),
    ("承接县级下放事项60项。", ["service_items_listed"]),
    ("调处婚姻、邻里、债务纠纷分别为9起、8起和3起。", ["disputes_mediated"] * 3),
    ("开展案卷评查2次。", ["case_file_reviews"]),
    ("行政复议案件2件，行政诉讼案件1件。", ["reconsideration_cases", "litigation_cases"]),
    ("负责人出庭应诉3次。", ["court_appearances"]),
    ("主动公开政府信息358条。", ["information_disclosed"]),
    ("办理依申请公开6件。", ["information_requests"]),
    ("投入普法资金20万元。", ["funding_invested"]),
    ("收到群众锦旗3面。", ["pennants_received"]),
    ("组建反诈宣传队伍60人。", ["anti_fraud_team_members"]),
    ("开展反诈宣传12次，签订反诈承诺书800份。", ["anti_fraud_publicity_events", "anti_fraud_pledges"]),
    ("反诈专班成功劝阻受骗群众9人。", ["anti_fraud_dissuaded"]),
]
# What looks like a series and is none.
NO_SERIES = [
    "投入防控专职人员36人。",
    "为行动不便的老人上门服务63次。",
    "参与信访矛盾论证会9次。",
    "妥善解决涉及4个村的占地补偿纠纷。",
    "整合“执法+监管”网格9个。",
    "整合公安、信访等部门7个。",
    "办理人大代表书面意见5件。",
    "开展重大行政决策后评估1次。",
    "听取政法、信访工作汇报6次。",
    "规范性文件报备规范率100%。",
    "办件量同比增长15%。",
    "普法经费较上年增加5万元。",
    "出动执法人员468人次。",
    "出庭应诉率100%。",
    "开展法律咨询15次。",
    "开展森林防火演练6次。",
    "挽回经济损失120万元。",
    "老张调解工作室3个。",
    "镇纪委立案5件。",
    "举办电商技能培训4期。",
    "发现安全隐患256条。",
    "户籍人口3.2万人。",
    "减少重复检查52次。",
    "设立检查卡点6个。",
    "建成“法律明白人”工作室5个。",
    "执法人员人均办案23.8件。",
    "承接行政执法赋权事项60项。",
    "聘请9名村法律顾问。",
    "签订劳动合同60份。",
    "追回被骗资金6万元。",
    "减免企业罚款1.2万元。",
    "普法讲师团成员6人。",
    "妥善处置群体性事件1起。",
    "建成法治宣传站14个。",
    "下达责令整改文书12份。",
    "行政复议、行政诉讼案件共4件。",
]


@pytest.mark.parametrize(("text", "indicators"), SERIES)
def test_words_and_units_give_the_series(text: str, indicators: list[str | None]) -> None:
    assert [metric.indicator for metric in read_metrics(ParsedReport(text=text)).metrics] == indicators


@pytest.mark.parametrize("text", NO_SERIES)
def test_a_figure_without_support_has_no_series(text: str) -> None:
    assert [metric.indicator for metric in read_metrics(ParsedReport(text=text)).metrics] == [None]


def test_every_indicator_of_the_catalogue_is_given_by_some_example() -> None:
    assert {row["id"] for row in ROWS} - {indicator for _, row in SERIES for indicator in row} == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_an_indicator_says_what_it_means(row: dict[str, object]) -> None:
    assert row["family"] in ("count", "people", "rate", "money")
    assert row["stock_or_flow"] in ("stock", "flow")
    assert str(row["definition"]).endswith("。")
    assert str(row["caveat"]).endswith("。")
    assert row["rule"] or row["rate_of"]


def test_indicators_that_must_not_be_added_up_name_each_other() -> None:
    caveats = {row["name"]: row["caveat"] for row in ROWS}
    named = {
        (name, other)
        for name, caveat in caveats.items()
        for sentence in re.split("[。；]", caveat)
        if "相加" in sentence
        for other in re.findall("“(.*?)”", sentence)
    }
    assert named
    assert {(name, other) for name, other in named if f"“{name}”" not in caveats[other]} == set()


@pytest.mark.parametrize(
    ("words", "unit", "indicator"),
    [
        ("受教育群众", "人次", "publicity_audience"),
        ("受教育群众", "次", None),
        ("受教育群众", "%", None),
        ("解答群众咨询", "人次", "legal_consultations"),
        # A rule of its own says that questions are told by the question too; each unit is a series.
        ("解答群众咨询", "次", "legal_consultations"),
        ("解答群众咨询", "元", None),
    ],
)
def test_unit_families_are_never_mixed(words: str, unit: str, indicator: str | None) -> None:
    assert indicator_of(words, unit=unit, wide=words, context=words, head_last=True) == indicator
