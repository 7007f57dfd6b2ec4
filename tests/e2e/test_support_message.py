"""A support message on a phone: readable in both themes, and its button does what it says, at that question.

The server's choice is replaced by a known one: whether and what it says is tested where it is decided.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import Newcomer, SignIn
from tests.e2e.test_every_page import violations
from tests.e2e.test_lost_and_helped import HINT, PHONE, WRONG, answer, open_quiz, still

TEXT = "Two tries here: that takes patience. There is a hint for question 1."


def message_at(page: Page, lesson_id: str) -> dict[str, Any]:
    """A message about the first question of the lesson's quiz."""
    blocks = page.request.get(f"/api/v1/lessons/{lesson_id}").json()["blocks"]
    block = next(block for block in blocks if block["quiz"])
    place = {"lesson_id": lesson_id, "block_id": block["id"]}
    question = block["quiz"]["questions"][0]["id"]
    return place | {
        "id": "00000000-0000-4000-8000-000000000001",
        "message_id": "of-the-test",
        "cause": "wrong_answers",
        "state": "maybe_confused",
        "strategy": "hint",
        "text": TEXT,
        "sent_at": "2026-11-29T12:00:00Z",
        "expires_after_seconds": 60,
        "action": place | {"kind": "open_hint", "question_id": question, "label": "Open the hint", "prefill": None},
        "why": {"rule": "Two answers were wrong.", "reasons": [], "windows": 0},
    }


def choose_support_without_a_camera(page: Page) -> None:
    """Support is off until somebody chooses a way."""
    page.goto("/camera")
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_role("radio", name="Check-ins only").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_message_names_its_place_and_its_button_opens_the_hint_of_that_question(
    browser: Browser, sign_in: SignIn, newcomer: Newcomer, theme: str
) -> None:
    page = sign_in(browser, newcomer(), viewport=PHONE, color_scheme=theme)
    choose_support_without_a_camera(page)
    responses: list[str] = []

    def choose(route: Route) -> None:
        point = json.loads(route.request.post_data or "{}")
        route.fulfill(json={"support_message": message_at(page, point["lesson_id"])})

    def respond(route: Route) -> None:
        responses.append(json.loads(route.request.post_data or "{}")["response"])
        route.fulfill(json={})

    page.route("**/api/v1/wellbeing/interruption-points", choose)
    page.route("**/api/v1/wellbeing/support-messages/*/response", respond)
    quiz = open_quiz(page)
    answer(quiz, WRONG)
    support = page.get_by_role("complementary", name="Support")
    expect(support.get_by_role("button", name="Check yourself: how sure can we be")).to_be_visible()
    expect(quiz.get_by_role("group", name="Result")).to_be_focused()
    still(page)
    assert violations(page) == []
    support.get_by_role("button", name="Open the hint").click()
    expect(quiz.get_by_text(HINT)).to_be_visible()
    expect(support.get_by_text("Did that help?")).to_be_visible()
    page.wait_for_timeout(9_000)  # as long as a hint takes to read
    assert responses == ["accepted", "finished"]
