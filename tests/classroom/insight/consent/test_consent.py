"""Bands of those who allow something: of whom, when they change, and who may read them."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.insight.consent.deciding import decide_consent
from attune.classroom.insight.consent.models import ConsentWeek, PublishedConsent
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import WellbeingSettings


@pytest.fixture
def enter(database, clock):
    """New students of a course, of whom so many allow the camera; some of them have set nothing at all."""

    def enter(course, count, camera):
        ids = [uuid4() for _ in range(count)]
        with database.transaction() as session:
            for each in ids:
                who = {"name": f"Student {each}", "email": f"{each}@school.example", "role": Role.STUDENT}
                session.add(User(id=each, locale=Locale.ENGLISH, created_at=clock.now(), **who))
            session.flush()
            session.add_all(WellbeingSettings(user_id=each, process_camera=True) for each in ids[:camera])
            session.add_all(Enrolment(user_id=each, course_id=course.id, enrolled_at=clock.now()) for each in ids)
        return ids

    return enter


@pytest.fixture
def read(make, sign_in):
    def read(scope="institution"):
        answer = sign_in(make.administrator()).get(f"/insight/consent?scope={scope}")
        assert answer.status_code == 200, answer.json
        return answer.json

    return read


def camera(found, scope="institution"):
    figures = next(each["figures"] for each in found["scopes"] if each["scope"]["scope"] == scope)
    return figures and figures["process_camera"]


def test_the_share_of_a_course_is_a_band_and_who_has_set_nothing_allows_nothing(make, enter, read, database, clock):
    course = make.course()
    enter(course, 27, 12)
    assert (camera(read()), read()["weeks"], read()["decided_at"]) == (None, [], None)
    decide_consent(database, clock.now())
    found = read(f"course:{course.id}")
    shown = camera(found, f"course:{course.id}")
    assert (shown["learners"], shown["low"], shown["high"]) == (25, 0.4, 0.5)
    assert found["weeks"][-1]["figures"]["process_camera"] == shown
    assert found["weeks"][-1]["figures"]["share_with_tutors"] is None  # nobody allows it


@pytest.mark.parametrize("allowing", [9, 18])
def test_it_is_hidden_where_either_part_is_below_k(make, enter, read, database, clock, allowing):
    enter(make.course(), 27, allowing)
    decide_consent(database, clock.now())
    assert camera(read()) is None


def test_one_who_changes_leaves_or_is_deactivated_shows_in_no_week(make, enter, read, database, clock):
    course = make.course()
    students = enter(course, 30, 15)
    decide_consent(database, clock.now())
    before = camera(read())
    with database.transaction() as session:
        session.get_one(WellbeingSettings, students[0]).process_camera = False
        session.get_one(User, students[1]).active = False
        session.execute(sa.delete(Enrolment).where(Enrolment.user_id == students[2]))
    for _ in range(2):
        clock.advance(days=7)
        decide_consent(database, clock.now())
    found = read()
    assert camera(found) == before
    assert [week["figures"]["process_camera"] for week in found["weeks"]] == [before] * 3


def test_a_week_is_counted_once_and_nobody_counts_by_looking(make, enter, read, database, clock):
    course = make.course()
    enter(course, 30, 15)
    decide_consent(database, clock.now())
    before = read()
    enter(course, 30, 20)
    decide_consent(database, clock.now() + timedelta(hours=1))
    assert read() == before
    clock.advance(days=7)
    decide_consent(database, clock.now())
    assert camera(read())["learners"] == 60


def test_what_is_kept_names_nobody(make, enter, database, clock):
    students = enter(make.course(), 30, 15)
    decide_consent(database, clock.now())
    with database.session(writes=False) as session:
        kept = str([[row.history, row.shown] for row in session.scalars(sa.select(PublishedConsent))])
    assert not any(str(each) in kept or each.hex in kept for each in students)


def test_weeks_are_purged_after_three_years(make, database, clock):
    make.course()
    decide_consent(database, clock.now())
    clock.advance(days=1200)
    decide_consent(database, clock.now())
    with database.session(writes=False) as session:
        assert len(set(session.scalars(sa.select(ConsentWeek.week)))) == 1


def test_only_administrators_read_it_and_a_course_that_is_not_there_is_not_found(make, sign_in):
    course = make.course()
    for user in (make.student(course), make.tutor(course)):
        assert sign_in(user).get("/insight/consent").status_code == 403
    assert sign_in(make.administrator()).get("/insight/consent?scope=course:none").status_code == 404
