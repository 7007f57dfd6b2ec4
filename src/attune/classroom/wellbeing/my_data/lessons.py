"""The lessons in which a student left a trace: where their own page begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import visible_to
from attune.classroom.courses.models import Course, Lesson
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.timeline.schemas import OwnLessonOut, OwnLessonsOut


def list_lessons(session: Session, student: Actor) -> OwnLessonsOut:
    """The lessons of the student's courses of which something is known, the latest first."""
    latest = _latest_traces(session, student.id)
    counts = _window_counts(session, student.id)
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    found = session.execute(
        select(Lesson, Course.title)
        .join(Course, Course.id == Lesson.course_id)
        .where(Lesson.id.in_(latest), Lesson.course_id.in_(courses))
    )
    lessons = [
        OwnLessonOut(
            lesson_id=lesson.id,
            title=lesson.title,
            course_title=course_title,
            last_at=latest[lesson.id],
            windows=counts.get(lesson.id, (0, 0))[0],
            hidden=counts.get(lesson.id, (0, 0))[1],
        )
        for lesson, course_title in found
    ]
    return OwnLessonsOut(lessons=sorted(lessons, key=lambda lesson: (lesson.last_at, lesson.lesson_id), reverse=True))


def count_studied(session: Session, student: Actor, since: datetime) -> int:
    """In how many lessons of their courses the student has worked since an instant."""
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    query = (
        select(func.count())
        .select_from(LessonProgress)
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .where(LessonProgress.user_id == student.id, LessonProgress.updated_at >= since)
        .where(Lesson.course_id.in_(courses))
    )
    return session.scalar(query) or 0


def _latest_traces(session: Session, student_id: UUID) -> dict[UUID, datetime]:
    """The latest trace of each kind, and of those the latest, by lesson."""
    columns: list[tuple[Any, Any]] = [
        (StoredWindow, StoredWindow.started_at),
        (CheckIn, CheckIn.at),
        (LessonProgress, LessonProgress.updated_at),
    ]
    queries: list[Select[UUID | None, datetime]] = [
        select(table.lesson_id, func.max(at)).where(table.user_id == student_id).group_by(table.lesson_id)
        for table, at in columns
    ]
    shown = select(SupportMessage.lesson_id, func.max(SupportMessage.sent_at)).where(SupportMessage.withheld.is_(False))
    queries.append(shown.where(SupportMessage.user_id == student_id).group_by(SupportMessage.lesson_id))
    latest: dict[UUID, datetime] = {}
    for query in queries:
        for lesson_id, at in session.execute(query):
            if lesson_id is not None:
                latest[lesson_id] = max(at, latest.get(lesson_id, at))
    return latest


def _window_counts(session: Session, student_id: UUID) -> Mapping[UUID, tuple[int, int]]:
    """How many windows are kept of each lesson, and how many of them are hidden."""
    query = (
        select(StoredWindow.lesson_id, func.count(), func.count(StoredWindow.hidden_at))
        .where(StoredWindow.user_id == student_id, StoredWindow.lesson_id.is_not(None))
        .group_by(StoredWindow.lesson_id)
    )
    return {lesson_id: (windows, hidden) for lesson_id, windows, hidden in session.execute(query) if lesson_id}
