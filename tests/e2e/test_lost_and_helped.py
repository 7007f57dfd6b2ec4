"""A student who is lost, on a phone: help for that very question is there at once, the next answer is right.

The tutor saw the place and the name.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import TUTOR, Newcomer, SignIn
from tests.e2e.pages import TRANSITIONS_END
from tests.e2e.test_every_page import violations

NAMES = {"light": "Anouk Visser", "dark": "Bram Visser"}
COURSE, LESSON = "Statistics for everyone", "How sure can we be?"
QUIZ = "Check yourself: how sure can we be"
WRONG, RIGHT = "60", "54"  # the upper end of an interval, the first question
HINT = "It is the standard deviation divided by the root of"  # of that question, not of its block
PHONE = {"width": 390, "height": 844}

# Every control that the page shows, brought into view as the keyboard would, and what lies over its middle.
OUT_OF_REACH = """() => ['main', 'header']
  .flatMap((part) => [...document.querySelector(part).querySelectorAll('button, a[href], input')])
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0)
  .filter((each) => !each.closest('[class*=tools], .mantine-Menu-dropdown'))
  .flatMap((each) => {
    each.scrollIntoView({block: 'nearest', behavior: 'instant'});
    const {x, y, width, height} = each.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const own = top && (each.contains(top) || top.contains(each) || top.closest('label')?.control === each);
    return own ? [] : [`${each.textContent || each.ariaLabel || each.name}: ${top?.className}`];
  })"""


def open_quiz(page: Page) -> Locator:
    page.goto("/courses")
    page.get_by_role("link", name=COURSE, exact=True).click()
    page.get_by_role("link", name=re.compile(re.escape(LESSON))).first.click()
    return quiz_of(page)


def quiz_of(page: Page) -> Locator:
    return page.get_by_role("region", name=QUIZ)


def answer(quiz: Locator, upper_end: str) -> None:
    """Answer both questions, the first as given, and hand in."""
    quiz.get_by_role("radio", name="Four times").check()
    quiz.get_by_role("textbox").first.fill(upper_end)
    quiz.get_by_role("button", name="Check my answers").click()
    expect(quiz.get_by_role("group", name="Result")).to_be_focused()


def still(page: Page) -> None:
    page.wait_for_timeout(400)  # until transitions have begun
    page.evaluate(TRANSITIONS_END)


@pytest.mark.parametrize("theme", NAMES)
def test_who_is_lost_is_helped_with_that_question_and_gets_it_right(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer, theme: str
) -> None:
    name = NAMES[theme]
    page = sign_in(browser, newcomer(name), viewport=PHONE, color_scheme=theme)
    quiz = open_quiz(page)
    answer(quiz, WRONG)
    expect(quiz.get_by_text("Not yet")).to_be_visible()

    lost = quiz.get_by_role("button", name="I'm lost here")
    expect(lost).to_have_accessible_description("If you are lost, your tutor sees it with your name.")
    lost.focus()
    page.keyboard.press("Enter")
    ladder = quiz.get_by_role("region", name="What would help here?")
    choices = ladder.get_by_role("listitem")
    expect(choices.first).to_contain_text("Show a hint")
    expect(choices.first).to_contain_text("try this")
    expect(choices.last).to_contain_text("Ask my tutor")
    expect(quiz.get_by_text("Your tutor's page now shows your name and this place.")).to_be_visible()
    still(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    tutor = sign_in(browser, TUTOR, viewport={"width": 1440, "height": 900})
    tutor.get_by_role("link", name=f"Watch live: {COURSE}").click()
    row = tutor.get_by_role("listitem").filter(has_text=name).filter(has_text="Lost here")
    expect(row.first).to_contain_text(QUIZ)

    page.keyboard.press("Tab")  # past the menu, into the choices
    ladder.get_by_role("button", name=re.compile("Show a hint")).click()
    expect(quiz.get_by_text(HINT)).to_be_visible()
    quiz.get_by_role("button", name="Still lost here").click()
    expect(ladder.get_by_role("listitem").filter(has_text="try this")).not_to_contain_text("Show a hint")

    quiz.get_by_role("button", name=re.compile("Change my answers|Try again")).click()
    answer(quiz, RIGHT)
    expect(quiz.get_by_role("heading", name="Well worked out")).to_be_visible()
    quiz.get_by_role("button", name="Not lost any more").click()
    expect(ladder).to_have_count(0)
    expect(row).to_have_count(0)
    tutor.context.close()


def test_the_third_tap_writes_the_question_and_one_tap_sends_it(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    page = sign_in(browser, newcomer(), viewport=PHONE)
    quiz = open_quiz(page)
    answer(quiz, WRONG)
    quiz.get_by_role("button", name="I'm lost here").click()
    for _ in range(2):
        quiz.get_by_role("button", name="Still lost here").click()
    question = quiz.get_by_label("What would you like to ask?")
    expect(question).to_have_value(re.compile(rf"“{re.escape(QUIZ)}”, question 1.*“{WRONG}”", re.DOTALL))
    quiz.get_by_role("button", name="Send the question").click()
    expect(quiz.get_by_text("Your question is with your tutors.")).to_be_visible()


def test_without_a_connection_the_choices_are_there_all_the_same(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    page = sign_in(browser, newcomer(), viewport=PHONE)
    quiz = open_quiz(page)
    expect(quiz.get_by_role("button", name="I'm lost here")).to_be_visible()
    page.context.set_offline(True)
    quiz.get_by_role("button", name="I'm lost here").click()
    expect(quiz.get_by_role("region", name="What would help here?").get_by_role("listitem").first).to_be_visible()
    expect(quiz.get_by_text(re.compile("as soon as you are online"))).to_be_visible()
    page.context.set_offline(False)
    expect(quiz.get_by_text("Your tutor's page now shows your name and this place.")).to_be_visible()


def test_nothing_at_the_lower_edge_covers_a_control_on_a_phone(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer
) -> None:
    page = sign_in(browser, newcomer(), viewport=PHONE)
    quiz = open_quiz(page)
    quiz.get_by_role("button", name="More help").click()
    page.get_by_role("menuitem", name="Note to myself").click()
    page.get_by_label("What do you want to remember?").fill("Sort first.")
    page.get_by_role("button", name="Save the note").click()
    quiz.get_by_role("button", name="More help").click()
    page.get_by_role("menuitem", name="Two-minute break").click()
    quiz.get_by_role("button", name="Delete this note").first.click()
    undo = page.get_by_role("button", name="Undo")
    undo.focus()  # it stays as long as it has the focus
    expect(page.get_by_role("region", name="Two-minute break")).to_be_visible()
    expect(undo).to_be_visible()
    still(page)
    assert page.evaluate(OUT_OF_REACH) == []
