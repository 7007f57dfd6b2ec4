"""A student who is stuck, without a camera: a hint, a break, a plan, a note, and a tutor who answers in private."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import TUTOR, Newcomer, SignIn

NAME = "Pien Visser"
COURSE, LESSON = "Statistics for everyone", "What is typical?"
QUESTION = "Why is the mean pulled by one large number, and the median not?"
ANSWER = "Try it with five numbers: change the largest and watch which of the two moves."


def test_a_student_who_is_stuck_helps_themselves_and_asks_a_tutor(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer
):
    student = sign_in(browser, newcomer(NAME))
    open_lesson(student)
    open_hints(student)
    say_lost_and_take_it_back(student)
    take_a_break(student)
    plan_a_step(student)
    write_a_note(student)
    ask_a_tutor(student)
    tutor = sign_in(browser, TUTOR)
    answer_in_private(tutor)
    read_the_answer(student)
    tutor.context.close()


def open_lesson(page: Page) -> None:
    page.get_by_role("link", name="Courses").click()
    page.get_by_role("link", name=COURSE, exact=True).click()
    page.get_by_role("link", name=re.compile(re.escape(LESSON))).first.click()
    expect(page.get_by_role("heading", name=LESSON, level=1)).to_be_visible()


def open_hints(page: Page) -> None:
    hint = page.get_by_role("button", name="Show a hint").first
    hint.click()
    expect(page.get_by_role("button", name=re.compile("Hide the hint")).first).to_have_attribute(
        "aria-expanded", "true"
    )
    expect(page.get_by_text(re.compile("Hint 1 of")).first).to_be_visible()


def say_lost_and_take_it_back(page: Page) -> None:
    page.get_by_role("button", name="I'm lost here").first.click()
    expect(page.get_by_text("Your tutor's page now shows your name and this place.")).to_be_visible()
    page.get_by_role("button", name="Not lost any more").click()
    expect(page.get_by_role("button", name="Not lost any more")).to_have_count(0)


def open_tool(page: Page, name: str) -> Locator:
    """Choose a tool at the first block; its panel lies beside the lesson and takes the focus."""
    page.get_by_role("button", name="More help").first.click()
    page.get_by_role("menuitem", name=name).click()
    panel = page.get_by_role("region", name=name)
    expect(page.locator(f"section[aria-label='{name}']:focus-within")).to_be_visible()  # itself, or its field
    return panel


def take_a_break(page: Page) -> None:
    panel = open_tool(page, "Two-minute break")
    expect(panel.get_by_role("timer")).to_have_text(re.compile(r"^[12]:\d\d$"))
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def plan_a_step(page: Page) -> None:
    panel = open_tool(page, "Plan the next step")
    panel.get_by_label("What is the next small step?").fill("Find the middle of five numbers")
    panel.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Find the middle of five numbers")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Find the middle of five numbers")).to_have_count(0)


def write_a_note(page: Page) -> None:
    panel = open_tool(page, "Note to myself")
    panel.get_by_label("What do you want to remember?").fill("Sort before looking for the middle.")
    panel.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Sort before looking for the middle.").first).to_be_visible()


def ask_a_tutor(page: Page) -> None:
    panel = open_tool(page, "Ask my tutor")
    panel.get_by_label("What would you like to ask?").fill(QUESTION)
    panel.get_by_role("button", name="Send the question").click()
    panel.get_by_role("link", name="See the conversation").click()
    expect(page.get_by_role("heading", name="Your question", level=1)).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_be_visible()


def answer_in_private(page: Page) -> None:
    page.goto("/help")
    page.get_by_role("link", name=re.compile(re.escape(QUESTION))).click()
    expect(page.get_by_role("heading", name=re.compile(f"Question of {NAME}"), level=1)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(re.escape(LESSON)))).to_be_visible()
    page.get_by_label("Write an answer").fill(ANSWER)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()


def read_the_answer(page: Page) -> None:
    """The answer arrives on the open page by itself, and the student closes the question."""
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.get_by_role("button", name="Mark as answered").click()
    expect(page.get_by_text("Marked as answered. A new message opens it again.")).to_be_visible()
