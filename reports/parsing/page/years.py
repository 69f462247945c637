"""The year a report is about (报告年度), which is not the year it was published in."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from reports.text.numerals import NUMBER_WORD
from reports.text.remarks import Remark
from reports.text.view import flatten, squeeze

from ..types import Evidence
from .dates import YEAR, read_year

_IN_TITLE = re.compile(rf"({YEAR})(?=年|年度|法治|工作|[)）])")
_PLANNED = re.compile(r"[^年]{0,12}(?:计划|打算|安排|要点|思路|展望|规划)")
_IN_TEXT = re.compile(
    rf"(?<![0-9—\-–至到~～])({YEAR}) ?(年 ?度|年 ?以来|年来|年全年|年[,:]|年)(?![0-9]|[-—–至到~～]|修[订正])"
)
#: Words behind or before a year that say what it is not: a plan's year, a law's, a report's before this one.
_AHEAD = re.compile(r"[^。;,\n]{0,14}(?:计划|打算|安排|要点|将|工作思路)")
#: 2024年是…的开局之年 looks ahead, unless the report opens with it.
_OUTLOOK = re.compile(r"是[^。\n]{0,30}(?:开局|关键|之年)")
#: How far the opening reaches.
_OPENING = 300
_HEADING = re.compile(rf"[ 　]*(?:{NUMBER_WORD}、|[(（]{NUMBER_WORD}[)）])")
#: How far into the text years are weighed.
_REACH = 20_000


@dataclass(frozen=True)
class ReportedYear:
    """``conflict`` is the year that the other side, title or text, gives."""

    year: int | None
    evidence: tuple[Evidence, ...] = ()
    conflict: int | None = None


def title_years(title: str) -> list[tuple[int, int, int]]:
    """The years a title reports on, each with its place in ``title``; those of a plan and of cited papers left out."""
    key = squeeze(title)
    found: list[tuple[int, int, int]] = []
    cited: list[tuple[int, int, int]] = []
    for match in _IN_TITLE.finditer(key.text):
        year = read_year(match.group(1))
        if year is not None and not (found and _PLANNED.match(key.text, match.end())):
            in_quotes = key.text.rfind("《", 0, match.start()) > key.text.rfind("》", 0, match.start())
            (cited if in_quotes else found).append((year, *key.span(match.start(1), match.end(1))))
    return found or cited


def reported_year(
    text: str,
    titles: tuple[tuple[int, int], ...],
    body: tuple[int, int],
    known: date | None,
    known_kind: str,
    yearly: bool = True,
) -> ReportedYear:
    """Weigh title, text and the day of signature or publication (``known``, ``known_kind`` signed or published).

    A paper that is not ``yearly``, such as news, speaks of the year it comes out in.
    """
    named: list[Evidence] = []
    for start, end in titles:
        for year, first, last in title_years(text[start:end]):
            named.append(
                Evidence(
                    start + first, start + last, text[start + first : start + last], Remark("year_of_title")
                )
            )
            if len(named) == 1:
                titled = year
    votes, places = _votes(text, body)
    if known:
        for year in list(votes):
            if year > known.year:
                del votes[year]
    if not named:
        return _from_text(votes, places, known, known_kind, yearly)
    best = max(votes, key=lambda year: votes[year]) if votes else None
    evidence = (named[0],)
    if best is None or best == titled or votes[titled] * 2 >= votes[best] or votes[best] < 6:
        return ReportedYear(titled, evidence)
    # A title left over from another year: the text hardly bears it out, and the day of issue does not either.
    if known and votes[titled] * 3 < votes[best] and _fits(best, known) and not _fits(titled, known):
        return ReportedYear(best, tuple(places[best][:2]) + evidence, conflict=titled)
    return ReportedYear(titled, evidence + tuple(places[best][:2]), conflict=best)


def _fits(year: int, known: date) -> bool:
    """Could a report on ``year`` be of that day? It comes out at the year's end or in the next."""
    return known.year == year + 1 or (known.year == year and known.month >= 10)


def _votes(text: str, body: tuple[int, int]) -> tuple[Counter[int], dict[int, list[Evidence]]]:
    """How strongly the body's words speak for each year, and where."""
    start, end = body[0], min(body[1], body[0] + _REACH)
    flat = flatten(text[start:end])
    votes: Counter[int] = Counter()
    places: dict[int, list[Evidence]] = {}
    for match in _IN_TEXT.finditer(flat):
        year = read_year(match.group(1))
        if year is None:
            continue
        line_start = flat.rfind("\n", 0, match.start()) + 1
        before = flat[max(line_start, match.start() - 45) : match.start()]
        weight = 1
        if before.rfind("《") > before.rfind("》"):
            continue
        if _HEADING.match(flat, line_start) and match.start() - line_start < 30:
            weight = 3
        opens = match.start() < _OPENING
        ahead = _AHEAD.match(flat, match.end()) or (not opens and _OUTLOOK.match(flat, match.end()))
        if ahead and match.group(2) != "年以来":
            year -= 1
        elif opens:
            weight += 3 if match.group(2) in ("年以来", "年度", "年,") or match.start() < 12 else 2
        votes[year] += weight
        at = start + match.start(1)
        places.setdefault(year, []).append(
            Evidence(at, start + match.end(1), text[at : start + match.end(1)], Remark("year_of_body"))
        )
    return votes, places


def _from_text(
    votes: Counter[int],
    places: dict[int, list[Evidence]],
    known: date | None,
    known_kind: str,
    yearly: bool,
) -> ReportedYear:
    """The year when the title names none: a report comes out at its year's end or early in the next."""
    due = None
    if known:
        late = not yearly or known.month >= 11 or (known_kind == "signed" and known.month >= 10)
        due = known.year if late else known.year - 1
    if not votes:
        return ReportedYear(due)
    scored = Counter(votes)
    if due is not None:
        scored[due] += 3
    best = max(scored, key=lambda year: (scored[year], year))
    return ReportedYear(best, tuple(places.get(best, ())[:3]))
