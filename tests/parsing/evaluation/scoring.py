"""How well the parser reads the evaluation's reports: counts per figure, and every miss in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reports.parsing.types import ParsedReport

#: Fields of the record compared as written, blanks aside.
_FIELDS = ("year", "published", "signed", "issuer", "index_no", "doc_no", "title")


@dataclass
class Tally:
    """For each figure how many were right, given by the parser, and wanted; and the misses."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, figure: str, hits: int, given: int, wanted: int) -> None:
        row = self.counts.setdefault(figure, [0, 0, 0])
        for index, number in enumerate((hits, given, wanted)):
            row[index] += number

    def check(self, figure: str, right: bool, *words: object) -> None:
        """Count one decision and note it when it is wrong."""
        self.add(figure, int(right), 1, 1)
        if not right:
            self.miss(figure, *words)

    def miss(self, figure: str, *words: object) -> None:
        self.misses.append(f"{figure}: " + " ".join(str(word) for word in words))

    def f1(self, figure: str) -> float:
        """Of what was given and wanted the share that is right, both ways (F1, micro-averaged)."""
        hits, given, wanted = self.counts[figure]
        return 2 * hits / (given + wanted) if given + wanted else 1.0


def score(gold: dict[str, Any], report: ParsedReport, tally: Tally, *, with_metrics: bool) -> None:
    """Add the comparison of one report; without ``with_metrics`` neither metrics nor topics are compared."""
    name, got = gold["file"].partition(".")[0], report.to_dict()
    optional = _characters(gold["optional"])
    _metadata(name, gold, got, tally)
    _sections(name, gold, got, tally, optional, with_metrics)
    _spans(gold, got, tally)
    if with_metrics:
        _metrics(name, gold, got, tally, optional)


def _plain(value: Any) -> str | None:
    value = value.get("value") if isinstance(value, dict) else value
    return "".join(str(value).split()) if value not in (None, "") else None


def _accepted(gold: dict[str, Any], key: str) -> set[Any]:
    return {gold[key], *gold.get(key + "_alt", ())}


def _characters(spans: Iterable[dict[str, Any]]) -> set[int]:
    found: set[int] = set()
    for span in spans:
        found.update(range(span["start"], span.get("end") or span["start"] + len(span["text"])))
    return found


def _metadata(name: str, gold: dict[str, Any], got: dict[str, Any], tally: Tally) -> None:
    for key in _FIELDS:
        wanted = _plain(gold[key])
        if key == "title" and wanted is None:
            wanted = _plain(gold["title_derived"])
            if wanted is None:
                continue
        tally.check("metadata", wanted == _plain(got[key]), name, key, wanted, "got", _plain(got[key]))
    code = (got["region"] or {}).get("code")
    wanted = gold["region"]["township_code"]
    tally.check("metadata", code == wanted, name, "region", wanted, "got", code)
    tally.check("genre", got["genre"] == gold["genre"], name, gold["genre"], "got", got["genre"])


def _sections(
    name: str,
    gold: dict[str, Any],
    got: dict[str, Any],
    tally: Tally,
    optional: set[int],
    with_topics: bool,
) -> None:
    allowed = {(s["start"], s["level"]) for s in gold["sections"] if s.get("optional")}
    wanted = {(s["start"], s["level"]): s for s in gold["sections"] if not s.get("optional")}
    found = {
        (s["start"], s["level"]): s
        for s in got["sections"]
        if s["start"] not in optional and (s["start"], s["level"]) not in allowed
    }
    both = _match("sections", name, wanted, found, tally, lambda s: s["marker"] + s["heading"][:16])
    for key in both:
        mine, theirs = found[key], wanted[key]
        roles = _accepted(theirs, "role")
        if "*" not in roles:
            tally.check("roles", mine["role"] in roles, name, theirs["path"], roles, "got", mine["role"])
        if with_topics:
            given, expected = set(mine["topics"]), set(theirs["topics"])
            tally.add("topics", len(given & expected), len(given), len(expected))
            if given != expected:
                tally.miss("topics", name, theirs["path"], sorted(expected), "got", sorted(given))


