"""Homes: what to do next, each in a fixed number of queries."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import count_students, enrolled_in, taught_course_ids, visible_to
from attune.classroom.courses.availability import has_begun, has_ended, opens_at
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.models import Course, CourseState, Enrolment, Lesson, TeachingAssignment
from attune.classroom.courses.people.groups import groups_of_students
from attune.classroom.learning.assignments.dates import points_of
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import is_of
from attune.classroom.learning.assignments.versions import assignment_at
from attune.classroom.learning.due import Since, due_at, own_since
from attune.classroom.learning.gradebook.cells import Cells, read_cells, total_of
from attune.classroom.learning.gradebook.items import Item, items_of
from attune.classroom.learning.gradebook.practice import counts
from attune.classroom.learning.gradebook.schemas import GradeState
from attune.classroom.learning.grading.queue import count_waiting
from attune.classroom.learning.home.schemas import (
    AdministratorHome,
    AwaitedCourse,
    Continue,
    CourseFigures,
    CourseWithoutTutor,
    DueEntry,
    DueKind,
    FeedbackEntry,
    Home,
    StudentHome,
    TaughtCourseFigures,
    TutorHome,
)
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.locking import Progress, is_completed, is_locked
from attune.classroom.learning.models import LessonProgress, QuizAttempt, WorkState
from attune.classroom.learning.outline import lessons_of, progress_of
from attune.classroom.learning.quiz.grading import most_of
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.permissions import Actor, Role

AHEAD, BEHIND = timedelta(days=14), timedelta(days=60)  # what is due later, or was due longer ago, is not news
RECENT = timedelta(days=30)
MOST_DUE, MOST_FEEDBACK, MOST_COURSES = 10, 6, 20
WEEK = timedelta(days=7)


def read_home(session: Session, actor: Actor, now: datetime) -> Home:
    """The home of the actor's role; an administrator who teaches has that of a tutor beside their own."""
    if actor.role is Role.STUDENT:
        return Home(role=actor.role, student=_student(session, actor, now))
    if actor.role is Role.TUTOR:
        return Home(role=actor.role, tutor=_tutor(session, actor, now))
    teaches = bool(taught_course_ids(session, actor.id))
    tutor = _tutor(session, actor.as_tutor(), now) if teaches else None
    return Home(role=actor.role, administrator=_administrator(session), tutor=tutor)


def _student(session: Session, actor: Actor, now: datetime) -> StudentHome:
    own = session.scalars(enrolled_in(actor)).all()
    courses = {course.id: course for course in own if has_begun(course, now)}
    lessons = lessons_of(session, list(courses))
    progress = progress_of(session, actor.id, [lesson.id for lesson in lessons])
    enrolled = own_since(session, actor, list(courses))
    items = items_of(session, list(courses))
    groups = groups_of_students(session, list(courses), [actor.id])
    cells = read_cells(session, items, [actor.id], groups)
    under_way = {each.id for each in courses.values() if each.state is CourseState.RUNNING and not has_ended(each, now)}
    open_lessons = [lesson for lesson in lessons if lesson.course_id in under_way]
    open_items = [item for item in items if item.course_id in under_way]
    return StudentHome(
        continue_at=_continue(session, actor, courses, open_lessons, progress, now),
        due=_due(actor, courses, open_lessons, progress, enrolled, open_items, cells, now),
        feedback=_feedback(session, actor, courses, items, now),
        results=[
            CourseFigures(
                course_id=course.id,
                title=course.title,
                completed=sum(is_completed(each.id, progress) for each in lessons if each.course_id == course.id),
                lesson_count=sum(each.course_id == course.id for each in lessons),
                total=total_of(
                    (item, cells.grades.get((item.key, str(actor.id))))
                    for item in items
                    if item.course_id == course.id and not item.is_hidden(now)
                ),
            )
            for course in courses.values()
        ],
        awaited=[
            AwaitedCourse(course_id=course.id, title=course.title, starts_at=opens_at(course))
            for course in own
            if not has_begun(course, now) and course.state is not CourseState.ARCHIVED
        ],
    )


