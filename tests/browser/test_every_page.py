"""Every page, on a wide screen and a phone, in both languages: nothing runs over, nothing moves, nothing fails, all is
there at once, axe-core finds nothing serious in light and dark, and in English no Chinese is left that is not marked so.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import violations_of
from tests.browser.pages import pages as pages
from tests.browser.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

#: A shift readers are said not to notice (Core Web Vitals, "good").
MOST_SHIFT = 0.1
#: Until the largest part of a page is painted, and the tries it has for that: the machine may have other things to do.
MOST_WAIT_MS = 1000
TRIES = 5
WATCH = """window.vitals = {shift: 0, paint: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) vitals.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) vitals.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});"""
#: Once the largest part is painted, or when it is far too late.
MEASURE = """(most) => new Promise((done) => {
  const look = () => vitals.paint > 0 || performance.now() > 5 * most ? done(vitals) : setTimeout(look, 20);
  requestAnimationFrame(look);
})"""
WIDTH = "document.documentElement.scrollWidth"


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
#: axe takes a minute for what has hundreds of rows; these are the same templates as other pages.
LARGE = ("report-figures", "compare-extremes")


def read(page: Page, url: str) -> dict[str, float]:
    """Open a page; how far it shifted, and when in ms the largest part of it was painted at the best of the tries."""
    for _ in range(TRIES):
        page.goto(url)
        vitals: dict[str, float] = page.evaluate(MEASURE, MOST_WAIT_MS)
        if 0 < vitals["paint"] < MOST_WAIT_MS:
            break
    return vitals


# 640 is a window of 1280 at 200 %; the largest letters on the narrowest phone are the hardest case. What English alone
# can spoil for axe are names, marks of language and the room there is.
@pytest.mark.parametrize(
    ("language", "width", "narrower", "axe"),
    [
        ("zh-hans", 1280, 640, True),
        ("zh-hans", 375, 320, True),
        ("en", 1280, 640, False),
        ("en", 375, 320, True),
    ],
)
def test_pages_hold(
    pages: dict[str, str],
    visit: Callable[..., Page],
    live_server,
    language: str,
    width: int,
    narrower: int,
    axe: bool,
) -> None:
    page = visit(f"/language?to={language}&next=/healthz", width=width)
    page.add_init_script(WATCH)
    troubles: dict[str, object] = {}

    def measure_width(most: int) -> None:
        if (found := page.evaluate(WIDTH)) > most:
            troubles[f"{name} at {most}"] = found

    for name, address in pages.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        vitals = read(page, f"{live_server.url}{address}")
        if vitals["shift"] > MOST_SHIFT or not 0 < vitals["paint"] < MOST_WAIT_MS:
            troubles[name] = vitals
        if language == "en" and (unmarked := page.evaluate(UNMARKED)):
            troubles[f"{name} in Chinese"] = unmarked
        measure_width(width)
        picture(page, f"{name}-{width}-{language}-light")
        page.set_viewport_size({"width": narrower, "height": 800})
        measure_width(narrower)
        if narrower == 320:
            page.evaluate("document.documentElement.className = 'size-130'")
            measure_width(narrower)
            picture(page, f"{name}-{narrower}-{language}-largest")
            page.evaluate("document.documentElement.className = ''")
        page.set_viewport_size({"width": width, "height": 800})
        if axe and name not in LARGE and (violations := violations_of(page)):
            troubles[f"{name} to axe"] = violations
        page.emulate_media(color_scheme="dark")
        picture(page, f"{name}-{width}-{language}-dark")
    assert troubles == {}
