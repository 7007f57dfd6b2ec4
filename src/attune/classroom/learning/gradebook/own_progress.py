"""A student's own progress: what is done in every course, and the best score of every quiz."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import visible_to
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.gradebook.practice import counts
from attune.classroom.learning.locking import Progress
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.outline import lessons_of, progress_of
from attune.classroom.learning.schemas import CourseRecord, LessonRecord, ProgressReport, QuizRecord
from attune.classroom.platform.permissions import Actor


def read_own_progress(session: Session, actor: Actor, now: datetime) -> ProgressReport:
    """Everything the actor has done; no score of a quiz whose grades are hidden by now."""
    courses = session.scalars(visible_to(actor)).all()
    lessons = lessons_of(session, [course.id for course in courses])
    progress = progress_of(session, actor.id, [lesson.id for lesson in lessons])
    quizzes = _quizzes(session, lessons)
    hidden = results_at(session, [quiz.id for quiz in quizzes if quiz.content.get("graded")], now)
    best = _best_scores(session, actor.id, [quiz for quiz in quizzes if quiz.id not in hidden])
    return ProgressReport(courses=[_record(course, lessons, progress, quizzes, best) for course in courses])


def _quizzes(session: Session, lessons: Sequence[Lesson]) -> Sequence[Block]:
    ids = [lesson.id for lesson in lessons]
    return session.scalars(
        select(Block)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Block.lesson_id.in_(ids), Block.kind == BlockKind.QUIZ, Block.removed_at.is_(None))
        .order_by(Lesson.position, Block.position)
    ).all()


def _best_scores(session: Session, user_id: UUID, quizzes: Sequence[Block]) -> dict[UUID, float]:
    rows = session.execute(
        select(QuizAttempt.block_id, func.max(QuizAttempt.score))
        .where(
            QuizAttempt.user_id == user_id,
            QuizAttempt.block_id.in_([quiz.id for quiz in quizzes]),
            counts() | QuizAttempt.block_id.in_([quiz.id for quiz in quizzes if not quiz.content.get("graded")]),
        )
        .group_by(QuizAttempt.block_id)
    )
    return dict(rows.all())


def _record(
    course: Course, lessons: Sequence[Lesson], progress: Progress, quizzes: Sequence[Block], best: dict[UUID, float]
) -> CourseRecord:
    own = {lesson.id: lesson for lesson in lessons if lesson.course_id == course.id}
    records = [
        LessonRecord(
            lesson_id=lesson.id,
            title=lesson.title,
            completed_at=progress[lesson.id].completed_at if lesson.id in progress else None,
        )
        for lesson in own.values()
    ]
    return CourseRecord(
        course_id=course.id,
        title=course.title,
        completed=sum(record.completed_at is not None for record in records),
        total=len(records),
        lessons=records,
        quizzes=[
            QuizRecord(block_id=quiz.id, title=quiz.title or own[quiz.lesson_id].title, best_score=best.get(quiz.id))
            for quiz in quizzes
            if quiz.lesson_id in own
        ],
    )
