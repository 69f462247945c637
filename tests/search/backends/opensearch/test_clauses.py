"""What is asked of a cluster, and where it is: no cluster is needed."""

import re
from typing import Any

import pytest

from reports.search.backends.opensearch.address import Address, address_of
from reports.search.backends.opensearch.clauses import NONE, below, phrase
from reports.search.backends.opensearch.sources import units


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("人民", ["人民"]),
        ("枫桥经", ["枫桥", "桥经"]),
        ("枫桥经验", ["枫桥", "_", "经验"]),
        ("法治政府建", ["法治", "_", "政府", "府建"]),
        # The second pair is a hole, whatever stands there; a mark that is looked for is a pair's half.
        ("a_b", ["a_", "_b"]),
        ("𠮷村委会", ["𠮷村", "_", "委会"]),
        ("a b", ["a ", " b"]),
    ],
)
def test_a_phrase_is_asked_by_every_other_pair_and_the_last(text: str, grams: list[str]) -> None:
    (asked,) = phrase("body", text)["match_phrase"].values()
    assert asked["query"].split("\n") == grams
    assert asked["boost"] == 1 / sum(gram != "_" for gram in grams)


def test_a_character_is_asked_by_itself() -> None:
    assert phrase("title", "法") == {"term": {"title.one": {"value": "法"}}}


@pytest.mark.parametrize("text", ["", "法\n治", "\ud800", "法\udc00"])
def test_what_no_text_holds_is_not_asked(text: str) -> None:
    assert phrase("body", text) == NONE


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), NONE),
        (("51",), {"term": {"province": "51"}}),
        (("5101",), {"term": {"city": "5101"}}),
        # A municipality has no cities: the code is a beginning, and no unit's.
        (("1101",), {"prefix": {"region": "1101"}}),
        (("110101",), {"term": {"county": "110101"}}),
        (("510104001",), {"term": {"township": "510104001"}}),
        (("510",), {"prefix": {"region": "510"}}),
    ],
)
def test_places_are_asked_by_the_unit_of_their_code(codes: tuple[str, ...], expected: dict[str, Any]) -> None:
    asked = below(codes)
    assert (asked if asked == NONE else asked["bool"]["should"][0]) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", {}),
        ("51", {"province": "51"}),
        ("110101001", {"province": "11", "county": "110101", "township": "110101001"}),
        ("510104001", {"province": "51", "city": "5101", "county": "510104", "township": "510104001"}),
    ],
)
def test_a_place_lies_in_the_units_above_it(code: str, expected: dict[str, str]) -> None:
    assert units(code) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("opensearch://", Address((("localhost", 9200),), "archive")),
        ("opensearch://one/", Address((("one", 9200),), "archive")),
        (
            "opensearchs://keeper:a%40b@one:9201,two,[::1]:9203/town-reports?shards=3&replicas=1&timeout=5",
            Address(
                (("one", 9201), ("two", 9200), ("::1", 9203)),
                "town-reports",
                secure=True,
                user="keeper",
                password="a@b",
                shards=3,
                replicas=1,
                timeout=5,
            ),
        ),
    ],
)
def test_an_address_says_where_the_cluster_is(url: str, expected: Address) -> None:
    assert address_of(url) == expected


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "opensearch://one/Reports",
            "SEARCH_URL 里的索引名 Reports 不行：用小写字母、数字和连字符，字母开头。",
        ),
        ("opensearch://one:port/a", "SEARCH_URL 里的 端口 要是数字，写的是 port。"),
        ("opensearch://one/a?shard=2", "SEARCH_URL 不认识 shard，可用的有：shards、replicas、timeout。"),
        ("opensearch://one/a?shards=many", "SEARCH_URL 里的 shards 要是数字，写的是 many。"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        address_of(url)


def test_a_password_does_not_get_into_logs() -> None:
    assert repr(address_of("opensearch://keeper:secret@one/a")) == "Address(one:9200, 'a')"
