"""Grading: is an answer right? Pure functions of the question, the answer and the language of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from attune.classroom.courses.content import (
    ChoiceQuestion,
    NumberQuestion,
    Question,
    QuizContent,
    ShortTextQuestion,
)
from attune.classroom.courses.models import QuestionKind
from attune.classroom.learning.quiz.number_marks import NumberMarks, marks_of
from attune.classroom.learning.quiz.numbers import NumberReading, distinct, from_float, read_number
from attune.classroom.learning.quiz.texts import is_accepted
from attune.classroom.platform.errors import ApiError, Conflict, InvalidInput

Answer = str | float | list[str]
ROUNDING = Fraction(1, 10**9)  # of the right answer; 0.1 + 0.2 is a right answer to 0.3


class QuizChanged(Conflict):
    """The quiz is no longer the one that was answered: questions or choices have come, gone or changed."""

    code = "quiz_changed"


class AnswersUnreadable(ApiError):
    """A number cannot be read, or can be read in several ways; `data.questions` says how, by question."""

    code, status = "answers_unreadable", 422


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question was answered; `feedback` is Markdown."""

    question_id: UUID
    correct: bool
    feedback: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A graded submission: the share of right answers (0..1), and whether that is enough."""

    marks: tuple[Mark, ...]
    score: float
    passed: bool

    @property
    def wrong_count(self) -> int:
        """How many questions were not answered rightly."""
        return sum(not mark.correct for mark in self.marks)


def mark_quiz(quiz: QuizContent, answers: Mapping[UUID, Answer], *, reveal: bool, language: str) -> Marked:
    """Grade every question; one without an answer is wrong.

    Args:
        quiz: the questions.
        answers: by the question's id; an empty one counts as none.
        reveal: whether the explanation of wrongly answered questions is given too; it may give the answer away.
        language: of the content, as a BCP 47 tag: it decides what a decimal mark is.

    Raises:
        QuizChanged: an answer is to a question, or is a choice, that is not there.
        InvalidInput: an answer is of the wrong sort.
        AnswersUnreadable: a number can be read in no way, or in several.
    """
    known = {question.id for question in quiz.questions}
    gone = [question_id for question_id in answers if question_id not in known]
    if gone:
        raise changed(gone)
    given = {question_id: answer for question_id, answer in answers.items() if not is_blank(answer)}
    marks_used = marks_of(language)
    _refuse_unreadable(quiz, given, marks_used)
    marks = tuple(_mark(question, given.get(question.id), reveal, marks_used) for question in quiz.questions)
    score = sum(mark.correct for mark in marks) / len(marks)
    return Marked(marks, score, passed=score >= quiz.pass_score)


def is_blank(answer: Answer) -> bool:
    """Whether an answer says nothing: no text, no choice."""
    return answer == [] or (isinstance(answer, str) and not answer.strip())


def changed(question_ids: list[UUID]) -> QuizChanged:
    """The error for answers to questions, or with choices, that the quiz no longer has."""
    message = "This quiz was changed after you opened it; load it again and look at the answers that no longer fit."
    return QuizChanged(message, question_ids=[str(question_id) for question_id in question_ids])


def read_answer(question: NumberQuestion, answer: Answer, marks: NumberMarks) -> NumberReading:
    """How the answer to a question for a number is read; raises InvalidInput for what is no text or number."""
    if isinstance(answer, list):
        raise _wrong_sort(question, "a number")
    return read_number(answer, marks, question.unit) if isinstance(answer, str) else from_float(answer)


def _refuse_unreadable(quiz: QuizContent, answers: Mapping[UUID, Answer], marks: NumberMarks) -> None:
    found = {
        str(question.id): {"problem": reading.problem, "choices": distinct(reading.values, marks)}
        for question, reading in _readings(quiz, answers, marks)
        if reading.value is None
    }
    if found:
        raise AnswersUnreadable("Say which number is meant, or write it in another way.", questions=found)


def _readings(
    quiz: QuizContent, answers: Mapping[UUID, Answer], marks: NumberMarks
) -> Iterator[tuple[NumberQuestion, NumberReading]]:
    for question in quiz.questions:
        if isinstance(question, NumberQuestion) and question.id in answers:
            yield question, read_answer(question, answers[question.id], marks)


def _mark(question: Question, answer: Answer | None, reveal: bool, marks: NumberMarks) -> Mark:
    if isinstance(question, ChoiceQuestion):
        return _mark_choices(question, answer, reveal)
    if answer is None:
        correct = False
    elif isinstance(question, NumberQuestion):
        correct = _is_number_right(question, read_answer(question, answer, marks).value)
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
    if any(str(text) not in by_text for text in texts):
        raise changed([question.id])
    return {by_text[str(text)] for text in texts}


def _is_number_right(question: NumberQuestion, number: Fraction | None) -> bool:
    """Within the tolerance, both taken as the decimals they were written as: 0.51 is within 0.01 of 0.5."""
    if number is None:
        return False
    right, tolerance = Fraction(repr(question.answer)), Fraction(repr(question.tolerance))
    return abs(number - right) <= tolerance + ROUNDING * abs(right)


def _is_text_right(question: ShortTextQuestion, answer: Answer) -> bool:
    if not isinstance(answer, str):
        raise _wrong_sort(question, "a text")
    return is_accepted(answer, question.accepted, case_sensitive=question.case_sensitive)


def _wrong_sort(question: Question, expected: str) -> InvalidInput:
    return InvalidInput.at(f"answers.{question.id}", f"this question is answered with {expected}")
