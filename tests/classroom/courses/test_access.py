"""What a tutor, an assistant and an administrator may do in a course."""

from __future__ import annotations

import pytest

from attune.classroom.courses.access import AssistantMayNot, find_own_course, graded_by, visible_to
from attune.classroom.courses.models import CourseRole, TeachingAssignment
from attune.classroom.courses.people.membership import (
    LastTutor,
    RoleDoesNotFit,
    change_role,
    put_back,
    put_in,
    take_out,
)
from attune.classroom.courses.people.models import MemberRole
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.errors import NotFound


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def assistant(make, course, database):
    user = make.tutor()
    with database.transaction() as session:
        session.add(TeachingAssignment(user_id=user.id, course_id=course.id, role=CourseRole.ASSISTANT))
    return user


def test_a_tutor_and_an_administrator_may_change_a_course(make, course, database):
    with database.session(writes=False) as session:
        for user in (make.tutor(course), make.administrator()):
            assert find_own_course(session, user.as_actor(), course.id).id == course.id


def test_an_assistant_sees_and_grades_a_course_but_may_not_change_it(course, assistant, database):
    with database.session(writes=False) as session:
        assert [each.id for each in session.scalars(visible_to(assistant.as_actor()))] == [course.id]
        assert [each.id for each in session.scalars(graded_by(assistant.as_actor()))] == [course.id]
        with pytest.raises(AssistantMayNot):
            find_own_course(session, assistant.as_actor(), course.id)


def test_whoever_does_not_teach_a_course_may_not_change_it_and_grades_nothing(make, course, database):
    with database.session(writes=False) as session:
        for user in (make.tutor(), make.student(course)):
            with pytest.raises(NotFound):
                find_own_course(session, user.as_actor(), course.id)
        assert session.scalars(graded_by(make.student(course).as_actor())).all() == []
        assert session.scalars(graded_by(make.administrator().as_actor())).all() == []


def test_an_administrator_reads_a_lesson_and_leaves_no_record(make, sign_in, course, database):
    administrator = sign_in(make.administrator())
    assert administrator.get(f"/lessons/{course.lessons[0]}").status_code == 200
    place = {"block_id": str(course.text), "status": "viewed"}
    assert administrator.put(f"/lessons/{course.lessons[0]}/progress", place).status_code == 403
    with database.session(writes=False) as session:
        assert session.query(LessonProgress).count() == 0


def test_an_account_is_in_a_course_only_as_what_it_is_for(make, course, database, clock):
    student, tutor = make.student(), make.tutor()
    with database.transaction() as session:
        for user, role in ((student, MemberRole.TUTOR), (tutor, MemberRole.STUDENT)):
            with pytest.raises(RoleDoesNotFit):
                put_in(session, course.id, [user], role, None, clock.now())


def test_the_last_tutor_stays(make, course, database, clock):
    tutor, administrator = make.tutor(course), make.administrator()
    with database.transaction() as session:
        with pytest.raises(LastTutor):
            take_out(session, course.id, tutor.id, administrator.id, clock.now())
        with pytest.raises(LastTutor):
            change_role(session, course.id, tutor, MemberRole.ASSISTANT, administrator.id, clock.now())


def test_a_removal_that_is_taken_back_leaves_the_dates_as_they_were(make, course, database, clock):
    student, tutor = make.student(course), make.tutor(course)
    enrolled_at = clock.now()
    clock.advance(days=3)
    with database.transaction() as session:
        before = take_out(session, course.id, student.id, tutor.id, clock.now())
        assert before.enrolled_at == enrolled_at
        put_back(session, course.id, student, before, tutor.id, clock.now())
    with database.transaction() as session:
        assert take_out(session, course.id, student.id, tutor.id, clock.now()).enrolled_at == enrolled_at
