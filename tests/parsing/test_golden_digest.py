"""The parser's version changes with its output: what is read of every sample is pinned to it."""

import json
from collections.abc import Iterator
from pathlib import Path

from reports.parsing import PARSER_VERSION, parse_report
from reports.reading import read
from tests.golden import check, digest
from tests.parsing.evaluation import TWINS, annotated, marked
from tests.parsing.test_samples import SAMPLES

HERE = Path(__file__).parent
FILES = HERE.parents[1] / "fixtures" / "reports"


def texts() -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Name, text and meta tags of every sample and annotated report, files of all formats among them."""
    for path in sorted(FILES.glob("*")):
        if path.suffix != ".json":
            source = read(path.read_bytes(), path.name)
            yield path.name, source.text, source.meta
    for name, _, text, _ in SAMPLES:
        yield name, text, ()
    for report in (*marked(), *annotated(*TWINS)):
        yield report.name, report.text, ()


def test_the_version_has_changed_where_the_output_has() -> None:
    digests = {}
    for name, text, meta in texts():
        read_out = parse_report(text, meta=meta).to_dict()
        del read_out["parser_version"]
        assert name not in digests
        digests[name] = digest(json.dumps(read_out, ensure_ascii=False, sort_keys=True))
    check(
        HERE / "golden_digest.txt",
        "PARSER_VERSION in reports/parsing/types.py",
        PARSER_VERSION,
        digests,
        "tests/parsing/test_golden_digest.py",
    )
