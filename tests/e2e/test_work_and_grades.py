"""A course from its first word to a grade that is read: a tutor writes it, students come in by code, one does the work.

Everything is done on the screen, by what stands there; the second walk goes the main steps with the keyboard alone.
"""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import STUDENT, TUTOR, Newcomer, SignIn
from tests.e2e.keyboard import choose, enter_text, press
from tests.e2e.writing import (
    add_block,
    add_lesson,
    code_shown,
    create_code,
    create_course,
    open_to_students,
    portrait,
    publish,
    saved,
)

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
COURSE, SECOND = "Light", "By ear"
CAUSES, EXAMPLE = "The cause is named", "An example of one's own"


def write_text(page: Page) -> None:
    """A text with a formula and an image."""
    add_block(page, "Text")
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("Light bends at a surface: $n_1 \\sin a = n_2 \\sin b$.")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Insert an image").first.click()
    chooser.value.set_files({"name": "glass.png", "mimeType": "image/png", "buffer": portrait()})
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_contain_text("![](glass.png)")


def write_video(page: Page) -> None:
    """A video of another site, by its address."""
    add_block(page, "Video")
    video = page.get_by_role("region", name="Video 2", exact=True)
    video.get_by_text("Address of a site").click()
    video.get_by_label("Address of the video").fill(VIDEO)


def write_quiz(page: Page) -> None:
    """A question with a ladder of two hints."""
    add_block(page, "Quiz")
    quiz = page.get_by_role("region", name="Quiz 3", exact=True)
    quiz.get_by_role("textbox", name="Question", exact=True).fill("Where does light go more slowly?")
    for number, answer in enumerate(("In glass", "In air"), start=1):
        quiz.get_by_role("textbox", name=f"Answer {number}", exact=True).fill(answer)
    for number, hint in enumerate(("What is denser?", "Glass is denser than air."), start=1):
        quiz.get_by_role("button", name="Add a hint").first.click()
        quiz.get_by_role("textbox", name=f"Hint {number}").first.fill(hint)


def write_assignment(page: Page) -> None:
    """A task with a rubric of two lines."""
    add_block(page, "Assignment")
    task = page.get_by_role("region", name="Assignment 4", exact=True)
    task.get_by_role("textbox", name="What is to be done").fill("Why does a straw in a glass of water look broken?")
    for number, (line, points) in enumerate(((CAUSES, 6), (EXAMPLE, 4)), start=1):
        task.get_by_role("button", name="Add a line").click()
        task.get_by_label(f"Line {number}: what is graded").fill(line)
        task.get_by_label(f"Line {number}: points").fill(str(points))


def join(page: Page, code: str, course: str) -> None:
    """Come into a course as the student that one is."""
    page.goto("/join")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Join the course").click()
    page.get_by_role("heading", name=course, level=1).wait_for()


def learn(page: Page) -> None:
    """Read, and see what was written: a formula, an image, a video that loads nothing by itself."""
    page.get_by_role("link", name="Refraction").first.click()
    expect(page.locator("main .katex, main math").first).to_be_visible()
    expect(page.locator("main img").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Load|Play|video", re.I)).first).to_be_visible()
    expect(page.locator("main iframe")).to_have_count(0)


def fail_and_climb(page: Page) -> None:
    """Each wrong answer leads one hint further, and in the end to the right one."""
    for hint, shown in ((1, "What is denser?"), (2, "Glass is denser than air.")):
        page.get_by_role("radio", name="In air").check()
        page.get_by_role("button", name="Check my answers").click()
        expect(page.get_by_text("0 of 1 question right.")).to_be_visible()
        page.get_by_role("button", name=f"Hint {hint} of 2, question 1").click()
        expect(page.get_by_text(shown)).to_be_visible()
        page.get_by_role("button", name="Change my answers").click()
    page.get_by_role("radio", name="In glass").check()
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_text("1 of 1 question right.")).to_be_visible()


def hand_in(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Your text").fill(text)
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_role("region", name="What you handed in")).to_contain_text("Handed in")


