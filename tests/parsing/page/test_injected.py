"""Foreign text injected into reports."""

import pytest

from reports.parsing.page.injected import find_injected
from reports.parsing.types import Furniture, ParsedReport


def injected(text: str) -> list[str]:
    report = find_injected(ParsedReport(text))
    return [text[flag.start : flag.end] for flag in report.flags]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In the place of a word of a set phrase.
        ("以习近平新时代乐鱼体育_竞彩网¥官网特色社会主义思想为指导。", ["乐鱼体育_竞彩网¥官网"]),
        ("在中华亚博体育app下载共和国境内，坚持依法办事。", ["亚博体育app下载"]),
        # Two runs that only a scrap parts.
        (
            "夯实法治根基。银河娱乐城官网注册送66 葡京体育app下载现将情况报告如下。",
            ["银河娱乐城官网注册送66 葡京体育app下载"],
        ),
        # Put between two words.
        ("持续推进法治政府开云体育官网建设，提升治理水平。", ["开云体育官网"]),
        ("学习习近平新时代九游娱乐jiuyou中国特色社会主义思想。", ["九游娱乐jiuyou"]),
        ("健全公共法律必威体育【最新】官方网站服务体系。", ["必威体育【最新】官方网站"]),
        # No word of the trade is known; the broken phrase and the odd characters tell.
        ("推进国家治理体系〖x7788.vip〗和治理能力现代化。", ["〖x7788.vip〗"]),
        ("召开党委理论学习www.yl8899.com中心组会议4次。", ["www.yl8899.com"]),
        ("坚持以人民为三亿体育·(中国)官方网站中心，办好实事。", ["三亿体育·(中国)官方网站"]),
        ("贯彻中国共beplay体育官网-登录入口产党的领导。", ["beplay体育官网-登录入口"]),
        (
            "以习近平新时代皇冠体育app下载_世界杯买球网址【官方】特色社会主义思想为指导。",
            ["皇冠体育app下载_世界杯买球网址【官方】"],
        ),
        (
            "全镇化解纠纷30件。澳门金沙网上娱乐 首存送58 真人百家乐 www.js8877.com",
            ["澳门金沙网上娱乐 首存送58 真人百家乐 www.js8877.com"],
        ),
        # A brand where no set phrase stands.
        ("全镇共有村民小组三十二个，华体会体育在线直播辖区面积较大。", ["华体会体育在线直播"]),
        # Hidden links: whole lines.
        (
            "某镇2023年法治政府建设年度报告\n亚洲无码视频,日韩欧美精品视频,久久综合网\n2023年，某镇依法行政。",
            ["亚洲无码视频,日韩欧美精品视频,久久综合网"],
        ),
        (
            "【福利】168开奖官网直播历史记录查询→点击进入\n某镇报告",
            ["【福利】168开奖官网直播历史记录查询→点击进入"],
        ),
        (
            "某镇报告\n亿博体育·(中国)官方app下载安装IOS/Android通用版",
            ["亿博体育·(中国)官方app下载安装IOS/Android通用版"],
        ),
        ("葡京娱乐城 | 威尼斯人官网 | 开云体育\n某镇报告", ["葡京娱乐城 | 威尼斯人官网 | 开云体育"]),
        # Names that are spam only where they fill a line.
        ("某镇报告\n澳门永利\n全镇依法行政。", ["澳门永利"]),
        ("某镇报告\n太阳城集团\n全镇依法行政。", ["太阳城集团"]),
        ("某镇报告\n| 皇冠足球 |\n全镇依法行政。", ["| 皇冠足球 |"]),
        ("某镇报告\n金沙娱乐 银河娱乐场\n全镇依法行政。", ["金沙娱乐 银河娱乐场"]),
        ("某镇报告\n日本无码在线视频\n全镇依法行政。", ["日本无码在线视频"]),
        ("某镇报告\n国产自拍视频专区\n全镇依法行政。", ["国产自拍视频专区"]),
        ("某镇报告\n真钱棋牌游戏大厅\n全镇依法行政。", ["真钱棋牌游戏大厅"]),
        ("某镇报告\n世界杯投注网站\n全镇依法行政。", ["世界杯投注网站"]),
        # A brand that no list knows: the trade with a lure or a gift tells, the words beside it where it begins and ends.
        ("对审批事项作了重星辰娱乐城【官网】开户送88元新梳理。", ["星辰娱乐城【官网】开户送88元"]),
        ("全镇共排查矛凤凰彩票-官方平台 www.fh88.com盾纠纷86件。", ["凤凰彩票-官方平台 www.fh88.com"]),
        ("坚持依法欧洲杯投注平台_下载APP行政，规范执法。", ["欧洲杯投注平台_下载APP"]),
        ("组织干金鲤棋牌_注册送彩金#官网入口部学法12次。", ["金鲤棋牌_注册送彩金#官网入口"]),
        ("落实重大行政决天美棋牌≮官网≯下载策程序。", ["天美棋牌≮官网≯下载"]),
        ("受理信访事蓝博体育(中国)官方网站项45件。", ["蓝博体育(中国)官方网站"]),
        ("受理信访事一号站平台_彩票注册登录项45件。", ["一号站平台_彩票注册登录"]),
        ("扎实推进普法首存即送88元规划实施。", ["首存即送88元"]),
        ("办理案件海王星娱乐场_官方网站32件。", ["海王星娱乐场_官方网站"]),
        ("今年以来，山前镇鸿运电竞·官网扎实推进法治建设。", ["鸿运电竞·官网"]),
        ("一是加强领导888真人棋牌_app，落实责任。", ["888真人棋牌_app"]),
        ("网站优化、友情链接，金鲤棋牌官方下载，全镇依法行政。", ["金鲤棋牌官方下载"]),
        ("推进基层社会治盛大六合彩_资料理创新。", ["盛大六合彩_资料"]),
        ("村（社区）法律顾米莱体育app官方下载问全覆盖。", ["米莱体育app官方下载"]),
        # An address inside a word, or straight behind one, that nothing points to.
        ("对审批事项作了重www.1234bet.com新梳理。", ["www.1234bet.com"]),
        ("综合行政执法队办理案件www.hg8868.net32件。", ["www.hg8868.net"]),
        ("全镇排查矛https://www.vv9527.com盾86件。", ["https://www.vv9527.com"]),
    ],
)
def test_injected_text_is_found_to_the_character(text: str, expected: list[str]) -> None:
    assert injected(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "开展打击整治网络赌博专项行动，查处利用六合彩、百家乐、老虎机赌博案件3起。",
        "揭露“开云体育”“亚博娱乐”等境外赌博平台骗局，发放反诈传单500份。",
        "开展扫黄打非行动2次，没收含有色情内容的光盘10张，清理黄色网站链接。",
        "通过抖音、快手等平台开展网络直播普法12场，观看2万余人次。",
        "在江南体育中心、金沙国际社区、银河广场开展宪法宣传。",
        "对永利娱乐城、皇冠棋牌室开展消防安全检查。",
        "利用“学习强国”APP、微信公众号、QQ群和LED屏推送信息。",
        "镇政府官网(www.example.gov.cn)及时公开信息。",
        "落实“互联网+政务服务”，推广“浙里办”APP，办件3000+。",
        "法治政府(简称FZ)建设工作稳步推进，完成率100%。",
        "举办“村BA”篮球赛直播3场，12345热线办结率99.5%。",
        "邀请律师讲授《民法典》（PPT课件）中的人民调解内容，成立人民调解委员会。",
        "健全公共法律“1+N+X”服务体系，落实矛盾纠纷“四化+”排查化解机制。",
        "推行上门服务、网上办证，群众办证只跑一次|线上平台|窗口办理。",
        "完善公共法律（PUBLIC LAW）服务体系，推进依法行政。",
        "组织党委理论学习“Leadership”中心组会议。",
        "抓好银河社区、永利村、凤凰村矛盾排查，法律服务全覆盖。",
        "某镇报告\n永利村\n银河广场\n太阳城社区\n金沙街道\n皇冠小镇",
        "某镇报告\n普法视频在线观看\n全国青年运动会\n在线调解平台\n公司\n国际社区",
        "某镇报告\n打击网络赌博投注\n举报黄色网站",
        "推进法治政府建设，防止开云体育等赌博渗透，巩固法治政府建设成果。",
        "深入推进法治政府建设和打击开云体育专项行动，法治政府建设取得新成效。",
        "破获网络赌博案1起，涉案人员利用“星河娱乐城_官网”组织投注，已移送公安机关。",
        "提醒群众远离开户送彩金等网络赌博陷阱。",
        "体育彩票—福利彩票销售点不得向未成年人售彩，检查12家。",
        "依托“浙里办”APP-法治专区，群众可登录www.example.com查询。",
        "法治网www.example.net刊发信息12篇，邮箱sfs@example.com收到来信5件。",
        "网上立案注册送达文书65份，首存档案36卷。",
        "开展网络直播+体育+助农活动，搭建平台·体育·娱乐一体的驿站。",
        "彩票公益金|上级补助20万元，棋牌室/台球室检查12家。",
        "镇体育赛事【官方】裁判培训2期，彩票公益金支持养老项目_二期工程。",
        "稿件来自新华网example.com，求是网example.net转载报道2次。",
        "中国体育彩票官方网站公布的公益金使用情况在政务栏张贴。",
        "与江南真人实景游戏公司签订消防责任书。",
        "为新人现场颁证送祝福，充值送礼类预付卡纠纷调解3起。",
        "",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert injected(text) == []


def test_the_note_names_the_words_that_stood_there() -> None:
    report = find_injected(ParsedReport("以习近平新时代乐鱼体育_官网特色社会主义思想为指导。"))
    assert [flag.note for flag in report.flags] == ["疑似被插入的外来文字，原文此处应为“中国”。"]


def test_many_advertisements_end_in_time() -> None:
    report = find_injected(ParsedReport("重星辰娱乐城【官网】开户送88元新" * 5_000 + "棋牌" * 50_000))
    assert len(report.flags) >= 1


def test_injected_text_is_no_furniture() -> None:
    text = "葡京娱乐城 | 威尼斯人官网 | 开云体育\n某镇报告"
    report = find_injected(ParsedReport(text, furniture=(Furniture(0, len(text), "menu"),)))
    assert [(span.start, span.end) for span in report.furniture] == [(text.index("\n"), len(text))]
