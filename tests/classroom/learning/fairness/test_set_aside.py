"""What was begun at a block that is no quiz any more is set aside once, and not tried at every run."""

from __future__ import annotations

from datetime import timedelta

import structlog

from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.models import QuizDraft
from attune.classroom.learning.quiz.attempts.automatic import hand_in_every_past


def replace(database, block_id, kind, content):
    with database.transaction() as session:
        block = session.get_one(Block, block_id)
        before = block.kind, block.content
        block.kind, block.content = kind, content
    return before


def test_what_is_of_no_quiz_any_more_is_set_aside_once(graded_quiz, browser, course, clock, database):
    graded_quiz.publish(available_until=(clock.now() + timedelta(hours=1)).isoformat())
    key = next(key for key, answer in graded_quiz.answers.items() if not isinstance(answer, float))
    saved = {"answers": [{"question_id": key, "answer": graded_quiz.answers[key]}]}
    assert browser.put(f"/quizzes/{course.graded}/draft", saved).status_code == 200
    before = replace(database, course.graded, BlockKind.MARKDOWN, {"text": "No quiz any more."})
    clock.advance(hours=2)
    with structlog.testing.capture_logs() as logs:
        assert hand_in_every_past(database, clock.now()) == 0
        assert hand_in_every_past(database, clock.now()) == 0
    assert [each["event"] for each in logs] == ["attempt_set_aside"]
    with database.session(writes=False) as session:
        assert session.query(QuizDraft).one().set_aside_at == clock.now()
    assert browser.get(f"/lessons/{course.lessons[1]}").status_code == 200
    replace(database, course.graded, *before)
    assert len(graded_quiz.attempts(browser)["attempts"]) == 0
    browser.get(f"/lessons/{course.lessons[1]}")  # the student is back, and so is the quiz: it is handed in now
    assert len(graded_quiz.attempts(browser)["attempts"]) == 1
