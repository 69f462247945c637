"""Every kind of flag that the parser raises has a name for readers."""

import re
from pathlib import Path

import reports.parsing
from reports.search.answer.facets import FLAG_LABELS


def test_every_flag_of_the_parser_has_a_label() -> None:
    sources = Path(reports.parsing.__file__).parent.rglob("*.py")
    raised = {kind for path in sources for kind in re.findall(r'Flag\(\s*"(\w+)"', path.read_text("utf-8"))}
    assert raised - FLAG_LABELS.keys() == set()
    assert "missing_title" in raised
