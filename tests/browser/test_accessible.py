"""axe-core finds nothing serious on any page, in light and dark, on a wide screen and a phone, in both languages."""

from pathlib import Path

import axe_playwright_python
import pytest

from .pages import pages as pages

pytestmark = pytest.mark.django_db(transaction=True)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: axe takes the content of a closed <details> for hidden, also where the stylesheet shows it.
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
RUN = """async () => (await axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}))
    .violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`)"""


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [
        *(("zh-hans", width, scheme) for width in (1280, 375) for scheme in ("light", "dark")),
        # What English alone can spoil are names, marks of language and the colours of those.
        ("en", 1280, "dark"),
        ("en", 375, "light"),
    ],
)
def test_nothing_serious_or_critical(pages, visit, live_server, language, width, scheme):
    page = visit(f"/language?to={language}", width=width, scheme=scheme)
    found = {}
    for name, address in pages.items():
        page.goto(f"{live_server.url}{address}")
        page.evaluate(OPEN)
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[name] = violations
    assert found == {}
