"""The index's format changes with what it holds: documents, and the bytes of its columns, are pinned to it.

The rows are written here, so that what a parser makes of the texts has no part in it: a report that is read anew is
indexed anew anyway.
"""

from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from haystack import connections
from whoosh.columns import Column
from whoosh.filedb.filestore import RamStorage

from reports.models import Report
from reports.search.backends.whoosh import folder
from reports.search.backends.whoosh.schema import column_values
from reports.search.index.documents import Document, documents
from tests.analysis.words.made import pieces
from tests.factories import make_report
from tests.golden import check, digest

HERE = Path(__file__).parent
FILES = HERE.parents[2] / "fixtures" / "reports"

ODD = (
    "首页 > 公开\n依法治鎮２０２３年工作報告\n一、主要举措\n"
    "　　调解 纠 纷１，２３４件，ABC 与 Ｄéf①½。\n加微信领红包\n二、打算\n（一）继续推进\n"
    "㈠ 法治\u200b政府〇八年⼀⽅平安\u3000\u3000五 五 普 法\n" + "坚持依法行政，推进各项工作落到实处。" * 30
)


def reports() -> dict[str, Report]:
    """A report of each text of the samples, and one with all that a row can hold."""
    made = {
        path.name: make_report(path.read_text("utf-8", "replace"), region=f"500112{100 + number}", year=2020)
        for number, path in enumerate(sorted(FILES.glob("*.txt")))
    }
    made["all"] = make_report(
        ODD,
        region="500112001",
        title="依法治鎮２０２３年报告",
        published=date(2024, 3, 25),
        genre="annual_report",
        sample=True,
        furniture=[(0, 7)],
        flags=[
            "missing_title",
            {"kind": "injected_text", "note": "", "start": ODD.index("加微信"), "end": ODD.index("二、")},
        ],
        sections=[
            {"heading": "主要举措", "marker": "一、", "roles": ["achievements"], "topics": ["disputes", "publicity"]},
            {"heading": "打算", "marker": "二、", "roles": ["plan", "problems"]},
            {"heading": "继续推进", "marker": "（一）", "path": "2.1", "level": 2},
        ],
        metrics=[{"indicator": "mediation_committees"}, {"indicator": None}],
    )  # fmt: skip
    made["little"] = make_report("", region="50", published=None, title="", genre="other")
    return made


def column_digest(column: Column, values: list[object]) -> str:
    storage = RamStorage()
    file = storage.create_file("column")
    writer = column.writer(file)
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(len(values))
    file.close()
    return digest(storage.files["column"])


@pytest.mark.django_db
def test_the_format_has_changed_where_the_index_has() -> None:
    made = reports()
    names = {report.pk: name for name, report in made.items()}
    found: list[tuple[str, Document]] = [(names[one.pk], one) for one in documents(names)]
    digests = {name: digest(repr(astuple(document)[2:])) for name, document in found}
    _, schema = (
        connections["default"]
        .get_backend()
        .build_schema(connections["default"].get_unified_index().all_searchfields())
    )
    digests["schema"] = digest(
        repr([(name, type(field).__name__, field.stored) for name, field in schema.items()])
    )
    rows = [
        column_values(document, pieces(document.body)) | {"pk": number, "revision": 1}
        for number, (_, document) in enumerate(found)
    ]
    for name in sorted(rows[0].keys() & dict(schema.items()).keys()):
        column = schema[name].column_type
        values = [schema[name].to_column_value(row[name]) for row in rows]
        digests[f"column {name}"] = column_digest(column, values)
    check(
        HERE / "golden_digest.txt",
        "FORMAT in reports/search/backends/whoosh/folder.py",
        folder.FORMAT,
        digests,
        "tests/search/index/test_golden_digest.py",
    )
