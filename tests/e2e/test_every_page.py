"""Every page, light and dark, wide and narrow: no accessibility violation, no console error, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ADMINISTRATOR, ROOT, Platform
from tests.e2e.pages import SCREENS, Screen, open_screen
from tests.e2e.places import WORKER, find_places
from tests.e2e.routes import declared_routes, route_of

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light-wide": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark-narrow": {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    # 1280 x 1024 px at 400 %: where WCAG 1.4.10 asks that nothing is cut off
    "narrowest": {"color_scheme": "light", "viewport": {"width": 320, "height": 256}},
}
ELSEWHERE = {"/setup": "an empty institution has it, in test_the_door.py"}
REFUSED = {
    "invitation": "404",
    "join-no-code": "404",
    "class-no-code": "404",
}  # what the server answers to the code in the address


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what axe finds wrong on the page as it stands, or in the part of it that a selector names, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(
            AXE.read_text(encoding="utf-8")
        )  # by the debugger: the page's own policy admits no foreign script
    found = page.evaluate("([part, tags]) => axe.run(part, {runOnly: tags})", [within, RULES])["violations"]
    return [f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes']][:3]}" for rule in found]


@pytest.fixture(scope="module", params=LOOKS)
def visitors(request: pytest.FixtureRequest, platform: Platform, browser: Browser) -> Iterator[dict[str | None, Page]]:
    """A page for each kind of visitor, in one look."""
    pages: dict[str | None, Page] = {}
    for email in dict.fromkeys(screen.email for screen in SCREENS):
        context = browser.new_context(base_url=platform.url, locale="en-GB", **LOOKS[request.param])
        pages[email] = context.new_page()
        if email is not None:
            token = context.request.get("/api/v1/session").json()["csrf_token"]
            entry = {"email": email, "password": "attune-demo"}
            assert context.request.post("/api/v1/session", data=entry, headers={"X-CSRF-Token": token}).ok
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="module")
def places(platform: Platform, browser: Browser) -> dict[str, str]:
    return find_places(browser, platform.url)


def test_every_page_of_the_client_is_among_them():
    routes = declared_routes()
    seen = {route_of(screen.path, routes) for screen in SCREENS}
    assert routes - seen - ELSEWHERE.keys() == set(), "pages.py has a list of screens: add these"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_everybody_can_use_the_page(
    visitors: dict[str | None, Page], platform: Platform, places: dict[str, str], screen: Screen
):
    page = visitors[screen.email]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    open_screen(page, platform.url, screen, places)

    refused = REFUSED.get(screen.name)
    assert [error for error in errors if refused is None or refused not in error] == []
    assert violations(page) == []
    assert page.get_by_role("heading", level=1).count() == 1
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"


def test_what_the_interface_says_keeps_its_direction_in_an_arabic_lesson(
    visitors: dict[str | None, Page], platform: Platform, places: dict[str, str]
):
    page = visitors[WORKER]
    page.goto(f"{platform.url}/lessons/{places['ar_lesson']}")
    question = page.get_by_role("button", name="How is it going?").get_by_text("How is it going?")
    expect(question).to_have_css("unicode-bidi", "plaintext")  # or its question mark comes first
    expect(page.get_by_role("heading", name="Handed in")).to_have_css("text-align", "right")


def test_an_administrators_header_is_one_line(visitors: dict[str | None, Page], platform: Platform):
    page = visitors[ADMINISTRATOR]
    page.goto(f"{platform.url}/admin/home")
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_role("banner").bounding_box()["height"] <= 66


def test_axe_can_find_something(browser: Browser):
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><input></body></html>")
    assert violations(page)
    page.close()
