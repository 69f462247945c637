"""Of what a zero is told: of the town, the whole year and as a fact, or of less; where unsure, of less."""

import re

# 确保未发生, 如未收到, 对未发生…的: no statement of fact.
_NOT_A_FACT = re.compile(
    r"(?:确保|力争|力求|努力|致力|防止|避免|如|若|凡|对(?!象)|因|是否|保证|实现|争取|争创|杜绝|不是|并非|[能可]否|除|要求|规定|承诺)[^，,。；;]{0,6}$|从$"
)
# 国庆期间未发生, 桥东村未发生, 经审查的合同没有发生: said of a part of the year, the town or its things.
_OF_A_PART = re.compile(
    r"(?:期间|前后|(?<!报告)期内|假期|节日|节假日|汛期|[上下]半年|季度|(?<!\d{2})\d{1,2}\s?月份?|月份|当[月日天]|[^全各本行]村|[^全各本]社区|其中|的(?:合同|决策|决定|文件|案件|村|社区|企业|"
    r"处罚|许可|事项|人员|干部|项目|纠纷))[，,]?(?:全年|也|均|都|并|又|共|累计)*$"
)
# 未完成整改问题0个.
_DENIED_ALREADY = re.compile("[未不无没][^，,]{0,4}$")
# 我镇全年未发生, 信息公开方面未收到: said of the town and the year.
# Of these fields of its work a report tells as a whole; 征兵工作中 is told of a part.
_FIELD = (
    r"在?(?:[^，,]{0,4}信息公开|政务公开|依申请公开|(?:行政|依法)(?:复议|诉讼|应诉|执法|处罚|争议|决策|行政)|规范性文件|"
    r"(?:重大)?(?:行政)?决策|信访|矛盾纠纷|人民调解|法律援助|法治)[^，,未没无]{0,8}(?:方面|工作中?|过程中)"
)
WHOLE_OF = (
    r"(?:全年|(?:去年|上年)(?:同期|全年)?|今年(?:以来|来)?|年内|年度内|当年|本年|报告期内|报告年度|本年度?|一年来|目前|至今|\d{4}\s?年度?(?:以来|来|全年)?|截[至止](?:目前|年底|年末|\d{4}年底|(?:\d{4}年)?12月(?:底|末|31日))|"
    r"(?:(?:(?![我全本在对因期时]|行动|活动|工作|检查|整治)[^未没无，,]){0,12}(?:镇|乡|街道|苏木|地区|农场)|[^未没无县市区省州旗]{0,12}(?:局|委员会))?(?:人民政府|政府|办事处|党委|机关|辖区|范围|境内|域|内|全域)*|[全本我](?:镇|乡|街道|县|区|办|局|单位|机关|街|处)(?:上下|境内|范围内|辖区内?)?|"
    rf"{_FIELD}|"
    r"连续\s?\d{1,2}\s?年|连续[两三四五六七八九十]年|[也均都且并又还暂尚已既]|共|累计|同时|此外|另外?|再|\s)*"
)
_OF_THE_WHOLE = re.compile(WHOLE_OF)
_COUNTED = re.compile(
    rf"(?:{WHOLE_OF}|受理|办理|收到|接到|制定|作出|实施|立案|查处|发生|提起|开展|完成|出具|采纳|总|[一二三四五\d]、|是|了)*"
)
#: A part of the town, and a part of the year.
_VILLAGE = "村(?![民级居])"
_QUARTER = "社区(?!矫正)|小区|网格|片区"
_TIME = "(?<!报告)期[间内]|季度|半年|节日|春节|国庆|中秋|端午|元旦|五一|清明|汛期|[寒暑]假|[高中]考|换届"
# In these words the clause is of less than the town, wherever they stand in it.
_PART = re.compile(
    rf"(?<![全各本])(?<!乡镇){_VILLAGE}|{_QUARTER}|某|兄弟|邻|周边|其[他它]|有的|个别|部分|{_TIME}|[县市区省州旗][^，,]{{0,10}}(?:局|委员会)"
)
# “百日攻坚”行动中，; 调解室成立后，; 5月份以来，: what follows is told of that time or deed.
_WITHIN = re.compile(
    r"[^，,。；;！？\n]*(?:[中后前时间里内起天周旬夜日末底月]|季度|半年|阶段|节点|以来|至今|领域|区域|范围|条线|方面|环节)[，,]\s?$"
    r"|(?:自|从|当|经|对|针对|由|截[至止])[^，,。；;！？\n]*[，,]\s?$"
)
_ALL_YEAR = re.compile(
    rf"(?:{_FIELD}|"
    r"[年度]中?|年内|年度内|当年|本年|报告期内|年度?以来|今年以来|一年来|12月31日|年[底末]|12月[底末]?|辖区(?:范围)?内|(?:全|本|我)[镇乡街]道?(?:范围)?内)[，,]\s?$"
)
# “三夏”时节，: a few words alone before it are a time or a part too, unless what follows says the year.
_FIRST = re.compile(r"\s*(?P<words>[^，,。；;：:！？\d零未没无]{1,8})[，,]\s?$")
_YEAR = re.compile("全年|年度|今年|20\\d\\d年|一年来|年内")
# 石桥村推行积分制，全年无……: the sentence is told of whom it begins with.
_OF_ANOTHER = re.compile(
    rf"\s*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s?)?(?:其中[，,]?)?(?:在|如)?[^，,。；;：:全各本我]{{1,10}}(?:{_VILLAGE}|{_QUARTER}|{_TIME}|学校|公司|企业|市场|景区|园区)"
)
# What the sentence says before or after makes it an aim, a condition or a rule.
_AIMED = re.compile(
    r"确保|力争|力求|努力|争取|争创|目标|要求|规定|承诺|希望|计划|如果|假如|倘若|凡是?|标准|考核|评选|以[^，,]{0,12}为准|到20\d\d年"
)
# 按照上级要求: what was done for is no aim.
_AS_ASKED = re.compile(
    r"(?:根据|按照|对照|依照|依据|按|围绕)[^，,]{0,16}(?:要求|规定|标准|计划|目标)|标准化|规定动作"
)
_THEN = re.compile(
    r"\s?的?[，,：:]\s?(?:则|可以?|予以|给予|应当?|方可|才能|视为|年终|考核|每?[^，,。]{0,4}加\d|加\d|评为|奖励)"
)
# 东河镇; 全镇, 我镇 and 乡镇 name none.
_TOWN = re.compile(
    r"[^，,\s]{2}(?:(?<![全本我该])镇(?<!乡镇)|(?<![全本我该])乡(?!镇)|(?<![全本我该])街道|苏木)(?!村)"
)


