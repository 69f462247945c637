"""A sample (示例) is a field of the report: nothing is told from its text."""

import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.factories import make_report

#: What samples once closed with, and by what any report with these words was taken for one.
OLD_NOTE = "根据公开报告要点改写"


@pytest.mark.parametrize(
    ("closing", "sample"),
    [
        (f"示例：{OLD_NOTE}，原文见来源网址。", True),
        (f"示例:{OLD_NOTE}", True),
        (f"本文{OLD_NOTE}。", False),
        ("", False),
    ],
)
def test_the_migration_marks_those_that_closed_with_the_old_note(
    db: None, closing: str, sample: bool
) -> None:
    report = make_report(f"一、主要举措\n依法行政。\n{closing}", region="330921106")
    importlib.import_module("reports.migrations.0010_sample").mark_old_samples(apps, None)
    report.refresh_from_db()
    assert report.sample is sample


def test_no_product_code_looks_for_the_old_note() -> None:
    root = Path(settings.BASE_DIR)
    files = [path for folder in ("reports", "archive", "templates") for path in (root / folder).rglob("*.*")]
    readable = [path for path in files if path.suffix in (".py", ".html", ".toml", ".txt")]
    assert len(readable) > 300
    naming = [path for path in readable if OLD_NOTE in path.read_text("utf-8")]
    assert [path.parent.name for path in naming] == ["migrations"]
