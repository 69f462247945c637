"""A large archive is backed up and restored; its rows, originals and 500 searches are compared before and after.

    python -m tests.operating.restore 40000 [DATABASE_URL]

Without a URL it is restored into SQLite. The database must be there and empty. Prints how long each step took by the
clock and in processor time, with the load of the machine, and ends with 1 where anything differs.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SEARCHES = 500
_ASK = "from tests.operating.restore import told; import sys; told(sys.argv[1], sys.argv[2])"


def main(size: int, database: str | None) -> int:
    work = ROOT / "var" / "bench" / str(size)
    os.environ["ARCHIVE_ROOT"] = str(work / "originals")
    from django.core.management import call_command

    from tests.benchmarks.archive import open_archive

    open_archive(size)
    give_originals()
    call_command("update_reuse")
    if not (work / "index").exists():
        manage({}, "rebuild_index")
    queries = work / "queries.json"
    queries.write_text(json.dumps(list(made_queries())))
    told(str(queries), str(work / "before.json"))
    backup, target = work / "backup", work / "restored"
    for folder in (backup, target):
        shutil.rmtree(folder, ignore_errors=True)
    target.mkdir()
    elsewhere = {
        "DATABASE_URL": database or f"sqlite:///{target}/archive.sqlite3",
        "SEARCH_URL": f"whoosh:///{target}/index",
        "ARCHIVE_ROOT": str(target / "originals"),
    }
    manage({}, "archive_backup", str(backup))
    manage(elsewhere, "migrate", "--verbosity", "0")
    manage(elsewhere, "archive_restore", str(backup))
    run(
        "asking the restored archive",
        [sys.executable, "-c", _ASK, str(queries), str(work / "after.json")],
        elsewhere,
    )
    before, after = (json.loads((work / f"{name}.json").read_text()) for name in ("before", "after"))
    differing = [name for name in before if before[name] != after[name]]
    print(
        f"{len(before['searches'])} searches, {len(before) - 1} tables and originals; differing: {differing or 'none'}"
    )
    return 1 if differing else 0


def give_originals() -> None:
    """Let each report of a made-up archive have an original of its own: its text."""
    from django.db import transaction

    from reports.models import Report, SourceFile
    from reports.store import originals
    from reports.store.anchors import fill_anchors

    fill_anchors()
    keys = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    if SourceFile.objects.count() >= len(keys):
        return
    with transaction.atomic():
        for start in range(0, len(keys), 500):
            texts = dict(Report.objects.filter(pk__in=keys[start : start + 500]).values_list("pk", "text"))
            hashes = originals.keep_all([text.encode() for text in texts.values()])
            made = [
                SourceFile(sha256=sha256, name=f"{pk}.txt", size=len(text.encode()), media_type="text/plain")
                for (pk, text), sha256 in zip(texts.items(), hashes, strict=True)
            ]
            SourceFile.objects.bulk_create(made)
            for pk, source in zip(texts, made, strict=True):
                Report.objects.filter(pk=pk).update(source=source)
        SourceFile.objects.filter(reports=None).delete()


def made_queries() -> Iterable[str]:
    """The addresses of searches: half of them phrases, half as people type them, filtered and deep in the pages too."""
    from reports.search.query.criteria import Criteria
    from tests.benchmarks.archive import bodies_of
    from tests.benchmarks.queries import mixed, phrases

    bodies = random.Random(5).sample(bodies_of(2000), 200)
    for phrase in phrases(bodies, SEARCHES // 2):
        yield Criteria(q=f'"{phrase}"').query_string()
    for _, criteria in mixed(bodies, SEARCHES - SEARCHES // 2):
        yield criteria.query_string()


def told(queries: str, into: str) -> None:
    """Write what the archive of the environment holds and answers: a hash a table, the originals, the searches' hits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    from django.http import QueryDict

    from reports.backup.tables import TABLES
    from reports.models import SentenceHash, SignatureBand
    from reports.search import Criteria, search
    from reports.store import originals

    held: dict[str, Any] = {table.name: _digest(table.rows()) for table in TABLES}
    sentences = SentenceHash.objects.order_by("report", "start", "end").values_list(
        "report", "start", "end", "hash", "masked_hash", "body", "year"
    )
    held["sentences"] = _digest(sentences.iterator(5000))
    held["bands"] = _digest(
        SignatureBand.objects.order_by("report", "key").values_list("report", "key").iterator()
    )
    held["originals"] = _digest((name, originals.digest(originals.load(name))) for name in originals.stored())
    held["searches"] = []
    for query in json.loads(Path(queries).read_text()):
        page = search(Criteria.from_params(QueryDict(query)))
        hits = [(hit.report.public_id, round(hit.score or 0, 6), hit.hit_count) for hit in page.hits]
        held["searches"].append((query, page.count, page.exact_count, _digest(hits)))
    Path(into).write_text(json.dumps(held))


def _digest(rows: Iterable[Any]) -> str:
    whole = hashlib.sha256()
    for row in rows:
        whole.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
    return whole.hexdigest()


def manage(surroundings: dict[str, str], *words: str) -> None:
    run(words[0], [sys.executable, "manage.py", *words], surroundings)


def run(name: str, words: list[str], surroundings: dict[str, str]) -> None:
    began, used = time.perf_counter(), _used()
    subprocess.run(words, cwd=ROOT, env=os.environ | surroundings, check=True)
    took, processor = time.perf_counter() - began, _used() - used
    print(f"{name}: {took:.0f} s, {processor:.0f} s of processor, load {os.getloadavg()[0]:.1f}", flush=True)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
