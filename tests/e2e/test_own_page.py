"""A student's own page, the whole way: look, zoom, correct, hide, stop sharing, look back, take away, delete."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import TUTOR, Platform, SignIn

STUDENT, NAME = "beatriz@demo.attune", "Beatriz Costa"
COURSE = "Statistics for everyone"


def open_own_lesson(page: Page) -> None:
    """From the navigation to the timeline of a lesson that has summaries; the latest need not have any."""
    page.get_by_role("link", name="My data").click()
    page.get_by_role("link", name="By lesson").click()
    # by its address: until the lessons have come, the only list is the one that leads to the other views
    lessons = page.get_by_role("main").locator("a[href^='/my-data/lessons/']")
    lessons.filter(has_text="How much things vary").first.click()
    expect(page.get_by_role("heading", name=re.compile("my timeline"), level=1)).to_be_visible()


def test_a_student_looks_at_changes_and_takes_back_what_is_known(platform: Platform, browser: Browser, sign_in: SignIn):
    student = sign_in(browser, STUDENT)
    open_own_lesson(student)
    zoom_by_key(student)
    correct_the_first_summary(student)
    hide_and_show_the_lesson(student)
    stop_sharing_while_a_tutor_watches(platform, student, sign_in(browser, TUTOR))
    look_back_after_a_lesson(student)
    weeks_and_export(platform, student)
    delete_everything(platform, student)


def zoom_by_key(page: Page) -> None:
    toolbar = page.get_by_role("toolbar", name="Zoom")
    whole = toolbar.get_by_role("status").inner_text()
    toolbar.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("+")
    expect(toolbar.get_by_role("status")).not_to_have_text(whole)
    page.keyboard.press("Home")
    expect(toolbar.get_by_role("status")).to_have_text(whole)
    page.get_by_role("button", name="Show as a table").click()
    expect(page.get_by_role("table", name="The lesson over time")).to_be_visible()


def correct_the_first_summary(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Correct the summary of")).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Confused").click()
    expect(page.get_by_text("corrected: Confused").first).to_be_visible()


def hide_and_show_the_lesson(page: Page) -> None:
    page.get_by_role("button", name="Hide all of it").click()
    expect(page.get_by_text("only you see this").first).to_be_visible()
    page.get_by_role("button", name="Show all of it again").click()
    expect(page.get_by_text("only you see this")).to_have_count(0)


def stop_sharing_while_a_tutor_watches(platform: Platform, student: Page, tutor: Page) -> None:
    """One tap, and the tile of a tutor who is watching shows nothing shared any more."""
    student.goto(f"{platform.url}/courses")
    student.get_by_role("link", name=COURSE, exact=True).click()
    student.get_by_role("link", name=re.compile("What is typical")).first.click()
    expect(student.get_by_role("heading", name="What is typical?", level=1)).to_be_visible()
    tutor.get_by_role("link", name=f"Watch live: {COURSE}").click()
    tile = tutor.locator("[data-read]").filter(has_text=NAME)
    expect(tile).to_be_visible()
    student.get_by_role("link", name="Camera & support").click()
    student.get_by_role("switch", name="Share my view with my tutors").click(force=True)
    expect(student.get_by_role("switch", name="Share my view with my tutors")).not_to_be_checked()
    student.get_by_role("button", name="Show every change").click()
    expect(student.get_by_text("Share my view with my tutors: withdrawn").first).to_be_visible()
    student.go_back()
    expect(tile).to_have_attribute("data-read", "false")
    expect(tutor.locator("[data-read=true]")).to_have_count(0)
    tutor.context.close()


def look_back_after_a_lesson(page: Page) -> None:
    """Completing a lesson brings the reflection, once; it can be answered with a note."""
    page.get_by_role("link", name="Courses").click()
    page.get_by_role("link", name=COURSE, exact=True).click()
    page.get_by_role("link", name=re.compile("What is typical")).first.click()
    undo = page.get_by_role("button", name="Not complete after all")
    expect(undo.or_(page.get_by_role("button", name="Mark as complete"))).to_be_visible()
    if undo.count():
        undo.click()
    page.get_by_role("button", name="Mark as complete").click()
    reflection = page.get_by_role("region", name="Reflection")
    expect(reflection.get_by_text("Only you see this.")).to_be_visible()
    reflection.get_by_role("button", name="Write a note to myself").click()
    reflection.get_by_role("textbox").fill("Draw it before I compute it.")
    reflection.get_by_role("button", name=re.compile("Save")).click()
    expect(reflection).to_have_count(0)


def weeks_and_export(platform: Platform, page: Page) -> None:
    page.goto(f"{platform.url}/my-data/weeks")
    expect(page.get_by_role("heading", name="Time studied per week")).to_be_visible()
    taken = json.loads(page.request.get(f"{platform.url}/api/v1/wellbeing/export?format=json").text())
    assert [note["text"] for note in taken["notes"]] == ["Draw it before I compute it."]
    assert taken["consents"][0] == {**taken["consents"][0], "switch": "share_with_tutors", "granted": False}
    assert len(taken["windows"]) > 10


def delete_everything(platform: Platform, page: Page) -> None:
    looked = json.loads(page.request.get(f"{platform.url}/api/v1/wellbeing/export?format=json").text())["viewers"]
    page.goto(f"{platform.url}/my-data")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text(re.compile(r"^Deleted: \d+ summaries"))).to_be_visible()
    taken = json.loads(page.request.get(f"{platform.url}/api/v1/wellbeing/export?format=json").text())
    assert (taken["windows"], taken["checkins"], taken["support_messages"], taken["notes"]) == ([], [], [], [])
    assert taken["viewers"] == looked, "who looked before stays in the list"
