"""What axe-core finds on a page that keeps somebody from using it."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: axe takes the content of a closed <details> for hidden, also where the stylesheet shows it.
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
RUN = """async (rules) => (await axe.run({runOnly: rules}))
    .violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`)"""
ALL = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
#: All that the dark theme changes.
CONTRAST = {"type": "rule", "values": ["color-contrast"]}


def violations_of(page: Page) -> list[str]:
    """What is serious or critical on the page that is open, with all of it unfolded: in light; in dark contrasts alone."""
    page.emulate_media(color_scheme="light")
    page.evaluate(OPEN)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, ALL)
    page.emulate_media(color_scheme="dark")
    return found + page.evaluate(RUN, CONTRAST)
