"""Bigger letters: chosen by a link, remembered, followed by every page."""

import re

import pytest


def class_of(html: str) -> str:
    return re.findall(r'<html lang="zh-CN" class="([^"]*)"', html)[0]


def test_a_size_is_chosen_by_a_link_and_remembered(client, get, db):
    assert class_of(get("/about/?a=1&b=2")) == "size-100"
    link = re.findall(r'href="(/size\?to=130[^"]*)"', get("/about/?a=1&b=2"))[0].replace("&amp;", "&")
    assert client.get(link).url == "/about/?a=1&b=2"
    assert class_of(get("/about/")) == "size-130"


@pytest.mark.parametrize("size", ["", "999", "x"])
def test_an_unknown_size_changes_nothing(client, get, db, size):
    client.get("/size", {"to": size})
    assert class_of(get("/about/")) == "size-100"


@pytest.mark.parametrize(
    "address", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:1", ""]
)
def test_it_leads_to_pages_of_this_site_alone(client, address):
    assert client.get("/size", {"to": "115", "next": address}).url == "/"
