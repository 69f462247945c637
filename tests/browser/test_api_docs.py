"""The API's page, which a library makes, under the policy that holds for every page."""

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import Page, expect


def test_the_page_of_the_api_works_under_the_policy_of_all_pages(
    visit: Callable[..., Page], client: Client
) -> None:
    policies = {client.get(path)["Content-Security-Policy"] for path in ("/api/v1/docs", "/")}
    assert len(policies) == 1
    page = visit("/api/v1/docs")
    block = page.locator(".opblock").first
    expect(block).to_be_visible()
    block.locator(".opblock-summary-control").click()
    expect(block.locator(".opblock-body")).to_be_visible()
