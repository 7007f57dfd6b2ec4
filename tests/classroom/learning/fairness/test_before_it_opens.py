"""Before a quiz opens nothing of it shows but its title and its dates, wherever a student looks."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block
from attune.classroom.learning.quiz.questions import quiz_version
from tests.classroom.learning.fairness.test_hidden import everything, routes

__all__ = ["routes"]
WORD = "Xylophonquark"
QUESTION = str(UUID(int=95))


@pytest.fixture
def early(database, course, clock):
    """A quiz for practice whose every text holds the same word, and that opens tomorrow."""
    easier = {"id": str(UUID(int=96)), "kind": "true_false", "prompt": WORD, "answer": True, "feedback": WORD}
    item = {
        "id": QUESTION,
        "kind": "true_false",
        "prompt": WORD,
        "answer": True,
        "feedback": WORD,
        "hints": [WORD],
        "example": WORD,
        "easier": easier,
        "points": 7,
    }
    opens = clock.now() + timedelta(days=1)
    with database.transaction() as session:
        block = session.get_one(Block, course.practice)
        block.hints, block.example, block.easier, block.challenge = [WORD], WORD, WORD, WORD
        block.content = {"questions": [item], "available_from": opens.isoformat()}
        return quiz_version(QuizContent.stored(block.content))


def test_nothing_of_it_shows_before_it_opens(early, browser, student, course, routes, clock):
    pages = everything(browser, routes, course, [course.practice], student, [])
    assert len(pages) > 10
    assert {address for address, text in pages.items() if WORD in text or early in text} == set()
    path = f"/quizzes/{course.practice}/questions/{QUESTION}/easier"
    refused = browser.post(path, {"answer": "true"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_unavailable")
    lessons = [browser.get(f"/lessons/{each}").json["blocks"] for each in course.lessons]
    block = next(each for blocks in lessons for each in blocks if each["id"] == str(course.practice))
    assert (block["quiz"]["points"], block["quiz"]["questions"], block["quiz"]["available_from"] is None) == (
        None,
        [],
        False,
    )
    clock.advance(days=2)
    pages = everything(browser, routes, course, [course.practice], student, [])
    assert any(WORD in text for text in pages.values())
    assert browser.post(path, {"answer": "true"}).json["correct"] is True
