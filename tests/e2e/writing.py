"""What a tutor does to write a course: shared by the tests in which one is written."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect


def portrait() -> bytes:
    """A small image, as a tutor would drag it in."""
    buffer = BytesIO()
    Image.new("RGB", (320, 180), (20, 100, 90)).save(buffer, "PNG")
    return buffer.getvalue()


def create_course(page: Page, title: str) -> None:
    page.get_by_role("heading", level=1).first.wait_for()  # the page that one lands on, which may still be coming
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses").click()
    page.get_by_role("button", name="New course").click()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_role("button", name="Create the course").click()
    page.get_by_role("heading", name=title, level=1).wait_for()


def add_lesson(page: Page, module: str, lesson: str) -> None:
    page.get_by_role("button", name="Add a module").click()
    page.get_by_label("Title of the module").fill(module)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name=module).wait_for()
    page.get_by_role("button", name="Add a lesson").click()
    page.get_by_label("Title of the lesson").fill(lesson)
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/teach/lessons/*")
    page.get_by_role("button", name="Add a part", exact=True).wait_for()


def add_block(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Add a part", exact=True).click()
    page.get_by_role("menuitem", name=kind, exact=True).click()


def saved(page: Page) -> None:
    expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Saved")


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Published, version 1")


def open_to_students(page: Page, course: str) -> None:
    """Go from a lesson to its course, and let students see it."""
    page.get_by_role("navigation", name="Where this lesson belongs").get_by_role("link", name=course).click()
    page.get_by_role("button", name="Open to students").click()
    expect(page.get_by_text("Running")).to_be_visible()


def create_code(page: Page) -> str:
    """Go from a course to its people and make a code by which students come in."""
    page.get_by_role("link", name="People").click()
    page.get_by_role("button", name="Create a code").click()
    return code_shown(page)


def code_shown(page: Page) -> str:
    return page.get_by_role("region", name="Codes").get_by_text(re.compile(r"^\w{4}-\w{4}$")).inner_text()