def _match(
    figure: str,
    name: str,
    wanted: dict[Any, Any],
    found: dict[Any, Any],
    tally: Tally,
    words: Callable[[Any], str],
) -> list[Any]:
    """Count what stands in both; gives the keys of those in order."""
    both = wanted.keys() & found.keys()
    tally.add(figure, len(both), len(found), len(wanted))
    for key in sorted(wanted.keys() - both, key=str):
        tally.miss(figure, name, "missed", key, words(wanted[key]))
    for key in sorted(found.keys() - both, key=str):
        tally.miss(figure, name, "extra", key, words(found[key]))
    return sorted(both, key=str)


def _metrics(name: str, gold: dict[str, Any], got: dict[str, Any], tally: Tally, optional: set[int]) -> None:
    def key(metric: dict[str, Any]) -> tuple[int, Decimal, str | None]:
        return metric["figure_start"], Decimal(metric["value"]), metric["unit"]

    wanted = {key(metric): metric for metric in gold["metrics"]}
    found = {
        key(metric): metric
        for metric in got["metrics"]
        if key(metric) in wanted or metric["figure_start"] not in optional
    }
    for same in _match("metrics", name, wanted, found, tally, lambda metric: metric["text"]):
        mine, theirs = found[same], wanted[same]
        series = _accepted(theirs, "indicator")
        tally.check(
            "indicators", mine["indicator"] in series, name, theirs["text"], series, "got", mine["indicator"]
        )
        for what, right in {
            "approx": mine["approx"] == theirs["approx"],
            "bound": mine["bound"] == theirs["bound"],
            "planned": mine["planned"] == theirs["planned"],
            "negated": mine["negated"] == theirs["negation"],
            "per": bool(mine["per"]) == bool(theirs["per"]),
        }.items():
            tally.check("qualifiers", right, name, theirs["text"], what, theirs.get(what), "got", mine[what])
        right = mine["section"] == theirs["section"]
        tally.check("metric sections", right, name, theirs["text"], theirs["section"], "got", mine["section"])
    taken = _characters({"start": m["figure_start"], "text": m["figure"]} for m in got["metrics"])
    for other in gold["not_metrics"]:
        span = set(range(other["start"], other["start"] + len(other["text"])))
        tally.check("left alone", not span & taken, name, other["text"], other["why"])


def _spans(gold: dict[str, Any], got: dict[str, Any], tally: Tally) -> None:
    chrome = gold["chrome_spans"]
    metadata = _characters(span for span in chrome if span["kind"] == "metadata")
    optional = _characters(gold["optional"])
    wanted = _characters(span for span in chrome if span["kind"] == "furniture")
    given = _characters(got["furniture"]) - metadata - optional
    blanks = {index for index, character in enumerate(got["text"]) if character.isspace()}
    wanted, given = wanted - blanks, given - blanks
    tally.add("furniture", len(given & wanted), len(given), len(wanted))
    text = got["text"]
    for words, spans in (("missed", wanted - given), ("extra", given - wanted)):
        if spans:
            letters = "".join(text[i] if i + 1 in spans else text[i] + "¦" for i in sorted(spans))
            tally.miss("furniture", gold["file"], words, repr(letters))
    wanted = _characters(flag for flag in gold["flags"] if flag["kind"] == "injected_text")
    given = _characters(flag for flag in got["flags"] if flag["kind"] == "injected_text")
    tally.add("injected text", len(given & wanted), len(given), len(wanted))
    for words, spans in (("missed", wanted - given), ("extra", given - wanted)):
        if spans:
            letters = "".join(text[i] if i + 1 in spans else text[i] + "¦" for i in sorted(spans))
            tally.miss("injected text", gold["file"], words, repr(letters))
