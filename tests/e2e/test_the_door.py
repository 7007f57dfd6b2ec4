"""From an empty institution to a course with three students in it, by what the screen offers.

The steps are those of docs/how-to/open-an-institution.md. How long the walk took is logged, not judged.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Platform, serve
from tests.e2e.test_every_page import LOOKS, violations
from tests.e2e.writing import add_block, add_lesson, create_code, create_course, open_to_students, publish, saved

PASSWORD = "a walk by the river"
COURSE, LESSON, CONTENT = "Rivers", "Where water comes from", "Rain, snow, and springs."


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """An institution without anybody in it, served from a directory that is not the checkout."""
    folder = tmp_path_factory.mktemp("empty")
    with ExitStack() as stack:
        yield serve(folder, stack, demo=False, at=folder)


class Visitors:
    """People at devices of their own, who may read what a page has copied for them."""

    def __init__(self, browser: Browser, platform: Platform, stack: ExitStack) -> None:
        self._browser, self._platform, self._stack = browser, platform, stack

    def arrive(self, address: str = "/", **look: Any) -> Page:
        """Open an address on a device that nobody has used here."""
        context = self._browser.new_context(base_url=self._platform.url, locale="en-GB", **look)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self._stack.callback(context.close)
        page = context.new_page()
        page.goto(address)
        return page


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def printed_link(platform: Platform) -> str:
    """The link that the server printed at its start, as somebody copies it from the terminal."""
    found = re.search(r"http://\S+/setup#\S+", (platform.folder / "server.log").read_text())
    assert found, "the server has printed no link for the first administrator"
    return found[0]


def create_first_administrator(page: Page) -> None:
    page.get_by_label("Your name").fill("Ada Kern")
    page.get_by_label("Email").fill("ada@school.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("heading", name="Set up the institution", level=1).wait_for()


def set_up(page: Page) -> None:
    """Answer what the set-up asks; nothing but the time zone is answered beforehand, and nothing can be left open."""
    page.get_by_role("button", name="Complete the set-up").wait_for()
    for choice in page.get_by_role("radio").all():
        expect(choice).not_to_be_checked()
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.get_by_label("Time zone")).to_have_value(zone)
    page.get_by_label("Name of the institution").fill("River School")
    page.get_by_role("button", name="Complete the set-up").click()
    expect(page.get_by_text("This is missing.").first).to_be_visible()

    page.get_by_role("radio", name="European Union, Iceland, Liechtenstein or Norway").check()
    page.get_by_role("radio", name="Some are younger than 18, none younger than 13").check()
    expect(page.get_by_role("radio", name="Yes, where a student agrees")).to_be_disabled()
    page.get_by_role("radio", name="No. Students say how they feel").check()
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("radio", name="Yes, as students, with the code of a course").check()
    page.get_by_role("button", name="Complete the set-up").click()
    page.get_by_role("heading", name="Step by step").wait_for()


def invite_tutor(page: Page) -> str:
    """Follow the first open step of the list; returns the link for the tutor."""
    page.get_by_role("link", name="To the users").click()
    dialog = page.get_by_role("dialog", name="Add a user")
    expect(dialog.get_by_label("Role")).to_have_value("tutor")
    dialog.get_by_label("Name").fill("Tom Reed")
    dialog.get_by_label("Email").fill("tom@school.example")
    dialog.get_by_role("button", name="Create invitation").click()
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    dialog.get_by_role("button", name="Done").click()
    return copied(page)


def accept_invitation(page: Page) -> None:
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    page.get_by_role("navigation", name="Main").wait_for()


def write_course(page: Page) -> None:
    """A course with one lesson that students can read."""
    create_course(page, COURSE)
    add_lesson(page, "The beginning", LESSON)
    add_block(page, "Text")
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type(CONTENT)
    saved(page)
    publish(page)
    open_to_students(page, COURSE)


def copy_link(page: Page) -> str:
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return copied(page)


def invite_student(page: Page) -> str:
    page.get_by_role("button", name="Add people").click()
    dialog = page.get_by_role("dialog", name="Add people")
    dialog.get_by_text("New person").click()
    dialog.get_by_label("Name").fill("Noa Hill")
    dialog.get_by_label("Email").fill("noa@school.example")
    dialog.get_by_role("button", name="Invite").click()
    dialog.get_by_role("button", name="Copy the link of Noa Hill").click()
    expect(dialog.get_by_text("Copied")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    return copied(page)


def make_account(page: Page, name: str, email: str) -> None:
    """Make an account on the page that a code leads to; it leads on into the course."""
    page.get_by_role("heading", name=COURSE).wait_for()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create an account and join").click()
    page.get_by_role("heading", name=COURSE, level=1).wait_for()


def read_lesson(page: Page) -> None:
    page.get_by_role("link", name=LESSON).first.click()
    expect(page.get_by_role("paragraph").filter(has_text=CONTENT)).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_everybody_can_use_the_way_in(empty: Platform, browser: Browser, look: str):
    with ExitStack() as stack:
        page = Visitors(browser, empty, stack).arrive(**LOOKS[look])
        expect(page.get_by_role("alert", name="This institution is empty")).to_be_visible()
        assert violations(page) == []
        page.get_by_role("link", name="I have the code").click()
        page.get_by_role("heading", name="Create the first administrator", level=1).wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_an_empty_institution_becomes_a_course_with_three_students(empty: Platform, browser: Browser):
    began = time.monotonic()
    with ExitStack() as stack:
        visitors = Visitors(browser, empty, stack)

        stranger = visitors.arrive()
        expect(stranger.get_by_role("alert", name="This institution is empty")).to_be_visible()
        ada = visitors.arrive(printed_link(empty))
        create_first_administrator(ada)
        assert violations(ada) == []
        set_up(ada)
        for_tutor = invite_tutor(ada)

        tom = visitors.arrive(for_tutor)
        accept_invitation(tom)
        write_course(tom)
        code = create_code(tom)
        link = copy_link(tom)
        for_noa = invite_student(tom)

        by_code = visitors.arrive()
        by_code.get_by_role("link", name="Join a course").click()
        by_code.get_by_label("Code").fill(code)
        by_code.get_by_role("button", name="Continue").click()
        make_account(by_code, "Mia Sand", "mia@school.example")
        read_lesson(by_code)

        by_link = visitors.arrive(link)
        make_account(by_link, "Leo Park", "leo@school.example")
        read_lesson(by_link)

        by_hand = visitors.arrive(for_noa)
        accept_invitation(by_hand)
        expect(by_hand.get_by_role("heading", name=LESSON)).to_be_visible()  # where to begin stands on the first page
        by_hand.get_by_role("link", name="Continue", exact=True).click()
        expect(by_hand.get_by_role("paragraph").filter(has_text=CONTENT)).to_be_visible()

        tom.reload()
        students = tom.get_by_role("table", name="Students")
        for name in ("Mia Sand", "Leo Park", "Noa Hill"):
            expect(students.get_by_text(name)).to_be_visible()

        ada.get_by_role("navigation", name="Main").get_by_role("link", name="Set‑up").click()
        expect(ada.get_by_role("img", name="To do")).to_have_count(1)  # "see it as your students do" is never done
        ada.get_by_role("link", name="To the course", exact=True).click()
        ada.get_by_role("heading", name=COURSE, level=1).wait_for()
    seconds = time.monotonic() - began
    logging.getLogger(__name__).info("from the first start to three students who read: %.0f s", seconds)


def test_the_link_of_the_first_administrator_works_once(empty: Platform, browser: Browser):
    with ExitStack() as stack:
        page = Visitors(browser, empty, stack).arrive(printed_link(empty))
        expect(page).to_have_url(re.compile("/sign-in"))
