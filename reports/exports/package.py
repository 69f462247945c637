"""The published archive as a data package (Frictionless Data Package v1) for research (数据集)."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from reports.models import Report
from reports.models.access.database import snapshot
from reports.parsing import PARSER_VERSION
from reports.queries.samples import EXPORTED

from .fields import schema
from .table import csv_lines
from .tables import (
    CHUNK,
    FLAG_HEADER,
    INDICATOR_HEADER,
    METRIC_HEADER,
    REPORT_HEADER,
    SECTION_HEADER,
    Address,
    flag_rows,
    indicator_rows,
    metric_rows,
    report_rows,
    section_rows,
)

#: Of the columns and files; raised when a reader's program would have to change.
PACKAGE_VERSION = "2.0.0"
PARTIAL = ".part"
_TABLES = (
    ("reports", "报告", REPORT_HEADER, report_rows),
    ("sections", "章节", SECTION_HEADER, section_rows),
    ("metrics", "数值", METRIC_HEADER, metric_rows),
    ("flags", "标记", FLAG_HEADER, flag_rows),
)
_LICENCE = "报告是各发布机关依法公开的文件，权利依各自规定；抽取的数据可自由使用，请注明“乡镇法治报告档案馆”和导出日期。"
_README = """乡镇法治报告档案馆数据集

导出时间：{created}　数据集版本：{version}　识别程序版本：{parser}
收录已发布的报告 {count} 篇。草稿、已撤下和已被修订稿取代的报告不在内，虚构的示例也不在内。

文件
{files}
datapackage.json 写明每一栏的类型和含义、行数、字节数和 SHA-256（Frictionless Data Package v1）。

怎样读
1. CSV 是带 BOM 的 UTF-8，Excel 可直接打开。文本单元格若以 = + - @ 开头，前面加了一个单引号，以防被当作公式。
   用表格软件请按 datapackage.json 的类型导入（数据 → 自文本/CSV，文本栏选“文本”）：直接双击打开，
   长编号、2.10、5-8 会被改成别的数或日期。
2. texts/texts.jsonl 每行一篇：id 是报告编号，text 是正文。“起”“止”是正文的字符位置，从 0 起，不含“止”。
   Python 里 text[起:止] 就是原文；页面杂项和混入的文字也在正文里，没有删。
3. 报告年度是报告所写的年度；发布日期是页面所标的日期。

使用前请注意
1. 数值是发布机关自己的说法，本馆没有核实。单位不同的不能相加；约数、计划数、区间各有标记。
   每个指标数的是什么、是存量还是流量、与哪个指标重叠，见 indicators.csv。
2. 未见不等于没有：某项内容在报告里没有找到，不等于没有做；程序也会漏认、错认。
3. 未收录不等于未公开：本馆没有的报告，可能只是还没有收到。
4. 同一报告可能有大段文字与别处相同，统计文字时请留意。
5. 地区按地区置信度判断；引用单篇之前请看原件（网址）。

许可
{licence}
"""

#: Called with how many reports have been done since the last call; a report is done once for each file.
Progress = Callable[[int], object]
FILES = len(_TABLES) + 1


class NotEmpty(Exception):
    """There is something where the data set was to be; ``str()`` is its path."""


def export(folder: Path, address: Address, progress: Progress = lambda _: None) -> dict[str, int]:
    """Write the data set to ``folder``, which must not exist or be empty; gives the rows of each file.

    It is written beside it and renamed when it is whole. All files speak of one moment. Raises :class:`NotEmpty`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(str(folder))
    folder = folder.absolute()
    partial = folder.with_name(folder.name + PARTIAL)
    if partial.exists():
        shutil.rmtree(partial)
    (partial / "texts").mkdir(parents=True)
    with snapshot():
        ids = list(Report.objects.filter(EXPORTED).order_by("pk").values_list("pk", flat=True))
        resources = [
            _write_table(partial, name, title, header, rows(_told(ids, progress), address))
            for name, title, header, rows in _TABLES
        ]
        resources.append(
            _write_table(partial, "indicators", "指标", INDICATOR_HEADER, indicator_rows(address))
        )
        resources.append(_write_texts(partial, _told(ids, progress)))
    created = timezone.localtime()
    _write_json(partial / "datapackage.json", _package(resources, created.isoformat(timespec="seconds")))
    files = "\n".join(f"{one['path']}　{one['title']}，{one['rows']} 行" for one in resources)
    readme = _README.format(
        created=f"{created:%Y年%-m月%-d日 %H:%M}",
        version=PACKAGE_VERSION,
        parser=PARSER_VERSION,
        count=len(ids),
        files=files,
        licence=_LICENCE,
    )
    (partial / "README.txt").write_text(readme, "utf-8")
    partial.replace(folder)
    return {one["path"]: one["rows"] for one in resources}


def _package(resources: list[dict[str, Any]], created: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "township-rule-of-law-reports",
        "title": "乡镇法治报告档案馆数据集",
        "description": "数值是发布机关自己的说法；未见不等于没有，未收录不等于未公开。详见 README.txt。",
        "version": PACKAGE_VERSION,
        "created": created,
        "parser_version": PARSER_VERSION,
        "licenses": [{"name": "notspecified", "title": _LICENCE}],
        "resources": resources,
    }


def _write_table(
    folder: Path, name: str, title: str, header: tuple[str, ...], rows: Iterable[Iterable[Any]]
) -> dict[str, Any]:
    """Write a table and describe it as a resource."""
    path = f"{name}.csv"
    lines = (line.encode() for line in csv_lines(header, rows, spreadsheet=False))
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        # The first of the lines is the header.
        **_write(folder / path, lines, besides=1),
        "schema": schema(name, header),
    }


def _write_texts(folder: Path, ids: Iterable[int]) -> dict[str, Any]:
    path = "texts/texts.jsonl"
    lines = (
        json.dumps({"id": one, "text": text}, ensure_ascii=False).encode() + b"\n"
        for one, text in _texts(ids)
    )
    return {
        "profile": "data-resource",
        "name": "texts",
        "title": "正文",
        "path": path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **_write(folder / path, lines),
    }


def _texts(ids: Iterable[int]) -> Iterator[tuple[str, str]]:
    waiting: list[int] = []
    for pk in ids:
        waiting.append(pk)
        if len(waiting) == CHUNK:
            yield from Report.objects.filter(pk__in=waiting).order_by("pk").values_list("public_id", "text")
            waiting.clear()
    yield from Report.objects.filter(pk__in=waiting).order_by("pk").values_list("public_id", "text")


def _write(path: Path, lines: Iterable[bytes], besides: int = 0) -> dict[str, Any]:
    """Write lines as they are made; gives ``bytes``, ``hash`` and ``rows``, ``besides`` of the lines not counted."""
    digest, size, rows = hashlib.sha256(), 0, -besides
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            digest.update(line)
            size += len(line)
            rows += 1
    return {"bytes": size, "hash": f"sha256:{digest.hexdigest()}", "rows": rows}


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _told(ids: Iterable[int], progress: Progress) -> Iterator[int]:
    for pk in ids:
        progress(1)
        yield pk
