"""Reading a submitted attempt again: answers, marks, feedback, and the solutions once nothing can be handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.availability import refuse_unopened
from attune.classroom.courses.content.items import Item
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    FileQuestion,
    GapsQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    Question,
    ShortTextQuestion,
    TrueFalseQuestion,
)
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Course
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.learning.quiz.attempts.automatic import hand_in_if_past
from attune.classroom.learning.quiz.attempts.shown import is_late, result_at, show_mark
from attune.classroom.learning.quiz.grading import Answer, fits, is_blank, read_answer
from attune.classroom.learning.quiz.kinds import right_id
from attune.classroom.learning.quiz.number_marks import NumberMarks, marks_of
from attune.classroom.learning.quiz.numbers import from_float, write_number
from attune.classroom.learning.quiz.questions import attempts_left, find_quiz, is_over, show_items, shows_marks
from attune.classroom.learning.quiz.schemas import (
    AttemptList,
    AttemptReview,
    PairOut,
    QuestionOut,
    ReviewedQuestion,
    SolutionOut,
)
from attune.classroom.learning.quiz.starts import is_past, running_start
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.uploads.models import WorkFile
from attune.classroom.learning.uploads.service import files_by_id, show_file
from attune.classroom.platform.markdown import LinkTargets, to_html
from attune.classroom.platform.permissions import Actor


@dataclass(frozen=True, slots=True)
class Review:
    """What the answers to a quiz are shown with: its questions as they were asked, and their solutions or none."""

    marks: NumberMarks
    targets: LinkTargets
    items: Mapping[str, Item]
    questions: Mapping[str, QuestionOut]
    marks_shown: bool
    solutions: Mapping[str, SolutionOut] = field(default_factory=dict)
    files: Mapping[str, WorkFile] = field(default_factory=dict)

    def show(self, attempt: QuizAttempt) -> list[ReviewedQuestion]:
        """Every question of an attempt with its answer."""
        own = {key: file for key, file in self.files.items() if file.user_id == attempt.user_id}
        return [self._show(mark, attempt.answers.get(mark["question_id"]), own) for mark in attempt.marks]

    def _show(self, mark: Mapping[str, Any], answer: Answer | None, own: Mapping[str, WorkFile]) -> ReviewedQuestion:
        key = mark["question_id"]
        shown = show_mark(mark, self.targets).model_dump()
        listed = answer if isinstance(answer, list) else []
        if not self.marks_shown:
            shown |= {"correct": None, "points": None, "feedback_html": None, "comment_html": None}
        return ReviewedQuestion(
            **shown,
            answer=answer,
            files=[show_file(own[each]) for each in listed if each in own],
            read_as=_read_as(self.items.get(key), answer, self.marks),
            question=self.questions.get(key),
            solution=self.solutions.get(key),
        )


def review_of(
    quiz: QuizContent,
    targets: LinkTargets,
    language: str,
    files: Mapping[str, WorkFile],
    *,
    marks_shown: bool,
    solved: bool,
) -> Review:
    """What a quiz's attempts are shown with. solved: with the solutions."""
    marks = marks_of(language)
    shown = show_items(quiz, "", targets, with_help=False)
    return Review(
        marks=marks,
        targets=targets,
        items={str(each.id): each for each in quiz.questions},
        questions={str(each.id): each for each in shown},
        marks_shown=marks_shown,
        solutions={str(each.id): _solve(each, marks, targets) for each in quiz.questions} if solved else {},
        files=files,
    )


