"""An archive is moved into another database and index, and is the same there; the old one stays as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.backup.conftest import bytes_of, machine

#: Rows, originals and searches of an archive.
HELD = """
import json
from reports.backup.tables import TABLES
from reports.search import Criteria, search_ids
from reports.store import originals
rows = {table.name: list(table.rows()) for table in TABLES}
kept = {name: originals.digest(originals.load(name)) for name in originals.stored()}
searches = {q: search_ids(Criteria(q=q)) for q in ("", "法治", '"政府"', "调解 纠纷")}
print(json.dumps([rows, kept, searches], sort_keys=True, default=str))
"""


@pytest.mark.slow
def test_an_archive_is_the_same_where_it_was_moved(tmp_path: Path) -> None:
    here = machine(tmp_path / "here", f"sqlite:///{tmp_path}/here/archive.sqlite3")
    files = tmp_path / "files"
    files.mkdir()
    for number in range(5):
        (files / f"{number}.txt").write_bytes(bytes_of("衢山镇", 2016 + number, number))
    here("load_regions")
    here("ingest", str(files), "--publish-doubtful")
    there = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/there.sqlite3",
        "SEARCH_URL": f"whoosh:///{tmp_path}/index",
    }

    def held(**environment: str) -> Any:
        return json.loads(here("shell", "--verbosity", "0", "-c", HELD, **environment).stdout)

    before = held()
    assert len(before[2][""]) == 5
    done = here("move_archive", *there.values())
    assert f"  DATABASE_URL={there['DATABASE_URL']}" in done.stdout.splitlines()
    assert held(**there) == before
    assert held() == before
    # Once more, as after one that broke off: it finds all there.
    here("move_archive", *there.values())
    assert held(**there) == before


def test_it_is_not_moved_onto_itself(tmp_path: Path, with_tables: Path) -> None:
    url = f"sqlite:///{tmp_path}/here/archive.sqlite3"
    here = machine(tmp_path / "here", url, with_tables)
    done = here("move_archive", url, f"whoosh:///{tmp_path}/index", check=False)
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "CommandError: DATABASE_URL 就是现在用的，没有可搬的。",
    )
