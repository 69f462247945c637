"""Make an archive as the first release left it: ``python -m tests.models.released``, in an empty ``DATABASE_URL``.

Rows are written by the models of the migrations of that time, by which 0009_province_medians was the last.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

LAST = "0009_province_medians"
PLACES = (
    ("33", "浙江省", "province"),
    ("3309", "舟山市", "city"),
    ("330921", "岱山县", "county"),
    ("330921101", "高亭镇", "township"),
    ("330921102", "东沙镇", "township"),
    ("330921106", "衢山镇", "township"),
)
THEN = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
BY_HAND = {"by": "审核员", "at": "2026-11-02T09:00:00+08:00"}
CORRECTIONS = {
    "region": {"value": "330921101", **BY_HAND},
    "title": {"value": "第1篇", **BY_HAND},
    "section@0:化解矛盾": {"value": {"role": "plan", "topics": ["disputes"]}, **BY_HAND},
    "metric@11:1": {"value": "disputes_mediated", **BY_HAND},
}

#: What was kept with files as a sentence, and what of it is no question.
ASKED = {
    "认出“城关镇”，但对不上地区表里的任何一处，请选地区。": "",
    "可能是“衢山镇”（把握 88%），请核对地区。有 1 个字符已损坏，以“�”代替。": "有 1 个字符已损坏，以“�”代替。",
    "已收有同一地区、年度和文种的《旧报告》，作为修订稿待审。": "",
    "已退回：年度不对，请核对。": "已退回：年度不对，请核对。",
}


def models() -> Any:
    """The models of the first release, with their tables."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    others = [key for key in executor.loader.graph.leaf_nodes() if key[0] != "reports"]
    return executor.migrate([("reports", LAST), *others]).apps


def fill(apps: Any) -> None:
    """Reports in every status, corrected and not, complete and not, and all that hangs on them."""

    def rows(name: str) -> Any:
        return apps.get_model("reports", name).objects

    places: dict[str, Any] = {}
    for code, name, level in PLACES:
        parent = next((places[code[:n]] for n in (6, 4, 2) if code[:n] in places and n < len(code)), None)
        places[code] = rows("Region").create(
            code=code,
            name=name,
            level=level,
            parent=parent,
            full_name=(parent.full_name if parent else "") + name,
            pinyin="zhen",
            initials="z",
        )
    rows("Region").filter(code="330921102").update(successor="330921101", valid_until=date(2020, 1, 1))
    keeper = apps.get_model("auth", "User").objects.create(username="审核员")
    topic = rows("Topic").create(slug="disputes", name="矛盾纠纷化解", position=1)
    indicator = rows("Indicator").create(
        slug="disputes_mediated", name="调解纠纷", family="count", position=1
    )

    def report(place: str | None, year: int | None, status: str, **fields: Any) -> Any:
        number = rows("Report").count() + 1
        source = rows("SourceFile").create(
            sha256=f"{number:064x}",
            name=f"{number}.txt",
            media_type="text/plain",
            size=10,
            received_by=keeper,
        )
        return rows("Report").create(
            **{
                "region": places[place] if place else None,
                "region_confidence": 0.95,
                "year": year,
                "status": status,
                "title": f"第{number}篇",
                "source": source,
                "text": f"一、化解矛盾\n调解纠纷{number}件。",
                "parser_version": "7",
                "evidence": {"title": [{"start": 0, "end": 4, "text": "一、化解", "why": "标题"}]},
                "doubt": 1,
                "search_dirty": False,
                **fields,
            }
        )

    corrected = report(
        "330921101",
        2023,
        "published",
        corrections=CORRECTIONS,
        published=date(2024, 3, 25),
    )
    superseded = report("330921106", 2022, "superseded")
    report("330921106", 2022, "published", supersedes=superseded)
    report("330921101", 2021, "withdrawn")
    report("330921101", None, "published")
    report(None, 2023, "published")
    report("330921101", 2020, "published", genre="work_plan")
    report("330921101", 2020, "published")
    report("330921101", 2020, "published")
    report("330921101", 2020, "draft")
    report("330921101", 2019, "published", text="一、概述\n示例：根据公开报告要点改写")
    report("330921101", 2019, "published")
    report(None, None, "draft")
    for one in rows("Report").order_by("pk"):
        section = rows("Section").create(
            report=one,
            path="1",
            level=1,
            marker="一、",
            heading="化解矛盾",
            heading_start=2,
            heading_end=6,
            start=0,
            end=len(one.text),
            role="plan",
        )
        rows("SectionTopic").create(section=section, topic=topic, evidence=[[2, 4]])
        rows("Metric").create(
            report=one, section=section, indicator=indicator, text="调解纠纷1件", subject="调解纠纷", figure="1",
            figure_start=11, value="1.5", unit="件", start=7, end=13, year=one.year,
        )  # fmt: skip
        rows("Flag").create(report=one, kind="year_conflict", note="年度不一")
        rows("Furniture").create(report=one, kind="footer", start=0, end=1)
        rows("SentenceHash").create(
            report=one, start=0, end=5, hash=one.pk, masked_hash=1, body=330921101, year=2023
        )
        rows("Signature").create(report=one, sentences=1, minhash=b"\x01\x02")
        rows("SignatureBand").create(report=one, key=one.pk)
    batch = rows("Batch").create(created_by=keeper, note="第一批", publish=True, region=places["330921"])
    rows("Batch").create(note="第二批")
    rows("BatchItem").create(batch=batch, name="1.txt", sha256="1" * 64, state="stored", report=corrected)
    rows("BatchItem").create(batch=batch, name="坏.txt", state="refused", reason="文件损坏。")
    for number, kept in enumerate(ASKED):
        rows("BatchItem").create(
            batch=batch, name=f"问{number}.txt", state="undecided", reason=kept, report=corrected
        )
    rows("UsualRange").create(indicator=indicator, unit="件", low=1, high=9, n=40, of=50)
    rows("ProvinceMedian").create(
        province=places["33"], year=2023, indicator=indicator, unit="件", median=3, n=7
    )
    rows("Report").update(created_at=THEN, updated_at=THEN)


if __name__ == "__main__":
    django.setup()
    fill(models())
