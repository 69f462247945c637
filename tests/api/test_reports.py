import json

import pytest
from django.urls import reverse

from tests.factories import make_report

pytestmark = pytest.mark.django_db

TEXT = "一、主要举措\n坚持和发展新时代“枫桥经验”，调处纠纷91件次。\n二、存在问题\n执法力量不足。\n"


@pytest.fixture
def archive(indexed):
    """Three published reports in the index and one draft beside them."""
    metric = {
        "text": "调处纠纷91件次",
        "figure": "91",
        "figure_start": TEXT.index("91"),
        "value": 91,
        "unit": "件次",
    }
    section = {"heading": "主要举措", "marker": "一、", "role": "achievements", "topics": ["disputes"]}
    first = make_report(
        TEXT,
        region="500116113",
        year=2020,
        metrics=[metric | {"indicator": "disputes_mediated", "subject": "调处纠纷"}],
        sections=[section, {"heading": "存在问题", "marker": "二、", "role": "problems"}],
    )
    second = make_report("一、做法\n开展普法宣传。\n", region="500116101", year=2021)
    third = make_report("“枫桥经验”落地生根。", region="330921106", year=2021)
    make_report("枫桥经验草稿", region="330921106", year=2022, status="draft")
    indexed()
    return first, second, third


def get(client, path, **params):
    response = client.get(f"/api/v1{path}", params)
    return response, json.loads(response.content)


def test_a_search_answers_with_reports_hits_and_facets(client, archive):
    first, _, third = archive
    _, body = get(client, "/reports", q='"枫桥经验"', sort="region")
    assert (body["count"], body["exact_count"], body["page"], body["page_size"]) == (2, 2, 1, 20)
    assert [one["id"] for one in body["results"]] == [third.public_id, first.public_id]
    snippet = body["results"][1]["snippets"][0]
    assert [snippet["text"][start:end] for start, end in snippet["hits"]] == ["枫桥经验"]
    assert TEXT[snippet["start"] : snippet["end"]] == snippet["text"]
    assert {one["value"]: one["count"] for one in body["facets"]["year"]} == {"2020": 1, "2021": 1}


def test_filters_narrow(client, archive):
    first, second, _ = archive
    _, body = get(client, "/reports", region="500116", sort="year")
    assert [one["id"] for one in body["results"]] == [first.public_id, second.public_id]


def test_a_report_has_its_sections_and_figures_with_their_places(client, archive):
    first = archive[0]
    _, body = get(client, f"/reports/{first.public_id}")
    assert [(one["path"], one["role"], one["topics"]) for one in body["sections"]] == [
        ("1", "achievements", ["disputes"]),
        ("2", "problems", []),
    ]
    (metric,) = body["metrics"]
    assert (metric["value"], metric["unit"], metric["indicator"]) == ("91", "件次", "disputes_mediated")
    assert TEXT[metric["figure_start"] : metric["figure_start"] + len(metric["figure"])] == "91"
    present = {one["item"]: one["present"] for one in body["checklist"]}
    assert present == {
        "achievements": True,
        "problems": True,
        "responsibility": False,
        "plan": False,
        "other": False,
    }
    assert body["rules"]["id"] == "national-2019"
    assert body["timeliness"] == {"due": "2021-04-01", "status": "on_time"}
    assert body["hints"] == []


def test_a_report_has_its_hints_with_the_words_they_rest_on(client, db):
    text = "二〇二二年工作\n2021年，我镇召开会议12次。\n"
    report = make_report(text, region="500116101", year=2022)
    _, body = get(client, f"/reports/{report.public_id}")
    start = text.index("2021年")
    assert [(one["kind"], one["spans"]) for one in body["hints"]] == [
        ("leftover_year", [[start, start + len("2021年")]])
    ]


def test_the_text_is_the_canonical_text(client, archive):
    response = client.get(f"/api/v1/reports/{archive[0].public_id}/text")
    assert response.content.decode() == TEXT


def test_a_draft_is_not_there(client, archive):
    draft = make_report("草稿", status="draft")
    response, body = get(client, f"/reports/{draft.public_id}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert body["detail"] == f"没有编号为 {draft.public_id} 的已发布报告。"


def test_ten_more_reports_cause_no_more_queries(client, archive, indexed):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert client.get("/api/v1/reports").status_code == 200
        return len(captured)

    queries()
    before = queries()
    for number in range(10):
        make_report(f"另一篇{number}", region="500116113", year=2010 + number)
    indexed()
    queries()
    assert queries() == before


def test_the_documentation_names_every_endpoint(client, db):
    body = json.loads(client.get("/api/v1/openapi.json").content)
    assert sorted(body["paths"]) == [
        "/api/v1/compare",
        "/api/v1/coverage",
        "/api/v1/indicators",
        "/api/v1/indicators/{slug}/values",
        "/api/v1/regions",
        "/api/v1/regions/{code}",
        "/api/v1/regions/{code}/change",
        "/api/v1/reports",
        "/api/v1/reports/{id}",
        "/api/v1/reports/{id}/text",
        "/api/v1/topics",
        "/api/v1/uploads",
        "/api/v1/uploads/{batch_id}",
        "/api/v1/words/collocates",
        "/api/v1/words/frequency",
        "/api/v1/words/keyness",
        "/api/v1/words/lines",
        "/api/v1/words/panel",
        "/api/v1/words/suggest",
    ]
    assert client.get("/api/v1/docs").status_code == 200


def test_an_export_holds_the_whole_result_in_its_order(client, archive):
    first, second, third = archive
    response = client.get(reverse("export_csv"), {"sort": "region"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [third.public_id, second.public_id, first.public_id]


def test_the_figures_of_a_result_come_with_their_place(client, archive):
    response = client.get(reverse("export_metrics"), {"region": "500116113"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:11] == [
        archive[0].public_id, "500116113", archive[0].region.full_name, "2020", "2020",
        "disputes_mediated", "调处矛盾纠纷", "流量", "调处纠纷", "91", "91",
    ]  # fmt: skip


def test_a_feed_follows_a_filter(client, archive):
    response = client.get(reverse("feed"), {"region": "33"})
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.content.decode().count("<entry>") == 1


def test_a_sample_is_marked_and_can_be_left_out(client, archive, indexed):
    sample = make_report(TEXT, region="990101101", year=2021, sample=True)
    indexed()
    _, body = get(client, "/reports", region=["99", "33"])
    assert {one["id"]: one["sample"] for one in body["results"]} == {
        sample.public_id: True,
        archive[2].public_id: False,
    }
    facet = {one["value"]: one["count"] for one in body["facets"]["sample"]}
    assert facet == {"yes": 1, "no": 1}
    assert [get(client, "/reports", sample=value)[1]["count"] for value in ("yes", "no", "")] == [1, 3, 4]
    assert get(client, f"/reports/{sample.public_id}")[1]["sample"] is True
    assert get(client, f"/reports/{archive[0].public_id}")[1]["sample"] is False
    _, regions = get(client, "/regions")
    assert "99" not in [one["code"] for one in regions["results"]]
    _, values = get(client, "/indicators/disputes_mediated/values")
    assert [one["report"]["sample"] for one in values["results"]] == [False]
