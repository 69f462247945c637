"""Zero statements of many kinds: which series is none of, beside each sentence; - where none may be told.

Each file of zeros/ was written before any rule was read or mended for it. What begins with ? is not read yet.
"""

from pathlib import Path

import pytest

from reports.parsing import parse_report

_HEAD = "白桥镇2024年法治政府建设年度报告\n一、主要工作\n"
_FOOT = "\n二、下步打算\n继续推进各项工作。\n"
_LINES = [
    line.split("\t")
    for file in sorted(Path(__file__).with_name("zeros").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("series", "told"), _LINES)
def test_a_zero_is_told_of_what_was_none_and_of_nothing_else(series: str, told: str) -> None:
    found = parse_report(_HEAD + told.replace("\\n", "\n") + _FOOT).metrics
    told_of = [one for one in found if one.year == 2024 and not one.planned]
    zeros = {one.indicator for one in told_of if one.value == 0 and one.indicator}
    assert zeros == (set() if series.startswith("?") else set(series.split()) - {"-"})
