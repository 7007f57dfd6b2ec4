"""Results: a student's own, the same for who teaches, and the roster of a course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_course, visible_to
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Course, Enrolment, Lesson
from attune.classroom.courses.people.groups import groups_of_students, list_groups
from attune.classroom.learning.due import Since, since_in
from attune.classroom.learning.gradebook.cells import Cells, read_cells, total_of
from attune.classroom.learning.gradebook.items import Item, items_of
from attune.classroom.learning.gradebook.schemas import (
    CourseResults,
    GradeState,
    GroupOut,
    OwnResults,
    ResultLine,
    Roster,
    RosterEntry,
)
from attune.classroom.learning.gradebook.table import students_of
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.permissions import Actor


def read_own_results(session: Session, actor: Actor, now: datetime) -> OwnResults:
    """What the actor has achieved in every course of theirs."""
    courses = session.scalars(visible_to(actor)).all()
    return OwnResults(courses=results_of(session, actor.id, courses, now, for_student=True))


def read_roster(session: Session, actor: Actor, course_id: UUID, offset: int, limit: int, now: datetime) -> Roster:
    """Who is in a course and how far they are. Nothing here says how anybody feels.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    items = items_of(session, [course.id])
    students = students_of(session, course.id, offset, limit)
    ids = [student[0] for student in students]
    groups = groups_of_students(session, [course.id], ids)
    cells = read_cells(session, items, ids, groups)
    lessons = _lesson_counts(session, [course.id]).get(course.id, 0)
    completed = dict(
        session.execute(
            select(LessonProgress.user_id, func.count())
            .join(Lesson, Lesson.id == LessonProgress.lesson_id)
            .where(
                Lesson.course_id == course.id,
                is_shown(),
                LessonProgress.user_id.in_(ids),
                LessonProgress.completed_at.is_not(None),
            )
            .group_by(LessonProgress.user_id)
        ).all()
    )
    seen = dict(session.execute(select(User.id, User.last_seen_at).where(User.id.in_(ids))).all())
    entries = []
    for user_id, name, counted in students:
        user = str(user_id)
        states = [cells.state_of(item, user, counted, now) for item in items]
        entries.append(
            RosterEntry(
                id=user_id,
                name=name,
                group_names=[group.name for group in groups.get((course.id, user_id), [])],
                completed=completed.get(user_id, 0),
                total=lessons,
                last_seen=seen.get(user_id),
                score=total_of((item, cells.grades.get((item.key, user))) for item in items),
                missing=states.count(GradeState.MISSING),
                waiting=states.count(GradeState.WAITING),
            )
        )
    total = session.scalar(select(func.count()).where(Enrolment.course_id == course.id)) or 0
    return Roster(
        course_id=course.id,
        course_title=course.title,
        students=entries,
        groups=[GroupOut(id=group.id, name=group.name) for group in list_groups(session, course.id)],
        total=total,
    )


def results_of(
    session: Session, user_id: UUID, courses: Sequence[Course], now: datetime, *, for_student: bool
) -> list[CourseResults]:
    """What somebody has achieved in each of the courses; a fixed number of queries.

    for_student: items that are hidden from students show no points and do not count.
    """
    ids = [course.id for course in courses]
    items = items_of(session, ids)
    groups = groups_of_students(session, ids, [user_id])
    cells = read_cells(session, items, [user_id], groups, with_times=True)
    enrolled = since_in(session, user_id, ids)
    lessons, completed = _lesson_counts(session, ids), _completed_counts(session, user_id, ids)
    found = []
    for course in courses:
        own = [item for item in items if item.course_id == course.id]
        counted = [item for item in own if not (for_student and item.is_hidden(now))]
        at = enrolled.get(course.id)
        found.append(
            CourseResults(
                course_id=course.id,
                title=course.title,
                language=course.language,
                completed=completed.get(course.id, 0),
                lesson_count=lessons.get(course.id, 0),
                total=total_of((item, cells.grades.get((item.key, str(user_id)))) for item in counted),
                lines=[_line(item, user_id, at, cells, now, hidden=item not in counted) for item in own],
            )
        )
    return found


def _line(item: Item, user_id: UUID, counted: Since | None, cells: Cells, now: datetime, *, hidden: bool) -> ResultLine:
    key = (item.key, str(user_id))
    grade, handed_in = cells.grades.get(key), cells.hand_ins.get(key)
    state = cells.state_of(item, str(user_id), counted, now, for_student=hidden)
    points = grade.points if grade is not None and not hidden else None
    comment = grade.comment if grade is not None and not hidden else None
    return ResultLine(
        item_id=item.block_id,
        lesson_id=item.lesson_id,
        block_id=item.block_id,
        kind=item.kind.value,
        title=item.title,
        lesson_title=item.lesson_title,
        due_at=item.due_for(counted, cells.extensions.get(key)),
        state=state,
        points=points,
        max_points=grade.most(item) if grade is not None and points is not None else item.points,
        late=handed_in[1] if handed_in is not None else False,
        comment_html=to_html(comment) if comment else None,
        graded_at=grade.at if grade is not None and points is not None else None,
        weight=item.weight,
        category=item.category,
    )


def _lesson_counts(session: Session, course_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    rows = session.execute(
        select(Lesson.course_id, func.count())
        .where(Lesson.course_id.in_(course_ids), is_shown())
        .group_by(Lesson.course_id)
    )
    return dict(rows.all())


def _completed_counts(session: Session, user_id: UUID, course_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    rows = session.execute(
        select(Lesson.course_id, func.count())
        .join(LessonProgress, LessonProgress.lesson_id == Lesson.id)
        .where(
            LessonProgress.user_id == user_id,
            LessonProgress.completed_at.is_not(None),
            Lesson.course_id.in_(course_ids),
            is_shown(),
        )
        .group_by(Lesson.course_id)
    )
    return dict(rows.all())