def list_attempts(session: Session, actor: Actor, block_id: UUID, now: datetime) -> AttemptList:
    """The actor's attempts at a quiz, the latest first.

    Solutions are there only when nothing can be handed in: until then they would give the next attempt away.

    Raises:
        NotFound: there is none, or the actor may not have it.
        CourseNotOpen: the course has not started yet.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_unopened(session, actor, lesson.course_id, now)
    start = running_start(session, actor.id, block.id)
    if start is not None and is_past(start, now):
        begin_lesson(session, actor.id, lesson, now)
        hand_in_if_past(session, actor.id, block, lesson, now)
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == actor.id, QuizAttempt.block_id == block.id)
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    status = read_lesson_status(session, actor.id, lesson, now)
    used, counted = status.used_at(block.id), {each.id for each in status.attempts_at(block.id)}
    left = attempts_left(quiz, used)
    hidden = result_at(session, block, quiz, now)
    shown = hidden is None and shows_marks(quiz, used, now)
    targets = published_links(session, lesson).targets
    language = session.get_one(Course, lesson.course_id).language
    over = left == 0 or is_over(quiz, now)
    files = _files_of(session, quiz, attempts)
    by_version = {
        version: review_of(
            quiz_at(session, block, lesson, version), targets, language, files, marks_shown=shown, solved=over and shown
        )
        for version in {attempt.lesson_version for attempt in attempts}
    }
    reviews = [
        AttemptReview(
            id=attempt.id,
            number=number,
            submitted_at=attempt.submitted_at,
            score=attempt.score if hidden is None else None,
            passed=attempt.passed if hidden is None else None,
            state=attempt.state if hidden is None else WorkState.NEEDS_GRADING,
            marks_shown=shown,
            automatic=attempt.automatic,
            late=is_late(attempt, quiz),
            counts=attempt.id in counted,
            result_at=hidden,
            comment_html=to_html(attempt.comment, targets)
            if attempt.comment and shown and _is_given(attempt)
            else None,
            questions=by_version[attempt.lesson_version].show(attempt),
        )
        for number, attempt in enumerate(attempts, start=1)
    ]
    return AttemptList(attempts=reviews[::-1], attempts_left=left)


def _files_of(session: Session, quiz: QuizContent, attempts: Sequence[QuizAttempt]) -> dict[str, WorkFile]:
    """The files that were handed in, by their ids; none where the quiz asks for none."""
    if not any(isinstance(item, FileQuestion) for item in quiz.questions):
        return {}
    answers = [answer for attempt in attempts for answer in attempt.answers.values() if isinstance(answer, list)]
    return files_by_id(session, [file_id for answer in answers for file_id in answer])


def _is_given(attempt: QuizAttempt) -> bool:
    """Whether a tutor has given their grade; until then what they have written is a draft, and theirs."""
    return attempt.state is WorkState.GRADED and attempt.graded_at is not None


def _read_as(question: Question | None, answer: Answer | None, marks: NumberMarks) -> str | None:
    """The number that was graded; None for everything that is no answer to a question for a number.

    The question may have been one for a text when it was answered, and have been graded again since.
    """
    if not isinstance(question, NumberQuestion) or answer is None or is_blank(answer) or not fits(question, answer):
        return None
    value = read_answer(question, answer, marks).value
    return None if value is None else write_number(value, marks)


def _solve(question: Question, marks: NumberMarks, targets: LinkTargets) -> SolutionOut:
    solution = SolutionOut(
        choice_ids=[],
        texts=[],
        tolerance=None,
        pairs=[],
        order=[],
        gaps={},
        explanation_html=to_html(question.feedback, targets) if question.feedback else None,
    )
    return solution.model_copy(update=_solved(question, marks))


def _solved(question: Question, marks: NumberMarks) -> dict[str, Any]:
    """What is right, in the field of the question's kind."""
    if isinstance(question, ChoiceQuestion):
        return {"choice_ids": [choice.id for choice in question.choices if choice.correct]}
    if isinstance(question, TrueFalseQuestion):
        return {"texts": [str(question.answer).lower()]}
    if isinstance(question, NumberQuestion):
        tolerance = _write(question.tolerance, marks) if question.tolerance else None
        return {"texts": [_write(question.answer, marks)], "tolerance": tolerance}
    if isinstance(question, ShortTextQuestion):
        return {"texts": question.accepted}
    if isinstance(question, MatchingQuestion):
        pairs = [PairOut(left_id=pair.id, right_id=right_id(question, pair.right)) for pair in question.pairs]
        return {"pairs": pairs}
    if isinstance(question, OrderingQuestion):
        return {"order": [item.id for item in question.items]}
    if isinstance(question, GapsQuestion):
        return {"gaps": {gap.id: gap.accepted for gap in question.gaps}}
    return {}


def _write(number: float, marks: NumberMarks) -> str:
    return write_number(from_float(number).values[0], marks)
