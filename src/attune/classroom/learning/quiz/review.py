"""Reading a submitted attempt again: answers, marks, feedback, and the solutions once no attempt is left."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content import ChoiceQuestion, NumberQuestion, Question
from attune.classroom.courses.media import course_links
from attune.classroom.courses.models import Course
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.quiz.grading import Answer, is_blank, read_answer
from attune.classroom.learning.quiz.number_marks import NumberMarks, marks_of
from attune.classroom.learning.quiz.numbers import from_float, write_number
from attune.classroom.learning.quiz.questions import attempts_left, find_quiz
from attune.classroom.learning.quiz.schemas import AttemptList, AttemptReview, ReviewedQuestion, SolutionOut
from attune.classroom.platform.markdown import LinkTargets, to_html
from attune.classroom.platform.permissions import Actor


def list_attempts(session: Session, actor: Actor, block_id: UUID) -> AttemptList:
    """The actor's attempts at a quiz, the latest first; raises NotFound.

    Solutions are there only when no attempt is left: until then they would give the next one away.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == actor.id, QuizAttempt.block_id == block.id)
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    marks = marks_of(session.get_one(Course, lesson.course_id).language)
    targets = course_links(session, lesson.course_id).targets
    left = attempts_left(quiz, len(attempts))
    solutions = {str(each.id): _solve(each, marks, targets) for each in quiz.questions} if left == 0 else {}
    questions = {str(each.id): each for each in quiz.questions}
    reviews = []
    for number, attempt in enumerate(attempts, start=1):
        answers = attempt.answers
        reviewed = [
            ReviewedQuestion(
                question_id=mark["question_id"],
                answer=answers.get(mark["question_id"]),
                read_as=_read_as(questions.get(mark["question_id"]), answers.get(mark["question_id"]), marks),
                correct=mark["correct"],
                feedback_html=to_html(mark["feedback"], targets) if mark["feedback"] else None,
                solution=solutions.get(mark["question_id"]),
            )
            for mark in attempt.marks
        ]
        reviews.append(_review(attempt, number, reviewed))
    return AttemptList(attempts=reviews[::-1], attempts_left=left)


def _review(attempt: QuizAttempt, number: int, questions: list[ReviewedQuestion]) -> AttemptReview:
    return AttemptReview(
        id=attempt.id,
        number=number,
        submitted_at=attempt.submitted_at,
        score=attempt.score,
        passed=attempt.passed,
        questions=questions,
    )


def _read_as(question: Question | None, answer: Answer | None, marks: NumberMarks) -> str | None:
    """The number that was graded; None for everything that is no answer to a question for a number."""
    if not isinstance(question, NumberQuestion) or answer is None or isinstance(answer, list) or is_blank(answer):
        return None
    value = read_answer(question, answer, marks).value
    return None if value is None else write_number(value, marks)


def _solve(question: Question, marks: NumberMarks, targets: LinkTargets) -> SolutionOut:
    right: list[UUID] = []
    texts: list[str] = []
    tolerance = None
    if isinstance(question, ChoiceQuestion):
        right = [choice.id for choice in question.choices if choice.correct]
    elif isinstance(question, NumberQuestion):
        texts = [_write(question.answer, marks)]
        tolerance = _write(question.tolerance, marks) if question.tolerance else None
    else:
        texts = question.accepted
    explanation = to_html(question.feedback, targets) if question.feedback else None
    return SolutionOut(choice_ids=right, texts=texts, tolerance=tolerance, explanation_html=explanation)


def _write(number: float, marks: NumberMarks) -> str:
    return write_number(from_float(number).values[0], marks)
