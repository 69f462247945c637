"""Every page, on a wide screen and a phone: nothing runs over, nothing moves, nothing fails, all is there at once.

Pictures of each in both themes are kept for looking at.
"""

from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.pages import pages as pages

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = Path(settings.BASE_DIR) / "var/screenshots"
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


# 640 is a window of 1280 at 200 %; the largest letters on the narrowest phone are the hardest case.
@pytest.mark.parametrize(("width", "narrower"), [(1280, 640), (375, 320)])
def test_pages_hold(pages, visit, live_server, width, narrower):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = visit("/healthz", width=width)
    page.add_init_script(WATCH)
    troubles = {}

    def picture(name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def measure_width(most: int) -> None:
        if (found := page.evaluate(WIDTH)) > most:
            troubles[f"{name} at {most}"] = found

    for name, address in pages.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        for _ in range(TRIES):
            page.goto(f"{live_server.url}{address}")
            vitals = page.evaluate(MEASURE, MOST_WAIT_MS)
            if in_time := 0 < vitals["paint"] < MOST_WAIT_MS:
                break
        if vitals["shift"] > MOST_SHIFT or not in_time:
            troubles[name] = vitals
        measure_width(width)
        picture(f"{name}-{width}-light")
        page.emulate_media(color_scheme="dark")
        picture(f"{name}-{width}-dark")
        page.set_viewport_size({"width": narrower, "height": 800})
        measure_width(narrower)
        if narrower == 320:
            page.evaluate("document.documentElement.className = 'size-130'")
            measure_width(narrower)
            picture(f"{name}-{narrower}-largest")
    assert troubles == {}
