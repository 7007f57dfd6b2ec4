"""Take a picture of every page, light and dark, 390 and 1440 px wide: `python -m scripts.screenshots FOLDER`.

Starts a demo platform of its own with a simulated class, and gives the student a camera that shows faces.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.e2e.conftest import FLAGS, PASSWORD, ROOT, STUDENT, chromium_path, serve
from tests.e2e.faces import fer_faces, scene, write_mjpeg
from tests.e2e.pages import SCREENS, open_screen
from tests.e2e.places import find_places
from tests.e2e.test_whole_way import answer_wrongly, classmates, opt_in


class Look(NamedTuple):
    """How a page is looked at."""

    scheme: Literal["light", "dark"]
    viewport: ViewportSize


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = {
    f"{scheme}-{width}": Look(scheme, ViewportSize(width=width, height=height))
    for scheme in SCHEMES
    for width, height in ((1440, 900), (390, 844))
}

WAIT_MS = {"live": 60_000}  # its lines begin after half a minute


def new_context(browser: Browser, url: str, look: Look | None) -> BrowserContext:
    """Return a browser context of the look, or of Chromium's own where none is given."""
    if look is None:
        return browser.new_context(base_url=url, locale="en-GB")
    return browser.new_context(base_url=url, locale="en-GB", color_scheme=look.scheme, viewport=look.viewport)


def sign_in(browser: Browser, url: str, email: str, look: Look | None = None) -> Page:
    """Return a page of somebody who is signed in."""
    context = new_context(browser, url, look)
    token = context.request.get("/api/v1/session").json()["csrf_token"]
    entry = {"email": email, "password": PASSWORD}
    context.request.post("/api/v1/session", data=entry, headers={"X-CSRF-Token": token})
    return context.new_page()


def camera_flags(folder: Path) -> list[str]:
    """Make a video of happy, then angry faces and return the switches that show it as the camera."""
    data = ROOT.parent / "shared" / "data" / "fer2013"
    video = folder / "faces.mjpeg"
    happy, angry = (fer_faces(data, expression, 8) for expression in ("happiness", "anger"))
    write_mjpeg(chain(scene(happy, 10), scene(angry, 50)), video)
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    return [*fake, f"--use-file-for-fake-video-capture={video}"]


def shoot_pages(browser: Browser, url: str, places: dict[str, str], folder: Path) -> None:
    """Picture every page in every look."""
    for look_name, look in LOOKS.items():
        emails = {screen.email for screen in SCREENS if screen.email}
        visitors: dict[str | None, Page] = {email: sign_in(browser, url, email, look) for email in emails}
        visitors[None] = new_context(browser, url, look).new_page()
        for screen in SCREENS:
            page = visitors[screen.email]
            open_screen(page, url, screen, places)
            page.wait_for_timeout(WAIT_MS.get(screen.name, 1_200))
            page.screenshot(path=folder / f"{screen.name}-{look_name}.png", full_page=True)
        for page in visitors.values():
            page.context.close()


def shoot_support(browser: Browser, url: str, places: dict[str, str], folder: Path) -> None:
    """Picture a lesson with the camera on and a message, in each look of one visit."""
    page = sign_in(browser, url, STUDENT, LOOKS["light-1440"])
    page.goto(f"{url}/courses")
    opt_in(page)
    page.goto(f"{url}/lessons/{places['lesson']}")
    page.goto(f"{url}/camera")
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_role("link", name="Courses").click()
    page.get_by_role("link", name="Statistics for everyone", exact=True).click()
    page.get_by_role("link", name="Samples and the bell").first.click()
    page.wait_for_timeout(50_000)
    answer_wrongly(page)
    page.get_by_role("button", name="Why am I seeing this?").click(timeout=30_000)
    for look_name, look in LOOKS.items():
        page.emulate_media(color_scheme=look.scheme)
        page.set_viewport_size(look.viewport)
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"support-{look_name}.png")
    page.context.close()


def main() -> None:
    """Take all pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, ExitStack() as stack, sync_playwright() as playwright:
        platform = serve(Path(scratch), stack)
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*FLAGS, *camera_flags(Path(scratch))]
        )
        places = find_places(browser, platform.url)
        with classmates(platform, count=9, minutes=60):  # a slow machine takes a while over so many pages
            shoot_support(browser, platform.url, places, folder)
            shoot_pages(browser, platform.url, places, folder)
        browser.close()


if __name__ == "__main__":
    main()
