"""The gradebook as a tutor reads it, and what they change in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_course, find_own_course
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.courses.people.groups import groups_of_students, list_groups
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.learning.due import Since, since, since_in
from attune.classroom.learning.gradebook.cells import Cells, read_cells, total_of
from attune.classroom.learning.gradebook.grades import find_grade, trace
from attune.classroom.learning.gradebook.items import Item, find_item, items_of
from attune.classroom.learning.gradebook.models import Changed, GradeChange, GradeItem
from attune.classroom.learning.gradebook.practice_counted import follow_practice
from attune.classroom.learning.gradebook.schemas import (
    Gradebook,
    GradebookStudent,
    GradeCell,
    GradeChangeIn,
    GradeChangeList,
    GradeChangeOut,
    GradeItemOut,
    GradeOut,
    GradeState,
    GroupOut,
    ItemChange,
)
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor

Student = tuple[UUID, str, Since]


def read_gradebook(
    session: Session, actor: Actor, course_id: UUID, offset: int, limit: int, now: datetime
) -> Gradebook:
    """The gradebook of a course, or `limit` of its lines from `offset` on.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    items = items_of(session, [course.id])
    students = students_of(session, course.id, offset, limit)
    total = session.scalar(select(func.count()).where(Enrolment.course_id == course.id)) or 0
    everybody = len(students) == total
    ids = None if everybody else [student[0] for student in students]
    groups = groups_of_students(session, [course.id], ids)
    cells = read_cells(session, items, ids, groups)
    return Gradebook(
        course_id=course.id,
        course_title=course.title,
        items=[show_item(item) for item in items],
        students=[_line(student, groups.get((course.id, student[0]), []), items, cells, now) for student in students],
        groups=[GroupOut(id=group.id, name=group.name) for group in list_groups(session, course.id)],
        total=total,
    )


def students_of(session: Session, course_id: UUID, offset: int = 0, limit: int = 100_000) -> Sequence[Student]:
    """The students of a course by name: id, name, from when their days count."""
    rows = session.execute(
        select(User.id, User.name, Enrolment.enrolled_at, Course.starts_at)
        .join(Enrolment, Enrolment.user_id == User.id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.course_id == course_id)
        .order_by(User.name, User.id)
        .offset(offset)
        .limit(limit)
    )
    zone = institution_zone(session)
    return [(user_id, name, since(enrolled_at, starts_at, zone)) for user_id, name, enrolled_at, starts_at in rows]


def find_student(session: Session, course_id: UUID, user_id: UUID) -> User:
    """A student of the course.

    Raises:
        NotFound: there is none.
    """
    if session.get(Enrolment, (user_id, course_id)) is None:
        raise NotFound(f"There is no student {user_id} in this course.", user_id=str(user_id))
    return session.get_one(User, user_id)


def show_item(item: Item) -> GradeItemOut:
    """An item as it goes out."""
    return GradeItemOut(
        id=item.block_id,
        kind=item.kind.value,
        title=item.title,
        lesson_id=item.lesson_id,
        points=item.points,
        weight=item.weight,
        category=item.category,
        hidden_until=item.hidden_until,
        counts_practice=item.counts_practice,
        due_at=item.due_at,
    )


def change_item(
    session: Session, actor: Actor, course_id: UUID, block_id: UUID, change: ItemChange, now: datetime
) -> GradeItemOut:
    """Change how an item counts.

    Raises:
        NotFound: there is none, or the actor may not have it.
        AssistantMayNot: assistants grade and set nothing up.
    """
    course = find_own_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    row = session.get(GradeItem, item.block_id)
    if row is None:
        row = GradeItem(block_id=item.block_id, course_id=course.id)
        session.add(row)
    given = change.model_dump(exclude_unset=True)
    if "category" in given:
        given["category"] = given["category"] or None
    if "counts_practice" in given:
        given["counts_practice"] = bool(given["counts_practice"])
    for name, value in given.items():
        setattr(row, name, value)
    session.flush()
    if item.counts_practice != row.counts_practice:
        follow_practice(session, actor, item, now)
    return show_item(find_item(session, course.id, block_id))


def change_grade(
    session: Session,
    actor: Actor,
    course_id: UUID,
    block_id: UUID,
    user_id: UUID,
    change: GradeChangeIn,
    now: datetime,
) -> GradeOut:
    """Override, excuse or comment, with a trace.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    find_student(session, course.id, user_id)
    grade = find_grade(session, item.block_id, user_id, course.id, now)
    for name in sorted(change.model_fields_set):
        after = getattr(change, name)
        if name == "excused":
            after = bool(after)
        if name == "comment":
            after = after or None
        before = getattr(grade, name)
        if before != after:
            trace(session, grade, Changed(name), before, after, now, actor)
            setattr(grade, name, after)
            if name == "override":
                grade.override_max = None if after is None else item.points
            grade.by_id, grade.at = actor.id, now
    session.flush()
    return show_cell(session, item, user_id, now)


def show_cell(session: Session, item: Item, user_id: UUID, now: datetime) -> GradeOut:
    """How one student stands at one item."""
    counted = since_in(session, user_id, [item.course_id])[item.course_id]
    cells = read_cells(session, [item], [user_id], groups_of_students(session, [item.course_id], [user_id]))
    return GradeOut(_cell(item, str(user_id), counted, cells, now) or _nothing(item))


def list_changes(session: Session, actor: Actor, course_id: UUID, block_id: UUID, user_id: UUID) -> GradeChangeList:
    """Everything that has become of a grade, the latest first.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    find_student(session, course.id, user_id)
    rows = session.scalars(
        select(GradeChange)
        .where(GradeChange.block_id == item.block_id, GradeChange.user_id == user_id)
        .order_by(GradeChange.at.desc(), GradeChange.id)
        .limit(500)
    )
    return GradeChangeList(changes=[GradeChangeOut.model_validate(row) for row in rows])


def _line(
    student: Student, groups: Sequence[CourseGroup], items: Sequence[Item], cells: Cells, now: datetime
) -> GradebookStudent:
    user_id, name, counted = student
    user = str(user_id)
    shown = {item.key: _cell(item, user, counted, cells, now) for item in items}
    return GradebookStudent.model_construct(
        id=user_id,
        name=name,
        group_names=[group.name for group in groups],
        grades={key: cell for key, cell in shown.items() if cell is not None},
        total=total_of((item, cells.grades.get((item.key, user))) for item in items),
    )


def _cell(item: Item, user: str, counted: Since, cells: Cells, now: datetime) -> GradeCell | None:
    """A cell; None where nothing has happened and nothing is missing."""
    key = (item.key, user)
    grade, extension = cells.grades.get(key), cells.extensions.get(key)
    state = cells.state_of(item, user, counted, now)
    if state is GradeState.OPEN and extension is None and (grade is None or grade.comment is None):
        return None
    handed_in = cells.hand_ins.get(key)
    return {
        "points": grade.points if grade is not None else None,
        "max_points": grade.most(item) if grade is not None else item.points,
        "state": state,
        "late": handed_in[1] if handed_in is not None else False,
        "overridden": grade is not None and grade.override is not None,
        "excused": grade is not None and grade.excused,
        "comment": grade.comment if grade is not None else None,
        "due_at": extension,
    }


def _nothing(item: Item) -> GradeCell:
    return {
        "points": None,
        "max_points": item.points,
        "state": GradeState.OPEN,
        "late": False,
        "overridden": False,
        "excused": False,
        "comment": None,
        "due_at": None,
    }
