"""How well the parser reads annotated reports: counts per figure, and every miss in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import Any

from reports.parsing.types import ParsedReport

#: Fields of the record compared as written, blanks aside.
_FIELDS = ("year", "published", "signed", "issuer", "index_no", "doc_no", "title")
#: What the parser remarks on that an annotation lists whenever it is there.
_FLAGS = ("missing_title", "inline_sections", "damaged_marker", "table_residue", "year_conflict", "mojibake")


class Detail(IntEnum):
    """How much an annotation says; each says what those before it say too."""

    #: Head, sections and their roles, the page's furniture and injected text.
    OUTLINE = 1
    #: Topics, every figure, and what is no figure.
    FIGURES = 2
    #: Headings to the letter, items, what is counted and when, remarks on the text.
    COMPLETE = 3


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

    def misses_of(self, figure: str) -> list[str]:
        """The misses of one figure, in words."""
        return [miss for miss in self.misses if miss.startswith(f"{figure}:")]

    def f1(self, figure: str) -> float:
        """Of what was given and wanted the share that is right, both ways (F1, micro-averaged)."""
        hits, given, wanted = self.counts[figure]
        return 2 * hits / (given + wanted) if given + wanted else 1.0


def score(name: str, gold: dict[str, Any], report: ParsedReport, tally: Tally, detail: Detail) -> None:
    """Add the comparison of the report ``name`` with its annotation, in as much as that says."""
    got = report.to_dict()
    optional = _characters(gold.get("optional", ()))
    _metadata(name, gold, got, tally)
    _sections(name, gold, got, tally, optional, detail)
    _spans(name, gold, got, tally, optional)
    if detail >= Detail.FIGURES:
        _metrics(name, gold, got, tally, optional, detail)
    if detail >= Detail.COMPLETE:
        _items(name, gold, report, tally)
        _flags(name, gold, got, tally)


def _plain(value: Any) -> str | None:
    value = value.get("value") if isinstance(value, dict) else value
    return "".join(str(value).split()) if value not in (None, "") else None


def _accepted(gold: dict[str, Any], key: str) -> set[Any]:
    return {gold.get(key), *gold.get(key + "_alt", ())}


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
    if "title_start" in gold:
        start = got["title"] and got["title"]["start"]
        tally.check(
            "metadata", start == gold["title_start"], name, "title at", gold["title_start"], "got", start
        )
    code = (got["region"] or {}).get("code")
    wanted = gold["region"]["township_code"]
    tally.check("metadata", code == wanted, name, "region", wanted, "got", code)
    genre = gold.get("genre", "annual_report")
    tally.check("genre", got["genre"] == genre, name, genre, "got", got["genre"])


def _sections(
    name: str,
    gold: dict[str, Any],
    got: dict[str, Any],
    tally: Tally,
    optional: set[int],
    detail: Detail,
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
        if several := theirs.get("roles"):
            same = sorted(mine["roles"]) == sorted(several)
            tally.check("roles", same, name, theirs["path"], several, "got", mine["roles"])
        if detail >= Detail.COMPLETE:
            place = (mine["heading"], mine["end"])
            wanted_place = (theirs["heading"], theirs["end"])
            tally.check("headings", place == wanted_place, name, theirs["path"], wanted_place, "got", place)
        if detail >= Detail.FIGURES:
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


def _metrics(
    name: str, gold: dict[str, Any], got: dict[str, Any], tally: Tally, optional: set[int], detail: Detail
) -> None:
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
            "planned": mine["planned"] == theirs.get("planned", False),
            "negated": mine["negated"] == theirs.get("negation", False),
            "per": bool(mine["per"]) == bool(theirs.get("per")),
            "year": detail < Detail.COMPLETE or mine["year"] == theirs["year"],
        }.items():
            tally.check("qualifiers", right, name, theirs["text"], what, theirs.get(what), "got", mine[what])
        if detail >= Detail.COMPLETE:
            right = mine["subject"] == theirs["subject"]
            tally.check("subjects", right, name, theirs["text"], theirs["subject"], "got", mine["subject"])
        right = mine["section"] == theirs["section"]
        tally.check("metric sections", right, name, theirs["text"], theirs["section"], "got", mine["section"])
    taken = _characters({"start": m["figure_start"], "text": m["figure"]} for m in got["metrics"])
    for other in gold["not_metrics"]:
        span = set(range(other["start"], other["start"] + len(other["text"])))
        tally.check("left alone", not span & taken, name, other["text"], other["why"])


def _items(name: str, gold: dict[str, Any], report: ParsedReport, tally: Tally) -> None:
    wanted = {(one["start"], one["marker"], one["section"], one["depth"]): one for one in gold["items"]}
    found = {(one.start, one.marker, one.section, one.depth): one for one in report.items}
    _match("items", name, wanted, found, tally, lambda one: "")


def _flags(name: str, gold: dict[str, Any], got: dict[str, Any], tally: Tally) -> None:
    wanted = {kind: kind for kind in _FLAGS if any(flag["kind"] == kind for flag in gold["flags"])}
    found = {kind: kind for kind in _FLAGS if any(flag["kind"] == kind for flag in got["flags"])}
    _match("flags", name, wanted, found, tally, str)


def _spans(name: str, gold: dict[str, Any], got: dict[str, Any], tally: Tally, optional: set[int]) -> None:
    text, chrome = got["text"], gold["chrome_spans"]
    metadata = _characters(span for span in chrome if span["kind"] == "metadata")
    wanted = _characters(span for span in chrome if span["kind"] == "furniture")
    given = _characters(got["furniture"]) - metadata - optional
    blanks = {index for index, character in enumerate(text) if character.isspace()}
    _compare("furniture", name, text, wanted - blanks, given - blanks, tally)
    wanted = _characters(flag for flag in gold["flags"] if flag["kind"] == "injected_text")
    given = _characters(flag for flag in got["flags"] if flag["kind"] == "injected_text")
    _compare("injected text", name, text, wanted, given, tally)


def _compare(figure: str, name: str, text: str, wanted: set[int], given: set[int], tally: Tally) -> None:
    """Count the characters that stand in both; the misses in letters, ``¦`` where a piece of them ends."""
    tally.add(figure, len(given & wanted), len(given), len(wanted))
    for words, spans in (("missed", wanted - given), ("extra", given - wanted)):
        if spans:
            letters = "".join(text[i] if i + 1 in spans else text[i] + "¦" for i in sorted(spans))
            tally.miss(figure, name, words, repr(letters))