def _continue(
    session: Session,
    actor: Actor,
    courses: Mapping[UUID, Course],
    lessons: Sequence[Lesson],
    progress: Progress,
    now: datetime,
) -> Continue | None:
    """The lesson last worked on that is not done, else the first open one of the course worked in last."""
    to_do = [each for each in lessons if not is_completed(each.id, progress) and not is_locked(each, actor, progress)]
    if not to_do:
        return None
    begun = [each for each in to_do if each.id in progress]
    if begun:
        lesson = max(begun, key=lambda each: progress[each.id].updated_at)
    else:
        done = [each for each in lessons if each.id in progress]
        latest = max(done, key=lambda each: progress[each.id].updated_at).course_id if done else None
        lesson = next((each for each in to_do if each.course_id == latest), to_do[0])
    status = read_lesson_status(session, actor.id, lesson, now)
    seconds = expected_seconds(lesson.minutes, status.blocks) if status.blocks else {}
    left = sum(seconds[block.id] for block in status.blocks if not status.is_completed(block))
    resume = status.resume().block_id
    block = next((each for each in status.blocks if each.id == resume), None)
    return Continue(
        course_id=lesson.course_id,
        course_title=courses[lesson.course_id].title,
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        block_id=block.id if block is not None else None,
        block_title=name_of_block(block) if block is not None else None,
        minutes_left=max(1, math.ceil(left / 60)),
    )


def _due(
    actor: Actor,
    courses: Mapping[UUID, Course],
    lessons: Sequence[Lesson],
    progress: Progress,
    enrolled: Mapping[UUID, Since],
    items: Sequence[Item],
    cells: Cells,
    now: datetime,
) -> list[DueEntry]:
    found: list[tuple[datetime, DueKind, UUID, UUID, UUID | None, str]] = []
    for lesson in lessons:
        at = due_at(lesson, enrolled.get(lesson.course_id))
        if at is not None and not is_completed(lesson.id, progress):
            found.append((at, DueKind.LESSON, lesson.course_id, lesson.id, None, lesson.title))
    for item in items:
        since = enrolled.get(item.course_id)
        at = item.due_for(since, cells.extensions.get((item.key, str(actor.id))))
        state = cells.state_of(item, str(actor.id), since, now, for_student=True)
        if at is not None and state in {GradeState.OPEN, GradeState.MISSING, GradeState.RETURNED}:
            found.append((at, DueKind(item.kind.value), item.course_id, item.lesson_id, item.block_id, item.title))
    # a lesson whose date is that of its work would stand there twice: the work is what there is to do
    own = {(at, lesson_id) for at, _kind, _course, lesson_id, block_id, _title in found if block_id is not None}
    found = [each for each in found if each[4] is not None or (each[0], each[3]) not in own]
    near = sorted((each for each in found if now - BEHIND < each[0] < now + AHEAD), key=lambda each: each[0])
    return [
        DueEntry(
            kind=kind,
            course_id=course_id,
            course_title=courses[course_id].title,
            lesson_id=lesson_id,
            block_id=block_id,
            title=title,
            due_at=at,
            overdue=at < now,
        )
        for at, kind, course_id, lesson_id, block_id, title in near[:MOST_DUE]
    ]


