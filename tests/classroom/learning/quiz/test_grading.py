"""Marking, as a table of answers and properties of scores."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.learning.quiz import grading
from attune.classroom.learning.quiz.grading import AnswersUnreadable
from attune.classroom.platform.errors import InvalidInput


def mark_quiz(content, answers, *, reveal):
    return grading.mark_quiz(content, answers, reveal=reveal, language="en")


ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
QUESTION = UUID(int=9)


def quiz(**question):
    return QuizContent.model_validate(
        {"questions": [{"id": QUESTION, "prompt": "?", "feedback": "Because.", **question}]}
    )


CHOICES = [
    {"id": ONE, "text": "a", "correct": True, "feedback": "Yes."},
    {"id": TWO, "text": "b", "correct": True},
    {"id": THREE, "text": "c", "correct": False, "feedback": "No."},
]
MULTIPLE = quiz(kind="multiple", choices=CHOICES)
SINGLE = quiz(kind="single", choices=[CHOICES[0], CHOICES[2]])
NUMBER = quiz(kind="number", answer=0.3, tolerance=0.05)
EXACT = quiz(kind="number", answer=0.3)
TEXT = quiz(kind="short_text", accepted=["Central limit theorem", "CLT"])


@pytest.mark.parametrize(
    ("questions", "answer", "correct"),
    [
        (SINGLE, str(ONE), True),
        (SINGLE, str(THREE), False),
        (MULTIPLE, [str(ONE), str(TWO)], True),
        (MULTIPLE, [str(TWO), str(ONE), str(ONE)], True),
        (MULTIPLE, [str(ONE)], False),
        (MULTIPLE, [str(ONE), str(TWO), str(THREE)], False),
        (MULTIPLE, [], False),
        (NUMBER, 0.35, True),
        (NUMBER, 0.36, False),
        (NUMBER, "0,3", True),
        (NUMBER, " 0.3 ", True),
        (EXACT, 0.1 + 0.2, True),
        (EXACT, 0.3001, False),
        (TEXT, "  central  LIMIT theorem.", True),
        (TEXT, "clt", True),
        (TEXT, "limit theorem", False),
        (TEXT, "", False),
    ],
)
def test_answers(questions, answer, correct):
    assert mark_quiz(questions, {QUESTION: answer}, reveal=True).marks[0].correct is correct


def test_nan_is_no_number():
    with pytest.raises(AnswersUnreadable):
        mark_quiz(NUMBER, {QUESTION: float("nan")}, reveal=True)


def test_the_explanation_of_a_wrong_answer_waits_until_it_may_be_revealed():
    assert mark_quiz(NUMBER, {QUESTION: 7}, reveal=False).marks[0].feedback is None
    assert mark_quiz(NUMBER, {QUESTION: 7}, reveal=True).marks[0].feedback == "Because."
    assert mark_quiz(NUMBER, {QUESTION: 0.3}, reveal=False).marks[0].feedback == "Because."


def test_the_chosen_choice_speaks_for_itself():
    assert mark_quiz(SINGLE, {QUESTION: str(THREE)}, reveal=False).marks[0].feedback == "No."
    assert mark_quiz(SINGLE, {QUESTION: str(ONE)}, reveal=False).marks[0].feedback == "Yes.\n\nBecause."


def test_a_single_choice_question_needs_exactly_one_right_choice():
    with pytest.raises(ValueError, match="2 right choices"):
        quiz(kind="single", choices=CHOICES)


def test_a_list_is_no_number():
    with pytest.raises(InvalidInput):
        mark_quiz(NUMBER, {QUESTION: ["0.3"]}, reveal=True)


@given(answers=st.lists(st.booleans(), min_size=1, max_size=12), pass_score=st.floats(0, 1))
def test_the_score_is_the_share_of_right_answers(answers, pass_score):
    questions = [
        {"id": UUID(int=place), "prompt": "?", "kind": "number", "answer": place} for place in range(len(answers))
    ]
    content = QuizContent.model_validate({"questions": questions, "pass_score": pass_score})
    given_answers = {UUID(int=place): place if right else place + 1 for place, right in enumerate(answers)}
    marked = mark_quiz(content, given_answers, reveal=True)
    assert marked.score == sum(answers) / len(answers)
    assert sum(not mark.correct for mark in marked.marks) == answers.count(False)
    assert marked.passed == (marked.score >= pass_score)
