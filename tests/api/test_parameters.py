"""Unknown and malformed parameters, pages past the end, and addresses that don't exist."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from reports.api import api
from tests.factories import make_report

pytestmark = pytest.mark.django_db
VALUES = "/indicators/disputes_mediated/values"


@pytest.fixture
def archive(indexed) -> None:
    figure = {"indicator": "disputes_mediated", "value": 91, "unit": "件", "figure": "91"}
    for year in (2020, 2021, 2022):
        make_report("调处纠纷91件。", region="500116113", year=year, metrics=[figure])
    indexed()


def get(client: Client, address: str) -> tuple[int, str, Any]:
    response = client.get(f"/api/v1{address}")
    return response.status_code, response["Content-Type"], json.loads(response.content)


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/reports?year=abc", "“abc”不是有效的年度，未采用。"),
        ("/reports?page=0", "“0”不是有效的页码，未采用。"),
        ("/reports?page_size=9999", "每页最多 200 篇。"),
        ("/reports?sort=best", "“best”不是有效的排序方式，未采用。"),
        ("/reports?region=null", "region：格式不对。"),
        ("/reports?sample=maybe", "sample：只能是 no、yes。"),
        ("/regions?level=village", "level：只能是 province、city、county、township。"),
        ("/regions?page=a", "page：要填整数。"),
        ("/regions?colour=red", "没有叫“colour”的参数；可用的有 level、page、page_size、parent、q。"),
        ("/topics?q=x", "没有叫“q”的参数；这个地址没有参数。"),
        (f"{VALUES}?page=1385941&planned=false&year=952758932370518&region=null", None),
        (f"{VALUES}?year=952758932370518", "year：不能大于 9999。"),
        (f"{VALUES}?page_size=201", "page_size：不能大于 200。"),
        (f"{VALUES}?planned=perhaps", "planned：要填 true 或 false。"),
        (
            f"{VALUES}?years=2020",
            "没有叫“years”的参数；可用的有 page、page_size、parts、planned、region、unit、year。",
        ),
        ("/coverage?form=2020", "没有叫“form”的参数；可用的有 from、page、page_size、region、to。"),
        ("/coverage?from=1" + "0" * 30, "from：不能大于 9999。"),
        ("/compare", "id：必须填。"),
    ],
)
def test_parameters_that_are_not_understood_are_refused_with_a_sentence(
    client: Client, archive: None, address: str, detail: str | None
) -> None:
    status, media_type, body = get(client, address)
    assert (status, media_type, body["status"]) == (422, "application/problem+json", 422)
    if detail is not None:
        assert body["detail"] == detail


#: Parameters with values of a vocabulary, and one that is none of it.
UNKNOWN = {
    "region": "989898",
    "parent": "989898",
    "topic": "gardening",
    "indicator": "trees_planted",
    "flag": "too_green",
    "role": "chorus",
    "genre": "novel",
    "sample": "maybe",
    "level": "village",
    "by": "village",
    "match": "nearly",
    "sort": "best",
    "formulas": "some",
    "copied_min": "101",
}
#: Those whose values are a reader's own words, or are numbers, or ids that answer 404.
FREE = {
    "q", "unit", "year", "against.year", "year_from", "year_to", "from", "to", "page", "page_size", "planned", "parts", "id",
    "grouped", "places", "window", "most", "near",
}  # fmt: skip
#: What an operation must be given beside the parameter that is tried.
NEEDED = {name: {"q": "法治"} for name in ("/words/frequency", "/words/lines", "/words/collocates")}


def of_vocabularies() -> list[tuple[str, str]]:
    """Every operation that reads, with each of its parameters that has values of a vocabulary."""
    return [
        (path.removeprefix("/api/v1").replace("{slug}", "disputes_mediated"), parameter["name"])
        for path, operations in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
        for parameter in operations.get("get", {}).get("parameters", ())
        if parameter["in"] == "query" and parameter["name"] not in FREE
    ]


@pytest.mark.parametrize(("address", "name"), of_vocabularies())
def test_a_value_that_a_vocabulary_does_not_have_is_refused_with_its_name(
    client: Client, archive: None, address: str, name: str
) -> None:
    value = UNKNOWN[name.removeprefix("against.")]
    query = urlencode(NEEDED.get(address, {}) | {name: value})
    status, media_type, body = get(client, f"{address}?{query}")
    assert (status, media_type) == (422, "application/problem+json")
    said = body["detail"]
    assert said.startswith((f"{name}：没有“{value}”", f"{name}：只能是", f"“{value}”不是有效的"))


def test_one_unknown_value_among_known_ones_is_refused(client: Client, archive: None) -> None:
    status, _, body = get(client, "/reports?topic=disputes&topic=gardening&region=50")
    assert (status, body["detail"]) == (422, "topic：没有“gardening”。")


@pytest.mark.parametrize("code", ["50", "500000", "500000000000", "500116113000"])
def test_a_region_is_found_by_its_code_filled_up_with_zeros(client: Client, archive: None, code: str) -> None:
    for address in ("/reports", VALUES):
        status, _, body = get(client, f"{address}?region={code}")
        assert (status, body["count"]) == (200, 3)


@pytest.mark.parametrize("path", ["/feeds/reports.atom", "/reports/export.csv", "/reports/figures.csv"])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("topic=gardening", "没有“gardening”这个主题。"),
        ("region=989898", "没有“989898”这个地区代码。"),
        ("flag=too_green&genre=novel", "没有“novel”这个文种。没有“too_green”这个标记。"),
        ("year=abc", "“abc”不是有效的年度，未采用。"),
    ],
)
def test_a_file_for_parameters_that_are_not_understood_is_refused(
    client: Client, archive: None, path: str, query: str, said: str
) -> None:
    response = client.get(f"{path}?{query}")
    assert (response.status_code, response.content.decode()) == (422, said)


def test_the_feed_refuses_a_parameter_it_does_not_have(client: Client, archive: None) -> None:
    response = client.get("/feeds/reports.atom?colour=red")
    assert (response.status_code, response.content.decode()) == (422, "没有叫“colour”的参数。")


@pytest.mark.parametrize(
    ("address", "pages"),
    [("/reports?page_size=2", 2), (f"{VALUES}?page_size=1", 3), ("/regions?parent=50&page_size=1", 1)],
)
def test_who_asks_for_pages_until_one_is_empty_comes_to_an_end(
    client: Client, archive: None, address: str, pages: int
) -> None:
    held = []
    for page in range(1, 10):
        status, _, body = get(client, f"{address}&page={page}")
        assert (status, body["page"]) == (200, page)
        if not body["results"]:
            break
        held += body["results"]
    assert (page, len(held), body["count"]) == (pages + 1, body["count"], body["count"])
    assert "notices" not in body or body["notices"] == []


@pytest.mark.parametrize("address", ["/nothing", "/reports/nothing/at/all", "/", "/../v2/reports"])
def test_an_address_that_does_not_exist_is_a_problem_document(client: Client, address: str) -> None:
    status, media_type, body = get(client, address)
    assert (status, media_type, body["title"]) == (404, "application/problem+json", "没有找到")


@pytest.mark.parametrize("address", ["/reports", "/regions/33", VALUES])
def test_another_method_is_a_problem_document_that_names_those_allowed(client: Client, address: str) -> None:
    response = client.delete(f"/api/v1{address}")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET"
    assert json.loads(response.content)["detail"] == "这个地址不接受 DELETE，只接受 GET。"


def test_pages_stay_lenient_and_say_so(client: Client, archive: None) -> None:
    page = client.get("/reports/", {"year": "abc", "page_size": "9999", "page": "99"}).content.decode()
    assert "“abc”不是有效的年度，未采用。" in page
    assert "每页最多 200 篇。" in page


@pytest.mark.parametrize("name", ["region", "topic", "indicator", "flag", "role", "genre", "sample"])
def test_a_page_says_which_value_it_does_not_know_and_shows_nothing_for_it(
    client: Client, archive: None, name: str
) -> None:
    found = client.get("/reports/", {name: UNKNOWN[name]}).context["found"]
    (notice,) = found.notices
    assert (found.count, notice.startswith(f"没有“{UNKNOWN[name]}”这个")) == (0, True)
