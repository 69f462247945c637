"""The outline: every layout of headings, and what only looks like one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.markers import chinese_number, find_markers
from reports.parsing.outline import outline
from reports.parsing.types import ParsedReport

BODY = "全镇上下把任务分到每个站所，按月对账，年底逐项验收。"
MORE = "各村轮流值守，遇事先报后办，结果在公示栏张贴。"


def read(text: str) -> list[str]:
    """The outline of a text, one `path marker|heading` a section."""
    return [f"{s.path} {s.marker}|{s.heading}" for s in outline(ParsedReport(text)).sections]


STANDARD = f"""石桥镇年度工作情况
现将有关情况报告如下：
一、主要举措
（一）抓好统筹
{BODY}
1.明确分工
{BODY}
（1）镇级层面
{BODY}
①每周碰头
{BODY}
②每月通报
{BODY}
（2）村级层面
{BODY}
2.压实责任
{BODY}
（二）抓好宣传
{BODY}
二、存在的问题
{MORE}
三、下一步打算
{MORE}
"""

TWELVE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]

LAYOUTS = [
    (
        "five levels in lines of their own",
        STANDARD,
        [
            "1 一、|主要举措",
            "1.1 （一）|抓好统筹",
            "1.1.1 1.|明确分工",
            "1.1.1.1 （1）|镇级层面",
            "1.1.1.1.1 ①|每周碰头",
            "1.1.1.1.2 ②|每月通报",
            "1.1.1.2 （2）|村级层面",
            "1.1.2 2.|压实责任",
            "1.2 （二）|抓好宣传",
            "2 二、|存在的问题",
            "3 三、|下一步打算",
        ],
    ),
    (
        "half-width brackets and a full stop after the Chinese numeral",
        f"一.工作情况\n(一)抓学习\n{BODY}\n(二)抓培训\n{BODY}\n二.不足之处\n{MORE}",
        ["1 一.|工作情况", "1.1 (一)|抓学习", "1.2 (二)|抓培训", "2 二.|不足之处"],
    ),
    (
        "a full-width stop, and a mark after the bracket",
        f"一．工作情况\n（一）、抓学习\n{BODY}\n（二）、抓培训\n{BODY}\n二．不足之处\n{MORE}",
        ["1 一．|工作情况", "1.1 （一）、|抓学习", "1.2 （二）、|抓培训", "2 二．|不足之处"],
    ),
    (
        "the look-alike 丶 for 、",
        f"一丶工作情况\n{BODY}\n二丶不足之处\n{MORE}",
        ["1 一丶|工作情况", "2 二丶|不足之处"],
    ),
    (
        "blanks inside markers and before them",
        f"　　一 、工作情况\n　　（ 一 ）抓学习\n{BODY}\n　　（ 二 ）抓培训\n{BODY}\n　　二 、不足之处\n{MORE}",
        ["1 一 、|工作情况", "1.1 （ 一 ）|抓学习", "1.2 （ 二 ）|抓培训", "2 二 、|不足之处"],
    ),
    (
        "run-in headings end at the first sentence",
        f"一、工作情况\n(一)抓队伍,能力有提升。{BODY}\n(二)抓阵地,服务更贴心。{BODY}\n二、打算\n{MORE}",
        ["1 一、|工作情况", "1.1 (一)|抓队伍,能力有提升", "1.2 (二)|抓阵地,服务更贴心", "2 二、|打算"],
    ),
    (
        "a colon parts heading from text",
        f"一、工作情况\n（一）组织保障：镇里设专班，{BODY}\n（二）阵地保障：村里设站点，{BODY}\n二、打算\n{MORE}",
        ["1 一、|工作情况", "1.1 （一）|组织保障", "1.2 （二）|阵地保障", "2 二、|打算"],
    ),
    (
        "一是 straight after the heading",
        "一、工作情况\n（一）抓好宣传，一是办好夜校。二是用好广播。\n（二）抓好调解 一是排查到户。二是回访到人。",
        ["1 一、|工作情况", "1.1 （一）|抓好宣传", "1.2 （二）|抓好调解"],
    ),
    (
        "the first sentence stands for a heading where there is none",
        "一、存在的问题\n（一）部分村干部对新法条不熟，遇事仍凭经验。\n（二）调解队伍年纪偏大，年轻人留不住。",
        [
            "1 一、|存在的问题",
            "1.1 （一）|部分村干部对新法条不熟，遇事仍凭经验",
            "1.2 （二）|调解队伍年纪偏大，年轻人留不住",
        ],
    ),
    (
        "是 between marker and heading is glue",
        f"一、工作情况\n（一）是推动队伍下沉。{BODY}\n（二）是推动资源整合。{BODY}",
        ["1 一、|工作情况", "1.1 （一）|推动队伍下沉", "1.2 （二）|推动资源整合"],
    ),
    (
        "Arabic numbers at the top",
        f"1.主要做法\n{BODY}\n2.存在不足\n{MORE}\n3.下步安排\n{MORE}",
        ["1 1.|主要做法", "2 2.|存在不足", "3 3.|下步安排"],
    ),
    (
        "Arabic numbers with 、 and full-width digits",
        f"１、主要做法\n{BODY}\n２、存在不足\n{MORE}\n３、下步安排\n{MORE}",
        ["1 １、|主要做法", "2 ２、|存在不足", "3 ３、|下步安排"],
    ),
    (
        "Arabic numbers straight under 一、 are its second level",
        f"一、主要做法\n1、抓学习\n{BODY}\n2、抓培训\n{BODY}\n二、不足\n1、人手紧\n{MORE}\n2、底子薄\n{MORE}",
        [
            "1 一、|主要做法",
            "1.1 1、|抓学习",
            "1.2 2、|抓培训",
            "2 二、|不足",
            "2.1 1、|人手紧",
            "2.2 2、|底子薄",
        ],
    ),
    (
        "(一) at the top with 1. below",
        f"（一）主要做法\n1.抓学习\n{BODY}\n2.抓培训\n{BODY}\n（二）不足\n{MORE}",
        ["1 （一）|主要做法", "1.1 1.|抓学习", "1.2 2.|抓培训", "2 （二）|不足"],
    ),
    (
        "1. above (一)",
        f"1、主要做法\n（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n2、不足\n（一）人手紧\n{MORE}\n（二）底子薄\n{MORE}\n3、打算\n{MORE}",
        [
            "1 1、|主要做法",
            "1.1 （一）|抓学习",
            "1.2 （二）|抓培训",
            "2 2、|不足",
            "2.1 （一）|人手紧",
            "2.2 （二）|底子薄",
            "3 3、|打算",
        ],
    ),
    (
        "decimal numbering",
        f"1.主要做法\n1.1 抓学习\n{BODY}\n1.2 抓培训\n{BODY}\n2.不足\n2.1 人手紧\n{MORE}\n2.2 底子薄\n{MORE}",
        [
            "1 1.|主要做法",
            "1.1 1.1|抓学习",
            "1.2 1.2|抓培训",
            "2 2.|不足",
            "2.1 2.1|人手紧",
            "2.2 2.2|底子薄",
        ],
    ),
    (
        "decimals under Chinese numerals",
        f"一、主要做法\n1.1抓学习\n{BODY}\n1.2抓培训\n{BODY}\n二、不足\n{MORE}",
        ["1 一、|主要做法", "1.1 1.1|抓学习", "1.2 1.2|抓培训", "2 二、|不足"],
    ),
    (
        "parts above 一、",
        f"第一部分 总结\n一、做法\n{BODY}\n二、成效\n{BODY}\n第二部分 计划\n一、目标\n{MORE}\n二、措施\n{MORE}",
        [
            "1 第一部分|总结",
            "1.1 一、|做法",
            "1.2 二、|成效",
            "2 第二部分|计划",
            "2.1 一、|目标",
            "2.2 二、|措施",
        ],
    ),
    (
        "第一、 as a marker",
        f"第一、主要做法\n{BODY}\n第二、存在不足\n{MORE}",
        ["1 第一、|主要做法", "2 第二、|存在不足"],
    ),
    (
        "ringed and dotted characters",
        f"一、做法\n㈠抓学习\n{BODY}\n㈡抓培训\n⒈分层次\n{BODY}\n⒉分批次\n⑴机关\n{BODY}\n⑵村居\n{BODY}",
        [
            "1 一、|做法",
            "1.1 ㈠|抓学习",
            "1.2 ㈡|抓培训",
            "1.2.1 ⒈|分层次",
            "1.2.2 ⒉|分批次",
            "1.2.2.1 ⑴|机关",
            "1.2.2.2 ⑵|村居",
        ],
    ),
    (
        "one bracket only",
        f"一、做法\n1)抓学习\n{BODY}\n2)抓培训\n{BODY}\n二、不足\n一）人手紧\n{MORE}\n二）底子薄\n{MORE}",
        [
            "1 一、|做法",
            "1.1 1)|抓学习",
            "1.2 2)|抓培训",
            "2 二、|不足",
            "2.1 一）|人手紧",
            "2.2 二）|底子薄",
        ],
    ),
    (
        "a flattened page, headings parted from text by blanks",
        f"现报告如下： 一、主要举措 {BODY} （一）抓统筹，定责任 {BODY} （二）抓宣传，造氛围 {BODY} 二、存在问题 {MORE}"
        f" 三、下一步打算 {MORE}",
        [
            "1 一、|主要举措",
            "1.1 （一）|抓统筹，定责任",
            "1.2 （二）|抓宣传，造氛围",
            "2 二、|存在问题",
            "3 三、|下一步打算",
        ],
    ),
    (
        "a flattened page without blanks",
        f"现报告如下：一、主要举措和成效（一）抓统筹。{BODY}（二）抓宣传。{BODY}二、存在的问题我镇人手偏紧，{MORE}"
        f"三、下一步打算明年将补齐人手，{MORE}",
        [
            "1 一、|主要举措和成效",
            "1.1 （一）|抓统筹",
            "1.2 （二）|抓宣传",
            "2 二、|存在的问题",
            "3 三、|下一步打算",
        ],
    ),
    (
        "a flattened page with lists inside sentences",
        f"现报告如下。 一、主要举措 {BODY}"
        f"做到：一、人到位；二、物到位。{BODY}"
        f" 二、存在问题 主要是：（一）人少；（二）钱少。{MORE}"
        f" 三、打算 （一）补人手 {BODY} （二）添设备 分三步：1.申报；2.采购；3.验收。",
        ["1 一、|主要举措", "2 二、|存在问题", "3 三、|打算", "3.1 （一）|补人手", "3.2 （二）|添设备"],
    ),
    (
        "a flattened page with 1. above (一)",
        f"现报告如下：1、主要举措 （一）抓统筹。{BODY}（二）抓宣传。{BODY}2、存在问题 "
        f"（一）人手紧。{MORE}（二）底子薄。{MORE}3、下一步打算今年以来，{MORE}",
        [
            "1 1、|主要举措",
            "1.1 （一）|抓统筹",
            "1.2 （二）|抓宣传",
            "2 2、|存在问题",
            "2.1 （一）|人手紧",
            "2.2 （二）|底子薄",
            "3 3、|下一步打算",
        ],
    ),
    (
        "the first (一) on the line of 一、",
        f"一、主要举措 （一）抓统筹。{BODY}\n（二）抓宣传。{BODY}\n二、存在问题\n{MORE}",
        ["1 一、|主要举措", "1.1 （一）|抓统筹", "1.2 （二）|抓宣传", "2 二、|存在问题"],
    ),
    (
        "a lost line end before (二)",
        f"一、主要举措\n（一）抓统筹。{BODY}（二）抓宣传。{BODY}\n（三）抓调解。{BODY}\n二、存在问题\n{MORE}",
        ["1 一、|主要举措", "1.1 （一）|抓统筹", "1.2 （二）|抓宣传", "1.3 （三）|抓调解", "2 二、|存在问题"],
    ),
    (
        "headings in table cells",
        f"| 一、主要举措 | |\n| {BODY} |\n| （一）抓统筹 | |\n| {BODY} |\n"
        f"| （二）抓宣传 | |\n| {BODY} |\n| 二、不足 |\n| {MORE} |",
        ["1 一、|主要举措", "1.1 （一）|抓统筹", "1.2 （二）|抓宣传", "2 二、|不足"],
    ),
    (
        "Markdown and bullets before the marker",
        f"## 一、主要举措\n{BODY}\n**（一）抓统筹**\n{BODY}\n● （二）抓宣传\n{BODY}\n## 二、不足\n{MORE}",
        ["1 一、|主要举措", "1.1 （一）|抓统筹", "1.2 （二）|抓宣传", "2 二、|不足"],
    ),
    (
        "a marker alone in its line",
        f"一、\n主要举措\n{BODY}\n二、\n存在不足\n{MORE}",
        ["1 一、|主要举措", "2 二、|存在不足"],
    ),
    (
        "a heading that goes on in the next line",
        f"一、坚持党建引领，\n压实各级责任\n{BODY}\n二、存在不足\n{MORE}",
        ["1 一、|坚持党建引领，压实各级责任", "2 二、|存在不足"],
    ),
    (
        "a skipped number is kept as written",
        f"一、做法\n{BODY}\n三、不足\n{MORE}\n四、打算\n{MORE}",
        ["1 一、|做法", "3 三、|不足", "4 四、|打算"],
    ),
    (
        "a number used twice counts on",
        f"一、做法\n（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n（二）抓宣传\n{BODY}\n二、不足\n{MORE}",
        ["1 一、|做法", "1.1 （一）|抓学习", "1.2 （二）|抓培训", "1.3 （二）|抓宣传", "2 二、|不足"],
    ),
    (
        "numbering that runs on through the next section",
        f"一、做法\n（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n二、不足\n（三）人手紧\n{MORE}",
        ["1 一、|做法", "1.1 （一）|抓学习", "1.2 （二）|抓培训", "2 二、|不足", "2.3 （三）|人手紧"],
    ),
    (
        "the first heading is lost",
        f"（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n二、不足\n{MORE}",
        ["1.1 （一）|抓学习", "1.2 （二）|抓培训", "2 二、|不足"],
    ),
    (
        "a comma or a blank instead of 、 where the number is the one awaited",
        f"一、做法\n{BODY}\n二，不足\n{MORE}\n三　打算\n{MORE}",
        ["1 一、|做法", "2 二，|不足", "3 三|打算"],
    ),
    (
        "more than ten sections",
        "".join(f"{number}、第{number}项\n{BODY}\n" for number in TWELVE),
        [f"{index} {number}、|第{number}项" for index, number in enumerate(TWELVE, start=1)],
    ),
    (
        "an inner series of the same style",
        f"一、主要措施\n一、抓学习\n{BODY}\n二、抓培训\n{BODY}\n三、抓宣传\n{BODY}\n二、存在问题\n{MORE}\n三、打算\n{MORE}",
        [
            "1 一、|主要措施",
            "1.1 一、|抓学习",
            "1.2 二、|抓培训",
            "1.3 三、|抓宣传",
            "2 二、|存在问题",
            "3 三、|打算",
        ],
    ),
    (
        "an inner series in the last section",
        f"一、做法\n{BODY}\n二、打算\n一、补人手\n{MORE}\n二、添设备\n{MORE}",
        ["1 一、|做法", "2 二、|打算", "2.1 一、|补人手", "2.2 二、|添设备"],
    ),
    (
        "a heading typed twice",
        f"一、做法\n一、主要做法\n{BODY}\n二、不足\n{MORE}",
        ["1 一、|做法", "2 一、|主要做法", "3 二、|不足"],
    ),
    (
        "a table of contents before the report",
        f"目录\n一、主要举措……1\n二、存在问题……4\n一、主要举措\n（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n二、存在问题\n{MORE}",
        ["1 一、|主要举措", "1.1 （一）|抓学习", "1.2 （二）|抓培训", "2 二、|存在问题"],
    ),
    (
        "unnumbered headings above (一)",
        f"主要举措和成效\n（一）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n存在的不足\n（一）人手紧\n{MORE}\n下一步打算\n（一）补人手\n{MORE}",
        [
            "1 |主要举措和成效",
            "1.1 （一）|抓学习",
            "1.2 （二）|抓培训",
            "2 |存在的不足",
            "2.1 （一）|人手紧",
            "3 |下一步打算",
            "3.1 （一）|补人手",
        ],
    ),
    (
        "unnumbered headings only",
        f"主要举措和成效\n{BODY}\n存在的问题\n{MORE}\n下一步打算\n{MORE}",
        ["1 |主要举措和成效", "2 |存在的问题", "3 |下一步打算"],
    ),
    (
        "unnumbered headings, some of which announce nothing",
        f"强化思想引领，压实法治责任\n{BODY}\n规范行政执法\n{MORE}\n存在的问题\n{MORE}\n下一步打算\n{MORE}",
        ["1 |强化思想引领，压实法治责任", "2 |规范行政执法", "3 |存在的问题", "4 |下一步打算"],
    ),
    (
        "unnumbered lines in a numbered report are none",
        f"一、做法\n主要举措和成效\n{BODY}\n二、不足\n存在的问题\n{MORE}\n三、打算\n下一步打算\n{MORE}",
        ["1 一、|做法", "2 二、|不足", "3 三、|打算"],
    ),
    (
        "a heading broken before its run-in text",
        f"一、做法\n（一）强学习，\n打牢根基。{BODY}\n（二）强宣传。{BODY}",
        ["1 一、|做法", "1.1 （一）|强学习，打牢根基", "1.2 （二）|强宣传"],
    ),
    (
        "一 misread as a dash",
        f"—、做法\n（—）抓学习\n{BODY}\n（二）抓培训\n{BODY}\n二、不足\n{MORE}",
        ["1 —、|做法", "1.1 （—）|抓学习", "1.2 （二）|抓培训", "2 二、|不足"],
    ),
    (
        "figures straight after 、",
        f"一、做法\n1、3月15日办集市\n{BODY}\n2、12345热线答复\n{BODY}\n二、三项制度落地\n{MORE}",
        ["1 一、|做法", "1.1 1、|3月15日办集市", "1.2 2、|12345热线答复", "2 二、|三项制度落地"],
    ),
    (
        "problems of a sentence each on a flattened page",
        f"现报告如下： 一、做法 {BODY} 二、存在的问题 （一）村组干部对新法条还不熟悉，遇事仍旧凭老经验办理。"
        f"（二）调解队伍年纪偏大，年轻人留不住，设备也跟不上需要。 三、其他情况 无。",
        [
            "1 一、|做法",
            "2 二、|存在的问题",
            "2.1 （一）|村组干部对新法条还不熟悉，遇事仍旧凭老经验办理",
            "2.2 （二）|调解队伍年纪偏大，年轻人留不住，设备也跟不上需要",
            "3 三、|其他情况",
        ],
    ),
    (
        "a heading set wide",
        f"一、工 作 情 况\n{BODY}\n二、存 在 问 题 {MORE}",
        ["1 一、|工 作 情 况", "2 二、|存 在 问 题"],
    ),
    (
        "a half-width stop for 。",
        "一.做法\n1.抓学习.全年办夜校12期,到场300人.\n2.抓培训.请人来讲1.5小时,人人到场.\n二.不足\n人手少.",
        ["1 一.|做法", "1.1 1.|抓学习", "1.2 2.|抓培训", "2 二.|不足"],
    ),
    (
        "a colon before a short text",
        f"一、做法\n{BODY}\n二、存在不足：人手少；设备旧；经费紧。\n三、打算\n{MORE}",
        ["1 一、|做法", "2 二、|存在不足", "3 三、|打算"],
    ),
    (
        "a year straight after the marker",
        f"一、2023年工作总结\n{BODY}\n1.2023年完成情况\n{BODY}\n2.2024年接续安排\n{BODY}\n二、2024年工作打算\n{MORE}",
        ["1 一、|2023年工作总结", "1.1 1.|2023年完成情况", "1.2 2.|2024年接续安排", "2 二、|2024年工作打算"],
    ),
]

TRAPS = [
    ("一方面", f"一方面，{BODY}\n另一方面，{MORE}"),
    ("三个一批", f"三个一批项目推进顺利。{BODY}\n一批骨干得到锻炼。{MORE}"),
    ("一是 … 二是", f"一是{BODY}\n二是{MORE}\n三是{MORE}"),
    ("（一是） in brackets", f"（一是）{BODY}\n（二是）{MORE}\n（三是）{MORE}"),
    ("(一)类", f"（一）类场所全部纳管。{BODY}"),
    ("第一责任人", f"第一责任人职责逐项落实。{BODY}\n第二，{MORE}"),
    ("a decimal figure", "1.5万名群众参加。\n2.3万份资料发出。\n3.6万元用于补助。"),
    ("a date", f"2023.12.4 宪法宣传\n{BODY}\n12.4国家宪法日\n{MORE}\n3.15晚会\n{MORE}"),
    ("a time", f"9:30 签到\n{BODY}\n10：00 开会"),
    ("houses", f"1、2号楼加装扶手。{BODY}\n3、4号楼同步推进。{MORE}"),
    ("industries", f"一、二、三产业融合发展。{BODY}\n二、三产业占比提高。{MORE}"),
    (
        "a list of laws",
        "学习内容：\n1.《中华人民共和国宪法》\n2.《中华人民共和国民法典》；\n3.《信访工作条例》。",
    ),
    ("a document number", f"依据某府发（2023）5号文件，{BODY}按照第（三）项执行。"),
    ("一、 in running text", f"今年主要抓了三件事：一、修好路；二、通好水；三、治好山。{BODY}"),
    ("(一) in running text", f"会议强调要做到（一）守规矩；（二）讲程序；（三）重证据。{BODY}{MORE}{MORE}"),
    ("1. in running text", f"流程为：1.登记；2.受理；3.办结。{BODY}"),
    ("a list within a line", f"一、修路；二、通水；三、治山。{BODY}"),
    ("another list within a line", f"1、人手不足；2、经费不够；3、设备陈旧。{BODY}"),
    ("a clause cited at a line's beginning", f"（三）项规定不适用。{BODY}\n（二）款所列情形除外。{MORE}"),
    ("a list parted by commas", f"做到：一、人到位，二、物到位，三、钱到位。{BODY}"),
    ("page numbers", f"{BODY}\n- 1 -\n{MORE}\n- 2 -\n{MORE}\n3.\n"),
    ("pagination", "上一页 1、2、3、下一页"),
    ("a lone number", f"3.{BODY}"),
    ("meetings", f"十八届三中、四中全会精神得到落实。{BODY}\n二十大报告提出要求。{MORE}"),
    ("nothing", ""),
    ("a marker without words", "一、\n\n二、。\n（一）\n"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS]
)
def test_a_layout_is_read_as_its_writer_meant_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", [case[1] for case in TRAPS], ids=[case[0] for case in TRAPS])
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", [case[1] for case in TRAPS if case[1]], ids=[case[0] for case in TRAPS if case[1]]
)
def test_what_only_looks_like_a_heading_does_not_disturb_the_headings_around_it(text: str) -> None:
    whole = f"一、做法\n（一）抓学习\n{text}\n（二）抓培训\n{BODY}\n二、不足\n{MORE}"
    assert read(whole) == ["1 一、|做法", "1.1 （一）|抓学习", "1.2 （二）|抓培训", "2 二、|不足"]


def test_offsets_of_a_section_and_its_heading() -> None:
    text = f"引言。\n　一、 做法\n(一)抓学习。{BODY}\n二、不足：\n{MORE}\n某镇人民政府"
    end = text.index("\n某镇")
    sections = outline(replace(ParsedReport(text), body_start=3, body_end=end)).sections
    assert [text[s.start : s.heading_end] for s in sections] == ["一、 做法", "(一)抓学习", "二、不足"]
    assert [text[s.heading_start : s.heading_end] for s in sections] == ["做法", "抓学习", "不足"]
    assert [s.end for s in sections] == [text.index("二、"), text.index("二、"), end]


WRAPPED = """一、坚持统一领导，把各项任务分解到
每个站所和每名干部
今年以来全镇上下按月对账，逐项验收，
一、二、三类任务分别建档，做到件件有
着落，事事有回音，年底评比时全部达到
要求，群众反映良好，满意度逐年提升。
（一）健全机制，明确分工，形成上下联
动的格局。成立专班，每周调度，每月通
报，对落后的村组及时约谈，督促整改到
位，全年共约谈六次，整改十二个问题，
没有一件拖到下一年。
（二）强化保障。把经费列入预算，专款
专用，年底审计，未发现问题。
二、存在的不足
人手少，任务重，有时顾此失彼，需要在
今后的工作中逐步加以解决。
"""


def test_hard_wrapped_text_is_read_across_its_line_ends() -> None:
    assert read(WRAPPED) == [
        "1 一、|坚持统一领导，把各项任务分解到每个站所和每名干部",
        "1.1 （一）|健全机制，明确分工，形成上下联动的格局",
        "1.2 （二）|强化保障",
        "2 二、|存在的不足",
    ]


def test_what_stands_outside_the_body_is_not_read() -> None:
    text = f"一、目录\n二、附录\n一、做法\n{BODY}\n二、不足\n{MORE}\n三、页脚"
    report = replace(ParsedReport(text), body_start=text.index("一、做法"), body_end=text.index("\n三、"))
    assert [s.heading for s in outline(report).sections] == ["做法", "不足"]


def test_a_list_of_attachments_is_not_a_section() -> None:
    text = f"一、做法\n1.抓学习\n{BODY}\n2.抓培训\n{BODY}\n二、不足\n{MORE}\n附件：1.统计表\n2.台账\n3.名册"
    sections = outline(ParsedReport(text)).sections
    assert [s.path for s in sections] == ["1", "1.1", "1.2", "2"]
    assert sections[-1].end == text.index("附件")


def test_headings_of_one_paragraph_are_flagged() -> None:
    text = f"报告如下： 一、主要举措 {BODY} 二、存在问题 {MORE}"
    flags = [(f.kind, f.start, f.end) for f in outline(ParsedReport(text)).flags]
    assert flags == [("inline_sections", text.index("一、"), len(text))]


def test_a_number_out_of_order_is_flagged() -> None:
    text = f"一、做法\n{BODY}\n三、不足\n{MORE}"
    flags = [(f.kind, f.start, f.end) for f in outline(ParsedReport(text)).flags]
    assert flags == [("numbering", text.index("三、"), text.index("三、") + 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十二", 32),
        ("一二", 0),
        ("十十", 0),
        ("一十二十", 0),
    ],
)
def test_chinese_numbers(text: str, expected: int) -> None:
    assert chinese_number(text) == expected


NOISE = st.lists(
    st.sampled_from(
        [
            *"一二三十、.．（）()①1234。；：，\n |　是第类",
            "抓学习",
            "《民法典》",
            "\ufffc",
            "20",
            "年",
            "附件",
        ]
    )
    | st.characters(),
    max_size=80,
).map("".join)


@given(NOISE)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sections_that_nest(text: str) -> None:
    sections = outline(ParsedReport(text)).sections
    assert len({s.path for s in sections}) == len(sections)
    assert [s.start for s in sections] == sorted({s.start for s in sections})
    open_sections: list[int] = []
    for section in sections:
        assert section.start <= section.heading_start < section.heading_end <= section.end <= len(text)
        assert section.level == section.path.count(".") + 1
        assert text[section.start :].startswith(section.marker)
        while open_sections and section.start >= open_sections[-1]:
            open_sections.pop()
        assert all(section.end <= end for end in open_sections)
        open_sections.append(section.end)


@given(NOISE)
@settings(max_examples=100, deadline=None)
def test_markers_stand_where_they_say(text: str) -> None:
    markers = find_markers(text, 0, len(text))
    assert all(0 <= m.start < m.end <= len(text) and m.number > 0 for m in markers)
