"""Any number of made-up reports, the same ones for the same seed, as long and as alike as real ones are.

Real reports share most of their sentences' shapes and differ in places, figures and what happened; so do these: about
3,000 characters each, with headings, formulas that stand in nearly all, and names that stand in one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reports.parsing.place.gazetteer import gazetteer, is_sample_place

YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
_DIGITS = "一二三四五六七八九十"

_ACTORS = (
    "镇党委、政府", "镇政府", "党政班子", "司法所", "综合行政执法队", "平安法治办", "各村（社区）", "党群服务中心",
    "综合治理中心", "镇人大主席团", "便民服务窗口", "驻村工作队", "法律顾问", "人民调解员", "网格员", "机关干部",
    "应急管理所", "自然资源所", "市场监管所", "派出所", "退役军人服务站", "财政所", "妇联", "团委", "民政办",
)  # fmt: skip
_MANNERS = (
    "坚持", "持续", "扎实", "全面", "深入", "认真", "严格", "依法", "及时", "主动", "着力", "不断", "有序", "逐项",
    "定期", "牵头", "统筹", "稳步", "从严", "率先", "通过以案释法", "结合主题党日", "利用赶集日", "借助村村响广播",
    "依托院坝会", "围绕中心工作", "对照责任清单", "会同县级部门", "联合辖区学校", "采取线上线下结合的方式",
)  # fmt: skip
_VERBS = (
    "推进", "开展", "落实", "完善", "规范", "加强", "组织", "推动", "健全", "强化", "抓好", "研究", "部署", "督促",
    "公开", "清理", "审查", "梳理", "排查", "化解", "宣讲", "培育", "优化", "整治", "监督", "指导", "保障", "推行",
)  # fmt: skip
_OBJECTS = (
    "行政执法三项制度", "规范性文件合法性审核", "重大行政决策程序", "政务公开", "普法责任制", "矛盾纠纷多元化解",
    "法治政府示范创建", "领导干部学法用法", "一村一法律顾问", "人民调解委员会建设", "行政复议应诉", "权责清单管理",
    "公共法律服务站建设", "法律明白人培养", "民主法治示范村创建", "综合行政执法改革", "双随机一公开监管",
    "信访积案攻坚", "安全生产执法检查", "生态环境保护巡查", "食品药品安全宣传", "农村宅基地审批", "社区矫正对象走访",
    "刑满释放人员安置帮教", "扫黑除恶常态化", "电信网络诈骗防范", "未成年人保护", "道路交通劝导", "河长制巡河",
    "森林防火检查", "耕地非农化整治", "移风易俗", "新时代枫桥经验", "法治文化阵地", "宪法宣传周活动", "民法典宣讲",
    "行政应诉负责人出庭", "执法人员培训", "证照到期提醒", "财务收支公开", "村规民约修订", "便民事项下沉",
    "帮办代办服务", "政府合同审查", "政策文件评估", "行政处罚案卷评查", "廉政风险防控", "禁毒宣传", "反邪教警示教育",
    "养老诈骗整治", "农民工工资清欠", "涉农补贴发放监督", "小微权力清单", "基层减负", "应急预案演练", "防汛值守",
)  # fmt: skip
_RESULTS = (
    "全年{verb}{unit_n}", "共化解纠纷{n}件", "调解成功率达{p}%", "发放宣传资料{n}余份", "受教育群众达{n}人次",
    "召开专题会议{s}次", "组织学习{s}场", "办结群众诉求{n}件", "满意率{p}%", "立案{s}起", "接待来访{n}批次",
    "培训网格员{s}名", "审核合同{s}份", "整改问题{s}个", "开展夜查{s}次", "未发生一起行政败诉案件",
    "得到群众好评", "形成了齐抓共管的局面", "工作经验在全县交流", "做到件件有回音", "实现了小事不出村",
    "有效提升了依法办事水平", "营造了尊法学法守法用法的氛围", "为乡村振兴提供了法治保障", "群众安全感明显增强",
    "较上年下降{p}%", "较上年增长{p}%", "按时公开率100%", "惠及{n}户", "建成法治广场{s}处",
)  # fmt: skip
_UNITS = ("各类活动{n}场", "检查{n}次", "事项{n}项", "文件{s}件", "矛盾{n}起", "培训{s}期", "案件{s}件")
_OPENINGS = (
    "{year}年，{town}在县委、县政府的领导下，坚持以习近平法治思想为指导，认真落实法治政府建设各项任务，现将有关情况报告如下。",
    "现将{town}{year}年度推进法治政府建设情况报告如下：",
    "一年来，{town}紧扣县委依法治县工作要点，把法治建设摆在全局工作的重要位置，各项任务有序完成。",
    "根据《法治政府建设与责任落实督察工作规定》的要求，{town}对{year}年法治政府建设情况进行了梳理。",
)  # fmt: skip
_STORIES = (
    "{village}村民{person}与邻居因{cause}发生争执，调解员连续{s}次上门，双方最终握手言和。",
    "{person}等{s}户反映{cause}问题，镇政府现场办公，{s}日内予以解决。",
    "在{village}试行“{person}工作室”，由退休干部{person}轮流坐班，全年接待{n}人次。",
    "针对{village}{cause}，下发整改通知书{s}份，约谈负责人{person}。",
    "“{village}夜话”把会场搬到田间，收集意见{n}条。",
)  # fmt: skip
_CAUSES = (
    "宅基地界址",
    "灌溉用水",
    "道路占用",
    "噪声扰民",
    "彩礼返还",
    "山林权属",
    "务工欠薪",
    "土地流转租金",
    "排水堵塞",
    "养殖污染",
)
_VISITS = ("赴{place}考察学习", "与{place}签订协作协议", "参照{place}的做法", "配合{place}办理跨区域案件")
_PROBLEMS = (
    "少数干部运用法治思维解决问题的能力还不够强", "执法力量与承担的任务不相适应", "普法形式不够新颖，针对性不强",
    "个别村（社区）法律顾问作用发挥不充分", "专业法律人才缺乏，审核把关能力有待提高", "部门之间协同配合不够紧密",
)  # fmt: skip
_HEADINGS = (
    ("achievements", "主要举措和工作成效"), ("problems", "存在的不足和原因"),
    ("responsibility", "党政主要负责人履行推进法治建设第一责任人职责情况"), ("plan", "下一年度工作安排"),
)  # fmt: skip
_TOPICS = ("leadership", "government_functions")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玉萍红梅春生福贵德忠义荣华建国志"
_PLACE = "上下大小东西南北新老清龙凤白石黄金青双三合永太平安兴和福桥河沟坪湾岭坝塘井坡村"


@dataclass(frozen=True)
class MadeReport:
    """A made-up report: ``sections`` are (role, topic, heading, start, end)."""

    title: str
    region: str
    year: int
    text: str
    sections: tuple[tuple[str, str, str, int, int], ...]


def make_reports(count: int, seed: int = 1) -> Iterator[MadeReport]:
    """``count`` reports of townships all over the country, one township after the other, each for several years."""
    dice = random.Random(seed)
    towns = [unit for unit in gazetteer() if unit.level == "township" and not is_sample_place(unit.code)]
    dice.shuffle(towns)
    for number in range(count):
        town = towns[number // len(YEARS) % len(towns)]
        yield _report(dice, town.name, town.code, YEARS[number % len(YEARS)])


def _report(dice: random.Random, town: str, code: str, year: int) -> MadeReport:
    title = f"{town}{year}年法治政府建设年度报告"
    lines = [title, dice.choice(_OPENINGS).format(town=town, year=year)]
    length = sum(map(len, lines)) + len(lines)
    sections = []
    shares = (int(dice.gauss(1350, 350)), 200, 300, 220)
    for number, ((role, heading), share) in enumerate(zip(_HEADINGS, shares, strict=True)):
        start = length
        added = [f"{_DIGITS[number]}、{heading}"]
        size = 0
        while size < share:
            if role == "achievements":
                added.append(f"（{_DIGITS[(len(added) - 1) // 2 % 10]}）{_phrase(dice)}")
            paragraph = "".join(_sentence(dice, town, role) for _ in range(dice.randint(2, 7)))
            added.append(paragraph)
            size += len(paragraph)
        lines += added
        length += sum(map(len, added)) + len(added)
        sections.append((role, dice.choice(_TOPICS), heading, start, length))
    lines.append(f"{town}人民政府\n{year + 1}年{dice.randint(1, 3)}月{dice.randint(1, 28)}日")
    return MadeReport(title, code, year, "\n".join(lines), tuple(sections))


@cache
def _place_names() -> list[str]:
    """The names of all units: what makes texts differ, as the names of places and people do."""
    return [unit.name for unit in gazetteer() if not is_sample_place(unit.code)]


def _phrase(dice: random.Random) -> str:
    return dice.choice(_MANNERS[:14]) + dice.choice(_VERBS) + dice.choice(_OBJECTS)


def _sentence(dice: random.Random, town: str, role: str) -> str:
    luck = dice.random()
    if role == "problems" and luck < 0.5:
        return f"{_DIGITS[dice.randrange(4)]}是{dice.choice(_PROBLEMS)}。"
    if luck < 0.12:
        return dice.choice(_STORIES).format(
            village="".join(dice.choice(_PLACE) for _ in range(dice.randint(2, 3))),
            person=dice.choice(_SURNAMES) + "".join(dice.choice(_GIVEN) for _ in range(dice.randint(1, 2))),
            cause=dice.choice(_CAUSES),
            n=dice.randint(10, 900),
            s=dice.randint(2, 15),
        )
    who = town if luck < 0.2 else dice.choice(_ACTORS)
    clauses = [who + _phrase(dice)]
    if luck > 0.75:
        clauses.append(dice.choice(_VISITS).format(place=dice.choice(_place_names())))
    if luck > 0.5:
        clauses.append(_phrase(dice))
    if luck > 0.3:
        result = dice.choice(_RESULTS)
        unit = dice.choice(_UNITS).format(n=dice.randint(10, 4000), s=dice.randint(2, 60))
        clauses.append(
            result.format(
                verb=dice.choice(_VERBS),
                unit_n=unit,
                n=dice.randint(10, 4000),
                s=dice.randint(2, 60),
                p=dice.randint(60, 99),
            )
        )
    return "，".join(clauses) + "。"
