"""What this repository publishes is in its own words: no long run of characters of a real report stands in it."""

import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reports.reading import read
from tests.real_reports import SEEDS, needs_real_reports

ROOT = Path(__file__).parents[1]
#: Shorter runs are titles of laws and standing phrases, which all reports share.
LONGEST = 30


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _own_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if not path.is_file():
            continue
        if name.startswith("fixtures/") and path.suffix != ".json":
            yield name, _bare(read(path.read_bytes(), path.name).text)
        elif path.suffix in {".py", ".md", ".txt", ".html", ".json", ".toml", ".po"}:
            yield name, _bare(path.read_bytes().decode("utf-8", "replace"))


@needs_real_reports
def test_no_text_of_the_repository_repeats_a_real_report() -> None:
    runs = {
        text[start : start + LONGEST]
        for path in SEEDS.glob("*.txt")
        for text in [_bare(path.read_text("utf-8"))]
        for start in range(len(text) - LONGEST + 1)
    }
    assert runs
    repeated = {
        name: text[start : start + LONGEST]
        for name, text in _own_texts()
        for start in range(len(text) - LONGEST + 1)
        if text[start : start + LONGEST] in runs
    }
    assert repeated == {}
