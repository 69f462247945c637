"""Readings to store: small, by hand, so that storing is tested whatever the parser says today."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports.ingest.intake import Understood
from reports.parsing.types import (
    Evidence,
    Flag,
    Furniture,
    Item,
    Metric,
    ParsedReport,
    Region,
    Section,
    TopicEvidence,
    Value,
)
from reports.reading import read
from reports.store.originals import keep
from reports.text.remarks import words

TEXT = """首页>公开
衢山镇2023年法治政府建设年度报告
一、主要举措
(一)化解矛盾
一是调解纠纷35件。
二、存在不足
力量不足。
衢山镇人民政府
2024年3月1日
"""


#: Enough for a body not to be taken for an empty one.
BODY = "全镇坚持依法行政，健全重大事项合法性审查机制，推进综合行政执法规范化建设，深入开展普法宣传教育。"


def place(code: str | None = "330921106", confidence: float = 0.98) -> Region:
    return Region(
        code=code,
        name="衢山镇",
        gazetteer_name="衢山镇",
        level="township",
        province="浙江省",
        city="舟山市",
        county="岱山县",
        township="衢山镇",
        full_name="浙江省舟山市岱山县衢山镇",
        confidence=confidence,
        evidence=(at("衢山镇2023", "title", 3),),
    )


def at(passage: str, why: str, length: int | None = None) -> Evidence:
    start = TEXT.index(passage)
    end = start + (length or len(passage))
    return Evidence(start, end, TEXT[start:end], words(why))


def reading(text: str = TEXT, **changes: Any) -> ParsedReport:
    """What a parser makes of :data:`TEXT`; with another ``text`` only the offsets that fit both are right."""
    first, second, third = (TEXT.index(marker) for marker in ("一、主", "(一)", "二、存"))
    figure = TEXT.index("35件")
    parsed = ParsedReport(
        text=text,
        title=Value("衢山镇2023年法治政府建设年度报告", 6, 24),
        issuer=Value("衢山镇人民政府", TEXT.index("衢山镇人民政府"), TEXT.index("衢山镇人民政府") + 7),
        year=2023,
        signed=date(2024, 3, 1),
        region=place(),
        evidence={"year": (at("2023", "title"),), "signed": (at("2024年3月1日", "signature"),)},
        furniture=(Furniture(0, 5, "breadcrumb"),),
        flags=(Flag("table_residue", None, None, words("有表格残留")),),
        sections=(
            Section("1", 1, "一、", "主要举措", first + 2, first + 6, first, third, roles=("achievements",)),
            Section(
                "1.1",
                2,
                "(一)",
                "化解矛盾",
                second + 3,
                second + 7,
                second,
                third,
                topics=("disputes",),
                topic_evidence=(TopicEvidence("disputes", second + 3, second + 7),),
            ),
            Section("2", 1, "二、", "存在不足", third + 2, third + 6, third, len(TEXT), roles=("problems",)),
        ),
        items=(Item("1.1", "一是", figure - 6, figure + 4, 1),),
        metrics=(
            Metric(
                text="调解纠纷35件",
                start=figure - 4,
                end=figure + 3,
                figure="35",
                figure_start=figure,
                value=Decimal(35),
                value_high=None,
                unit="件",
                approx=False,
                bound=None,
                subject="调解纠纷",
                section="1.1",
                indicator=None,
                year=2023,
            ),
        ),
    )
    return replace(parsed, **changes)


def understood(text: str = TEXT, name: str = "报告.txt", **changes: Any) -> Understood:
    """A file of ``text`` as the intake has it once it is read and parsed."""
    data = text.encode()
    return Understood(name, keep(data), len(data), read(data, name), reading(text, **changes))
