"""A student's answers in a real browser: never lost, never handed in by accident, there to be read again."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Newcomer, Platform, SignIn
from tests.e2e.places import demo_places

SAVED = "Your answers are saved; they have not been handed in yet."


def open_quiz(page: Page, url: str) -> Locator:
    """Open the lesson whose practice quiz asks for a number, one choice and several."""
    page.goto(f"{url}/lessons/{demo_places(page.request, url)['lesson']}")
    return quiz_of(page)


def quiz_of(page: Page) -> Locator:
    quiz = page.get_by_role("region", name=re.compile("Check yourself"))
    expect(quiz.get_by_role("textbox")).to_be_visible()
    return quiz


def test_answers_survive_a_reload_a_link_another_device_and_an_ended_session(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    student = newcomer()
    page = sign_in(browser, student)
    quiz = open_quiz(page, platform.url)
    quiz.get_by_role("textbox").fill("1,000")
    quiz.get_by_role("checkbox").first.check()
    expect(quiz.get_by_text("We read “1,000” as 1000.")).to_be_visible()
    expect(quiz.get_by_text(SAVED)).to_be_visible()

    page.reload()
    expect(quiz_of(page).get_by_role("textbox")).to_have_value("1,000")
    page.get_by_role("link", name="Courses").first.click()
    page.wait_for_url("**/courses")
    page.go_back()
    expect(quiz_of(page).get_by_role("textbox")).to_have_value("1,000")

    elsewhere = sign_in(browser, student)
    other = open_quiz(elsewhere, platform.url)
    expect(other.get_by_role("textbox")).to_have_value("1,000")
    expect(other.get_by_role("checkbox").first).to_be_checked()

    page.context.clear_cookies(name="attune_session")
    quiz_of(page).get_by_role("textbox").fill("2,000")  # written to a session that has ended
    expect(page.get_by_role("button", name="Sign in").first).to_be_visible()
    page.get_by_label("Email").fill(student)
    page.get_by_label("Password", exact=True).fill("attune-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(quiz_of(page).get_by_role("textbox")).to_have_value("2,000")
    expect(quiz_of(page).get_by_text(SAVED)).to_be_visible()


def test_a_partial_hand_in_says_what_is_missing_and_can_be_read_again(
    platform: Platform, browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    student = newcomer()
    page = sign_in(browser, student)
    quiz = open_quiz(page, platform.url)
    quiz.get_by_role("textbox").fill("½")
    quiz.get_by_role("button", name="Check my answers").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Questions 2 and 3 have no answer yet and would count as wrong.")).to_be_visible()
    dialog.get_by_role("button", name="Hand in").click()
    expect(quiz.get_by_role("group", name="Result")).to_be_focused()
    page.reload()
    quiz = quiz_of(page)
    expect(quiz.get_by_role("textbox")).to_have_value("½")
    expect(quiz.get_by_role("textbox")).to_have_attribute("readonly", "")
    expect(quiz.get_by_text("We read “½” as 0.5.")).to_be_visible()
    quiz.get_by_role("button", name="Try again").click()
    expect(quiz.get_by_role("textbox")).to_have_value("")
    quiz.get_by_role("button", name=re.compile("^Attempt ")).first.click()
    expect(quiz.get_by_text("We read “½” as 0.5.")).to_be_visible()
