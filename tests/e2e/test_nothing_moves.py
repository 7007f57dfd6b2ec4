"""What is aimed at is where it was: nothing that can be pressed moves because something was saved, or came later."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import TUTOR, Newcomer, Platform, SignIn
from tests.e2e.movement import nothing_moves
from tests.e2e.places import COURSE
from tests.e2e.writing import add_block, add_lesson, create_course, saved

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
WRITING_COURSE = "Say what you mean"
QUIZ_LESSON, QUIZ = "How sure can we be?", "Check yourself: how sure can we be"


def lessons_of(page: Page, url: str) -> list[dict[str, Any]]:
    """Every lesson that a student may open, with its course's title."""
    courses = page.request.get(f"{url}/api/v1/courses").json()["courses"]
    return [
        lesson | {"course": course["title"]}
        for course in courses
        for module in page.request.get(f"{url}/api/v1/courses/{course['id']}").json()["modules"]
        for lesson in module["lessons"]
    ]


@pytest.mark.parametrize("size", SIZES)
def test_a_saved_answer_and_what_comes_with_a_result_move_nothing(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer, size: str
) -> None:
    page = sign_in(browser, newcomer(), viewport=SIZES[size])
    lesson = next(
        each for each in lessons_of(page, platform.url) if (each["course"], each["title"]) == (COURSE, QUIZ_LESSON)
    )
    page.goto(f"{platform.url}/lessons/{lesson['id']}")
    quiz = page.get_by_role("region", name=QUIZ)
    number = quiz.get_by_role("textbox").first
    number.click()
    with nothing_moves(page):
        page.keyboard.type("1,000", delay=60)  # it is read as 1000, and said so; then it is saved, and said so
        expect(quiz.get_by_text("We read “1,000” as 1000.")).to_be_visible()
        expect(quiz.get_by_text(re.compile("Your answers are saved"))).to_be_visible()
    for choice in quiz.get_by_role("radio").all()[:1]:
        choice.check()
    quiz.get_by_role("button", name="Check my answers").click()
    dialog = page.get_by_role("dialog")
    result = quiz.get_by_role("group", name="Result")
    expect(dialog.or_(result).first).to_be_visible()
    if dialog.is_visible():  # an answer is missing
        dialog.get_by_role("button", name="Hand in", exact=True).click()
    expect(result).to_be_visible()
    with nothing_moves(page):
        expect(quiz.get_by_role("region", name="Your attempts")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_a_saved_text_moves_nothing(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer, size: str
) -> None:
    page = sign_in(browser, newcomer(course=WRITING_COURSE), viewport=SIZES[size])
    open_assignment(page, platform.url)
    page.get_by_role("textbox", name="Your text").click()
    with nothing_moves(page):
        page.keyboard.type("One", delay=60)
        expect(page.get_by_text("Saved; not handed in yet.")).to_be_visible()


def open_assignment(page: Page, url: str) -> None:
    """Open a lesson in which a text can be handed in, where the student has handed in nothing yet."""
    for lesson in lessons_of(page, url):
        answer = page.request.get(f"{url}/api/v1/lessons/{lesson['id']}")
        for block in answer.json()["blocks"] if answer.ok else []:
            if block["kind"] != "assignment":
                continue
            work = page.request.get(f"{url}/api/v1/assignments/{block['id']}").json()
            if not work["own"]["hand_ins"] and work["assignment"]["accepts"] != "files":
                page.goto(f"{url}/lessons/{lesson['id']}#block-{block['id']}")
                return
    pytest.fail("this student has handed in everything")


@pytest.mark.parametrize("size", SIZES)
def test_a_saved_question_moves_nothing_under_its_author(browser: Browser, sign_in: SignIn, size: str) -> None:
    page = sign_in(browser, TUTOR, viewport=SIZES["wide"])
    create_course(page, f"Still, {size}")
    add_lesson(page, "One", "A quiz")
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    add_block(page, "Quiz")
    quiz = page.get_by_role("region", name="Quiz 1", exact=True)
    for name, words in (("Question", "What?"), ("Answer 1", "Energy"), ("Answer 2", "Matter")):
        quiz.get_by_role("textbox", name=name, exact=True).fill(words)
    saved(page)
    answer = quiz.get_by_role("textbox", name="Answer 2", exact=True)
    answer.click()
    answer.evaluate("field => field.scrollIntoView({ block: 'center' })")
    with nothing_moves(page):
        page.keyboard.type("s", delay=60)
        expect(page.get_by_role("region", name="State of this lesson")).to_contain_text("Not saved yet")
        saved(page)
