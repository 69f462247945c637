"""What is remarked on a file, a text or a batch (附注): a code with values, which is what is kept.

The sentence is made where it is shown: in Chinese by ``str()``, in the reader's language by ``wording.translation.said``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, Self

#: Code → Chinese sentence, with ``%(name)s`` for each value: a msgid of the catalogue.
PATTERNS = {
    # What has no code: words of a person, of the system, or of an archive from before remarks had codes.
    "said": "%(text)s",
    "both": "%(a)s%(b)s",
    # Flags of the parser.
    "little_text": "几乎没有正文，可能只有附件或图片。",
    "mojibake": "有乱码%(n)s处，可能编码有误。",
    "cut_off": "正文似乎没有结束，原文可能不全。",
    "paragraph_again": "与前文一段完全相同。",
    "citizen_number": "疑似身份证号，公开前请遮盖。",
    "mobile_number": "疑似手机号码，公开前请确认。",
    "traditional": "全文为繁体字：解析和检索按简体进行，引文保留原样。",
    "blanks_in_words": "多处字间有空格，可能是扫描件识别所得，请核对原件。",
    "blanks_to_fill": "有%(n)s处未填的空，可能是模板，或数值被遮盖。",
    "many_blanks_to_fill": "有%(n)s处以上未填的空，可能是模板，或数值被遮盖。",
    "table_bars": "网页表格残留的竖线，已按页面杂项略去。",
    "half_year": "写的不是全年的情况，不作年度报告处理。",
    "title_made": "原文没有标题，标题由发布机构和年度拼成。",
    "title_missing": "原文没有标题。",
    "other_year": "标题与正文的年度不一致（另见%(other)s年），按%(year)s年处理。",
    "injected_line": "整行是外来的垃圾链接文字，与报告无关。",
    "injected": "疑似被插入的外来文字，与报告无关。",
    "injected_between": "疑似被插入的外来文字，删去后上下文相接。",
    "injected_over": "疑似被插入的外来文字，原文此处应为“%(words)s”。",
    "verb_lost": "序号“%(marker)s”后似缺“%(verb)s”字",
    "number_skipped": "序号不连续：此处应为第%(expected)s，写作第%(written)s",
    "inline_sections": "标题与正文连在一段，按序号分出章节",
    "place_namesakes": "叫这个名字的地方有 %(n)s 个：%(names)s",
    "place_unsure": "可能是%(place)s，但把握不足",
    "place_unlisted": "地名表中没有“%(name)s”",
    "place_unlisted_there": "地名表中%(place)s没有“%(name)s”",
    "unread_document": "文件里嵌有另一份文档，其中的文字没有读出，请对照原件。",
    "unread_diagram": "文件里有图示或图表，其中的文字没有读出，请对照原件。",
    "unread_frame": "网页的框架里另有一页，文件里没有或没有读出，请对照原件。",
    "unread_hidden_text": "文件里有隐藏的大段文字，没有读出，可能是正文，请对照原件。",
    "unread_slanted_text": "PDF 里有斜排的大段文字，没有读出，请对照原件。",
    "unsure_vertical_text": "PDF 里横排、竖排混在一起，竖排的先后可能有误，请对照原件。",
    "unsure_table": "PDF 里有表格分不清行列，数字与名目的对应可能有误，请对照原件。",
    "unread_symbol": "有特殊符号认不出，以“%(mark)s”代替，请对照原件。",
    "unread_struck_text": "PDF 里有用批注划去的文字，仍按原样读出，请对照原件。",
    "unread_hidden_layers": "PDF 里有关闭的图层，其中的文字可能混在正文里，请对照原件。",
    "unread_dynamic_form": "PDF 是动态表单（XFA），填写的内容没有读出；请打印成 PDF 再传。",
    "unread_part": "文件里有一部分没有读出，请对照原件。",
    # Of corrections by hand.
    "section_lost": "新读出的正文里认不准章节“%(heading)s”，人工改过的职能和主题没有用上。",
    "figure_lost": "新读出的正文里认不准数值“%(figure)s”，人工改过的指标“%(indicator)s”没有用上。",
    # What a value rests on.
    "year_of_title": "标题里的年度",
    "year_of_body": "正文里的年度",
    "year_inferred": "没有写明年度，由%(why)s推算",
    "date_in_column": "“%(label)s”一栏",
    "date_at_title": "标题旁的日期",
    "date_below_title": "标题下的日期",
    "date_signed": "落款日期",
    "date_of_meta": "网页元数据 PubDate",
    "date_of_address": "网址里的日期",
    "genre_words": "据以判断文种的字样",
    "place_own": "报告自称的地名",
    "place_own_meta": "网页元数据里自称的地名：%(name)s",
    "place_domain": "网址 %(label)s.gov.cn",
    "place_meta": "网页元数据 %(key)s：%(name)s",
    "place_before": "写在地名之前",
    "place_title": "标题里写到",
    "place_issuer": "发布机关里写到",
    "place_organ": "文中提到的机关里写到",
    "place_signature": "落款里写到",
    "place_info": "信息表里写到",
    "place_site": "网站名里写到",
    "place_crumbs": "页面路径里写到",
    "place_origin": "来源一栏里写到",
    "place_head": "文首里写到",
    "place_law": "所引地方文件里写到",
    "place_its_organ": "文中写到它的机构",
    "place_text": "文中写到",
    "place_credit_code": "统一社会信用代码第3至8位",
    "place_index_number": "索引号开头是县级代码",
    "place_province_words": "该省特有的说法",
    "place_slogan": "口号里的地名",
    # Files that cannot be read, and what was mended in those that could.
    "characters_damaged": "有 %(n)s 个字符已损坏，以“%(mark)s”代替。",
    "file_damaged": "文件已损坏，打不开；请用 Word 或 WPS 打开后另存一份。",
    "file_encrypted": "文件有密码，请去掉密码再传。",
    "file_not_word": "不是 Word 文档，读不了；请另存为 docx 或 txt。",
    "file_old_word": "Word 版本太旧，读不了；请另存为 docx 或 txt。",
    "file_encoding_unknown": "认不出文件的文字编码，请另存为 UTF-8 后再上传。",
    "page_too_deep": "网页的标签嵌套过深或属性过多，不像正常网页，没有读取。",
    "page_not_saved": "网页存档里没有网页。",
    "page_by_script": "网页的正文要靠脚本从网上取，文件里没有；请在浏览器里打开后另存，或传 txt、PDF。",
    "page_in_frame": "网页是空的框架，正文在框架里的另一页；请打开那一页另存再传，或传 txt、PDF。",
    "numbering_too_long": "文件的自动编号异常地长，不像正常文档，没有读取。",
    "numbering_unread": "文件里的自动编号读不出来，标题前的“一、”等可能缺失；请另存为 docx 或 PDF 再传。",
    "file_unpacks_large": "文件解开后异常地大，没有读取。",
    "file_too_deep": "文件的结构嵌套过深，不像正常文档，没有读取。",
    "file_entities": "文件里有不该有的实体定义，没有读取。",
    "pdf_encrypted": "PDF 有密码，请去掉密码再传。",
    "pdf_damaged": "PDF 已损坏，打不开；请重新导出一份。",
    "pdf_page_damaged": "PDF 有损坏的页，读不出来；请重新导出一份。",
    "pdf_too_long": "PDF 有 %(n)s 页，超过 %(most)s 页，不像一篇报告。",
    "pdf_scan": "PDF 是扫描件，没有文字层；请先做文字识别（OCR）再传。",
    "pdf_garbled": "PDF 的字体没有文字编码，读出来是乱码；请从原文档重新导出。",
    "file_binary": "文件不是文字，打不开；请确认传对了文件。",
    "file_empty": "文件是空的（0 字节）。",
    "file_too_large": "文件超过 %(most)s MB 的上限。",
    "file_without_text": "文件里没有文字。",
    "file_image": "这是图片，里面没有可读的文字；请先做文字识别（OCR）。",
    "file_archive": "这种压缩包读不了，请解压后上传，或改用 zip。",
    "file_zip_unopened": "压缩包打不开，可能已损坏；请解压后上传。",
    "file_spreadsheet": "这是表格或演示文稿，不是文字报告。",
    "file_program": "这是程序文件，不是报告。",
    "file_ofd": "这是 OFD 版式文件，目前读不了；请用 OFD 阅读器或 WPS 打开，另存为 PDF 或 docx 再传。",
    "file_office_xml": "这是单个 XML 文件的办公文档，读不了；请用 Word 或 WPS 打开后另存为 docx 再传。",
    "comments_left_out": "文档里有批注，没有读入。",
    "files_left_out": "文件附有别的文件，没有读入。",
    "unseen_left_out": "有白色或极小的文字，页面上看不见，没有读入。",
    "numbers_twice": "有的序号既自动生成又写在文字里，只取一次。",
    "page_behind_script": "网页的正文藏在脚本才显示的部分里，已读出，请对照原网页。",
    "page_in_parts": "网页的正文分页，隐藏的各页已依次读出。",
    "pdf_watermark": "PDF 第%(pages)s页有水印，没有读入：%(text)s。",
    "pdf_slanted": "PDF 第%(pages)s页有斜排文字（多为水印），没有读入：%(text)s。",
    "pdf_blank": "PDF 第%(pages)s页有与底色同色、看不见的文字，没有读入：%(text)s。",
    "pdf_outside": "PDF 第%(pages)s页有页面以外的文字，没有读入：%(text)s。",
    "pdf_hidden": "PDF 第%(pages)s页有不显示的文字，没有读入：%(text)s。",
    "pdf_recognised": "PDF 第%(pages)s页是扫描件，文字取自识别层，可能有识别错误。",
    "pdf_vertical": "PDF 第%(pages)s页有竖排文字，已从右到左读出。",
    "file_unsupported": "不支持这种格式，请另存为 txt 或 docx。",
    "file_too_much_text": "文件里的文字太多，不像一篇报告。",
    "file_too_slow": "读取这个文件用时或用内存过多，已中止；请打开后另存为 txt 再传。",
    "file_failed": "读取时出错，详情已记入日志；请打开后另存为 txt 再传。",
    "draft_missing": "请先贴上文字，或选一个文件。",
    "draft_too_long": "文字有 %(n)s 字，超过 %(most)s 字的上限。",
    "same_name": "前面已有同名文件，%(name)s.json 会被覆盖，请分开解析。",
    # Packed files.
    "zip_too_many": "压缩包里有 %(n)s 个文件，一次最多 %(most)s 个，请分包上传。",
    "zip_too_large": "压缩包解开后超过 %(most)s MB，没有再往下读。",
    "zip_overlapping": "压缩包里的文件互相重叠，不像正常打包，没有读取。",
    "zip_damaged": "压缩包已损坏，打不开；请重新打包。",
    "zip_failed": "压缩包解不开，详情已记入日志；请解开后再传。",
    "member_encrypted": "压缩包里的这个文件有密码，请去掉密码再传。",
    "member_damaged": "压缩包里的这个文件已损坏。",
    "member_unsupported": "压缩方式不常见，解不开；请用普通 zip 重新打包。",
    "member_nested": "压缩包里还有压缩包，请解开后再传。",
    # What became of a file.
    "not_stored": "入库时出错，详情已记入日志；原件已保存。",
    "not_parsed": "识别时出错，详情已记入日志；原件已保存。",
    "not_read": "读取时出错，详情已记入日志；请另存为 txt 后再试。",
    "not_kept": "保存原件时出错，详情已记入日志；请稍后再传。",
    "begun_too_often": (
        "处理了 %(times)s 次都半途中断，已搁置，不再自动处理；原件已保存。"
        "请打开后另存为 txt 再传，或点“重试未收的”再试。"
    ),
    "file_set_aside": (
        "处理了 %(times)s 次都半途中断，已搁置，不再处理。请打开后另存为 txt（压缩包先解压）再收，或加上 --again 再试。"
    ),
    "not_opened": "打不开：%(error)s。",
    "not_loaded": "原件读不出来，请重新上传：%(why)s",
    "original_missing": "原件不在库里。",
    "original_damaged": "原件 %(sha256)s 已损坏：内容与校验值不符。",
    "original_miswritten": "写入 %(file)s 后读回的内容不一致，请检查磁盘。",
    "see_log": "详情已记入日志。",
    "not_written": "没有存下：%(why)s",
    # What keeps anything from being written or read for a while.
    "trouble_busy": "数据库或索引正被别的进程占用，请稍后再试。",
    "trouble_full": "磁盘满了，请腾出空间后再试。",
    "trouble_read_only": "磁盘只读或没有权限，请检查后再试。",
    "trouble_away": "数据库或磁盘没有应答，请检查后再试。",
    "published_now": "此前已收，现已发布。",
    "same_file": "与已收的《%(title)s》是同一个文件。",
    "was_withdrawn": "那一篇已撤下，可在它的审核页重新发布。",
    "batch_undone": "整批已撤下，这个文件没有处理。",
    "sent_back": "已退回：%(reason)s",
    "without_region": "没有地区，请先选地区。",
    "without_year": "没有年度，请先填年度。",
    "without_genre": "没有文种，请先选文种。",
    "another_published": (
        "同一地区、年度和文种已发布《%(title)s》（编号 %(id)s），只能有一篇对外。"
        "请选择以本篇取代它，还是保留它。"
    ),
    "sample_over_report": "示例不能取代真实报告。",
}


class Remark(str):
    """A remark: as a ``str`` the Chinese sentence, with the ``code`` and ``values`` it is made of.

    A value may be a remark itself. Raises KeyError for a code that :data:`PATTERNS` does not have.
    """

    code: str
    pattern: str
    values: dict[str, Any]

    def __new__(cls, code: str, /, **values: Any) -> Self:
        pattern = PATTERNS[code]
        self = super().__new__(cls, pattern % values if values else pattern)
        self.code, self.pattern, self.values = code, pattern, values
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return from_stored, (self.stored(),)

    def stored(self) -> dict[str, Any]:
        """``{"code", "values"}``, in JSON's own types."""
        values = {
            name: value.stored() if isinstance(value, Remark) else value
            for name, value in self.values.items()
        }
        return {"code": self.code, "values": values}


def from_stored(stored: Mapping[str, Any]) -> Remark:
    """The remark of what :meth:`Remark.stored` gave; where it is of a newer program, the code stands for the sentence."""
    values = {
        name: from_stored(value) if isinstance(value, dict) else value
        for name, value in stored["values"].items()
    }
    return Remark(stored["code"], **values) if stored["code"] in PATTERNS else words(stored["code"])


def words(text: str) -> Remark:
    """A remark in somebody's own words, "" for none."""
    return Remark("said", text=text)


def together(remarks: Iterable[Remark]) -> Remark | None:
    """Several remarks in one, None for none."""
    held = list(remarks)
    return reduce(lambda a, b: Remark("both", a=a, b=b), held) if held else None
