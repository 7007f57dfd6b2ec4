"""A student's own view, as far as they share it with who teaches them now.

Not shared, switched off, hidden, nothing known: the answer is the same, so that refusing does not show. What was before
the student began to share is not in it, and every look that shows something is written down for the student to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.courses.access import find_course
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.insight.facts.models import StudyFact
from attune.classroom.insight.student.measures import by, measure
from attune.classroom.insight.student.schemas import (
    SharedLesson,
    SharedView,
    SharedViewOut,
    SharedWeek,
    SharedWord,
)
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.gradebook.table import find_student
from attune.classroom.platform import audit
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import effective_mode, settings_and_policy
from attune.classroom.wellbeing.learner_state.restore import parse_feeling
from attune.classroom.wellbeing.models import CheckIn, WellbeingSettings

LOGGED_ONCE_EVERY = timedelta(hours=1)
MOST_WORDS = 100
SAID = (SelfReportKind.CHECK_IN, SelfReportKind.LOST_HERE)


def read_shared_view(session: Session, tutor: Actor, course_id: UUID, user_id: UUID, now: datetime) -> SharedViewOut:
    """What a student shares of this course, and a line in the log that the tutor has seen it.

    Raises:
        NotFound: the course is not the tutor's, or the student is not in it.
    """
    course = find_course(session, tutor, course_id)
    student = find_student(session, course.id, user_id)
    settings, policy = settings_and_policy(session, student.id)
    if not settings.share_with_tutors or effective_mode(settings, policy) is Mode.OFF:
        return SharedViewOut(view=None)
    facts = _facts(session, settings, course.id)
    words = _words(session, settings, course.id)
    if not facts and not words:
        return SharedViewOut(view=None)
    _log_access(session, tutor, student.id, course, now)
    return SharedViewOut(view=SharedView(lessons=_lessons(session, course.id, facts), weeks=_weeks(facts), words=words))


def _facts(session: Session, settings: WellbeingSettings, course_id: UUID) -> Sequence[StudyFact]:
    """The student's facts in a course of study sessions since they share, without what they hide."""
    facts = select(StudyFact).where(
        StudyFact.user_id == settings.user_id, StudyFact.course_id == course_id, StudyFact.hidden_at.is_(None)
    )
    if settings.share_with_tutors_set_at is not None:
        facts = facts.where(StudyFact.session_began_at >= settings.share_with_tutors_set_at)
    return session.scalars(facts.order_by(StudyFact.session_began_at, StudyFact.id)).all()


def _lessons(session: Session, course_id: UUID, facts: Sequence[StudyFact]) -> list[SharedLesson]:
    of_lesson = by(facts, lambda fact: fact.lesson_id)
    lessons = session.execute(
        select(Lesson.id, Lesson.title).where(Lesson.course_id == course_id, is_shown()).order_by(Lesson.position)
    )
    return [
        SharedLesson(lesson_id=lesson_id, title=title, **measure(of_lesson[lesson_id]))
        for lesson_id, title in lessons
        if lesson_id in of_lesson
    ]


def _weeks(facts: Sequence[StudyFact]) -> list[SharedWeek]:
    of_week = by(facts, lambda fact: fact.day - timedelta(days=fact.day.weekday()))
    return [SharedWeek(monday=monday, **measure(of_week[monday])) for monday in sorted(of_week)]


def _words(session: Session, settings: WellbeingSettings, course_id: UUID) -> list[SharedWord]:
    """What the student said about themselves in a course since they share, the latest first."""
    said = (
        select(CheckIn, Lesson.title, block_name())
        .join(Lesson, Lesson.id == CheckIn.lesson_id)
        .outerjoin(Block, Block.id == CheckIn.block_id)
        .where(
            CheckIn.user_id == settings.user_id,
            Lesson.course_id == course_id,
            CheckIn.kind.in_(SAID),
            CheckIn.hidden_at.is_(None),
        )
    )
    if settings.share_with_tutors_set_at is not None:
        said = said.where(CheckIn.at >= settings.share_with_tutors_set_at)
    rows = session.execute(said.order_by(CheckIn.at.desc(), CheckIn.id).limit(MOST_WORDS))
    return [
        SharedWord.model_validate(
            {
                "at": word.at,
                "kind": word.kind,
                "feeling": parse_feeling(word.feeling),
                "lesson_id": word.lesson_id,
                "lesson_title": lesson_title,
                "block_title": block_title,
            }
        )
        for word, lesson_title, block_title in rows
    ]


def _log_access(session: Session, viewer: Actor, student_id: UUID, course: Course, now: datetime) -> None:
    """Append to the audit log that the viewer saw what the student shares, at most once an hour."""
    entries = audit.AuditEntry
    lately = session.scalars(
        select(entries).where(
            entries.action == audit.AuditAction.VIEWED_SHARED_AFFECT,
            entries.actor_id == viewer.id,
            entries.subject_id == student_id,
            entries.at > now - LOGGED_ONCE_EVERY,
        )
    )
    page = {"page": "student", "course_id": str(course.id)}
    if any(page.items() <= entry.detail.items() for entry in lately):
        return
    audit.append(
        session,
        audit.AuditAction.VIEWED_SHARED_AFFECT,
        actor_id=viewer.id,
        subject_id=student_id,
        at=now,
        detail={"what": f"Student page · {course.title}", **page},
    )
