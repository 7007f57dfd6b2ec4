"""A quiz that becomes one that counts, and back: what was practised counts only where the tutor says so."""

from __future__ import annotations

import pytest


@pytest.fixture
def set_counting(tutor, course):
    def choose(counts):
        return tutor.patch(f"/courses/{course.id}/gradebook/items/{course.practice}", {"counts_practice": counts})

    return choose


def test_practice_does_not_count_until_the_tutor_says_so(practice_quiz, browser, tutor, student, course, set_counting):
    practice_quiz.attempt(browser)
    practice_quiz.publish(graded=True, attempts_allowed=1)
    assert practice_quiz.cell(tutor, student) is None
    shown = practice_quiz.attempts(browser)
    assert (shown["attempts_left"], [each["counts"] for each in shown["attempts"]]) == (1, [False])
    assert tutor.get(f"/quizzes/{course.practice}/earlier-attempts").json == {
        "course_id": str(course.id),
        "graded": True,
        "practice_students": 1,
        "practice_attempts": 1,
        "outdated_attempts": 0,
    }
    assert set_counting(True).json["counts_practice"] is True
    assert practice_quiz.cell(tutor, student)["state"] == "graded"
    assert practice_quiz.line(tutor, student)["total"] == 1.0
    assert practice_quiz.attempts(browser)["attempts_left"] == 0
    assert [each[0] for each in practice_quiz.changes(tutor, student)] == ["raw"]
    set_counting(False)
    assert practice_quiz.line(tutor, student)["total"] is None
    assert practice_quiz.attempts(browser)["attempts_left"] == 1


def test_from_now_on_only_what_is_handed_in_now_counts(practice_quiz, browser, tutor, student):
    practice_quiz.attempt(browser)
    practice_quiz.publish(graded=True)
    practice_quiz.attempt(browser, wrong=[0])
    best = practice_quiz.line(tutor, student)["total"]
    assert best is not None
    assert best < 1
    assert practice_quiz.attempts(browser)["attempts"][0]["counts"] is True


def test_what_counted_once_counts_again_after_a_time_for_practice(graded_quiz, browser, tutor, student):
    graded_quiz.attempt(browser, wrong=[0])
    graded_quiz.publish(graded=False)
    assert graded_quiz.cell(tutor, student) is None
    graded_quiz.attempt(browser)
    graded_quiz.publish(graded=True)
    assert graded_quiz.line(tutor, student)["total"] == 0.75


def test_a_pass_from_practice_does_not_complete_a_lesson(practice_quiz, browser, tutor, course, set_counting):
    practice_quiz.attempt(browser)
    practice_quiz.publish(graded=True)

    def is_done():
        lessons = [browser.get(f"/lessons/{each}").json for each in course.lessons]
        blocks = [block for lesson in lessons for block in lesson.get("blocks", [])]
        return next(each["completed"] for each in blocks if each["id"] == str(course.practice))

    assert is_done() is False
    set_counting(True)
    assert is_done() is True
