"""A student writes that they do not want to live: the card, an urgent question, and no trace of the match anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import TUTOR, SignIn
from tests.e2e.test_every_page import violations
from tests.e2e.test_help_when_stuck import open_lesson, open_tool

STUDENT, NAME = "hugo@demo.attune", "Hugo Martin"
COUNSELLOR = "counsellor@demo.attune"
CARD = "You don't have to carry this alone"
PANEL = "section[aria-label='Ask my tutor']"
URGENT = "I can't sleep. I don't want to live anymore."
ORDINARY = "Which of the two middles would you report here?"
# As long as each other, so that what differs is only what is said.
HARMLESS = "I looked at the mean again and this exercise kills me."
CRISIS = "I looked at the mean again, and I do not want to live."
BY_THE_CLOCK = ("/presence", "/behaviour", "/events", "/interruption-points", "/progress")  # sent whoever writes what

RECORD_STORAGE = """() => {
  window.written = [];
  for (const name of ['setItem', 'removeItem']) {
    const original = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...rest) {
      window.written.push([name, key]);
      return original.call(this, key, ...rest);
    };
  }
  const beacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (...sent) => { window.written.push(['sendBeacon', String(sent[0])]); return beacon(...sent); };
}"""


@dataclass
class Trace:
    """What a page did while something was written in it."""

    requests: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    storage: list[list[str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


def names_in(body: str | None) -> tuple[str, ...]:
    """The names in a JSON body, sorted: two requests of one shape have the same."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield name
                yield from walk(inner)
        if isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    return tuple(sorted(set(walk(json.loads(body))))) if body else ()


@contextmanager
def recorded(page: Page) -> Iterator[Trace]:
    """Record the requests, the console and the writes to storage of a page."""
    trace = Trace()

    def on_request(request: Any) -> None:
        path = urlsplit(request.url).path
        trace.bodies.append(request.post_data or "")
        if not path.endswith(BY_THE_CLOCK):
            trace.requests.append((request.method, path, names_in(request.post_data)))

    def on_console(message: Any) -> None:
        trace.console.append(message.text)

    page.on("request", on_request)
    page.on("console", on_console)
    page.evaluate("() => { window.written = [] }")
    yield trace
    trace.storage = page.evaluate("() => window.written")
    page.remove_listener("request", on_request)
    page.remove_listener("console", on_console)


def write_note(page: Page, text: str, shows_card: bool) -> Trace:
    """Type a note key by key, wait, and save it; return what the page did meanwhile."""
    panel = open_tool(page, "Note to myself")
    note = panel.get_by_label("What do you want to remember?")
    note.focus()
    with recorded(page) as trace:
        note.press_sequentially(text, delay=10)
        expect(panel.get_by_role("region", name=CARD)).to_have_count(int(shows_card))
        page.wait_for_timeout(1500)
        assert trace.requests == []  # before the note is sent, nothing is
        with page.expect_response(lambda answer: answer.request.method == "GET" and "/notes" in answer.url):
            panel.get_by_role("button", name="Save the note").click()
        page.wait_for_timeout(1500)
    return trace


def test_no_trace_of_a_match_leaves_the_device_or_is_stored(browser: Browser, sign_in: SignIn):
    assert len(CRISIS) == len(HARMLESS)
    page = sign_in(browser, STUDENT)
    open_lesson(page)
    page.evaluate(RECORD_STORAGE)
    write_note(page, "Sort before looking for the middle.", shows_card=False)  # what happens only the first time
    harmless = write_note(page, HARMLESS, shows_card=False)
    crisis = write_note(page, CRISIS, shows_card=True)

    assert harmless.requests[0][:2] == ("POST", "/api/v1/wellbeing/notes")
    assert crisis.requests == harmless.requests
    assert crisis.storage == harmless.storage != []
    assert crisis.console == harmless.console == []
    assert [body for body in crisis.bodies if "live" in body] == [
        body for body in crisis.bodies if CRISIS in body
    ]  # the note itself, as the student wrote it, and nothing else
    assert not any("crisis" in body or "match" in body for body in crisis.bodies)

    expect(page.get_by_role("region", name=CARD)).to_be_visible()  # it outlives the field, which has closed
    page.get_by_role("button", name="Close this card").click()
    expect(page.get_by_role("region", name=CARD)).to_have_count(0)


def test_an_urgent_question_is_seen_first_by_the_tutor_and_the_named_person(browser: Browser, sign_in: SignIn):
    student = sign_in(browser, STUDENT)
    open_lesson(student)
    panel = open_tool(student, "Ask my tutor")
    mark = panel.get_by_role("checkbox", name=re.compile("Mark as urgent"))
    expect(panel.get_by_text("Read by Tomasz Weiss.")).to_be_visible()
    expect(mark).not_to_be_checked()
    panel.get_by_label("What would you like to ask?").press_sequentially(URGENT)
    the_card_is_there_in_both_themes(student, panel)
    expect(mark).to_be_checked()
    expect(
        panel.get_by_text("Miriam Adler and Tomasz Weiss will see it").or_(
            panel.get_by_text("Tomasz Weiss and Miriam Adler will see it")
        )
    ).to_be_visible()
    ask(panel)
    ask(open_tool(student, "Ask my tutor"), ORDINARY)

    tutor, counsellor = sign_in(browser, TUTOR), sign_in(browser, COUNSELLOR)
    tutor.goto("/help")
    questions = tutor.get_by_role("main").get_by_role("listitem")
    expect(questions.first).to_contain_text(URGENT)
    expect(questions.first).to_contain_text("Urgent")
    expect(tutor.get_by_text(ORDINARY)).to_be_visible()
    assert violations(tutor) == []
    answer_with_the_template(counsellor)

    student.goto("/help")
    student.get_by_role("link", name=re.compile("Hello " + NAME)).click()
    expect(student.get_by_text("You marked this as urgent. Tomasz Weiss and Miriam Adler can read it.")).to_be_visible()
    expect(student.get_by_text("Are you safe right now?")).to_be_visible()


def the_card_is_there_in_both_themes(page: Page, panel: Locator) -> None:
    """Kind, reachable and readable: with the keyboard, at 390 px, light and dark."""
    card = panel.get_by_role("region", name=CARD)
    expect(card.get_by_text("Example: national helpline")).to_be_visible()
    expect(card.get_by_text(re.compile("checked on")).first).to_be_visible()
    expect(card.get_by_role("link", name="Talk to someone: all contacts")).to_have_attribute("href", "/talk")
    expect(panel.get_by_label("What would you like to ask?")).to_be_focused()
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(500)
        assert violations(page, PANEL) == [], theme
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before or {"width": 1280, "height": 720})


def ask(panel: Locator, text: str | None = None) -> None:
    if text is not None:
        panel.get_by_label("What would you like to ask?").fill(text)
    panel.get_by_role("button", name="Send the question").click()
    expect(panel.get_by_text(re.compile("Your question is with your tutors"))).to_be_visible()
    panel.get_by_role("button", name="Back to the lesson").click()


def answer_with_the_template(page: Page) -> None:
    """The named person sees urgent questions and no others, and need not begin with an empty field."""
    page.goto("/help")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("link", name=re.compile(re.escape(URGENT))).click()
    expect(page.get_by_text("You read this because your institution has named you")).to_be_visible()
    page.get_by_role("button", name="Insert a first answer").click()
    expect(page.get_by_label("Write an answer")).to_have_value(re.compile("Are you safe right now"))
    assert violations(page) == []
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Are you safe right now?")).to_be_visible()
