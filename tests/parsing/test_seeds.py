"""The real reports beside the project, where they are at hand."""

from pathlib import Path
from typing import Any

import pytest

from reports.parsing.pipeline import parse_report

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project")

EXPECTED: list[tuple[str, dict[str, Any]]] = [
    ("000", {"year": 2020, "published": "2021-02-20", "signed": None, "index_no": None}),
    ("000", {"issuer": "重庆市江津区中山镇人民政府", "doc_no": None}),
    (
        "001",
        {"year": 2023, "published": None, "signed": "2023-12-22", "issuer": "眉山市东坡区崇礼镇人民政府"},
    ),
    ("002", {"year": 2021, "published": None, "signed": None, "index_no": None}),
    ("002", {"issuer": "中共黔江区蓬东乡委员会、黔江区蓬东乡人民政府"}),
    ("003", {"year": 2021, "published": None, "signed": None, "issuer": "西红门镇人民政府"}),
    ("003", {"title": "西红门镇人民政府2021年法治政府建设年度报告"}),
    ("004", {"year": 2023, "published": "2024-03-25", "signed": None, "issuer": "衢山镇", "doc_no": None}),
    ("004", {"index_no": "113309210026412824/2024-91060"}),
]


@pytest.mark.parametrize(("name", "expected"), EXPECTED)
def test_real_reports_give_what_they_state(name: str, expected: dict[str, Any]) -> None:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    result = parse_report(path.read_text("utf-8")).to_dict()
    got = {key: result[key] for key in expected}
    assert {k: v["value"] if isinstance(v, dict) else v for k, v in got.items()} == expected
