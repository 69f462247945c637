"""A real browser that tells on its page: console errors and failed requests fail the test.

It is Chromium, or with ``BROWSER=firefox`` Debian's Firefox ESR, spoken to by WebDriver BiDi (``make test-firefox``).
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

IS_FIREFOX = os.environ.get("BROWSER") == "firefox"
NAMES = ("firefox-esr",) if IS_FIREFOX else ("chromium", "chromium-browser")
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if not BROWSER:
                item.add_marker(pytest.mark.skip(reason=f"no {NAMES[0]} on this machine"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's own loop runs in this thread, which Django takes for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        if IS_FIREFOX:
            # The panel of downloads would take the focus from the page.
            quiet = {"browser.download.alwaysOpenPanel": False}
            browser = playwright.firefox.launch(
                executable_path=BROWSER, channel="moz-firefox", firefox_user_prefs=quiet
            )
        else:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def failing() -> set[str]:
    """Addresses, without the site's own part, that are to answer with an error."""
    return set()


@pytest.fixture
def visit(browser: Browser, live_server, failing: set[str]) -> Iterator[Callable[..., Page]]:
    """A page at an address of the site; nothing may go wrong on it until the test ends."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def meant(url: str) -> bool:
        return url.removeprefix(live_server.url) in failing

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not meant(message.location["url"]):
            troubles.append(message.text)

    def take(response: Response) -> None:
        if response.status >= 400 and not meant(response.url):
            troubles.append(f"{response.status} {response.url}")

    def open_page(path: str = "/", *, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Page:
        if IS_FIREFOX and not scripts:
            pytest.skip("WebDriver BiDi turns no scripts off")
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("response", take)
        page.on(
            "request", lambda r: troubles.append(r.url) if not r.url.startswith(live_server.url) else None
        )
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def keep(visit: Callable[..., Page], live_server, client: Client, db: None) -> Callable[..., Page]:
    """A page at an address, signed in as an administrator."""
    client.force_login(User.objects.create_superuser("keeper", password="not among the common ones"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value

    def open_page(path: str = "/admin/", *, width: int = 1280) -> Page:
        page = visit("/healthz", width=width)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{path}")
        return page

    return open_page
