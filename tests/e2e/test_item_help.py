"""A student who is stuck at a question climbs its ladder by the keyboard, tries an easier one, and gets it right."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Newcomer, Platform, SignIn
from tests.e2e.places import COURSE
from tests.e2e.test_every_page import LOOKS, violations

LESSON, BEFORE = "How sure can we be?", "An answer with a margin"


@pytest.mark.parametrize("look", ["light-wide", "dark-narrow"])
def test_a_student_climbs_a_ladder_and_gets_the_question_right(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer, look: str
) -> None:
    page = sign_in(browser, newcomer(), **LOOKS[look])
    open_lesson(page, platform.url, LESSON)
    quiz = page.get_by_role("region", name="Check yourself: how sure can we be")
    climb(page, quiz)
    answer_the_easier_one(page, quiz)
    assert violations(page) == []
    go_to_what_it_builds_on_and_back(page, quiz)
    hand_in_wrong(quiz)
    page.reload()
    expect(quiz.get_by_text(re.compile("This is your latest attempt"))).to_be_visible()
    assert violations(page) == []
    hint_after_the_wrong_answer(quiz)
    get_it_right(quiz)


@pytest.mark.parametrize("look", ["light-wide", "dark-narrow"])
def test_help_of_a_graded_quiz_opens_after_handing_in(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer, look: str
) -> None:
    page = sign_in(browser, newcomer(), **LOOKS[look])
    open_lesson(page, platform.url, "Final check")
    quiz = page.get_by_role("region", name="Final check").first
    expect(quiz.get_by_text(re.compile("open once you have handed it in"))).to_be_visible()
    expect(quiz.get_by_role("button", name=re.compile("Hint|example|easier"))).to_have_count(0)
    assert violations(page) == []
    quiz.get_by_role("textbox").first.fill("7")
    quiz.get_by_role("button", name="Hand in my answers").click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in", exact=True).click()
    expect(quiz.get_by_role("group", name="Result")).to_be_visible()
    quiz.get_by_role("button", name="Hint 1 of 2, question 3").click()
    expect(quiz.get_by_text("First the standard error")).to_be_visible()


def test_a_lesson_that_is_gone_leads_to_the_courses(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    page = sign_in(browser, newcomer())
    page.goto(f"{platform.url}/lessons/00000000-0000-4000-8000-000000000000")
    expect(page.get_by_role("heading", name="This lesson is not here")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="To your courses").click()
    page.wait_for_url("**/courses")


def open_lesson(page: Page, url: str, title: str) -> None:
    courses: list[dict[str, Any]] = page.request.get(f"{url}/api/v1/courses").json()["courses"]
    course = next(course["id"] for course in courses if course["title"] == COURSE)
    modules = page.request.get(f"{url}/api/v1/courses/{course}").json()["modules"]
    lesson = next(lesson["id"] for module in modules for lesson in module["lessons"] if lesson["title"] == title)
    page.goto(f"{url}/lessons/{lesson}")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def press(page: Page, button: Locator) -> None:
    button.focus()
    page.keyboard.press("Enter")


def climb(page: Page, quiz: Locator) -> None:
    """Every press opens one rung, and the focus stays where the next one is."""
    rung = quiz.get_by_role("button", name="Hint 1 of 3, question 1")
    press(page, rung)
    expect(quiz.get_by_text("Begin with the standard error. It is")).to_be_visible()
    expect(quiz.get_by_text("so the standard error is")).to_have_count(0)
    for number in (2, 3):
        expect(quiz.get_by_role("button", name=f"Hint {number} of 3, question 1")).to_be_focused()
        page.keyboard.press("Enter")
    expect(quiz.get_by_text("Take two standard errors")).to_be_visible()
    expect(quiz.get_by_role("button", name="Hide the hints, question 1")).to_be_focused()
    expect(quiz.get_by_role("group", name="Result")).to_have_count(0)


def answer_the_easier_one(page: Page, quiz: Locator) -> None:
    """Enter checks the answer there, and hands in nothing."""
    press(page, quiz.get_by_role("button", name="An easier question, question 1"))
    field = quiz.get_by_role("textbox", name=re.compile("The mean is"))
    field.fill("33")
    field.press("Enter")
    expect(quiz.get_by_text("Not yet").first).to_be_visible()
    press(page, quiz.get_by_role("button", name="Answer again"))
    field.fill("36")
    field.press("Enter")
    expect(quiz.get_by_text("Right").first).to_be_visible()
    expect(quiz.get_by_role("group", name="Result")).to_have_count(0)
    press(page, quiz.get_by_role("button", name="Hide the easier question, question 1"))


def go_to_what_it_builds_on_and_back(page: Page, quiz: Locator) -> None:
    press(page, quiz.get_by_role("link", name=f"This builds on “{BEFORE}”"))
    there = page.get_by_role("region", name=BEFORE)
    expect(there).to_be_focused()
    expect(there).to_be_in_viewport()
    back = page.get_by_role("link", name="Back to “Check yourself: how sure can we be”").first
    assert violations(page) == []
    press(page, back)
    expect(quiz).to_be_focused()
    expect(quiz).to_be_in_viewport()
    expect(back).to_have_count(0)


def hand_in_wrong(quiz: Locator) -> None:
    quiz.get_by_role("textbox", name=re.compile("What is the upper end")).first.fill("52")
    quiz.get_by_role("radio", name="Twice").check()
    quiz.get_by_role("button", name="Check my answers").click()
    expect(quiz.get_by_role("group", name="Result")).to_be_focused()


def hint_after_the_wrong_answer(quiz: Locator) -> None:
    """The explanation waits; the hint is offered at the question that was wrong."""
    expect(quiz.get_by_text("There is a hint for this question.")).to_have_count(2)
    expect(quiz.get_by_text("50 + 2")).to_have_count(0)
    quiz.get_by_role("button", name="Hint 1 of 2, question 2").click()
    expect(quiz.get_by_text("Half as wide means half the standard error.")).to_be_visible()


def get_it_right(quiz: Locator) -> None:
    quiz.get_by_role("button", name="Try again").click()
    quiz.get_by_role("textbox", name=re.compile("What is the upper end")).first.fill("54")
    quiz.get_by_role("radio", name="Four times").check()
    quiz.get_by_role("button", name="Check my answers").click()
    expect(quiz.get_by_text("2 of 2 questions right.")).to_be_visible()
