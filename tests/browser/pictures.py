"""Pictures of pages for looking at; `make pictures` takes them, for they cost as much as all that is asked of the pages."""

import os
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

FOLDER = Path(settings.BASE_DIR) / "var/screenshots"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page as ``name``, where PICTURES is set."""
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
