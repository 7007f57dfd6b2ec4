"""Which part of an answer is right, for each kind of question. Pure functions of question and answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from itertools import pairwise
from uuid import UUID, uuid5

from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    FileQuestion,
    GapsQuestion,
    LongTextQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    Question,
    ShortTextQuestion,
    TrueFalseQuestion,
)
from attune.classroom.courses.models import QuestionKind
from attune.classroom.learning.quiz.number_marks import NumberMarks
from attune.classroom.learning.quiz.numbers import NumberReading, from_float, read_number
from attune.classroom.learning.quiz.texts import is_accepted
from attune.classroom.platform.errors import Conflict, InvalidInput

Answer = str | float | list[str] | dict[str, str]
ROUNDING = Fraction(1, 10**9)  # of the right answer; 0.1 + 0.2 is a right answer to 0.3
LONGEST_SHORT = 500  # characters of everything but long texts
NOTHING, ALL = Fraction(0), Fraction(1)


class QuizChanged(Conflict):
    """The quiz is no longer the one that was answered: questions or choices have come, gone or changed."""

    code = "quiz_changed"


def changed(question_ids: list[UUID]) -> QuizChanged:
    """The error for answers to questions, or with choices, that the quiz no longer has."""
    message = "This quiz was changed after you opened it; load it again and look at the answers that no longer fit."
    return QuizChanged(message, question_ids=[str(question_id) for question_id in question_ids])


def is_blank(answer: Answer) -> bool:
    """Whether an answer says nothing: no text, no choice, no gap filled."""
    if isinstance(answer, dict):
        return not any(text.strip() for text in answer.values())
    return answer == [] or (isinstance(answer, str) and not answer.strip())


def fits(question: Question, answer: Answer) -> bool:
    """Whether an answer is of the sort that a question of this kind takes; it may say nothing, or not all."""
    if isinstance(question, LongTextQuestion):
        return isinstance(answer, str)
    if isinstance(question, FileQuestion):
        return isinstance(answer, list)
    if isinstance(question, MatchingQuestion | GapsQuestion):
        return isinstance(answer, dict)
    if isinstance(question, OrderingQuestion) or question.kind is QuestionKind.MULTIPLE:
        return isinstance(answer, list)
    too_long = isinstance(question, NumberQuestion) and len(str(answer)) > LONGEST_SHORT  # not read at all
    return not isinstance(answer, list | dict) and not too_long


def right_id(question: MatchingQuestion, text: str) -> UUID:
    """The id of a right side. It comes from the text alone, so that it does not tell which left side it belongs to."""
    return uuid5(question.id, text)


def part_right(question: Question, answer: Answer, marks: NumberMarks) -> Fraction | None:
    """Which part of the question's points an answer that is not blank earns, 0 to 1; None where a tutor grades it.

    Raises:
        QuizChanged: the answer names a choice, side or gap that is not there.
        InvalidInput: it is of the wrong sort, or too long.
    """
    if isinstance(question, LongTextQuestion):
        _refuse_wordy(question, answer)
        return None
    if isinstance(question, FileQuestion):
        _list(question, answer, "a list of files", most=question.max_files)
        return None
    _refuse_long(question, answer)
    if isinstance(question, ChoiceQuestion):
        return _choices(question, chosen(question, answer))
    if isinstance(question, TrueFalseQuestion):
        return _whole(_true_or_false(question, answer) == question.answer)
    if isinstance(question, NumberQuestion):
        return _whole(_is_number_right(question, read_answer(question, answer, marks).value))
    if isinstance(question, ShortTextQuestion):
        text = _text(question, answer)
        return _whole(is_accepted(text, question.accepted, case_sensitive=question.case_sensitive))
    if isinstance(question, MatchingQuestion):
        return _matching(question, answer)
    if isinstance(question, OrderingQuestion):
        return _ordering(question, answer)
    return _gaps(question, answer)


def read_answer(question: NumberQuestion, answer: Answer, marks: NumberMarks) -> NumberReading:
    """How the answer to a question for a number is read.

    Raises:
        InvalidInput: for what is no text or number.
    """
    if isinstance(answer, list | dict):
        raise wrong_sort(question, "a number")
    _refuse_long(question, answer)
    return read_number(answer, marks, question.unit) if isinstance(answer, str) else from_float(answer)


def chosen(question: ChoiceQuestion, answer: Answer | None) -> set[UUID]:
    """The ids of the chosen choices. `single` takes one id, `multiple` a list."""
    if answer is None:
        return set()
    if question.kind is QuestionKind.SINGLE and isinstance(answer, list):
        raise wrong_sort(question, "the id of one choice")
    if (question.kind is QuestionKind.MULTIPLE and not isinstance(answer, list)) or isinstance(answer, dict):
        raise wrong_sort(question, "a list of ids of choices")
    texts = answer if isinstance(answer, list) else [str(answer)]
    return set(_known(question, texts, (choice.id for choice in question.choices)))


def wrong_sort(question: Question, expected: str) -> InvalidInput:
    """The error for an answer that cannot be one to this kind of question."""
    return InvalidInput.at(f"answers.{question.id}", f"this question is answered with {expected}")


def _choices(question: ChoiceQuestion, picked: Collection[UUID]) -> Fraction:
    right = {choice.id for choice in question.choices if choice.correct}
    if not question.partial_credit or question.kind is QuestionKind.SINGLE:
        return _whole(picked == right)
    found = len(right & set(picked))
    return max(NOTHING, Fraction(found - (len(picked) - found), len(right)))


def _true_or_false(question: TrueFalseQuestion, answer: Answer) -> bool:
    if answer not in ("true", "false"):
        raise wrong_sort(question, "true or false")
    return answer == "true"


def _matching(question: MatchingQuestion, answer: Answer) -> Fraction:
    given = _mapping(question, answer, "the right side of each left side")
    lefts = _known(question, given, (pair.id for pair in question.pairs))
    texts = (*(pair.right for pair in question.pairs), *question.distractors)
    rights = _known(question, given.values(), (right_id(question, text) for text in texts))
    matched = dict(zip(lefts, rights, strict=True))
    found = sum(matched.get(pair.id) == right_id(question, pair.right) for pair in question.pairs)
    return Fraction(found, len(question.pairs))


def _ordering(question: OrderingQuestion, answer: Answer) -> Fraction:
    order = [item.id for item in question.items]
    given = _known(question, _list(question, answer, "the ids of all items in order", most=len(order)), order)
    if len(set(given)) != len(order):
        raise wrong_sort(question, "the ids of all items in order")
    neighbours = set(pairwise(order))
    return Fraction(sum(pair in neighbours for pair in pairwise(given)), len(neighbours))


def _gaps(question: GapsQuestion, answer: Answer) -> Fraction:
    given = _mapping(question, answer, "a text for each gap")
    if not given.keys() <= {gap.id for gap in question.gaps}:
        raise changed([question.id])
    found = sum(is_accepted(given.get(gap.id, ""), gap.accepted, case_sensitive=False) for gap in question.gaps)
    return Fraction(found, len(question.gaps))


def _refuse_wordy(question: LongTextQuestion, answer: Answer) -> None:
    words = len(_text(question, answer).split())
    if question.max_words is not None and words > question.max_words:
        raise wrong_sort(question, f"at most {question.max_words} words; these are {words}")


def _is_number_right(question: NumberQuestion, number: Fraction | None) -> bool:
    """Within the tolerance, both taken as the decimals they were written as: 0.51 is within 0.01 of 0.5."""
    if number is None:
        return False
    right, tolerance = Fraction(repr(question.answer)), Fraction(repr(question.tolerance))
    return abs(number - right) <= tolerance + ROUNDING * abs(right)


def _whole(right: bool) -> Fraction:
    return ALL if right else NOTHING


def _text(question: Question, answer: Answer) -> str:
    if not isinstance(answer, str):
        raise wrong_sort(question, "a text")
    return answer


def _list(question: Question, answer: Answer, expected: str, *, most: int) -> list[str]:
    if not isinstance(answer, list) or len(answer) > most:
        raise wrong_sort(question, expected)
    return answer


def _mapping(question: Question, answer: Answer, expected: str) -> dict[str, str]:
    """What was given for each side or gap; those left empty are left out."""
    if not isinstance(answer, dict):
        raise wrong_sort(question, expected)
    return {key: text for key, text in answer.items() if text.strip()}


def _known(question: Question, texts: Iterable[str], ids: Iterable[UUID]) -> list[UUID]:
    by_text = {str(each): each for each in ids}
    given = [str(text) for text in texts]
    if any(text not in by_text for text in given):
        raise changed([question.id])
    return [by_text[text] for text in given]


def _refuse_long(question: Question, answer: Answer) -> None:
    texts = [answer] if isinstance(answer, str) else answer.values() if isinstance(answer, dict) else []
    if any(len(text) > LONGEST_SHORT for text in texts):
        raise wrong_sort(question, f"at most {LONGEST_SHORT} characters")
