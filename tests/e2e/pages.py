"""Every page of the client, and who opens it: what the accessibility test walks and the screenshots show."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMINISTRATOR, STUDENT, TUTOR

COURSE, LESSON = "Statistics for everyone", "Samples and the bell"

TRANSITIONS_END = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.playState === 'running' && each.effect.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished))"""


@dataclass(frozen=True)
class Screen:
    """One page. path may hold {course} and {lesson}; email None is a visitor."""

    name: str
    email: str | None
    path: str


SCREENS = (
    Screen("sign-in", None, "/sign-in"),
    Screen("try", None, "/try"),
    Screen("invitation", None, "/invitations/not-a-valid-one"),
    Screen("courses", STUDENT, "/courses"),
    Screen("course", STUDENT, "/courses/{course}"),
    Screen("lesson", STUDENT, "/lessons/{lesson}"),
    Screen("camera", STUDENT, "/camera"),
    Screen("readings", STUDENT, "/my-data"),
    Screen("own-lessons", STUDENT, "/my-data/lessons"),
    Screen("own-lesson", STUDENT, "/my-data/lessons/{lesson}"),
    Screen("own-weeks", STUDENT, "/my-data/weeks"),
    Screen("questions", STUDENT, "/help"),
    Screen("talk", STUDENT, "/talk"),
    Screen("profile", STUDENT, "/profile"),
    Screen("not-found", STUDENT, "/nowhere"),
    Screen("teach", TUTOR, "/teach"),
    Screen("live", TUTOR, "/teach/courses/{course}/live"),
    Screen("inbox", TUTOR, "/help"),
    Screen("users", ADMINISTRATOR, "/admin/users"),
    Screen("system", ADMINISTRATOR, "/admin/system"),
    Screen("experiment", ADMINISTRATOR, "/admin/experiment"),
    Screen("policy", ADMINISTRATOR, "/admin/policy"),
    Screen("support-messages", ADMINISTRATOR, "/admin/support-messages"),
    Screen("message", ADMINISTRATOR, "/admin/support-messages/confused-hint-one-idea"),
    Screen("new-message", ADMINISTRATOR, "/admin/support-messages/new"),
    Screen("resources", ADMINISTRATOR, "/admin/resources"),
    Screen("audit", ADMINISTRATOR, "/admin/audit"),
)


def find_places(student: Page, url: str) -> dict[str, str]:
    """Return the ids of the demo's course and lesson, as a signed-in student sees them."""
    courses = student.request.get(f"{url}/api/v1/courses").json()["courses"]
    course = next(course["id"] for course in courses if course["title"] == COURSE)
    outline = student.request.get(f"{url}/api/v1/courses/{course}").json()
    lessons = [lesson for module in outline["modules"] for lesson in module["lessons"]]
    return {"course": course, "lesson": next(lesson["id"] for lesson in lessons if lesson["title"] == LESSON)}


def open_screen(page: Page, url: str, screen: Screen, places: dict[str, str]) -> None:
    """Open a page and wait until its heading is there and nothing is loading any more."""
    page.goto(url + screen.path.format(**places))
    page.get_by_role("heading", level=1).first.wait_for()
    expect(page.locator(".mantine-Skeleton-root, [aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(400)  # until transitions have begun; axe measures the contrast of what is half faded in
    page.evaluate(TRANSITIONS_END)
