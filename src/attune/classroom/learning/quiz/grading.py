"""Grading: is an answer right? Pure functions of the question, the answer and the language of the content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from attune.classroom.courses.content.questions import ChoiceQuestion, NumberQuestion, Question
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.learning.quiz.kinds import (
    ALL,
    NOTHING,
    Answer,
    QuizChanged,
    changed,
    chosen,
    fits,
    is_blank,
    part_right,
    read_answer,
)
from attune.classroom.learning.quiz.number_marks import NumberMarks, marks_of
from attune.classroom.learning.quiz.numbers import NumberReading, distinct
from attune.classroom.platform.errors import ApiError, InvalidInput

__all__ = ["Answer", "Mark", "Marked", "changed", "fits", "is_blank", "mark_question", "mark_quiz", "read_answer"]


class AnswersUnreadable(ApiError):
    """A number cannot be read, or can be read in several ways; `data.questions` says how, by question."""

    code, status = "answers_unreadable", 422


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question was answered; `feedback` is Markdown.

    correct: whether it earned all its points; None, as `points`, while it waits for a tutor.
    possible: the points that it could earn.
    """

    question_id: UUID
    correct: bool | None
    feedback: str | None
    points: float | None
    possible: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A graded submission: the share of its points (0..1), without what waits for a tutor, and whether it is enough."""

    marks: tuple[Mark, ...]
    score: float
    passed: bool

    @property
    def waits(self) -> bool:
        """Whether a tutor has to grade some of it."""
        return any(mark.points is None for mark in self.marks)


def mark_quiz(
    quiz: QuizContent,
    answers: Mapping[UUID, Answer],
    *,
    reveal: bool,
    language: str,
    held_back: Collection[UUID] = (),
    lenient: bool = False,
) -> Marked:
    """Grade every question; one without an answer is wrong.

    Args:
        quiz: the questions that were asked.
        answers: by the question's id; an empty one counts as none.
        reveal: whether the explanation of wrongly answered questions is given too; it may give the answer away.
        language: of the content, as a BCP 47 tag: it decides what a decimal mark is.
        held_back: the questions whose explanation is given only where they are answered rightly, whatever `reveal` is.
        lenient: what cannot be read counts as wrong instead of being asked again: time is up, or it is graded anew.

    Raises:
        QuizChanged: an answer is to a question, or is a choice, that is not there.
        InvalidInput: an answer is of the wrong sort.
        AnswersUnreadable: a number can be read in no way, or in several.
    """
    revealed = {item.id for item in quiz.questions if reveal and item.id not in held_back}
    marks = _mark_all(quiz.questions, answers, revealed, marks_of(language), lenient=lenient)
    score = score_of((mark.points, mark.possible) for mark in marks)
    return Marked(marks, score, passed=score >= quiz.pass_score)


def score_of(points: Iterator[tuple[float | None, float]]) -> float:
    """The share that was earned of what was possible, 0 to 1; what waits for a tutor has earned nothing yet."""
    pairs = list(points)
    possible = sum(most for _, most in pairs)
    return sum(earned or 0.0 for earned, _ in pairs) / possible if possible else 0.0


def most_of(mark: Mapping[str, Any]) -> float:
    """The points that a stored mark could earn; those stored before questions had points were all of one point."""
    most: float = mark.get("possible", 1.0)
    return most


def mark_question(question: Question, answer: Answer, *, language: str) -> Mark:
    """Grade one question by itself, with its explanation.

    Raises:
        QuizChanged: the answer is a choice that is not there.
        InvalidInput: the answer is of the wrong sort.
        AnswersUnreadable: a number can be read in no way, or in several.
    """
    return _mark_all([question], {question.id: answer}, {question.id}, marks_of(language), lenient=False)[0]


def _mark_all(
    questions: Sequence[Question],
    answers: Mapping[UUID, Answer],
    revealed: Collection[UUID],
    marks: NumberMarks,
    *,
    lenient: bool,
) -> tuple[Mark, ...]:
    known = {question.id for question in questions}
    gone = [question_id for question_id in answers if question_id not in known]
    if gone and not lenient:
        raise changed(gone)
    given = {
        question_id: answer for question_id, answer in answers.items() if question_id in known and not is_blank(answer)
    }
    if not lenient:
        _refuse_unreadable(questions, given, marks)
    return tuple(
        _mark(question, given.get(question.id), question.id in revealed, marks, lenient) for question in questions
    )


def _refuse_unreadable(questions: Sequence[Question], answers: Mapping[UUID, Answer], marks: NumberMarks) -> None:
    found = {
        str(question.id): {"problem": reading.problem, "choices": distinct(reading.values, marks)}
        for question, reading in _readings(questions, answers, marks)
        if reading.value is None
    }
    if found:
        raise AnswersUnreadable("Say which number is meant, or write it in another way.", questions=found)


def _readings(
    questions: Sequence[Question], answers: Mapping[UUID, Answer], marks: NumberMarks
) -> Iterator[tuple[NumberQuestion, NumberReading]]:
    for question in questions:
        if isinstance(question, NumberQuestion) and question.id in answers:
            yield question, read_answer(question, answers[question.id], marks)


def _mark(question: Question, answer: Answer | None, reveal: bool, marks: NumberMarks, lenient: bool) -> Mark:
    try:
        part = NOTHING if answer is None else part_right(question, answer, marks)
        said = _said(question, answer)
    except (InvalidInput, QuizChanged):
        if not lenient:
            raise
        part, said = NOTHING, []
    if part is None:
        return Mark(question.id, None, None, None, question.points)
    correct = part == ALL
    if question.feedback and (correct or reveal):
        said = [*said, question.feedback]
    return Mark(question.id, correct, "\n\n".join(said) or None, _points(question, part), question.points)


def _points(question: Question, part: Fraction) -> float:
    return round(float(part) * question.points, 6)


def _said(question: Question, answer: Answer | None) -> list[str]:
    """What the chosen choices say for themselves."""
    if not isinstance(question, ChoiceQuestion):
        return []
    picked = chosen(question, answer)
    return [choice.feedback for choice in question.choices if choice.id in picked and choice.feedback]
