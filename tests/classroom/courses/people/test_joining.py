"""Joining by a code: courses that are still to come or over, and several people in one instant."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from attune.classroom.courses.models import Course, CourseState, Enrolment
from attune.classroom.courses.people.models import GroupMember, JoinCode


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def make_code(tutor, course):
    def add(**settings):
        return tutor.post(f"/courses/{course.id}/codes", settings).json["code"]

    return add


@pytest.fixture
def set_course(database, course):
    def change(**values):
        with database.transaction() as session:
            session.execute(update(Course).where(Course.id == course.id).values(**values))

    return change


def in_one_instant(*calls):
    """Call them all at one time, and return what each of them returned."""
    ready, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        ready.wait()
        answers[index] = call()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def count(database, query):
    with database.session(writes=False) as session:
        return session.scalar(query)


def test_a_draft_lets_students_in_and_shows_that_it_is_to_come(make, sign_in, make_code, set_course, course):
    set_course(state=CourseState.DRAFT)
    browser, code = sign_in(make.student()), make_code()
    assert browser.get(f"/join/{code}").json["begun"] is False
    assert browser.post("/join", {"code": code}).status_code == 200
    (card,) = browser.get("/courses").json["courses"]
    assert (card["begun"], card["state"], card["lesson_count"], card["summary"]) == (False, "draft", 0, "")
    outline = browser.get(f"/courses/{course.id}").json
    assert (outline["begun"], outline["modules"], outline["resume_lesson_id"]) == (False, [], None)
    home = browser.get("/home").json["student"]
    assert home["awaited"] == [{"course_id": str(course.id), "title": "Statistics", "starts_at": None}]
    assert (home["results"], home["continue_at"]) == ([], None)
    assert browser.get(f"/lessons/{course.lessons[0]}").status_code == 404


def test_a_course_that_has_not_started_says_when_it_does(make, sign_in, make_code, set_course, course, clock):
    starts = clock.now() + timedelta(days=3)
    set_course(starts_at=starts)
    browser = sign_in(make.student())
    browser.post("/join", {"code": make_code()})
    (card,) = browser.get("/courses").json["courses"]
    assert (card["begun"], card["resume_lesson_id"]) == (False, None)
    home = browser.get("/home").json["student"]
    assert (home["continue_at"], [each["title"] for each in home["awaited"]]) == (None, ["Statistics"])
    assert home["awaited"][0]["starts_at"] == starts.isoformat().replace("+00:00", "Z")
    clock.advance(days=3)
    home = browser.get("/home").json["student"]
    assert (home["awaited"], home["continue_at"]["lesson_id"]) == ([], str(course.lessons[0]))


@pytest.mark.parametrize("because", ["archived", "ended"])
def test_a_course_that_is_over_takes_nobody_and_says_so(because, make, sign_in, make_code, set_course, clock, course):
    code, inside = make_code(), sign_in(make.student(course))
    ended = {"state": CourseState.ARCHIVED} if because == "archived" else {"ends_at": clock.now()}
    set_course(**ended)
    browser = sign_in(make.student())
    for answer in (browser.get(f"/join/{code}"), browser.post("/join", {"code": code})):
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "join_course_over")
        assert answer.json["error"]["data"]["because"] == because
    home = inside.get("/home").json["student"]
    assert (home["continue_at"], home["due"], len(home["results"])) == (None, [], 1)


def test_one_who_joins_twice_in_one_instant_is_in_once_and_uses_one(make, sign_in, make_code, course, database):
    student, code = make.student(), make_code(max_uses=5)
    browsers = [sign_in(student) for _ in range(4)]
    answers = in_one_instant(*(lambda each=each: each.post("/join", {"code": code}) for each in browsers))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(answer.json["already"] for answer in answers) == [False, True, True, True]
    assert count(database, select(func.count()).where(Enrolment.user_id == student.id)) == 1
    assert count(database, select(JoinCode.uses).where(JoinCode.course_id == course.id)) == 1


def test_one_who_joins_by_two_codes_in_one_instant_is_in_once(make, sign_in, make_code, course, database, tutor):
    group = tutor.post(f"/courses/{course.id}/groups", {"name": "Red"}).json["id"]
    student, codes = make.student(), [make_code(), make_code(group_id=group)]
    browsers = [sign_in(student) for _ in codes]
    calls = [lambda b=b, c=c: b.post("/join", {"code": c}) for b, c in zip(browsers, codes, strict=True)]
    assert [answer.status_code for answer in in_one_instant(*calls)] == [200, 200]
    assert count(database, select(func.count()).where(Enrolment.user_id == student.id)) == 1
    assert count(database, select(func.sum(JoinCode.uses)).where(JoinCode.course_id == course.id)) == 1
    assert count(database, select(func.count()).where(GroupMember.user_id == student.id)) in {0, 1}


def test_of_many_who_come_in_one_instant_as_many_get_in_as_the_code_allows(make, sign_in, make_code, course, database):
    code = make_code(max_uses=3)
    browsers = [sign_in(make.student()) for _ in range(6)]
    answers = in_one_instant(*(lambda each=each: each.post("/join", {"code": code}) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [409] * 3
    assert count(database, select(func.count()).where(Enrolment.course_id == course.id)) == 3
    assert count(database, select(JoinCode.uses).where(JoinCode.course_id == course.id)) == 3
