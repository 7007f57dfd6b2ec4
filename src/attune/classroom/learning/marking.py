"""Marking: is an answer right? Pure functions of the question and the answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from attune.classroom.courses.content import (
    ChoiceQuestion,
    NumberQuestion,
    Question,
    QuizContent,
    ShortTextQuestion,
)
from attune.classroom.courses.models import QuestionKind
from attune.classroom.errors import InvalidInput

Answer = str | float | list[str]
ROUNDING = 1e-9  # relative; 0.1 + 0.2 is a right answer to 0.3


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question was answered; `feedback` is Markdown."""

    question_id: UUID
    correct: bool
    feedback: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked submission: the share of right answers (0..1), and whether that is enough."""

    marks: tuple[Mark, ...]
    score: float
    passed: bool

    @property
    def wrong_count(self) -> int:
        """How many questions were not answered rightly."""
        return sum(not mark.correct for mark in self.marks)


def mark_quiz(quiz: QuizContent, answers: Mapping[UUID, Answer], *, reveal: bool) -> Marked:
    """Mark every question; one without an answer is wrong.

    `reveal` also gives the explanation of wrongly answered questions, which may give the answer away.
    Raises InvalidInput for an answer to a question, or a choice, that is not there, and for the wrong sort of answer.
    """
    known = {question.id for question in quiz.questions}
    for question_id in answers:
        if question_id not in known:
            raise InvalidInput.at(f"answers.{question_id}", "there is no such question in this quiz")
    marks = tuple(_mark(question, answers.get(question.id), reveal) for question in quiz.questions)
    score = sum(mark.correct for mark in marks) / len(marks)
    return Marked(marks, score, passed=score >= quiz.pass_score)


def _mark(question: Question, answer: Answer | None, reveal: bool) -> Mark:
    if isinstance(question, ChoiceQuestion):
        return _mark_choices(question, answer, reveal)
    if answer is None:
        correct = False
    elif isinstance(question, NumberQuestion):
        correct = _is_number_right(question, answer)
    else:
        correct = _is_text_right(question, answer)
    return Mark(question.id, correct, question.feedback if correct or reveal else None)


def _mark_choices(question: ChoiceQuestion, answer: Answer | None, reveal: bool) -> Mark:
    chosen = _chosen(question, answer)
    correct = chosen == {choice.id for choice in question.choices if choice.correct}
    said = [choice.feedback for choice in question.choices if choice.id in chosen and choice.feedback]
    if question.feedback and (correct or reveal):
        said.append(question.feedback)
    return Mark(question.id, correct, "\n\n".join(said) or None)


def _chosen(question: ChoiceQuestion, answer: Answer | None) -> set[UUID]:
    """The ids of the chosen choices. `single` takes one id, `multiple` a list."""
    if answer is None:
        return set()
    if question.kind is QuestionKind.SINGLE and isinstance(answer, list):
        raise _wrong_sort(question, "the id of one choice")
    texts = answer if isinstance(answer, list) else [answer]
    by_text = {str(choice.id): choice.id for choice in question.choices}
    if question.kind is QuestionKind.MULTIPLE and not isinstance(answer, list):
        raise _wrong_sort(question, "a list of ids of choices")
    for text in texts:
        if str(text) not in by_text:
            raise _wrong_sort(question, f"ids of its choices, and {text!r} is none")
    return {by_text[str(text)] for text in texts}


def _is_number_right(question: NumberQuestion, answer: Answer) -> bool:
    number = _as_number(answer)
    if number is None:
        raise _wrong_sort(question, "a number")
    return abs(number - question.answer) <= question.tolerance + ROUNDING * max(1.0, abs(question.answer))


def _as_number(answer: Answer) -> float | None:
    """Read a number; as text also with a decimal comma, as many languages write it."""
    if isinstance(answer, list):
        return None
    try:
        return float(answer.strip().replace(",", ".")) if isinstance(answer, str) else float(answer)
    except ValueError:
        return None


def _is_text_right(question: ShortTextQuestion, answer: Answer) -> bool:
    if not isinstance(answer, str):
        raise _wrong_sort(question, "a text")
    return _plain(answer) in {_plain(text) for text in question.accepted}


def _plain(text: str) -> str:
    """Text as it is compared: case, width of characters, spacing and a final full stop do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".")


def _wrong_sort(question: Question, wanted: str) -> InvalidInput:
    return InvalidInput.at(f"answers.{question.id}", f"this question is answered with {wanted}")