def is_no_fact(text: str, start: int) -> bool:
    """Whether what stands right before ``start`` makes of a denial an aim, a condition or a rule."""
    return bool(_NOT_A_FACT.search(text[max(0, start - 12) : start]))


def of_the_whole(text: str, start: int, end: int) -> bool:
    """Whether what is denied in ``[start, end)`` is denied of the whole town and year, as a fact."""
    sentence = re.split(r"[。；;！？\n]", text[max(0, start - 120) : start])[-1]
    clause = re.split(r"[，,：:、（(“]", sentence)[-1]
    return (
        bool(_OF_THE_WHOLE.fullmatch(clause.strip()))
        and all(sentence.count(first) <= sentence.count(last) for first, last in ("“”", "（）"))
        and not _OF_A_PART.search(sentence)
        and not _PART.search(clause)
        and not _names_another_town(text[: min(400, start - len(clause))], clause)
        and not is_within(sentence)
        and not _THEN.match(text, end)
    )


def is_within(sentence: str) -> bool:
    """Whether ``sentence``, up to what it denies, tells of less than the town and year, or of an aim."""
    ahead = sentence[: max(sentence.rfind("，"), sentence.rfind(",")) + 1]
    first = _FIRST.match(ahead)
    return bool(
        _OF_ANOTHER.match(sentence)
        or (first and not _OF_THE_WHOLE.fullmatch(first["words"]) and not _YEAR.search(sentence, len(ahead)))
        or _AIMED.search(_AS_ASKED.sub("", sentence))
        or (_WITHIN.fullmatch(_last_clause(ahead)) and not _ALL_YEAR.search(ahead))
    )


def counted_of_the_whole(ahead: str, after: str) -> bool:
    """Whether the words ``ahead`` of a thing counted none and ``after`` the figure say it of the whole town and year."""
    clause = re.split(r"[，,。；;：:、（(“|]", ahead)[-1]
    return (
        not (ahead.endswith("的") or _OF_A_PART.search(ahead) or _DENIED_ALREADY.search(ahead))
        and not _PART.search(clause)
        and bool(_COUNTED.fullmatch(clause.strip()))
        and not is_within(ahead)
        and not (after.startswith("的") or _THEN.match(after))
    )


def _last_clause(ahead: str) -> str:
    return ahead[max(ahead.rfind("，", 0, -1), ahead.rfind(",", 0, -1)) + 1 :] if ahead else ""


def _names_another_town(head: str, clause: str) -> bool:
    """Whether ``clause`` names a town that the ``head`` of the text doesn't."""
    return any(town[0] not in head for town in _TOWN.finditer(clause))
