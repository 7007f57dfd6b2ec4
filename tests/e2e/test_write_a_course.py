"""A tutor writes a course from nothing and publishes it, a student learns in it; once with the keyboard alone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import STUDENT, TUTOR, Platform, SignIn
from tests.e2e.keyboard import choose
from tests.e2e.writing import add_block, add_lesson, create_course, open_to_students, portrait, publish, saved

WIDE = {"width": 1920, "height": 1080}


def enrol(platform: Platform, course_id: str) -> None:
    """Put the student into the course: whom a course is for is another page's task."""
    with sqlite3.connect(platform.folder / "attune.sqlite", timeout=60) as database:
        (user_id,) = database.execute("SELECT id FROM users WHERE email = ?", (STUDENT,)).fetchone()
        database.execute(
            "INSERT INTO enrolments (user_id, course_id, enrolled_at) VALUES (?, ?, ?)",
            (user_id, course_id.replace("-", ""), datetime.now(UTC).replace(tzinfo=None).isoformat(" ")),
        )
    database.close()


def test_a_tutor_writes_a_course_and_a_student_learns_in_it(platform: Platform, browser: Browser, sign_in: SignIn):
    page = sign_in(browser, TUTOR, viewport=WIDE)
    create_course(page, "Sound")
    course_id = page.url.rsplit("/", 1)[1]
    add_lesson(page, "First steps", "What a wave is")

    add_block(page, "Text")
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.click()
    page.keyboard.type("A wave carries **energy** with $v = f \\lambda$.")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Insert an image").first.click()
    chooser.value.set_files({"name": "wave.png", "mimeType": "image/png", "buffer": portrait()})
    expect(text).to_contain_text("![](wave.png)")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_text("energy")).to_have_css("font-weight", "700")
    expect(preview.locator("img")).to_be_visible()
    expect(preview.locator("math").first).to_be_visible()

    add_block(page, "Quiz")
    quiz = page.get_by_role("region", name="Quiz 2", exact=True)
    quiz.get_by_role("textbox", name="Question", exact=True).fill("What does a wave carry?")
    quiz.get_by_role("textbox", name="Answer 1", exact=True).fill("Energy")
    quiz.get_by_role("textbox", name="Answer 2", exact=True).fill("Matter")
    quiz.get_by_role("button", name="Add a hint").first.click()
    quiz.get_by_role("textbox", name="Hint 1").first.fill("Think of a cork on water.")
    saved(page)

    page.reload()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("A wave carries")
    publish(page)
    open_to_students(page, "Sound")

    enrol(platform, course_id)
    student = sign_in(browser, STUDENT)
    student.goto(f"{platform.url}/courses/{course_id}")
    student.get_by_role("link", name="What a wave is").click()
    expect(student.locator("main img")).to_be_visible()
    expect(student.locator("main math").first).to_be_visible()
    student.get_by_role("radio", name="Matter").check()
    student.get_by_role("button", name="Check my answers").click()
    student.get_by_role("button", name="Hint 1 of 1, question 1").click()
    expect(student.get_by_text("Think of a cork on water.")).to_be_visible()


def test_what_was_typed_survives_a_reload_without_a_connection(platform: Platform, browser: Browser, sign_in: SignIn):
    page = sign_in(browser, TUTOR)
    create_course(page, "Offline")
    add_lesson(page, "One", "Kept")
    add_block(page, "Text")
    page.route("**/draft", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("Written on a train.")
    expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Offline: kept on this device")
    page.unroute("**/draft")
    page.reload()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("Written on a train.")
    saved(page)


def test_two_windows_that_change_the_same_text_lose_none_of_it(platform: Platform, browser: Browser, sign_in: SignIn):
    page = sign_in(browser, TUTOR)
    create_course(page, "Together")
    add_lesson(page, "One", "Two authors")
    add_block(page, "Text")
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("First.")
    saved(page)
    other = page.context.browser.new_context(base_url=platform.url, storage_state=page.context.storage_state())
    second = other.new_page()
    second.goto(page.url)
    second.get_by_role("textbox", name="Text", exact=True).click()
    second.keyboard.press("End")
    second.keyboard.type(" From the second window.")
    saved(second)
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.press("End")
    page.keyboard.type(" From the first window.")
    expect(page.get_by_role("alert")).to_contain_text("This lesson was changed somewhere else")
    page.get_by_role("radio", name="What is saved now").check()
    page.get_by_role("button", name="Continue with this").click()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("From the second window.")
    other.close()


def test_a_lesson_is_written_and_published_with_the_keyboard_alone(browser: Browser, sign_in: SignIn):
    page = sign_in(browser, TUTOR)
    keyboard = page.keyboard
    page.goto("/teach/courses")
    page.get_by_role("button", name="New course").focus()
    keyboard.press("Enter")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    keyboard.type("By keyboard")
    keyboard.press("Enter")
    page.get_by_role("heading", name="By keyboard", level=1).wait_for()
    page.get_by_role("button", name="Add a module").focus()
    keyboard.press("Enter")
    keyboard.type("Module")
    keyboard.press("Enter")
    page.get_by_role("button", name="Add a lesson").focus()
    keyboard.press("Enter")
    keyboard.type("Lesson")
    keyboard.press("Enter")
    page.wait_for_url("**/teach/lessons/*")
    for text in ("Alpha", "Beta"):
        page.get_by_role("button", name="Add a part", exact=True).focus()
        keyboard.press("Enter")
        choose(page, "Text")
        expect(page.get_by_role("textbox", name="Text", exact=True).last).to_be_focused()
        keyboard.type(text)
    page.get_by_role("button", name="Move Text 2 up").focus()
    keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Text", exact=True).first).to_contain_text("Beta")
    keyboard.press("Control+s")
    saved(page)
    page.get_by_role("button", name="Publish", exact=True).focus()
    keyboard.press("Enter")
    expect(page.get_by_label("What has changed? (optional)")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Published, version 1")
