"""Plans and the next year's report, labelled by hand: how many that belong together are found, and how many found do.

The two texts were written before the matching was measured on them. The floors are lowered on purpose only.
"""

from reports.analysis.across.compare import Part
from reports.analysis.across.over_time import promises, read
from reports.analysis.across.word_diff import Text

DEEDS = (
    "党委书记、镇长认真履行推进法治建设第一责任人职责，主持召开专题会议5次，听取汇报4次。",
    "把习近平法治思想列入党委理论学习中心组学习内容，集中学习8次。",
    "严格落实领导干部年终述法制度，班子成员全部书面述法。",
    "修订权责清单，取消事项6项，承接县级下放事项21项。",
    "便民服务大厅设综合窗口4个，实现“一窗受理”，办件平均用时压缩三分之一。",
    "在12个村设立代办点，代办员上门办件1300余件。",
    "制定规范性文件2件，均按程序征求意见并报县司法局备案。",
    "对合同协议进行合法性审查41份，提出修改意见17条。",
    "续聘法律顾问2名，列席镇长办公会9次。",
    "综合行政执法队配备执法记录仪8台，持证人员增至15名。",
    "执法全过程记录、重大执法决定法制审核得到落实，案卷评查合格。",
    "全年立案查处违法占地案件7起，拆除违章建筑2300平方米。",
    "开展餐饮场所燃气专项检查，排查隐患63处，整改63处。",
    "修订防汛应急预案，组织演练3场，转移群众210人。",
    "打造“茶馆调解室”品牌，调解婚姻家庭纠纷37件。",
    "镇综治中心实体化运行，公安、司法、信访集中办公。",
    "领导干部接访下访96批次，积案化解9件。",
    "严格执行“三重一大”事项集体决策，听取群众意见12次。",
    "公开财政预决算、惠民补贴等信息186条。",
    "办理行政复议案件1件，行政机关负责人出庭应诉率100%。",
    "认真办理人大代表建议14件，办复率100%。",
    "推广“浙里办”等线上平台，群众掌上办件率达七成。",
    "建成法治主题公园，设置宪法宣传长廊60米。",
    "举办民法典讲座18场，覆盖群众2600人次。",
    "在中小学开展模拟法庭、禁毒课堂等活动9次。",
    "新增“法律明白人”28名，举办培训2期。",
    "公共法律服务站接待咨询420人次，协助申请法律援助11件。",
    "组织全体干部参加线上学法考试，参考率100%。",
    "对社区矫正对象开展走访谈话132人次，无一人脱管漏管。",
    "帮助务工人员追讨欠薪86万元。",
)

#: A sentence of the plan, and the places in DEEDS of what speaks of it.
PLANS = (
    ("一是压实第一责任人职责，党政主要负责人定期听取法治建设工作汇报。", {0}),
    ("二是深入学习贯彻习近平法治思想，将其纳入理论学习中心组必学内容。", {1}),
    ("三是持续推进简政放权，动态调整权责清单。", {3}),
    ("四是延伸便民服务触角，在各村建立代办点，让群众少跑腿。", {5}),
    ("五是加强规范性文件管理，严格备案程序。", {6}),
    ("六是扩大合法性审查范围，做到合同协议应审尽审。", {7}),
    ("七是充实综合行政执法力量，提高执法人员持证率。", {9}),
    ("八是全面落实行政执法三项制度，规范执法全过程记录。", {10}),
    ("九是始终保持违法占地查处高压态势。", {11}),
    ("十是加大燃气等重点领域隐患排查整治。", {12}),
    ("十一是完善应急预案，加强防汛演练。", {13}),
    ("十二是擦亮“茶馆调解室”品牌，把纠纷解决在茶桌上。", {14}),
    ("十三是推动综治中心实体化运行。", {15}),
    ("十四是落实领导干部接访下访制度，攻坚信访积案。", {16}),
    ("十五是坚持“三重一大”集体决策。", {17}),
    ("十六是抓好惠民补贴等重点领域信息公开。", {18}),
    ("十七是推动行政机关负责人出庭应诉常态化。", {19}),
    ("十八是建设法治主题公园一座。", {22}),
    ("十九是开展民法典进村居活动，举办讲座不少于十场。", {23}),
    ("二十是加强青少年法治教育，办好模拟法庭。", {24}),
    ("二十一是实施“法律明白人”培养工程。", {25}),
    ("二十二是提升公共法律服务站服务水平。", {26}),
    ("二十三是健全干部学法用法机制，组织学法考试。", {27}),
    ("二十四是加强社区矫正对象管理，防止脱管漏管。", {28}),
    ("二十五是探索建立镇村两级法治指导员队伍。", set()),
    ("二十六是开展殡葬领域移风易俗专项治理。", set()),
    ("二十七是引入第三方机构评估法治政府建设成效。", set()),
    ("二十八是加快推进农村宅基地确权登记颁证。", set()),
    ("二十九是进一步增强全体干部法治意识和依法办事能力。", set()),
    ("三十是为全镇经济社会高质量发展提供坚强法治保障。", set()),
    ("三十一是规范物业管理，指导小区成立业主委员会。", set()),
    ("三十二是完善村规民约备案审核。", set()),
    ("三十三是打击非法捕捞，守护河道生态。", set()),
    ("三十四是围绕中心、服务大局，奋力开创法治建设新局面。", set()),
)


def report(heading: str, role: str, lines: tuple[str, ...]) -> Text:
    body = "\n".join(lines)
    whole = f"{heading}\n{body}"
    return Text(whole, [Part("1", 1, heading, ((len(heading) + 1, len(whole)),), (role,))], ())


def test_plans_and_what_followed_are_told_together_well_enough():
    plans = report("下一步打算", "plan", tuple(plan for plan, _ in PLANS))
    deeds = report("主要举措", "achievements", DEEDS)
    found = {
        (promise.plan.text, DEEDS.index(answer.said.text))
        for promise in promises(read(plans), read(deeds))
        for answer in promise.answers
    }
    labelled = {(plan, deed) for plan, places in PLANS for deed in places}
    right = found & labelled
    precision, recall = len(right) / len(found), len(right) / len(labelled)
    assert (precision >= 0.95, recall >= 0.8) == (True, True), (
        f"precision {precision:.3f}, recall {recall:.3f}; missed {labelled - found}; wrong {found - labelled}"
    )
