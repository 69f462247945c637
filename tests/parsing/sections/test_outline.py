"""The outline: every layout of headings."""

import pytest

from tests.parsing.sections.outlines import BODY, MORE, read

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


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS]
)
def test_a_layout_is_read_as_its_writer_meant_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected
