"""axe-core finds nothing serious on any page, in light and dark, on a wide screen and a phone, in both languages."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.pages import pages as pages

pytestmark = pytest.mark.django_db(transaction=True)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: axe takes the content of a closed <details> for hidden, also where the stylesheet shows it.
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
RUN = """async (rules) => (await axe.run({runOnly: rules}))
    .violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`)"""
ALL = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
#: All that the dark theme changes.
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
#: axe takes a minute for what has hundreds of rows; these are the same templates as other pages.
LARGE = ("report-figures", "compare-extremes")


def violations_of(page, url: str) -> list[str]:
    """What axe finds on a page with all of it unfolded, in light; in dark contrasts alone."""
    page.emulate_media(color_scheme="light")
    page.goto(url)
    page.evaluate(OPEN)
    page.evaluate(AXE)
    found = page.evaluate(RUN, ALL)
    page.emulate_media(color_scheme="dark")
    return found + page.evaluate(RUN, CONTRAST)


# What English alone can spoil are names, marks of language and the room there is.
@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("zh-hans", 375), ("en", 375)])
def test_nothing_serious_or_critical(pages, visit, live_server, language, width):
    page = visit(f"/language?to={language}", width=width)
    found = {}
    for name, address in pages.items():
        if name in LARGE:
            continue
        if violations := violations_of(page, f"{live_server.url}{address}"):
            found[name] = violations
    assert found == {}
