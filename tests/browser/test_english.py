"""The pages in English: no Chinese that is not marked as such, nothing runs over, and the way there and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import pages as pages
from tests.browser.test_every_page import PICTURES, WIDTH

pytestmark = pytest.mark.django_db(transaction=True)

#: Texts and names of elements with Chinese characters outside of what is marked as Chinese.
UNMARKED = """() => {
  const chinese = /[\\u3400-\\u9fff]/;
  const marked = (element) => element.closest("[lang^=zh]");
  const found = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const skipped = ["SCRIPT", "TITLE", "TEXTAREA"].includes(node.parentElement.tagName);
      if (chinese.test(node.data) && !skipped && !marked(node.parentElement)) found.push(node.data.trim());
    } else {
      for (const name of ["aria-label", "title", "placeholder", "alt", "label"]) {
        const words = node.getAttribute(name) ?? "";
        if (chinese.test(words) && !marked(node)) found.push(`${name}: ${words}`);
      }
    }
  }
  return [...new Set(found)];
}"""


@pytest.mark.parametrize(("width", "narrower"), [(1280, 640), (375, 320)])
def test_every_page_is_english_but_for_what_is_marked(pages, visit, live_server, width, narrower):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = visit("/language?to=en&next=/healthz", width=width)
    troubles = {}
    for name, address in pages.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_server.url}{address}")
        if unmarked := page.evaluate(UNMARKED):
            troubles[name] = unmarked
        page.screenshot(path=PICTURES / f"{name}-{width}-english.png", full_page=True)
        for size in (width, narrower):
            page.set_viewport_size({"width": size, "height": 800})
            if (found := page.evaluate(WIDTH)) > size:
                troubles[f"{name} at {size}"] = found
    assert troubles == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_reader_goes_to_english_and_back_where_they_are(pages, visit, scripts):
    page: Page = visit(pages["listing"], scripts=scripts)
    address = page.url
    page.get_by_text("⋯").click()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == address
    page.get_by_role("link", name="Topics", exact=True).click()
    expect(page.locator("h1")).to_have_text("Topics")
    page.get_by_text("⋯").click()
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("h1")).to_have_text("主题")


def test_scripts_speak_the_language_of_the_page(pages, visit, live_server):
    page = visit("/language?to=en&next=/reports/")
    page.get_by_role("checkbox").first.check()
    tray = page.get_by_role("region", name="Reports to compare")
    expect(tray).to_contain_text("To compare: 1")
    expect(tray.get_by_role("link")).to_have_text("Pick one more")
    page.goto(f"{live_server.url}{pages['report']}")
    page.get_by_role("button", name="Next match").click()
    expect(page.get_by_role("button", name="Remove from compare", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_visible()
