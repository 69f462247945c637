"""Sentences that everybody copies are left out when that is asked for: those that the reports' pages call formulas."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from reports.models import Report, SentenceHash
from reports.queries import words
from reports.queries.copied import reuse_of
from reports.search import Criteria
from reports.search.engine import engine
from reports.search.index.writer import drain, drift, rebuild, repair
from reports.store import copied_rows
from reports.text.normalise import searchable
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_report

from .test_exactness import damage

pytestmark = pytest.mark.django_db
Index = Callable[[], int]

SENTENCES = list(islice(made_sentences(5), 400))
FORMULA = "全面贯彻落实习近平法治思想，𬇙扎实推进依法行政各项工作{}次。"


def add(number: int, texts: list[str], **fields: Any) -> Report:
    report = make_report(report_of(texts), region=f"33092110{number}", **fields)
    copied_rows.remember(report)
    return report


@pytest.fixture
def copied(indexed: Index) -> list[Report]:
    """Eight towns that share sentences: one has a formula of all, with other figures each, and copies of few."""
    made = [
        add(
            number,
            [FORMULA.format(number), *SENTENCES[20 * number :][:10], SENTENCES[300], SENTENCES[301 + number % 2]],
            year=2020 + number % 2,
        )
        for number in range(8)
    ]  # fmt: skip
    indexed()
    return made


def scanned() -> dict[int, str]:
    """The normalised text of each published report with its formulas, as its page tells them, hidden."""
    found = {}
    for report in Report.objects.filter(status=Report.Status.PUBLISHED):
        readings = reuse_of(report).readings
        hidden = [(one.print.start, one.print.end) for one in readings if one.kind == "formula"]
        found[report.pk] = searchable(report.text, hidden).text
    return found


def counts(phrase: str, by: str = "year", **filters: Any) -> dict[str, Any]:
    asked = words.phrases_of([phrase])
    found = words.phrase_frequency(Criteria(**filters), asked, by, formulas=False)
    return {
        "occurrences": found.phrases[0].occurrences,
        "reports": found.phrases[0].reports,
        "cells": sum(cell.occurrences for cell in found.phrases[0].cells),
        "characters": sum(held.characters for held in found.held),
    }


def plain(phrase: str) -> dict[str, Any]:
    bodies = scanned().values()
    often = [body.count(phrase) for body in bodies]
    return {
        "occurrences": sum(often),
        "reports": sum(map(bool, often)),
        "cells": sum(often),
        # Line ends in place of formulas are no characters of theirs.
        "characters": sum(len(body.encode("utf-16-le")) // 2 for body in bodies),
    }


PHRASES = ("依法行政", "𬇙", "。", "工作3次", "了", SENTENCES[0][:5], SENTENCES[300][:6], "法治", "1")


@pytest.mark.parametrize("phrase", PHRASES)
def test_counts_are_those_of_texts_whose_formulas_are_hidden(copied: list[Report], phrase: str) -> None:
    assert any("依法行政" in report.text for report in copied)
    for by in ("year", "township"):
        found, expected = counts(phrase, by), plain(phrase)
        line_ends = found.pop("characters") - expected.pop("characters")
        assert found == expected
        assert abs(line_ends) <= 2 * len(copied)


def test_formulas_are_those_of_the_reports_that_there_are_now(copied: list[Report]) -> None:
    shared = SENTENCES[301][:6]
    assert (counts("依法行政")["occurrences"], counts(shared)["occurrences"]) == (0, 4)
    # Five of nine bodies have it from now on, which makes a formula …
    add(8, [SENTENCES[301], *SENTENCES[200:210]], year=2021)
    drain()
    assert (counts("依法行政")["occurrences"], counts(shared)["occurrences"]) == (0, 0)
    # … and fewer when some are taken down; of four bodies none is left.
    for report in copied[:5]:
        copied_rows.forget(report.pk)
        Report.objects.filter(pk=report.pk).update(status="withdrawn", search_dirty=True)
        drain()
        for phrase in ("依法行政", shared, "。"):
            assert counts(phrase)["occurrences"] == plain(phrase)["occurrences"]
    assert (counts("依法行政")["occurrences"], counts(shared)["occurrences"]) == (3, 2)
    rebuild()
    assert (counts("依法行政")["occurrences"], counts(shared)["occurrences"]) == (3, 2)


def test_samples_are_held_against_samples(copied: list[Report]) -> None:
    for number in range(4):
        report = make_report(
            report_of([FORMULA.format(9), "示例专有的话一句也没有别处说过。"]),
            region=f"99010100{number}",
            sample=True,
        )
        copied_rows.remember(report)
    drain()
    assert counts("依法行政", samples=("yes",))["occurrences"] == 4
    assert counts("依法行政", samples=("no",))["occurrences"] == 0


def test_lines_keyness_collocates_and_panels_leave_them_out_too(client: Client, copied: list[Report]) -> None:
    def api(name: str, **params: Any) -> Any:
        return json.loads(client.get(f"/api/v1/words/{name}", params | {"formulas": "omit"}).content)

    def panel(formulas: str) -> int:
        body = {"concepts": {"法": ["依法行政"]}, "by": "year", "formulas": formulas}
        found = client.post("/api/v1/words/panel", json.dumps(body), content_type="application/json")
        return sum(row["occurrences"] for row in json.loads(found.content)["rows"])

    whole = json.loads(client.get("/api/v1/words/frequency", {"q": "依法行政"}).content)
    assert (whole["phrases"][0]["occurrences"], whole["left_out"]) == (8, 0)
    omitted = api("frequency", q="依法行政")
    assert omitted["phrases"][0]["occurrences"] == 0
    held = [sum(cell["characters"] for cell in found["held"]) for found in (whole, omitted)]
    assert omitted["left_out"] == held[0] - held[1] > 8 * len(FORMULA) - 20
    assert api("lines", q="依法行政")["count"] == 0
    assert api("collocates", q="依法行政")["hits"] == 0
    words_left = api("keyness", year=2020)["sizes"]
    words_all = json.loads(client.get("/api/v1/words/keyness", {"year": 2020}).content)["sizes"]
    assert all(0 < words_left[name] < words_all[name] for name in words_all)
    assert (panel("count"), panel("omit")) == (8, 0)
    assert client.get("/api/v1/words/frequency", {"q": "法", "formulas": "none"}).status_code == 422


def test_a_sentence_that_differs_is_found_and_mended(copied: list[Report]) -> None:
    assert drift().count == 0
    formula = SentenceHash.objects.filter(report=copied[0]).order_by("start")[0].masked_hash
    damage(engine().folder.current(), formula.to_bytes(8, "little", signed=True), bytes(8))
    make_report("一篇别的。")
    drain()
    found = drift()
    assert found.different == tuple(report.pk for report in copied)
    repair(found)
    assert drift().count == 0


@pytest.mark.parametrize(
    "page", ["/words/", "/words/lines/", "/words/collocates/", "/words/panel/", "/words/keyness/"]
)
def test_pages_leave_them_out_when_the_form_says_so_and_say_it(
    client: Client, copied: list[Report], page: str
) -> None:
    asked = (
        {"c": "法:依法行政"}
        if "panel" in page
        else {"year_from": 2021}
        if "keyness" in page
        else {"q": "依法行政"}
    )
    box = '<input type="checkbox" name="formulas" value="omit"'
    told = "不计套话：除数字和地名外一样"
    whole, without = (client.get(page, asked | more).content.decode() for more in ({}, {"formulas": "omit"}))
    assert (f"{box}>" in whole, f"{box} checked>" in without) == (True, True)
    assert (told in whole, told in without) == (False, True)
    assert "formulas=omit" not in whole


def test_every_number_leads_to_the_lines_that_it_counts(client: Client, copied: list[Report]) -> None:
    context = client.get("/words/", {"q": "。", "formulas": "omit"}).context
    found, address = context["rows"][0][1], context["rows"][0][3]
    lines = client.get(address).context
    assert (lines["occurrences"], lines["phrase"].text) == (found.occurrences, "。")
    assert found.occurrences == counts("。")["occurrences"]
    query = address.partition("?")[2]
    assert client.get(f"/words/?{query}").context["rows"][0][1].occurrences == found.occurrences
    assert client.get(f"/words/collocates/?{query}").context["found"].hits == found.occurrences
    table = client.get(f"/words/lines.csv?{query}")
    assert len(b"".join(table).decode("utf-8-sig").splitlines()) - 1 == found.occurrences
