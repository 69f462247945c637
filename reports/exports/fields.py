"""What each column of the tables means: its type in a Frictionless table schema, and its definition for readers."""

from collections.abc import Iterable
from typing import Any

_YES = "“是”或空"
#: Column → (type, definition), where the tables agree on it.
FIELDS: dict[str, tuple[str, str]] = {
    "编号": ("string", "报告编号：原件 SHA-256 的前 12 位，不变，也是网址的一部分"),
    "报告编号": ("string", "所属报告的编号，对应 reports.csv 的“编号”"),
    "标题": ("string", "标题；报告没有标题的，由发布机关和年度推定"),
    "报告年度": ("integer", "报告所写的年度，不是发布的年份"),
    "地区代码": ("string", "统计用区划代码，乡镇街道为 9 位"),
    "地区": ("string", "从省到乡镇街道的全称"),
    "发布机关": ("string", "报告的落款或页面所标机关，多个用顿号隔开"),
    "发布日期": ("date", "页面所标的发布日期；空为未见"),
    "成文日期": ("date", "落款日期，没有落款的取网页所列成文日期；空为未见"),
    "文种": ("string", "年度报告、述职述法、工作计划或其他"),
    "示例": ("string", f"{_YES}：虚构的示例；数据集里没有示例"),
    "索引号": ("string", "页面所标索引号，照录；网页上下载的表里，会被表格软件改写的前面有一个制表符"),
    "文号": ("string", "文号，照录"),
    "地区置信度": ("number", "地区判断正确的把握，0 到 1；人工核对过的为 1"),
    "原件SHA-256": ("string", "原件的 SHA-256 校验值"),
    "来源网址": ("string", "原件的来源网页；空为不详"),
    "网址": ("string", "在本馆的网址，带 # 的落在出处上"),
    "数值所属年度": ("integer", "数值所说的年度，可能不是报告年度；空为不明"),
    "指标": ("string", "可比指标的标识；空为不属于任何指标"),
    "指标名称": ("string", "可比指标的名称"),
    "存量或流量": ("string", "存量：到某一天有多少；流量：一年里发生多少；空为不属于任何指标"),
    "对象": ("string", "数值说的是什么，取自原文"),
    "原文数字": ("string", "数字在原文里的写法"),
    "数值": ("number", "换算后的数，如 1.8万 为 18000"),
    "上限": ("number", "写成区间时的上限"),
    "单位": ("string", "单位，照原文；百分数为 %"),
    "约数": ("string", f"{_YES}：原文有“约”“余”“多”等字"),
    "界": ("string", "不少于、不超过，或空"),
    "每": ("string", "频率的时间单位，如“每月一次”的“月”"),
    "计划数": ("string", f"{_YES}：是计划或目标，不是已完成的"),
    "未发生": ("string", f"{_YES}：原文说没有发生，数值记为 0"),
    "章节": ("string", "章节编号，如 2.1；0 是第一个标题之前的部分"),
    "原文": ("string", "数值所在的词句"),
    "起": ("integer", "在正文中的起点，按字符数，从 0 起"),
    "止": ("integer", "在正文中的终点，不含该字符"),
    "层级": ("integer", "标题层级，1 为最高"),
    "序号": ("string", "标题前的序号，照录"),
    "职能": ("string", "章节对应的法定内容，主要的在前，多个用顿号隔开；空为未判定"),
    "主题": ("string", "章节的主题，多个用顿号隔开"),
    "标识": ("string", "指标的标识，对应 metrics.csv 的“指标”"),
    "名称": ("string", "指标的名称"),
    "单位类别": ("string", "件次、人数、比率或金额；类别不同的不是一个序列"),
    "定义": ("string", "指标数的是什么"),
    "注意": ("string", "容易错当成什么、与哪个指标重叠、单位有什么陷阱；别的指标的名称用引号标出"),
    "类别": ("string", "标记类别的标识"),
    "类别名称": ("string", "标记类别的名称"),
    "说明": ("string", "标记的说明"),
}
#: Where a table means something of its own by a column.
_OWN = {("sections", "标题"): ("string", "章节标题，不含序号")}


def schema(table: str, header: Iterable[str]) -> dict[str, Any]:
    """The table schema (Frictionless v1) of a table with that header; raises KeyError for an undefined column."""
    fields = []
    for name in header:
        kind, description = _OWN.get((table, name)) or FIELDS[name]
        fields.append({"name": name, "type": kind, "description": description})
    if table == "reports":
        return {"fields": fields, "primaryKey": "编号", "missingValues": [""]}
    if table == "indicators":
        return {"fields": fields, "primaryKey": "标识", "missingValues": [""]}
    keys = [{"fields": "报告编号", "reference": {"resource": "reports", "fields": "编号"}}]
    if table == "metrics":
        keys.append({"fields": "指标", "reference": {"resource": "indicators", "fields": "标识"}})
    return {"fields": fields, "foreignKeys": keys, "missingValues": [""]}
