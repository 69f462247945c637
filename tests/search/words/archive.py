"""An archive as messy as real ones for the tests of words, and what a plain scan of its rows counts."""

from __future__ import annotations

import random
from collections.abc import Iterator

from reports.models import Report
from reports.models.parsed import hidden_spans
from reports.text.normalise import normalise_phrase, searchable
from tests.factories import make_report
from tests.search.engine_contract import PIECES, WAYS
from tests.text.broken_lines import broken

#: Places of several levels and provinces.
REGIONS = ("110101001", "110105001", "330681003", "330681", "51", "500112001", "513221001")
YEARS = range(2000, 2024)
GENRES = ("annual_report", "work_plan")


def make_archive(size: int, seed: int = 1) -> list[Report]:
    """``size`` published reports, not yet indexed: a third in broken lines, many with furniture and foreign text."""
    dice = random.Random(seed)
    return [make_one(dice, number) for number in range(size)]


def make_one(dice: random.Random, number: int) -> Report:
    text = make_text(dice, number)
    length = max(1, len(text))
    furniture, foreign = (
        [(start, start + dice.randint(1, 9)) for start in (dice.randrange(length) for _ in range(count))]
        for count in (dice.randrange(3), dice.randrange(2))
    )
    turn, place = divmod(number, len(REGIONS))
    return make_report(
        text,
        # One report stands for a place, year and genre.
        region=REGIONS[place],
        year=YEARS[turn % len(YEARS)],
        genre=GENRES[turn // len(YEARS)],
        furniture=furniture,
        flags=[
            {"kind": "injected_text", "start": start, "end": end, "note": ""} for start, end in foreign
        ],
    )  # fmt: skip


def make_text(dice: random.Random, number: int) -> str:
    lines = (
        "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 40))) for _ in range(dice.randint(1, 12))
    )
    text = "\n".join(lines)
    if number % 3 == 0:
        text, _ = broken(text, dice.randint(20, 40), dice.choice(("", "　　")), 0, dice.choice(WAYS), dice)
    return text


def scanned() -> dict[int, str]:
    """The normalised text of each published report, by pk, read out of the rows: what is hidden is no part of it."""
    reports = Report.objects.filter(status=Report.Status.PUBLISHED)
    hidden = hidden_spans(reports)
    return {report.pk: searchable(report.text, hidden.get(report.pk, ())).text for report in reports}


def phrases(count: int, seed: int = 2) -> Iterator[str]:
    """Phrases of 1 to 12 characters as typed: two thirds cut out of reports anywhere, the others put together."""
    dice = random.Random(seed)
    texts = [text for text in Report.objects.order_by("pk").values_list("text", flat=True) if text]
    while count:
        length = dice.randint(1, 12)
        if count % 3:
            text = dice.choice(texts)
            start = dice.randrange(len(text))
            phrase = text[start : start + length]
        else:
            phrase = "".join(dice.choice(PIECES) for _ in range(6))[dice.randint(0, 4) :][:length]
        if normalise_phrase(phrase):
            count -= 1
            yield phrase
