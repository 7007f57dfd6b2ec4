"""Every page of the client, and who opens it: what the accessibility test walks and the screenshots show."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMINISTRATOR, STUDENT, TUTOR
from tests.e2e.places import WORKER

TRANSITIONS_END = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.playState === 'running' && each.effect.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished))"""


@dataclass(frozen=True)
class Screen:
    """One page. path may hold the names of `places.find_places` in braces; email None is a visitor."""

    name: str
    email: str | None
    path: str


SCREENS = (
    Screen("sign-in", None, "/sign-in"),
    Screen("join", None, "/join"),
    Screen("join-code", None, "/join/{code}"),
    Screen("join-no-code", None, "/join/ZZZZ-ZZZZ"),
    Screen("try", None, "/try"),
    Screen("invitation", None, "/invitations/not-a-valid-one"),
    Screen("home", STUDENT, "/home"),
    Screen("results", STUDENT, "/results"),
    Screen("courses", STUDENT, "/courses"),
    Screen("course", STUDENT, "/courses/{course}"),
    Screen("lesson", STUDENT, "/lessons/{lesson}"),
    Screen("camera", STUDENT, "/camera"),
    Screen("readings", STUDENT, "/my-data"),
    Screen("own-lessons", STUDENT, "/my-data/lessons"),
    Screen("own-lesson", STUDENT, "/my-data/lessons/{lesson}"),
    Screen("own-weeks", STUDENT, "/my-data/weeks"),
    Screen("questions", STUDENT, "/help"),
    Screen("question", STUDENT, "/help/{thread}"),
    Screen("talk", STUDENT, "/talk"),
    Screen("profile", STUDENT, "/profile"),
    Screen("not-found", STUDENT, "/nowhere"),
    Screen("class-no-code", STUDENT, "/class/ZZZZ-ZZZZ"),
    Screen("join-as-oneself", STUDENT, "/join/{code}"),
    Screen("home-ar", WORKER, "/home"),
    Screen("results-ar", WORKER, "/results"),
    Screen("course-ar", WORKER, "/courses/{ar_course}"),
    Screen("assignment-ar", WORKER, "/lessons/{ar_lesson}"),
    Screen("teach", TUTOR, "/teach"),
    Screen("live", TUTOR, "/teach/courses/{course}/live"),
    Screen("projector", TUTOR, "/teach/courses/{course}/projector"),
    Screen("own-courses", TUTOR, "/teach/courses"),
    Screen("own-course", TUTOR, "/teach/courses/{course}"),
    Screen("lesson-editor", TUTOR, "/teach/lessons/{lesson}"),
    Screen("course-review", TUTOR, "/teach/courses/{course}/review"),
    Screen("review", TUTOR, "/teach/lessons/{lesson}/review"),
    Screen("lesson-as-student", TUTOR, "/teach/lessons/{lesson}/as-student"),
    Screen("people", TUTOR, "/teach/courses/{course}/people"),
    Screen("course-messages", TUTOR, "/teach/courses/{course}/support-messages"),
    Screen("grading", TUTOR, "/grading"),
    Screen("grading-work-ar", TUTOR, "/grading/{work}"),
    Screen("gradebook", TUTOR, "/teach/courses/{course}/gradebook"),
    Screen("students", TUTOR, "/teach/courses/{course}/students"),
    Screen("at-risk", TUTOR, "/teach/courses/{course}/at-risk"),
    Screen("student", TUTOR, "/teach/courses/{course}/students/{student}"),
    Screen("student-attempt", TUTOR, "/teach/courses/{course}/students/{student}/attempts/{attempt}"),
    Screen("own-course-ar", TUTOR, "/teach/courses/{ar_course}"),
    Screen("lesson-editor-ar", TUTOR, "/teach/lessons/{ar_lesson}"),
    Screen("people-ar", TUTOR, "/teach/courses/{ar_course}/people"),
    Screen("gradebook-ar", TUTOR, "/teach/courses/{ar_course}/gradebook"),
    Screen("student-results-ar", TUTOR, "/teach/courses/{ar_course}/students/{worker}"),
    Screen("inbox", TUTOR, "/help"),
    Screen("conversation", TUTOR, "/help/{thread}"),
    Screen("set-up", ADMINISTRATOR, "/admin/setup"),
    Screen("every-course", ADMINISTRATOR, "/teach/courses"),
    Screen("admin-home", ADMINISTRATOR, "/admin/home"),
    Screen("terms", ADMINISTRATOR, "/admin/terms"),
    Screen("users", ADMINISTRATOR, "/admin/users"),
    Screen("system", ADMINISTRATOR, "/admin/system"),
    Screen("experiment", ADMINISTRATOR, "/admin/experiment"),
    Screen("trends", ADMINISTRATOR, "/admin/trends"),
    Screen("compare-trends", ADMINISTRATOR, "/admin/trends/compare"),
    Screen("shared-weeks", ADMINISTRATOR, "/admin/shared"),
    Screen("shared-weeks-of-one", ADMINISTRATOR, "/admin/shared/{sharer}"),
    Screen("quality", ADMINISTRATOR, "/admin/quality"),
    Screen("consent-coverage", ADMINISTRATOR, "/admin/consent"),
    Screen("policy", ADMINISTRATOR, "/admin/policy"),
    Screen("support-messages", ADMINISTRATOR, "/admin/support-messages"),
    Screen("message", ADMINISTRATOR, "/admin/support-messages/confused-hint-first-step"),
    Screen("new-message", ADMINISTRATOR, "/admin/support-messages/new"),
    Screen("resources", ADMINISTRATOR, "/admin/resources"),
    Screen("audit", ADMINISTRATOR, "/admin/audit"),
)


def open_screen(page: Page, url: str, screen: Screen, places: dict[str, str]) -> None:
    """Open a page and wait until its heading is there and nothing is loading any more."""
    page.goto(url + screen.path.format(**places))
    page.get_by_role("heading", level=1).first.wait_for()
    expect(page.locator(".mantine-Skeleton-root, [aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(400)  # until transitions have begun; axe measures the contrast of what is half faded in
    page.evaluate(TRANSITIONS_END)
