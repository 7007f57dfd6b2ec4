"""What script a page costs: home and a lesson, opened with an empty cache, as Chromium counts it on the line.

    python -m benchmarks.client.script_weight [--url http://localhost:5000]

Prints the compressed bytes of script of each page by file, and says what is wanted. `--url` names a platform with the
demo data that runs already; without it one is served for the time of the measurement.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, Page, Request, sync_playwright
from tests.e2e.conftest import ADMINISTRATOR, FLAGS, PASSWORD, STUDENT, TUTOR, chromium_path, serve

MOST = 200_000
SETTLED = 2_000  # milliseconds after the page is quiet: what is fetched ahead comes, too
_HASH = re.compile(r"-[A-Za-z0-9_-]{8}(\.\w+)$")


def script_bytes(browser: Browser, url: str, signed_in: Mapping[str, object], path: str) -> Counter[str]:
    """The bytes of each script that a page transfers into an empty cache."""
    found: Counter[str] = Counter()
    with browser.new_context(base_url=url, locale="en-GB", storage_state=signed_in) as context:  # type: ignore[arg-type]
        page = context.new_page()
        context.on("requestfinished", lambda request: _add_script(found, request))
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
    return found


def _add_script(found: Counter[str], request: Request) -> None:
    """Count the body of a script: headers are not code."""
    path = urlsplit(request.url).path
    if path.endswith((".js", ".mjs")):
        found[path] += request.sizes()["responseBodySize"]


def sign_in(browser: Browser, url: str, email: str) -> Mapping[str, object]:
    """The cookies of a user who is signed in."""
    with browser.new_context(base_url=url, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("link", name="Courses").first.wait_for()
        return {**context.storage_state()}


def find_lesson(page: Page) -> str:
    """The address of a lesson that the demo student may open."""
    page.goto("/courses")
    page.get_by_role("link", name="Statistics for everyone", exact=True).click()
    link = page.locator('a[href^="/lessons/"]').first
    link.wait_for()
    return link.get_attribute("href") or ""


@click.command()
@click.option("--url", help="A platform with the demo data that runs already.")
def main(url: str | None) -> None:
    """Print what script the homes and a lesson transfer."""
    with ExitStack() as stack, sync_playwright() as playwright:
        address = url or serve(Path(stack.enter_context(tempfile.TemporaryDirectory())), stack).url
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS])
        student = sign_in(browser, address, STUDENT)
        with browser.new_context(base_url=address, storage_state=student) as context:  # type: ignore[arg-type]
            lesson = find_lesson(context.new_page())
        pages = {
            "home of a student": (student, "/"),
            "lesson": (student, lesson),
            "home of a tutor": (sign_in(browser, address, TUTOR), "/"),
            "home of an administrator": (sign_in(browser, address, ADMINISTRATOR), "/"),
        }
        for name, (signed_in, path) in pages.items():
            report(name, script_bytes(browser, address, signed_in, path))
        browser.close()


def report(name: str, files: Counter[str]) -> None:
    """Print one page."""
    total = sum(files.values())
    click.echo(f"{total / 1e3:7.1f} KB  {name}; wanted: at most {MOST / 1e3:g}, in {len(files)} files")
    for path, size in files.most_common():
        file = _HASH.sub(r"\1", PurePosixPath(path).name)
        click.echo(f"{size / 1e3:15.1f} KB  {file}")


if __name__ == "__main__":
    main()
