"""What a figure counts (统计对象): the noun before it (宣传资料3000份) or after it (3名调解员).

All offsets index the text given; nothing is looked for farther than :data:`REACH` characters from the figure.
"""

import re
from dataclasses import dataclass

from reports.text.stops import COLONS, COMMAS, STOPS

REACH = 90
_AFTER = 40

_BREAK = f"{STOPS}{COMMAS}\n{COLONS}|￼\u3000▲●■◆"
_CLOSERS = {"”": "“", "》": "《", "’": "‘", "」": "「"}
# Characters at which a clause goes on, whatever they stand between.
_PLAIN = re.compile(f"[^{re.escape(_BREAK + ''.join(_CLOSERS))}）)（(]+")

# Between the noun and its figure: 共, 达到, 总数为. What is looked ahead at is not tried in other ways: as a possessive
# repeat, which Python before 3.11.5 gets wrong for groups.
_TAIL = re.compile(
    r"(?=((?:[\s（(:：、—-]|共计?|总计|合计|累计|总共|统计|高达|多达|达到?|已达|突破|完成|均[在已]?|(?<![首成])都|皆|各|就|(?<![规守准细原法])则|(?<![而不])已|(?<![规公条预签节履契民])约|(?<![附最临邻])近|仅|全年|今年|召开|开展|举办|举行|有|了|(?<![通超经])过|(?<!行)为|是|计|(?<!每)[人户村月年]均|"
    r"分别|总数|总量|总额|数量|数达|人数|(?<!案)件数|次数|量达|稳定在|保持在?|维持在|提升至?到?|提高至?到?|上升至?到?|增至|"
    r"增长到|下降到|降至|降到|始终|超额|一共|合|大约|不少于|不低于|至少|最多|不超过|以及|其中|等|先后|共有|实现|余)+))\1$"
)
# Words that only tell who, when and how.
_LEAD = re.compile(
    r"^(?:[\s、）)”》]|今年以来|今年来|今年|全年|本年度|年内|年度|一年来|截至目前|截止目前|目前为止|目前|截至|截止|至今|\d{2,4}年度?(?:以来|来|全年|期间)?|"
    r"\d{1,2}月(?:底|份)?|上半年|下半年|我(?:街道|[镇乡县区街办处])|[全本](?:镇|乡|街道|辖区|街|县|区|社区|村|年)|我街道|街道(?!级)|辖区内?|镇内|乡内|镇域|镇里|"
    r"共计?|总计|合计|累计|总共|先后|已|均|也|并且?|并|还|同时|另外?|此外|其中|包括|包含|含|及|以及|和|与|或|又|再|则|即|"
    r"积极|认真|及时|切实|有效|有力|深入|广泛|扎实|持续|不断|大力|全面|充分|严格|依法(?!治|行政)|定期|每[年月周天日]|成功(?=创建|创|获)|新增|新建|现有|现(?![场代金])|"
    r"通过|利用|依托|按照|根据|为|对(?![照接标])|向|在(?![册编职校建线])|从|由|将|把|让|使|就|等)+"
)
# Verbs that say nothing of what is counted: the noun after the last of them is the subject.
_LIGHT = re.compile(
    r".*(?:召开|开展|组织|举办|举行|进行|提供|发放|派发|分发|开设|实施|推行|悬挂|张贴|刷写|粉刷|制作|印制|印发|聘请|聘用|聘任|"
    r"选聘|配备|配齐|选派|设立|设置|成立|建立|建成|组建|新建|新增|创建|获得|荣获|收到|赠送|签订|签署|出具|投入|邀请|参加|"
    r"安排|下发|制定|出台|修订|编制|征集|收集|形成|撰写|播放|推送|发布|发送|赢得|拥有|具有|现有|共有|设有|下辖|辖(?!区)有?|发生|全年|累计|先后|年来|以来|共计|总计|接受|解答|开办|创办|兴办|"
    r"配强|配足|配优|配有|建有|建强|建好|搭建|新设|增设|增配|增聘|添置|购置|(?<=[会镇乡村所站室心道区组局])有(?![关效序])|"
    r"受理了|完成|落实|参与|承办|主办|做好|抓好|强化|推动)(?:了|过|起|好)?(?![率数量度])"
)
# 有专职调解员2名, 建工作室12个: that a thing is there, or was made, is no part of its name. 有关人员, 建设项目 are names.
_IS_THERE = re.compile(
    r"(?:有(?![关效序奖机限偿利力线害毒色声责为权]|条件|资质)|建(?![设筑立议档材党言制房管卡账成强好有])|"
    r"设(?![施备计立置定想岗有])|配(?![套合电送备置偶发齐建强足优有])|聘(?![请用任书]))[了有好起]?"
)
# 提出审查意见96条, 受理法律援助案件13件: a deed that says nothing of which series is meant.
_DEED = re.compile(
    r"(?:提出|出具|反馈)(?:了)?(?=[^，,。]{0,12}(?:意见|意见书|建议)$)|(?:受理|办结|办理)了?(?=[^，,。]{0,12}(?:援助|处罚|执法)案件$)"
    r"|(?:修改|起草|代写)了?(?=[^，,。]{0,30}文书$)|发起(?=[^，,。]{2,8}$)|.{2,16}(?:平台|系统|网站|公众号)(?=公开信息$)"
)
# 普法宣讲、合同把关等法律服务: what it consists of.
_SUCH_AS = re.compile(r"[^，,。“”《》]*、[^，,。“”《》]*等(?=[\u4e00-\u9fff]{3,}$)")
# 集休闲、普法于一体的主题公园.
_ALL_IN_ONE = re.compile(r"集[^，,。；;]{1,30}?[于为]一体的")
# 4批次邀请律师为村干部举办专题讲座.
_INVITED = re.compile(r"邀请[^，,。；;]{1,24}?(?:进行|开展|举办|举行|讲授)了?(?=[^，,。；;]{2})")
# After these a figure's noun follows: 聘请|3名律师, 对|120家企业.
_TAKES_OBJECT = re.compile(
    r"(?:召开|开展|组织|举办|举行|进行|提供|发放|派发|分发|开设|实施|悬挂|张贴|刷写|制作|印制|印发|聘请|聘用|聘任|选聘|配备|配齐|配有|"
    r"选派|设立|设置|成立|建立|建成|组建|新建|新增|创建|获得|荣获|获评|获|收到|签订|签署|出具|邀请|安排|下发|制定|出台|修订|征集|收集|"
    r"形成|撰写|播放|推送|发布|发送|拥有|具有|现有|共有|设有|有|辖|下辖|解答|调解|化解|调处|受理|办理|办结|处理|处置|查处|整改|解决|"
    r"排查|检查|走访|慰问|帮助|服务|指导|覆盖|惠及|培训|培养|培育|打造|选出|评选|评定|确定|选任|配置|增设|增加|减少|吸纳|"
    r"审查|审核|审议|研究|讨论|听取|学习|提出|采纳|梳理|清理|修改|起草|代理|立案|查办|移送|移交|上报|劝阻|参加|参与|完成|公开|公布|"
    r"投入|投资|筹集|争取|发动|动员|联合|协调|对接|联系|涉及|针对|围绕|按照|对|向|与|和|为|在|从|由|将|把|给|使|及|(?<!合)同|于|至|到|由|"
    r"推动|推进|细化|督促|引导|整治|压减|认领|承接|下放|明确|列出|制止|拆除|关闭|责令|约谈|发现|开办|开通|安装|建设|落实|包含|包括|分为|分成|划分|选配|招录|录用|引进|表彰)"
    r"(?:了|过|起|好|成功|完毕|出)?(?:共计?|总计|累计|以下|各类|不少于|至少|约|近)?\s*$"
)
_WHERE = re.compile(
    r"^(?=((?:[市县区镇乡街村]{2}两级|[我全本各该](?:镇|乡|街道|街|县|区|村|社区|办|辖区|年|处|单位)|辖区内?|镇域?|乡|街道|司法所|镇司法所|乡司法所|目前|现|今年|全年|总共|另外?|"
    r"镇政府|乡政府|街道办|镇党委|乡党委|党委|政府|各村|村级|镇级|社区|平安办|综合执法队|市级|区级|县级|省级|历年|历次|当前|所有|其余|其他|"
    r"全镇各?|共|累计|实现|成功|每[^，,。]{1,8}|人均|平均|\d{4}年度?|我镇共|仅|还有|另有|剩余|上述|以上|这|前|含|包括|其中)*))\1$"
)
# 审查合同148份（其中工程类93份）: parts of what was counted, no noun.
_PART = re.compile(r"[（(](?:其中|含|包括|包含|共计?|不含|分别)")
# 组织|全镇|68名干部: a place between the verb and its figure.
_PLACE_TAIL = re.compile(
    r"(?:[全我本各该](?:镇|乡|街道|街|县|区|村|社区|办|辖区)|辖区|镇域|[国省市县区镇乡村]级|[市县区镇乡街村]{2}两级|历年|历次|内)+$"
)
_EVENT = ("次", "场", "期", "轮", "批", "堂", "回", "遍", "趟", "人次", "%", "‰", "个百分点", "元")
_VERB_AFTER = re.compile(
    r"(?:参加|受益|受到|受教育|参与|接受|覆盖|完成|通过|进行|开展|研究|定期|以上|左右|获得|获|取得|均|已|全部|用于|用来|，|被|为|是|"
    r"不等|等|并|同比|比|较|占|达|不合格|合格|未|无|来|赴|到|在|给|对|向|从|由|和|与|及|且|其中|以|以便|推动|确保|有效|有力|切实|内|后|前|"
    r"使|让|帮助|解决|提升|提高|增强|打通|营造|形成|实现|做到|深入|进一步|有序|为民|共|累计|总|次|提出|查处|整改|发放|惠及|处理|办结)"
)


