"""``manage.py words``: what the pages of words count, as CSV for the terminal and for other programs."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.http import QueryDict

from reports.analysis.words import collocates, keyness, lines
from reports.analysis.words.frequency import GROUPS
from reports.exports.table import BOM, csv_lines
from reports.management.chinese import ChineseCommand
from reports.queries import words
from reports.queries.lines import every_line
from reports.search import Criteria, Resting

#: What can be counted, and the orders of its rows; without any, rows stand by place and year.
_SORTS = {
    "frequency": (),
    "lines": lines.SORTS,
    "keyness": keyness.SORTS,
    "collocates": collocates.SORTS,
    "panel": (),
}
_FILTERS = ("region", "year", "year_from", "year_to", "topic", "role", "indicator", "genre", "flag", "sample")

Rows = Iterator[tuple[Any, ...]]


class Command(ChineseCommand):
    yields = True
    help = "在全部报告的正文里数词语，结果是 CSV：年表、用例、特色词、搭配、概念面板。数目与网页和 API 相同。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            choices=_SORTS,
            help="frequency 提法年表，lines 用例，keyness 特色词，collocates 搭配，panel 概念面板",
        )
        parser.add_argument(
            "phrases",
            nargs="*",
            metavar="PHRASE",
            help="词语：年表一至六个，用例和搭配一个；面板写“概念:词语,词语”，一个概念一个参数",
        )
        parser.add_argument("--region", action="append", metavar="CODE", help="只数这个地区，可给多个")
        parser.add_argument("--year", action="append", help="只数这个报告年度，可给多个")
        parser.add_argument("--year-from", metavar="YEAR", help="从哪一年度起")
        parser.add_argument("--year-to", metavar="YEAR", help="到哪一年度止")
        parser.add_argument("--topic", action="append", help="只数讲这个主题的报告，可给多个")
        parser.add_argument("--role", action="append", help="只数有这种章节的报告，可给多个")
        parser.add_argument("--indicator", action="append", help="只数有这个指标的报告，可给多个")
        parser.add_argument("--genre", action="append", help="只数这个文种，可给多个")
        parser.add_argument("--flag", action="append", help="只数有这个标记的报告，可给多个")
        parser.add_argument("--sample", action="append", help="no 真实报告，yes 示例")
        parser.add_argument(
            "--against",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="特色词与哪些报告相比，如 region=33，可给多个；不给则与其余全部报告相比",
        )
        parser.add_argument("--by", choices=GROUPS, default="year", help="年表和面板按年，或按年和哪一级地区")
        parser.add_argument(
            "--sort",
            help="次序：用例 right、left、year、region，特色词 g2、log_ratio、count，搭配 g2、log_dice、count",
        )
        parser.add_argument(
            "--formulas",
            choices=("count", words.OMIT),
            default="count",
            help="omit 不计人人照抄的套话，默认计入",
        )
        parser.add_argument("--grouped", action="store_true", help="用例相同的并作一行")
        parser.add_argument("--places", action="store_true", help="特色词也列地名和发布机关名")
        parser.add_argument(
            "--window",
            type=int,
            default=collocates.WINDOW,
            help=f"搭配看左右几个词（默认 {collocates.WINDOW}）",
        )
        parser.add_argument("--near", default="", metavar="WORD", help="用例只要 --window 个词以内有这个词的")
        parser.add_argument("--most", type=int, default=100, help="特色词和搭配最多列多少（默认 100）")

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        if options["sort"] and options["sort"] not in _SORTS[what]:
            raise CommandError(f"{what} 的次序只能是 {'、'.join(_SORTS[what]) or '按地区和年'}。")
        if not 1 <= options["window"] <= collocates.WIDEST:
            raise CommandError(f"--window 要在 1 至 {collocates.WIDEST} 之间。")
        if options["most"] < 1:
            raise CommandError("--most 至少是 1。")
        try:
            header, rows = getattr(self, f"_{what}")(_criteria(options), options)
            for line in csv_lines(header, rows, spreadsheet=False):
                self.stdout.write(line.removeprefix(BOM).replace("\r\n", "\n"), ending="")
        except words.NotCounted as error:
            raise CommandError(str(error)) from error
        except Resting as error:
            raise CommandError("检索索引还没有，先运行 rebuild_index。") from error

    def _frequency(self, criteria: Criteria, options: dict[str, Any]) -> tuple[tuple[str, ...], Rows]:
        phrases = words.phrases_of(options["phrases"])
        found = words.phrase_frequency(criteria, phrases, options["by"], formulas=_formulas(options))

        def rows() -> Rows:
            for phrase, one in zip(phrases, found.phrases, strict=True):
                cells = {(cell.year, cell.region): cell for cell in one.cells}
                for held in found.held:
                    cell = cells.get((held.year, held.region))
                    counts = (cell.occurrences, cell.reports) if cell else (0, 0)
                    yield phrase.typed, held.region, held.year, *counts, held.reports, held.characters

        return (
            "词语",
            "地区代码",
            "报告年度",
            "出现（处）",
            "有它的报告（篇）",
            "馆藏（篇）",
            "字数",
        ), rows()

    def _lines(self, criteria: Criteria, options: dict[str, Any]) -> tuple[tuple[str, ...], Rows]:
        (phrase,) = words.phrases_of(options["phrases"], 1)
        sort = options["sort"] or "right"
        found, all_lines = words.phrase_lines(
            criteria,
            phrase,
            sort,
            beside=words.Beside.of(options["near"], options["window"]),
            grouped=options["grouped"],
            formulas=_formulas(options),
        )

        rows = (
            (report.public_id, report.region_code or None, report.year, *line)
            for report, *line in every_line(found, all_lines)
        )
        return ("报告", "地区代码", "报告年度", "左文", "词语", "右文", "起", "止", "相同的行"), rows

    def _keyness(self, criteria: Criteria, options: dict[str, Any]) -> tuple[tuple[str, ...], Rows]:
        given = QueryDict(mutable=True)
        for one in options["against"]:
            name, _, value = one.partition("=")
            if name not in _FILTERS or not value:
                raise CommandError(f"--against 写成 NAME=VALUE，NAME 是 {'、'.join(_FILTERS)} 之一：{one}")
            given.appendlist(name, value)
        found = words.telling_words(
            criteria,
            _counting(given) if given else None,
            sort=options["sort"] or "g2",
            most=options["most"],
            places=options["places"],
            formulas=_formulas(options),
        )
        rows = (
            (one.word, one.count, one.reference_count, one.reports, round(one.g2, 2), round(one.log_ratio, 2))
            for one in found.results
        )
        return ("词", "次数", "对照次数", "有它的报告（篇）", "G²", "对数比"), rows

    def _collocates(self, criteria: Criteria, options: dict[str, Any]) -> tuple[tuple[str, ...], Rows]:
        (phrase,) = words.phrases_of(options["phrases"], 1)
        sort, most = options["sort"] or "g2", options["most"]
        found = words.words_beside(
            criteria, phrase, window=options["window"], sort=sort, most=most, formulas=_formulas(options)
        )
        rows = (
            (one.word, one.count, one.total, round(one.g2, 2), round(one.log_dice, 2))
            for one in found.results
        )
        return ("词", "同现次数", "总次数", "G²", "logDice"), rows

    def _panel(self, criteria: Criteria, options: dict[str, Any]) -> tuple[tuple[str, ...], Rows]:
        concepts = words.concepts_of(options["phrases"])
        found = words.concept_panel(criteria, concepts, options["by"], formulas=_formulas(options))
        rows = (
            (one.concept, one.region, one.year, one.occurrences, one.reports, one.held, one.characters)
            for one in found
        )
        return ("概念", "地区代码", "报告年度", "出现（处）", "有它的报告（篇）", "馆藏（篇）", "字数"), rows


def _formulas(options: dict[str, Any]) -> bool:
    return bool(options["formulas"] != words.OMIT)


def _criteria(options: dict[str, Any]) -> Criteria:
    given = QueryDict(mutable=True)
    for name in _FILTERS:
        value = options[name]
        if value is not None:
            given.setlist(name, value if isinstance(value, list) else [value])
    return _counting(given)


def _counting(given: QueryDict) -> Criteria:
    """Raises CommandError for what is not understood."""
    found = words.filters_of(given)
    if found.notices:
        raise CommandError("".join(found.notices))
    return words.counting(found)
