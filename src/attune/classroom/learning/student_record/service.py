"""A student of a course, as who teaches it reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_course, graded_by
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Block, Course, Enrolment, Lesson
from attune.classroom.courses.people.groups import groups_of_students
from attune.classroom.learning.completion import BlockState
from attune.classroom.learning.due import Since, due_at, own_dates, since_in
from attune.classroom.learning.gradebook.models import Grade, GradeItem
from attune.classroom.learning.gradebook.results import results_of
from attune.classroom.learning.gradebook.schemas import ResultLine
from attune.classroom.learning.gradebook.table import find_student
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.quiz.attempts.shown import is_late
from attune.classroom.learning.quiz.review import review_of
from attune.classroom.learning.quiz.schemas import AttemptReview
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.student_record.quizzes import show_quizzes
from attune.classroom.learning.student_record.reading import Records, read_records
from attune.classroom.learning.student_record.schemas import (
    BlockStatus,
    RecordBlock,
    RecordLesson,
    RecordLine,
    ReviewedAttempt,
    StudentRecord,
)
from attune.classroom.learning.student_record.study_time import studied_minutes
from attune.classroom.learning.uploads.service import files_by_id
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.permissions import Actor

_STATUSES = {
    BlockState.DONE: BlockStatus.DONE,
    BlockState.CLOSED: BlockStatus.CLOSED,
    BlockState.WAITING: BlockStatus.WAITING,
}


def read_record(session: Session, actor: Actor, course_id: UUID, user_id: UUID, now: datetime) -> StudentRecord:
    """Everything that learning records say about a student of a course.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    student = find_student(session, course.id, user_id)
    (results,) = results_of(session, student.id, [course], now, for_student=False)
    records = read_records(session, student.id, course.id, now)
    counted = since_in(session, student.id, [course.id])[course.id]
    groups = groups_of_students(session, [course.id], [student.id]).get((course.id, student.id), [])
    dates = own_dates(session, student.id, [line.block_id for line in results.lines])
    grades = _grades(session, student.id, course.id)
    return StudentRecord(
        course_id=course.id,
        title=course.title,
        language=course.language,
        student_id=student.id,
        student_name=student.name,
        group_names=[group.name for group in groups],
        enrolled_at=session.get_one(Enrolment, (student.id, course.id)).enrolled_at,
        last_seen=student.last_seen_at,
        completed=results.completed,
        lesson_count=results.lesson_count,
        total=results.total,
        lessons=[_lesson(records, status, counted) for status in records.statuses],
        lines=[_line(line, records, dates, grades.get(line.block_id)) for line in results.lines],
        quizzes=[quiz for status in records.statuses for quiz in show_quizzes(records, status)],
        may_grade=session.scalar(graded_by(actor).where(Course.id == course.id)) is not None,
    )


def read_attempt(session: Session, actor: Actor, course_id: UUID, user_id: UUID, attempt_id: UUID) -> ReviewedAttempt:
    """One attempt with every answer, mark and solution.

    Raises:
        NotFound: the course is not the actor's, the student is not in it, or the attempt is not theirs there.
    """
    course = find_course(session, actor, course_id)
    student = find_student(session, course.id, user_id)
    attempt = session.get(QuizAttempt, attempt_id)
    block = session.get(Block, attempt.block_id) if attempt is not None and attempt.user_id == student.id else None
    lesson = session.get(Lesson, block.lesson_id) if block is not None else None
    if attempt is None or block is None or lesson is None or lesson.course_id != course.id:
        raise NotFound(f"There is no attempt {attempt_id} of this student here.", attempt_id=str(attempt_id))
    quiz = quiz_at(session, block, lesson, attempt.lesson_version)
    targets = published_links(session, lesson, attempt.lesson_version).targets
    listed = [each for answer in attempt.answers.values() if isinstance(answer, list) for each in answer]
    review = review_of(quiz, targets, course.language, files_by_id(session, listed), marks_shown=True, solved=True)
    item = session.get(GradeItem, block.id)
    return ReviewedAttempt(
        course_title=course.title,
        student_name=student.name,
        lesson_id=lesson.id,
        block_id=block.id,
        title=block.title or lesson.title,
        language=course.language,
        graded=quiz.graded,
        attempt=AttemptReview(
            id=attempt.id,
            number=_number_of(session, attempt),
            submitted_at=attempt.submitted_at,
            score=attempt.score,
            passed=attempt.passed,
            state=attempt.state,
            marks_shown=True,
            automatic=attempt.automatic,
            late=is_late(attempt, quiz),
            counts=not attempt.practice or not quiz.graded or (item is not None and item.counts_practice),
            result_at=None,
            comment_html=to_html(attempt.comment, targets) if attempt.comment else None,
            questions=review.show(attempt),
        ),
    )


def _grades(session: Session, user_id: UUID, course_id: UUID) -> Mapping[UUID, Grade]:
    """A student's grades in a course, by item."""
    rows = session.scalars(select(Grade).where(Grade.course_id == course_id, Grade.user_id == user_id))
    return {row.block_id: row for row in rows}


def _number_of(session: Session, attempt: QuizAttempt) -> int:
    """Which attempt it is at its quiz, from 1."""
    earlier = select(func.count()).where(
        QuizAttempt.user_id == attempt.user_id,
        QuizAttempt.block_id == attempt.block_id,
        tuple_(QuizAttempt.submitted_at, QuizAttempt.id) < tuple_(attempt.submitted_at, attempt.id),
    )
    return (session.scalar(earlier) or 0) + 1


def _lesson(records: Records, status: LessonStatus, counted: Since) -> RecordLesson:
    progress = status.progress
    times = records.times_in(status)
    blocks = [_block(records, status, block) for block in status.blocks]
    return RecordLesson(
        lesson_id=status.lesson.id,
        title=status.lesson.title,
        due_at=due_at(status.lesson, counted),
        started_at=progress.started_at if progress is not None else None,
        completed_at=progress.completed_at if progress is not None else None,
        last_at=max(times, default=None),
        minutes=studied_minutes(times),
        done_blocks=sum(block.status is BlockStatus.DONE for block in blocks),
        blocks=blocks,
    )


def _block(records: Records, status: LessonStatus, block: Block) -> RecordBlock:
    row, attempts = status.by_block.get(block.id), records.attempts.get(block.id, ())
    viewed = BlockStatus.VIEWED if row is not None or attempts else BlockStatus.OPEN
    done = row.completed_at if row is not None else None
    at = attempts[-1].submitted_at if attempts else done or (row.viewed_at if row is not None else None)
    return RecordBlock(
        block_id=block.id,
        title=name_of_block(block),
        kind=block.kind,
        status=_STATUSES.get(status.state_at(block), viewed),
        at=at,
    )


def _line(line: ResultLine, records: Records, dates: Mapping[UUID, datetime], grade: Grade | None) -> RecordLine:
    hand_in = records.hand_ins.get(line.block_id)
    attempts = records.attempts.get(line.block_id, ())
    latest = attempts[-1] if attempts else None
    handed_in = hand_in.at if hand_in is not None else latest.submitted_at if latest is not None else None
    work = hand_in or latest
    return RecordLine(
        **line.model_dump(),
        own_date=line.block_id in dates,
        handed_in_at=handed_in,
        work_id=work.id if work is not None else None,
        excused=grade is not None and grade.excused,
        overridden=grade is not None and grade.override is not None,
        comment=grade.comment if grade is not None else None,
    )
