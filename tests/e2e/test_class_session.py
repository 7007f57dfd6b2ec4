"""A class from its start to its end: a tutor, the wall, and two students, one of whom comes late and reloads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import TUTOR, Newcomer, Platform, SignIn
from tests.e2e.pages import TRANSITIONS_END
from tests.e2e.test_every_page import violations

COURSE, LESSON = "Statistics for everyone", "How sure can we be?"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def checked(page: Page) -> None:
    """Nothing is wrong for anybody who uses the page, in either theme."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)  # until transitions have begun
        page.evaluate(TRANSITIONS_END)
        assert violations(page) == []
        assert fits(page)


def presented(page: Page) -> Locator:
    return page.locator("[data-presented]")


def in_view(page: Page) -> None:
    expect(presented(page).get_by_role("heading", level=2).first).to_be_in_viewport()


def start_class(tutor: Page) -> None:
    """Two taps from the tutor's home, and the choice of the lesson."""
    tutor.goto("/teach")
    tutor.get_by_role("button", name=f"Start the class: {COURSE}").click()
    dialog = tutor.get_by_role("dialog", name="Start the class")
    option = dialog.get_by_role("option", name=re.compile(re.escape(LESSON)))
    dialog.get_by_label("Lesson").select_option(value=option.get_attribute("value"))
    dialog.get_by_role("button", name="Start", exact=True).click()


@pytest.fixture
def ended(tutor: Page):
    """The class is over after the test: the platform is shared."""
    yield
    tutor.goto("/teach")
    tutor.get_by_role("link", name=f"Watch live: {COURSE}").click()
    end = tutor.get_by_role("button", name="End the class")
    tutor.get_by_role("heading", level=1, name=re.compile("Live:")).wait_for()
    if end.count():
        end.click()
        tutor.get_by_role("dialog").get_by_role("button", name="End the class").click()
        expect(end).to_have_count(0)


@pytest.fixture
def tutor(browser: Browser, sign_in: SignIn) -> Page:
    return sign_in(browser, TUTOR, viewport=WIDE)


@pytest.mark.usefixtures("ended")
def test_a_class_is_held_and_everybody_sees_the_same(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer, platform: Platform, tutor: Page
) -> None:
    early = sign_in(browser, newcomer("Anouk Visser"), viewport=WIDE)
    expect(early.get_by_role("heading", level=1)).to_be_visible()
    start_class(tutor)
    bar = tutor.get_by_role("region", name=f"Class: {LESSON}")
    expect(bar).to_be_visible()

    # who is there already is told without a reload, and is in by one tap
    early.get_by_role("link", name=f"Join the class: {LESSON}").click()
    expect(early.get_by_role("heading", level=1, name=LESSON)).to_be_visible()
    expect(presented(early)).to_have_count(0)

    # the wall: presented by a remote, with the code
    wall = tutor.context.new_page()
    wall.goto(tutor.url)
    wall.get_by_role("link", name="Projector").click()
    expect(wall.get_by_role("heading", level=1, name=LESSON)).to_be_visible()
    code = wall.get_by_text(re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$"))
    expect(code).to_be_visible()
    expect(wall.get_by_role("img", name=re.compile("QR code for"))).to_be_visible()
    wall.keyboard.press("PageDown")
    expect(presented(early)).to_have_count(1)
    wall.keyboard.press("PageDown")
    wall.keyboard.press("PageDown")
    third = bar.get_by_label("What is presented").locator("option").nth(3).get_attribute("value")
    expect(bar.get_by_label("What is presented")).to_have_value(third)
    expect(early.locator(f"#block-{third}[data-presented]")).to_be_visible()
    in_view(early)
    expect(code).to_be_visible()
    assert "Anouk" not in wall.locator("body").inner_text()
    checked(wall)
    wall.set_viewport_size(PHONE)
    checked(wall)

    # who comes late, by the code, signs in on the way and sees what is presented, also after a reload
    late = sign_in(browser, newcomer("Bram Visser"), viewport=PHONE)
    late.goto(f"/class/{code.inner_text().lower()}")
    expect(late.locator(f"#block-{third}[data-presented]")).to_be_visible()
    in_view(late)
    late.reload()
    expect(late.locator(f"#block-{third}[data-presented]")).to_be_visible()
    in_view(late)
    checked(late)

    # out of step, and back
    late.get_by_role("button", name="At my own pace").click()
    expect(presented(late)).to_have_count(0)
    bar.get_by_role("button", name="Present the part before").click()
    second = bar.get_by_label("What is presented").locator("option").nth(2).get_attribute("value")
    expect(early.locator(f"#block-{second}[data-presented]")).to_be_visible()
    expect(presented(late)).to_have_count(0)
    late.get_by_role("button", name="Back to the class").click()
    expect(late.locator(f"#block-{second}[data-presented]")).to_be_visible()

    # a line that was lost
    early.context.set_offline(True)
    bar.get_by_role("button", name="Present the part before").click()
    first = bar.get_by_label("What is presented").locator("option").nth(1).get_attribute("value")
    expect(late.locator(f"#block-{first}[data-presented]")).to_be_visible()
    early.context.set_offline(False)
    expect(early.locator(f"#block-{first}[data-presented]")).to_be_visible()

    bar.get_by_text("Own pace").click()
    expect(early.get_by_text("Everyone works at their own pace now.")).to_be_visible()
    expect(presented(early)).to_have_count(0)
    checked(tutor)

    bar.get_by_role("button", name="End the class").click()
    tutor.get_by_role("dialog").get_by_role("button", name="End the class").click()
    expect(bar).to_have_count(0)
    expect(early.get_by_text("You are in class.")).to_have_count(0)
    expect(wall.get_by_role("heading", name="No class is on")).to_be_visible()


@pytest.mark.usefixtures("ended")
def test_the_code_keeps_its_target_while_one_signs_in(
    browser: Browser, newcomer: Newcomer, platform: Platform, tutor: Page
) -> None:
    start_class(tutor)
    tutor.get_by_role("link", name="Projector").click()
    code = tutor.get_by_text(re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$")).inner_text()
    email = newcomer("Cas Visser")
    with browser.new_context(base_url=platform.url, locale="en-GB", viewport=PHONE) as context:
        phone = context.new_page()
        phone.goto(f"/class/{code}")
        phone.get_by_label("Email").fill(email)
        phone.get_by_label("Password", exact=True).fill("attune-demo")
        phone.get_by_role("button", name="Sign in", exact=True).click()
        expect(phone.get_by_role("heading", level=1, name=LESSON)).to_be_visible()
