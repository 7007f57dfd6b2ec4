"""Every page, light and dark, wide and narrow: no accessibility violation, no console error, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import ADMINISTRATOR, ROOT, STUDENT, TUTOR, Platform
from tests.e2e.pages import SCREENS, Screen, find_places, open_screen

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light-wide": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark-narrow": {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    "narrowest": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(
            AXE.read_text(encoding="utf-8")
        )  # by the debugger: the page's own policy admits no foreign script
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)["violations"]
    return [f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes']][:3]}" for rule in found]


@pytest.fixture(scope="module", params=LOOKS)
def visitors(request: pytest.FixtureRequest, platform: Platform, browser: Browser) -> Iterator[dict[str | None, Page]]:
    """A page for each kind of visitor, in one look."""
    pages: dict[str | None, Page] = {}
    for email in (None, STUDENT, TUTOR, ADMINISTRATOR):
        context = browser.new_context(base_url=platform.url, locale="en-GB", **LOOKS[request.param])
        pages[email] = context.new_page()
        if email is not None:
            token = context.request.get("/api/v1/session").json()["csrf_token"]
            entry = {"email": email, "password": "attune-demo"}
            assert context.request.post("/api/v1/session", data=entry, headers={"X-CSRF-Token": token}).ok
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_everybody_can_use_the_page(visitors: dict[str | None, Page], platform: Platform, screen: Screen):
    page = visitors[screen.email]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    open_screen(page, platform.url, screen, find_places(visitors[STUDENT], platform.url))

    expected = ("404",) if screen.name == "invitation" else ()
    assert [error for error in errors if not any(code in error for code in expected)] == []
    assert violations(page) == []
    assert page.get_by_role("heading", level=1).count() == 1
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"


def test_axe_can_find_something(browser: Browser):
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><input></body></html>")
    assert violations(page)
    page.close()