# 14个村|未发生行政诉讼: what did not happen is not what is counted.
_DENIES = re.compile("[未没](?:有?发生|有?出现|有?产生|有)")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words around a figure. ``[start, end)`` is the subject; equal when there is none.

    ``before`` and ``after`` are the clause on either side, blanks removed; ``words`` is ``before`` without 共, 达到
    and the like at its end, ``near`` the last item of ``words`` (after the last 、); ``after_leads``
    says that the counted noun follows the figure.
    """

    start: int
    end: int
    before: str
    words: str
    near: str
    after: str
    after_start: int
    after_end: int
    after_leads: bool
    verb: str


def clause_start(text: str, end: int, floor: int) -> int:
    """Where the clause that ends at ``end`` begins, not before ``floor``; quotations and titles are not cut."""
    floor = max(floor, end - REACH)
    position = end
    while position > floor:
        if plain := _PLAIN.match(text[floor:position][::-1]):
            position -= plain.end()
            continue
        character = text[position - 1]
        if character in _CLOSERS:
            opener = text.rfind(_CLOSERS[character], floor, position)
            if opener >= 0:
                position = opener
                continue
        if character in "）)":
            opener = max(text.rfind("（", floor, position), text.rfind("(", floor, position))
            if opener >= 0:
                position = opener
                continue
        if character in _BREAK or character in "（(":
            break
        position -= 1
    return position


def _clause_end(text: str, start: int, ceiling: int) -> int:
    """Where the words after a unit end: at punctuation, the next figure or :data:`_AFTER` characters on."""
    ceiling = min(ceiling, start + _AFTER, len(text))
    position = start
    while position < ceiling:
        character = text[position]
        closer = {"“": "”", "《": "》", "‘": "’"}.get(character)
        if closer and (found := text.find(closer, position, ceiling)) >= 0:
            position = found + 1
            continue
        if character in "（(":
            found = max(text.find("）", position, position + 12), text.find(")", position, position + 12))
            if found < 0:
                break
            position = found + 1
            continue
        if character in _BREAK or character in "、）)”" or _DENIES.match(text, position):
            break
        position += 1
    return min(position, ceiling)


def squeeze(text: str) -> str:
    """``text`` without blanks."""
    return "".join(text.split())


def subject_of(text: str, start: int, unit_end: int, unit: str | None, floor: int, ceiling: int) -> Subject:
    """What the figure at ``start``, whose unit ends at ``unit_end``, counts.

    ``floor`` is the end of the figure before it (with its unit), ``ceiling`` the start of the next one.
    """
    begin = clause_start(text, start, floor)
    raw = text[begin:start]
    before = squeeze(raw)
    tail = _TAIL.search(raw)
    core_end = begin + (tail.start() if tail else len(raw))
    core = text[begin:core_end]
    after_end = _clause_end(text, unit_end, ceiling)
    after_start = unit_end
    while after_start < after_end and text[after_start] in " 的\u3000":
        after_start += 1
    after = squeeze(text[after_start:after_end])
    passed = _ALL_IN_ONE.match(text, after_start) or _INVITED.match(text, after_start)
    if passed and passed.end() < ceiling:
        after_start = passed.end()
        after_end = _clause_end(text, after_start, ceiling)
    leads, verb = _after_leads(core, raw, after, unit)
    after_noun = (after_start, _noun_end(text, after_start, after_end)) if leads else None
    found = after_noun or _noun_before(text, begin, core_end)
    near_at = _last_item(core)
    return Subject(
        found[0],
        found[1],
        before,
        squeeze(core),
        squeeze(core[near_at:]),
        after,
        after_start,
        after_end,
        leads,
        verb,
    )


def _last_item(core: str) -> int:
    """Where the last item of an enumeration begins in ``core``; a 、 in quotes or brackets parts nothing."""
    depth, last = 0, 0
    for index, character in enumerate(core):
        if character in "“《（(":
            depth += 1
        elif character in "”》）)":
            depth = max(0, depth - 1)
        elif character == "、" and not depth:
            last = index + 1
    return last


def _after_leads(core: str, raw: str, after: str, unit: str | None) -> tuple[bool, str]:
    """Whether the counted noun follows the figure, and the verb before the figure if so."""
    after = after.rstrip("和及与并、")
    if not after or not ("\u4e00" <= after[0] <= "\u9fff" or after[0] in "“《（(") or _PART.match(after):
        return False, ""
    stripped = _LEAD.sub("", squeeze(core))
    whole = _PLACE_TAIL.sub("", squeeze(core))
    verb = _TAKES_OBJECT.search(whole) or _TAKES_OBJECT.search(squeeze(raw))
    if unit in ("%", "‰", "个百分点", "元", "人次"):
        return False, ""
    if _VERB_AFTER.match(after):
        return not stripped and not verb, ""
    if verb or raw.rstrip().endswith(("的", "等")):
        return True, verb.group().strip() if verb else ""
    if not stripped or _WHERE.match(squeeze(core)):
        return True, ""
    if unit and unit.endswith(_EVENT):
        return False, ""
    # 镇村干部120人赴…: the noun stands before; 12个村 after 全镇 has been seen above.
    return unit in ("个", "家") and len(stripped) <= 3, ""


def _noun_end(text: str, start: int, end: int) -> int:
    """The end of the noun phrase after a figure: before a verb of doing (5个村|签订…)."""
    match = re.search(
        r"(?<=[\u4e00-\u9fff”）)])(?:签订|签署|成立|开展|参加|参与|召开|组织|进行|举办|成功|被|作为|获|荣获|实现|提供|接受|完成|配备|配有|"
        r"化解|受理|查处|调解(?![室员委组工中站小队品平])|调处(?![中室])|设立|设置|建立|建成|悬挂|张贴|安装|发放|均|全部|累计|(?<!公)共(?!同|产|青)|先后|全年|已|分别|负责(?!人)|担任|驻|深入|到|为|对|在|与)",
        text[start:end],
    )
    if match and match.start() >= 1:
        end = start + match.start()
    while end > start + 1 and text[end - 1] in "和及与并 ":
        end -= 1
    return end


def _noun_before(text: str, begin: int, end: int) -> tuple[int, int]:
    """The head noun phrase of ``text[begin:end]``, which ends right before a figure."""
    core = text[begin:end]
    start = 0
    light = _LIGHT.match(core)
    if light and len(squeeze(core[light.end() :])) >= 2:
        start = light.end()
    lead = _LEAD.match(core[start:])
    if lead and len(squeeze(core[start + lead.end() :])) >= 2:
        start += lead.end()
    there = _IS_THERE.match(core, start)
    if there and len(squeeze(core[there.end() :])) >= 3:
        start = there.end()
    of = core.rfind("的", start)
    if of >= 0 and core[of - 1 : of] != "党" and len(squeeze(core[of + 1 :])) >= 2 and not _quoted(core, of):
        start = of + 1
    for needless in (_SUCH_AS, _DEED):
        if (match := needless.match(core[start:])) and len(squeeze(core[start + match.end() :])) >= 3:
            start += match.end()
    while start < len(core) and core[start] in " \u3000、的":
        start += 1
    return begin + start, end


def _quoted(core: str, index: int) -> bool:
    """Whether ``index`` stands inside a quotation or title of ``core``."""
    opened = max(core.rfind("“", 0, index), core.rfind("《", 0, index))
    closed = max(core.rfind("”", 0, index), core.rfind("》", 0, index))
    return opened > closed