def _feedback(
    session: Session,
    actor: Actor,
    courses: Mapping[UUID, Course],
    items: Sequence[Item],
    now: datetime,
) -> list[FeedbackEntry]:
    shown = {item.block_id: item for item in items if not item.is_hidden(now)}
    hand_ins = session.scalars(
        select(HandIn)
        .where(
            is_of(actor.id),
            HandIn.current.is_(True),
            HandIn.state != HandInState.HANDED_IN,
            HandIn.graded_at >= now - RECENT,
        )
        .order_by(HandIn.graded_at.desc())
        .limit(MOST_FEEDBACK)
    )
    attempts = session.scalars(
        select(QuizAttempt)
        .where(
            QuizAttempt.user_id == actor.id,
            QuizAttempt.state == WorkState.GRADED,
            counts(),
            QuizAttempt.graded_at >= now - RECENT,
        )
        .order_by(QuizAttempt.graded_at.desc())
        .limit(MOST_FEEDBACK)
    )
    found: list[tuple[datetime, FeedbackEntry]] = []
    for work in (*hand_ins, *attempts):
        item = shown.get(work.block_id)
        if item is None or work.graded_at is None:
            continue
        is_hand_in = isinstance(work, HandIn)
        most = assignment_at(session, work).points if is_hand_in else sum(map(most_of, work.marks))
        returned = is_hand_in and work.state is HandInState.RETURNED
        entry = FeedbackEntry(
            kind=DueKind(item.kind.value),
            course_id=item.course_id,
            course_title=courses[item.course_id].title,
            lesson_id=item.lesson_id,
            block_id=item.block_id,
            title=item.title,
            state=GradeState.RETURNED if returned else GradeState.GRADED,
            points=points_of(work) if is_hand_in else round(work.score * most, 6),
            max_points=most,
            comment_html=to_html(work.comment) if work.comment else None,
            at=work.graded_at,
        )
        found.append((work.graded_at, entry))
    return [entry for _at, entry in sorted(found, key=lambda each: each[0], reverse=True)[:MOST_FEEDBACK]]


def _tutor(session: Session, actor: Actor, now: datetime) -> TutorHome:
    courses = session.scalars(visible_to(actor)).all()
    ids = [course.id for course in courses]
    waiting, students = count_waiting(session, actor), count_students(session, ids)
    course_of = dict(session.execute(select(Lesson.id, Lesson.course_id).where(Lesson.course_id.in_(ids))).all())
    lessons = Counter(course_of.values())
    # not joined, and the lessons by their ids: a database would read what the students do in all their courses
    of_lessons = LessonProgress.lesson_id.in_(
        bindparam("lessons", list(course_of), expanding=True, literal_execute=True)
    )
    enrolled = select(Enrolment.user_id).where(
        Enrolment.user_id == LessonProgress.user_id,
        Enrolment.course_id == Lesson.course_id,
        Enrolment.course_id.in_(ids),  # as the line above has it, but a database may begin here
    )
    worked = session.execute(
        select(
            Lesson.course_id,
            func.count(func.distinct(LessonProgress.user_id)).filter(LessonProgress.updated_at >= now - WEEK),
            func.count(LessonProgress.completed_at),
        )
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .where(of_lessons, enrolled.exists())
        .group_by(Lesson.course_id)
    )
    by_course = {course_id: (active, completed) for course_id, active, completed in worked}
    taught = []
    for course in courses:
        active, completed = by_course.get(course.id, (0, 0))
        possible = students.get(course.id, 0) * lessons.get(course.id, 0)
        taught.append(
            TaughtCourseFigures(
                course_id=course.id,
                title=course.title,
                student_count=students.get(course.id, 0),
                active_count=active,
                to_grade=waiting.get(course.id, 0),
                completed_share=completed / possible if possible else None,
            )
        )
    return TutorHome(to_grade=sum(waiting.values()), courses=taught)


def _administrator(session: Session) -> AdministratorHome:
    people = dict(
        session.execute(select(User.role, func.count()).where(User.active.is_(True)).group_by(User.role)).all()
    )
    never = select(func.count()).where(User.active.is_(True), User.last_seen_at.is_(None))
    taught = (
        select(TeachingAssignment.course_id)
        .join(User, User.id == TeachingAssignment.user_id)
        .where(TeachingAssignment.course_id == Course.id, User.active.is_(True))
    )
    without = session.execute(
        select(Course.id, Course.title).where(~taught.exists()).order_by(Course.title).limit(MOST_COURSES)
    )
    empty = ~select(Enrolment.user_id).where(Enrolment.course_id == Course.id).exists()
    return AdministratorHome(
        student_count=people.get(Role.STUDENT, 0),
        tutor_count=people.get(Role.TUTOR, 0),
        administrator_count=people.get(Role.ADMINISTRATOR, 0),
        never_signed_in=session.scalar(never) or 0,
        course_count=session.scalar(select(func.count()).select_from(Course)) or 0,
        empty_course_count=session.scalar(select(func.count()).select_from(Course).where(empty)) or 0,
        without_tutor=[CourseWithoutTutor(course_id=course_id, title=title) for course_id, title in without],
    )
