"""``make bench SIZES=1000,40000``: everything measured, side by side, printed as a table and kept as JSON.

Each measurement runs in a process of its own, so that memory and caches are its own. The archives in ``var/bench`` are
made once and kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from tests.benchmarks.archive import ROOT
from tests.benchmarks.watched import watch

LABELS = {
    "stock": "Haystack + Whoosh + ChineseAnalyzer",
    "fts5": "SQLite FTS5 trigram",
    "tantivy": "Tantivy",
    "scan": "plain scan in memory",
}
STEPS = ("index", "query", "exact", "words", *LABELS)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="1000", help="numbers of reports, with commas")
    arguments.add_argument(
        "--steps", default=",".join(STEPS), help="what to measure; the rest is as last measured"
    )
    arguments.add_argument("--stock", type=int, default=4000, help="the most reports for the stock pieces")
    options = arguments.parse_args()
    for size in map(int, options.sizes.split(",")):
        path = ROOT / "var/bench" / str(size) / "results.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        here: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        for step in options.steps.split(","):
            if step != "stock" or size <= options.stock:
                module = "rivals" if step in LABELS else "words" if step == "words" else "ours"
                here[step] = run(module, step, size)
                path.write_text(json.dumps(here, indent=1))
        print(
            table(size, here), *words_table(here), f"Kept in {path.relative_to(ROOT)}.", sep="\n", flush=True
        )


def run(module: str, name: str, size: int) -> dict[str, Any]:
    """What a measurement prints as its last line."""
    print(f"{size:,}: {module} {name} …", file=sys.stderr, flush=True)
    taken = watch([sys.executable, "-m", f"tests.benchmarks.{module}", name, str(size)], cwd=ROOT)
    if taken.code:
        sys.exit(taken.code)
    result: dict[str, Any] = json.loads(taken.output.splitlines()[-1])
    if name == "index":
        result |= {"peak_mb": taken.peak_mb, "processor": taken.processor, "seconds": taken.clock}
    return result


def table(size: int, here: dict[str, Any]) -> str:
    """Markdown: a phrase's first page on each, then what a whole page of this archive takes."""
    ours, query = here["exact"], here["query"]
    lines = [
        f"### {size:,} reports",
        "",
        "| a quoted phrase, first page | wrong sets | p50 ms | p95 ms | max ms | p95, ours = 1 | indexed/s | disk MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        row("this archive (with facets)", ours, here["index"], ours),
        *(row(label, here[name], here[name], ours) for name, label in LABELS.items() if name in here),
        "",
        "| a page of search, snippets and facets included | p50 ms | p95 ms | max ms |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {kind} | {times(taken)} |" for kind, taken in query["kinds"].items()),
        f"| **all {sum(1 for _ in query['kinds'])} kinds mixed** | {times(query['first'])} |",
        f"| of it finding, ordering and counting facets | {times(query['finding'])} |",
        f"| the same asked again | {times(query['again'])} |",
        f"| hostile queries of up to 10,000 characters | {times(query['hostile'])} |",
        "",
        "What is not finding goes to reading the rows of the reports shown, marking their hits and cutting snippets.",
        f"Indexing took {1000 / here['index']['reports_per_second']:.1f} ms a report and "
        f"{here['index']['peak_mb']:,.0f} MB at most. After the searches a worker held "
        f"{query['memory']['resident']:,} MB, of which {query['memory']['own']:,} MB its own and the rest pages of the "
        "index that the kernel shares and can take back. All times are of one processor.",
        "",
    ]
    return "\n".join(lines)


def words_table(here: dict[str, Any]) -> list[str]:
    """The tools of words, one part; nothing where they have not been measured."""
    if "words" not in here:
        return []
    found = here["words"]
    lines = found["lines"]
    return [
        "| words, of one processor | p50 ms | p95 ms | max ms |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {times(taken)} |" for name, taken in found["milliseconds"].items()),
        "",
        f"All {lines['count']:,} lines of a phrase, {lines['per_second']:,.0f} a second of processor time, took "
        f"{lines['more_mb']:,} MB more.",
        "",
    ]


def row(label: str, found: dict[str, Any], indexed: dict[str, Any], ours: dict[str, Any]) -> str:
    ratio = found["milliseconds"]["p95"] / ours["milliseconds"]["p95"]
    speed = indexed["reports_per_second"]
    return (
        f"| {label} | {found['wrong']:,} of {found['phrases']:,} | {times(found['milliseconds'])} | {ratio:.1f} | "
        f"{'' if speed is None else f'{speed:,.0f}'} | {indexed['disk_mb']:,.0f} |"
    )


def times(taken: dict[str, float]) -> str:
    return " | ".join(f"{taken[name]:,.1f}" for name in ("p50", "p95", "max"))


if __name__ == "__main__":
    main()
