"""What is to be asked of a report before it is published, in the words of the keeper's pages and commands."""

from collections.abc import Iterable, Mapping
from typing import Protocol


class Asking(Protocol):
    """A question: a code and its values, see ``reports.store.asking.questions``."""

    @property
    def code(self) -> str: ...

    @property
    def values(self) -> Mapping[str, str | int]: ...


_SENTENCES = {
    "empty": "几乎没有正文，可能只有附件或图片。",
    "mojibake": "有乱码，请对照原件。",
    "injected": "混入的外来文字占全文 {percent}%，请核对。",
    "part_not_read": "文件有一部分没有读出，请对照原件。",
    "short_text": "文件有 {kilobytes} KB，读出的正文只有 {characters} 字，请对照原件。",
    "half_year": "写的不是全年的情况，请确认文种。",
    "genre": "看来不是法治政府建设年度报告，请确认文种。",
    "no_year": "没认出是哪一年的报告，请填年度。",
    "unsure_year": "文中年度不一致，暂按 {year} 年，请核对年度。",
    "no_region": "没认出是哪个地区的报告，请选地区。",
    "not_listed": "认出“{place}”，但对不上地区表里的任何一处，请选地区。",
    "many_places": "认出“{place}”，{where}有 {places} 处叫这个名字，请选地区。",
    "no_township": "“{place}”在地区表里没有对上乡镇，请选地区。",
    "outside": "识别为“{place}”，不在所选的地区之内，请核对。",
    "unsure_region": "可能是“{place}”（把握 {percent}%），请核对地区。",
    "held": "已收有同一地区、年度和文种的《{title}》，作为修订稿待审。",
    "withdrawn": "像是已撤下的《{title}》又来了，请核对。",
}


def in_words(questions: Iterable[Asking]) -> str:
    """The sentences of all questions, one after another; "" for none."""
    return "".join(_SENTENCES[question.code].format_map(question.values) for question in questions)
