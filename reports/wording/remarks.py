"""What readers of files and the parser remark (附注), said again in the reader's language.

They are stored and passed on as plain Chinese, so their values have to be found in them again.
"""

from __future__ import annotations

import re
from functools import cache

from .sentence import Sentence

#: Every remark a page may show; a test compares it with what is remarked.
REMARKS = (
    # Flags of the parser.
    Sentence("几乎没有正文，可能只有附件或图片。"),
    Sentence("有乱码%(n)s处，可能编码有误。"),
    Sentence("正文似乎没有结束，原文可能不全。"),
    Sentence("与前文一段完全相同。"),
    Sentence("疑似身份证号，公开前请遮盖。"),
    Sentence("疑似手机号码，公开前请确认。"),
    Sentence("全文为繁体字：解析和检索按简体进行，引文保留原样。"),
    Sentence("有%(count)s未填的空，可能是模板，或数值被遮盖。"),
    Sentence("写的不是全年的情况，不作年度报告处理。"),
    Sentence("多处字间有空格，可能是扫描件识别所得，请核对原件。"),
    Sentence("网页表格残留的竖线，已按页面杂项略去。"),
    Sentence("原文没有标题，标题由发布机构和年度拼成。"),
    Sentence("标题与正文的年度不一致（另见%(other)s年），按%(year)s年处理。"),
    Sentence("整行是外来的垃圾链接文字，与报告无关。"),
    Sentence("序号“%(marker)s”后似缺“%(verb)s”字"),
    Sentence("序号不连续：此处应为第%(expected)s，写作第%(written)s"),
    Sentence("标题与正文连在一段，按序号分出章节"),
    Sentence("叫这个名字的地方有 %(n)s 个：%(names)s"),
    Sentence("可能是%(place)s，但把握不足"),
    Sentence("地名表中没有“%(name)s”"),
    Sentence("地名表中%(place)s没有“%(name)s”"),
    Sentence("文件里嵌有另一份文档，其中的文字没有读出，请对照原件。"),
    Sentence("文件里有图示或图表，其中的文字没有读出，请对照原件。"),
    Sentence("网页的框架里另有一页，文件里没有或没有读出，请对照原件。"),
    Sentence("文件里有隐藏的大段文字，没有读出，可能是正文，请对照原件。"),
    Sentence("PDF 里有斜排的大段文字，没有读出，请对照原件。"),
    Sentence("PDF 里横排、竖排混在一起，竖排的先后可能有误，请对照原件。"),
    Sentence("有特殊符号认不出，以“%(mark)s”代替，请对照原件。"),
    Sentence("文件里有一部分没有读出，请对照原件。"),
    # Of corrections by hand.
    Sentence("新读出的正文里认不准章节“%(heading)s”，人工改过的职能和主题没有用上。"),
    Sentence("新读出的正文里认不准数值“%(figure)s”，人工改过的指标“%(indicator)s”没有用上。"),
    # Files that cannot be read, and what was mended in those that could.
    Sentence("有 %(n)s 个字符已损坏，以“%(mark)s”代替。"),
    Sentence("文件已损坏，打不开；请用 Word 或 WPS 打开后另存一份。"),
    Sentence("文件有密码，请去掉密码再传。"),
    Sentence("不是 Word 文档，读不了；请另存为 docx 或 txt。"),
    Sentence("Word 版本太旧，读不了；请另存为 docx 或 txt。"),
    Sentence("认不出文件的文字编码，请另存为 UTF-8 后再上传。"),
    Sentence("网页的标签嵌套过深，不像正常网页，没有读取。"),
    Sentence("网页存档里没有网页。"),
    Sentence("网页的正文要靠脚本从网上取，文件里没有；请在浏览器里打开后另存，或传 txt、PDF。"),
    Sentence("网页是空的框架，正文在框架里的另一页；请打开那一页另存再传，或传 txt、PDF。"),
    Sentence("文件的自动编号异常地长，不像正常文档，没有读取。"),
    Sentence("文件解开后异常地大，没有读取。"),
    Sentence("文件的结构嵌套过深，不像正常文档，没有读取。"),
    Sentence("文件里有不该有的实体定义，没有读取。"),
    Sentence("PDF 有密码，请去掉密码再传。"),
    Sentence("PDF 已损坏，打不开；请重新导出一份。"),
    Sentence("PDF 有损坏的页，读不出来；请重新导出一份。"),
    Sentence("PDF 有 %(n)s 页，超过 %(most)s 页，不像一篇报告。"),
    Sentence("PDF 是扫描件，没有文字层；请先做文字识别（OCR）再传。"),
    Sentence("PDF 的字体没有文字编码，读出来是乱码；请从原文档重新导出。"),
    Sentence("文件不是文字，打不开；请确认传对了文件。"),
    Sentence("文件是空的（0 字节）。"),
    Sentence("文件超过 %(most)s MB 的上限。"),
    Sentence("文件里没有文字。"),
    Sentence("这是 OFD 版式文件，目前读不了；请用 OFD 阅读器或 WPS 打开，另存为 PDF 或 docx 再传。"),
    Sentence("这是单个 XML 文件的办公文档，读不了；请用 Word 或 WPS 打开后另存为 docx 再传。"),
    Sentence("文档里有批注，没有读入。"),
    Sentence("有白色或极小的文字，页面上看不见，没有读入。"),
    Sentence("有的序号既自动生成又写在文字里，只取一次。"),
    Sentence("网页的正文藏在脚本才显示的部分里，已读出，请对照原网页。"),
    Sentence("网页的正文分页，隐藏的各页已依次读出。"),
    Sentence("PDF 第%(pages)s页有水印，没有读入：%(text)s。"),
    Sentence("PDF 第%(pages)s页有斜排文字（多为水印），没有读入：%(text)s。"),
    Sentence("PDF 第%(pages)s页有与底色同色、看不见的文字，没有读入：%(text)s。"),
    Sentence("PDF 第%(pages)s页有页面以外的文字，没有读入：%(text)s。"),
    Sentence("PDF 第%(pages)s页有不显示的文字，没有读入：%(text)s。"),
    Sentence("PDF 第%(pages)s页是扫描件，文字取自识别层，可能有识别错误。"),
    Sentence("PDF 第%(pages)s页有竖排文字，已从右到左读出。"),
    Sentence("不支持这种格式，请另存为 txt 或 docx。"),
    Sentence("文件里的文字太多，不像一篇报告。"),
    Sentence("读取这个文件用时或用内存过多，已中止；请打开后另存为 txt 再传。"),
    Sentence("读取时出错，详情已记入日志；请打开后另存为 txt 再传。"),
    Sentence("请先贴上文字，或选一个文件。"),
    Sentence("文字有 %(n)s 字，超过 %(most)s 字的上限。"),
)
_VALUE = re.compile(r"%\\\((\w+)\\\)s")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Sentence], ...]:
    return tuple((re.compile(_VALUE.sub(r"(?P<\1>.*)", re.escape(one)), re.S), one) for one in REMARKS)


def remark(text: str) -> str:
    """``text`` as a sentence with its values, where it is one that is known; else as it is."""
    for pattern, sentence in _patterns():
        if found := pattern.fullmatch(text):
            return Sentence(sentence.pattern, **found.groupdict())
    return text
