import csv
import io
import json

import pytest

from reports.models import Indicator
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(indexed):
    figures = [(2020, 91, "件次"), (2021, 30, "件")]
    for year, value, unit in figures:
        make_report(
            f"调处纠纷{value}{unit}。",
            region="500116113",
            year=year,
            metrics=[{"indicator": "disputes_mediated", "value": value, "unit": unit, "figure": str(value)}],
        )
    make_report("继续排查50件。", region="330921106", year=2021, metrics=[
        {"indicator": "disputes_mediated", "value": 50, "unit": "件", "figure": "50", "planned": True, "year": 2022}
    ])  # fmt: skip
    indexed()


def get(client, path, **params):
    response = client.get(f"/api/v1{path}", params)
    return response.status_code, json.loads(response.content)


def test_without_parameters_the_provinces_are_listed(client, archive):
    _, body = get(client, "/regions")
    assert [(one["code"], one["report_count"]) for one in body["results"]] == [("33", 1), ("50", 2)]


def test_a_region_lists_the_children_that_have_reports(client, archive):
    _, body = get(client, "/regions/50")
    assert [one["code"] for one in body["path"]] == ["50"]
    assert [(one["code"], one["report_count"]) for one in body["children"]] == [("500116", 2)]


def test_an_unknown_region_is_a_problem_document(client, archive):
    status, body = get(client, "/regions/99")
    assert (status, body["status"], body["title"]) == (404, 404, "没有找到")


def test_values_leave_plans_out_unless_asked(client, archive):
    _, body = get(client, "/indicators/disputes_mediated/values")
    assert [(one["year"], one["value"], one["unit"]) for one in body["results"]] == [
        (2021, "30", "件"),
        (2020, "91", "件次"),
    ]
    _, body = get(client, "/indicators/disputes_mediated/values", planned="true", region="33")
    assert [(one["value"], one["planned"]) for one in body["results"]] == [("50", True)]


def test_values_are_the_wholes_of_the_indicators_page_unless_parts_are_asked_for(client, db):
    own = [
        (60, "件", {}),
        (120, "件", {}),
        (2, "件", {"per": "月"}),
        (100, "件", {"year": 2022}),
        (9, "起", {}),
    ]
    plans = [(150, "件", {"planned": True, "year": 2024}), (130, "件", {"planned": True, "year": 2024})]
    metrics = [
        {
            "indicator": "disputes_mediated",
            "value": value,
            "unit": unit,
            "figure": str(value),
            "start": at,
            "end": at,
        }
        | more
        for at, (value, unit, more) in enumerate([*own, *plans])
    ]
    make_report("调处纠纷。", region="500116113", year=2023, metrics=metrics)
    make_report("调处纠纷。", region="500116114", year=2023, genre="work_plan", metrics=metrics[:1])

    def values(**params: str) -> list[tuple[str, str]]:
        _, body = get(client, "/indicators/disputes_mediated/values", **params)
        assert body["count"] == len(body["results"])
        return [(one["value"], one["unit"]) for one in body["results"]]

    page = client.get("/indicators/disputes_mediated/figures.csv?unit=件").getvalue().decode("utf-8-sig")
    assert values(unit="件") == [(row["数值"], row["单位"]) for row in csv.DictReader(io.StringIO(page))]
    assert values() == [("120", "件"), ("9", "起")]
    assert values(planned="true") == [("150", "件"), ("120", "件"), ("9", "起")]
    assert len(values(parts="true")) == 6
    assert len(values(parts="true", planned="true")) == 8


def test_a_value_comes_with_its_sentence_and_its_place(client, db):
    text = "一、做法\n开展普法宣传。调处纠纷91件，群众满意。再接再厉。"
    start = text.index("调处")
    figure = {"indicator": "disputes_mediated", "value": 91, "unit": "件", "figure": "91"}
    place = {"start": start, "end": start + 7, "figure_start": start + 4, "text": "调处纠纷91件"}
    report = make_report(text, metrics=[figure | place])
    _, body = get(client, "/indicators/disputes_mediated/values")
    (one,) = body["results"]
    assert (one["sentence"], one["sentence_start"]) == ("调处纠纷91件，群众满意。", start)
    assert one["id"] == report.metrics.get().anchor
    assert one["url"] == f"http://testserver/reports/{report.public_id}/#{one['id']}"


def test_an_indicator_says_what_it_means_and_an_unknown_one_is_a_problem(client, archive):
    _, body = get(client, "/indicators/disputes_mediated/values")
    row = Indicator.objects.get(slug="disputes_mediated")
    told = {name: body["indicator"][name] for name in ("stock_or_flow", "definition", "caveat")}
    assert told == {"stock_or_flow": "flow", "definition": row.definition, "caveat": row.caveat}
    status, body = get(client, "/indicators/none/values")
    assert (status, body["detail"]) == (404, "没有这个对象。")


def test_units_are_never_mixed_when_one_is_chosen(client, archive):
    _, body = get(client, "/indicators/disputes_mediated/values", unit="件")
    assert [one["unit"] for one in body["results"]] == ["件"]


def test_a_wrong_parameter_is_said(client, archive):
    status, body = get(client, "/indicators/disputes_mediated/values", year="abc")
    assert (status, body["title"]) == (422, "参数有误")


def test_vocabularies_count_reports(client, archive):
    _, body = get(client, "/indicators")
    assert {one["slug"]: one["report_count"] for one in body if one["report_count"]} == {
        "disputes_mediated": 3
    }
    _, topics = get(client, "/topics")
    assert [one["report_count"] for one in topics] == [0] * 12
