"""How smoothly a gradebook of 300 students by 60 items scrolls: the frames that take too long, in Chromium.

    python -m benchmarks.client.gradebook_scroll

Serves the demo, opens a gradebook as its tutor and lets the server's answer have 300 students and 60 items. Scrolls
down and up, right and left by a wheel's notch a frame, on a laptop's screen and on a phone's, as the computer is and
slowed down. Prints the frames over 50 ms, the 95th percentile and the longest; fails when, as the computer is, one in a
hundred takes longer.
"""

from __future__ import annotations

import json
import re
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Any

import click
from playwright.sync_api import Page, Route, sync_playwright
from tests.e2e.conftest import FLAGS, TUTOR, chromium_path, enter, serve
from tests.e2e.places import COURSE

STUDENTS, ITEMS = 300, 60
LONG_MS = 50
MOST_SHARE = 0.01
SCREENS = {"laptop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SLOWDOWNS = (1, 4)

# A notch a frame: down and up again, right and left again; the milliseconds of every frame.
SCROLL = """() => new Promise((resolve) => {
  const grid = document.querySelector('[role=grid]');
  const steps = [[0, 120], [0, -120], [120, 0], [-120, 0]].flatMap((step) => Array(100).fill(step));
  const frames = [];
  let before = null;
  const next = (now) => {
    if (before !== null) frames.push(now - before);
    before = now;
    const step = steps.shift();
    if (!step) return resolve(frames);
    grid.scrollBy(...step);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""


def widened(book: dict[str, Any]) -> dict[str, Any]:
    """The same gradebook with as many students and items as a large course has; each cell has a grade."""
    item, student = book["items"][0], book["students"][0]
    items = [item | {"id": f"item-{number}", "title": f"Piece of work {number}"} for number in range(ITEMS)]
    grade = next(grade for each in book["students"] for grade in each["grades"].values())
    grades = {each["id"]: grade for each in items}
    students = [
        student | {"id": f"student-{number}", "name": f"Student {number:03}", "grades": grades}
        for number in range(STUDENTS)
    ]
    return book | {"items": items, "students": students}


def answer_widened(route: Route) -> None:
    """Let the server answer, and widen what it says."""
    response = route.fetch()
    route.fulfill(response=response, body=json.dumps(widened(response.json())))


def open_gradebook(page: Page) -> None:
    """Open the gradebook of the demo's course, as large as that of a large one."""
    page.route(re.compile(r"/api/v1/courses/[^/]+/gradebook(\?|$)"), answer_widened)
    courses = page.request.get("/api/v1/courses").json()["courses"]
    course = next(course["id"] for course in courses if course["title"] == COURSE)
    page.goto(f"/teach/courses/{course}/gradebook")
    page.get_by_role("grid").get_by_text("Student 000").wait_for()


@click.command()
def main() -> None:
    """Print how long frames take while the gradebook scrolls; fails when too many are long."""
    failed = False
    with ExitStack() as stack, sync_playwright() as playwright:
        platform = serve(Path(stack.enter_context(tempfile.TemporaryDirectory())), stack)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for screen, size in SCREENS.items():
            page = browser.new_page(
                base_url=platform.url,
                locale="en-GB",
                viewport=size,  # type: ignore[arg-type]
                service_workers="block",  # what it asks for could not be widened
            )
            enter(page, platform.url, TUTOR)
            open_gradebook(page)
            processor = page.context.new_cdp_session(page)
            for rate in SLOWDOWNS:
                processor.send("Emulation.setCPUThrottlingRate", {"rate": rate})
                frames: list[float] = page.evaluate(SCROLL)
                long = sum(frame > LONG_MS for frame in frames)
                failed |= rate == 1 and long > MOST_SHARE * len(frames)
                click.echo(
                    f"{screen}, processor {rate} times slower: {long} of {len(frames)} frames over {LONG_MS} ms, "
                    f"p95 {quantiles(frames, n=20)[-1]:.0f} ms, longest {max(frames):.0f} ms"
                )
            page.close()
        browser.close()
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