def grade_by_keyboard(page: Page, name: str) -> None:
    """From the queue to the grade without a mouse: digits, Tab, Ctrl+Enter."""
    row = page.get_by_role("link", name=name)
    press(page, row)
    page.get_by_role("heading", name=name, level=1).wait_for()
    page.keyboard.press("6")
    expect(page.get_by_label(f"Points for {CAUSES}")).to_have_value("6")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    expect(page.get_by_label(f"Points for {EXAMPLE}")).to_have_value("3")
    enter_text(page, page.get_by_label("Comment for the student"), "Clear, and **rightly** reasoned.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"{name}: graded.")).to_be_visible()


def test_work_goes_from_a_first_word_to_a_grade_that_is_read(browser: Browser, sign_in: SignIn, newcomer: Newcomer):
    tutor = sign_in(browser, TUTOR, viewport={"width": 1440, "height": 900})
    create_course(tutor, COURSE)
    add_lesson(tutor, "Beginnings", "Refraction")
    for write in (write_text, write_video, write_quiz, write_assignment):
        write(tutor)
    saved(tutor)
    publish(tutor)
    open_to_students(tutor, COURSE)
    code = create_code(tutor)

    student, *others = [
        sign_in(browser, email) for email in (STUDENT, newcomer("Femke Visser"), newcomer("Ruben Visser"))
    ]
    for page in (student, *others):
        join(page, code, COURSE)
    learn(student)
    fail_and_climb(student)
    hand_in(student, "Light leaves the water and *bends* away. I saw it with a spoon, too.")

    tutor.get_by_role("navigation", name="Main").get_by_role("link", name="Grading").click()
    name = student.request.get("/api/v1/session").json()["user"]["name"]
    grade_by_keyboard(tutor, name)
    expect(tutor.get_by_role("heading", name="Grading", level=1)).to_be_visible()

    student.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    feedback = student.get_by_role("region", name="Feedback for you")
    expect(feedback).to_contain_text("9 / 10")
    feedback.get_by_role("link").first.click()
    receipt = student.get_by_role("region", name="What you handed in")
    expect(receipt).to_contain_text("Graded")
    expect(receipt).to_contain_text("9 of 10 points")
    expect(receipt.get_by_text("rightly")).to_have_css("font-weight", re.compile("[67]00"))
    student.get_by_role("navigation", name="Main").get_by_role("link", name="Results").click()
    expect(student.get_by_role("table", name=f"Results in {COURSE}")).to_contain_text("9 / 10")

    tutor.get_by_role("navigation", name="Main").get_by_role("link", name="Courses").click()
    tutor.get_by_role("link", name=COURSE).click()
    tutor.get_by_role("link", name="Gradebook").click()
    expect(tutor.get_by_role("grid")).to_contain_text("9")


def test_the_same_way_is_gone_with_the_keyboard_alone(browser: Browser, sign_in: SignIn, newcomer: Newcomer):
    tutor = sign_in(browser, TUTOR)
    write_by_keyboard(tutor)
    code = create_code_by_keyboard(tutor)

    student = sign_in(browser, newcomer())
    student.goto("/join")
    enter_text(student, student.get_by_label("Code"), code)
    student.keyboard.press("Enter")
    press(student, student.get_by_role("button", name="Join the course"))
    press(student, student.get_by_role("link", name="Echo").first)
    answer_by_keyboard(student)
    hand_in_by_keyboard(student)

    name = student.request.get("/api/v1/session").json()["user"]["name"]
    press(tutor, tutor.get_by_role("navigation", name="Main").get_by_role("link", name="Grading"), back=True)
    press(tutor, tutor.get_by_role("link", name=name).first)
    tutor.get_by_role("heading", name=name, level=1).wait_for()
    tutor.keyboard.type("7")
    tutor.keyboard.press("Control+Enter")
    expect(tutor.get_by_text(f"{name}: graded.")).to_be_visible()

    press(student, student.get_by_role("navigation", name="Main").get_by_role("link", name="Results"), back=True)
    expect(student.get_by_role("table", name=f"Results in {SECOND}")).to_contain_text("7 / 10")


def write_by_keyboard(page: Page) -> None:
    """A course with a quiz and an assignment, published and opened."""
    press(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses"))
    press(page, page.get_by_role("button", name="New course"))
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.type(SECOND)
    page.keyboard.press("Enter")
    for what, field, title in (
        ("Add a module", "Title of the module", "Sound"),
        ("Add a lesson", "Title of the lesson", "Echo"),
    ):
        press(page, page.get_by_role("button", name=what))
        expect(page.get_by_label(field)).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    page.wait_for_url("**/teach/lessons/*")
    quiz = add_block_by_keyboard(page, "Quiz", 1)
    enter_text(page, quiz.get_by_role("textbox", name="Question", exact=True), "What comes back?")
    enter_text(page, quiz.get_by_role("textbox", name="Answer 1", exact=True), "Sound")
    enter_text(page, quiz.get_by_role("textbox", name="Answer 2", exact=True), "Light")
    task = add_block_by_keyboard(page, "Assignment", 2)
    enter_text(page, task.get_by_role("textbox", name="What is to be done"), "Describe an echo.")
    page.keyboard.press("Control+s")
    saved(page)
    press(page, page.get_by_role("button", name="Publish", exact=True), back=True)
    press(page, page.get_by_role("button", name="Publish now"))
    expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Published, version 1")
    trail = page.get_by_role("navigation", name="Where this lesson belongs")
    press(page, trail.get_by_role("link", name=SECOND), back=True)
    press(page, page.get_by_role("button", name="Open to students"))
    expect(page.get_by_text("Running")).to_be_visible()


def add_block_by_keyboard(page: Page, kind: str, number: int) -> Locator:
    press(page, page.get_by_role("button", name="Add a part", exact=True))
    choose(page, kind)
    block = page.get_by_role("region", name=f"{kind} {number}", exact=True)
    expect(block).to_be_visible()
    return block


def create_code_by_keyboard(page: Page) -> str:
    press(page, page.get_by_role("link", name="People"))
    press(page, page.get_by_role("button", name="Create a code"))
    return code_shown(page)


def answer_by_keyboard(page: Page) -> None:
    """Wrong first, then right: arrow keys choose, Enter on the button hands in."""
    press(page, page.get_by_role("radio", name="Sound"), "Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    press(page, page.get_by_role("button", name="Check my answers"))
    expect(page.get_by_role("group", name="Result")).to_be_focused()
    press(page, page.get_by_role("button", name="Change my answers"))
    press(page, page.get_by_role("radio", name="Sound"), "Space")
    press(page, page.get_by_role("button", name="Check my answers"))
    expect(page.get_by_text("1 of 1 question right.")).to_be_visible()


def hand_in_by_keyboard(page: Page) -> None:
    enter_text(page, page.get_by_role("textbox", name="Your text"), "A sound that comes back from a wall.")
    press(page, page.get_by_role("button", name="Hand in", exact=True))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    press(page, dialog.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_role("region", name="What you handed in")).to_contain_text("Handed in")
