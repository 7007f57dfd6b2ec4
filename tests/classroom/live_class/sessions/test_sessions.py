"""A class is started, presented, set to a pace and ended; its students, and nobody else, are notified."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from attune.classroom.courses.models import Block, Course, CourseState, Lesson
from attune.classroom.live_class.sessions.api import end_overdue
from attune.classroom.platform.events.types import course_channel, user_channel
from tests.classroom.conftest import MONDAY
from tests.classroom.live_class.sessions.conftest import own
from tests.classroom.workers.suite import run_jobs_elsewhere


def test_a_class_that_is_started_is_on_for_every_student_of_the_course(teacher, student, sign_in, clock):
    begun = teacher.begin()
    assert begun.status_code == 201, begun.json
    (session,) = own(sign_in(student))
    assert (session["state"], session["lesson_title"], session["course_title"]) == ("open", "Lesson 1", "Statistics")
    assert (session["pace"], session["presented_block_id"], session["group_name"]) == ("follow", None, None)
    assert session["started_at"].startswith(clock.now().isoformat()[:19])
    assert not {"code", "url", "blocks"} & session.keys()


def test_it_says_what_can_be_presented_and_how_students_come_in(teacher, course):
    session = teacher.begin().json
    assert [block["id"] for block in session["blocks"]] == [
        str(each) for each in (course.text, course.video, course.practice)
    ]
    assert session["url"] == f"http://localhost/class/{session['code']}"
    assert teacher.sessions() == [session]


def test_what_is_presented_and_the_pace_reach_who_comes_late_and_who_reloads(teacher, student, sign_in, course):
    session = teacher.begin().json
    assert teacher.present(session["id"], course.video).json["presented_block_id"] == str(course.video)
    assert teacher.change(session["id"], pace="own").json["pace"] == "own"
    late = sign_in(student)
    (seen,) = own(late)
    assert (seen["presented_block_id"], seen["pace"], seen["revision"]) == (str(course.video), "own", 3)
    assert own(late) == [seen]
    assert teacher.present(session["id"], None).json["presented_block_id"] is None


def test_news_and_a_fresh_fetch_are_the_same(teacher, student, sign_in, course, received):
    mine, ours = user_channel(student.id), course_channel(course.id)
    assert received(mine) == received(ours) == []
    session = teacher.begin().json
    teacher.present(session["id"], course.text)
    pushed = received(mine)
    assert [each["revision"] for each in pushed] == [1, 2]
    assert pushed[-1:] == own(sign_in(student))
    assert received(ours) == pushed
    teacher.end(session["id"])
    assert [each["state"] for each in received(mine)] == ["ended"]
    assert own(sign_in(student)) == []


def test_what_changes_nothing_is_told_to_nobody(teacher, student, course, received):
    session = teacher.begin().json
    teacher.present(session["id"], course.text)
    received(user_channel(student.id))
    assert teacher.present(session["id"], course.text).json["revision"] == 2
    assert teacher.change(session["id"]).json["revision"] == 2
    assert received(user_channel(student.id)) == []


def test_a_class_of_a_group_is_nobody_else_s(teacher, make, sign_in, course, group, received):
    inside, outside = make.student(course), make.student(course, "Jonas Berg")
    session = teacher.begin(group_id=str(group(inside)))
    assert session.json["group_name"] == "Monday"
    assert [each["id"] for each in own(sign_in(inside))] == [session.json["id"]]
    assert own(sign_in(outside)) == []
    path = f"/live-sessions/codes/{session.json['code']}"
    assert sign_in(inside).get(path).status_code == 200
    assert sign_in(outside).get(path).json["error"]["code"] == "live_session_code_unknown"
    received(user_channel(outside.id)), received(user_channel(inside.id))
    teacher.present(session.json["id"], course.text)
    assert (len(received(user_channel(inside.id))), received(user_channel(outside.id))) == (1, [])


def test_a_course_has_one_open_class_and_each_group_one_of_its_own(teacher, colleague, student, group):
    first = teacher.begin()
    refused = colleague.begin()
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "live_session_open")
    monday, friday = group(student), group(name="Friday")
    assert teacher.begin(group_id=str(monday)).status_code == 201
    assert colleague.begin(group_id=str(friday)).status_code == 201
    assert colleague.begin(group_id=str(monday)).status_code == 409
    assert colleague.end(first.json["id"]).status_code == 200
    assert colleague.begin().status_code == 201


def test_a_start_that_is_sent_twice_is_one_class(teacher, colleague):
    fields = {"id": str(uuid4())}
    first, second = teacher.begin(**fields), teacher.begin(**fields)
    assert first.json == second.json
    teacher.end(fields["id"])
    assert teacher.begin(**fields).json["state"] == "ended"
    assert colleague.sessions() == []


def test_an_id_of_another_course_is_taken(teacher, make, sign_in):
    session = teacher.begin().json
    other = make.course("Other")
    stranger = sign_in(make.tutor(other))
    body = {"id": session["id"], "lesson_id": str(other.lessons[0])}
    answer = stranger.post(f"/teaching/courses/{other.id}/live-sessions", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "live_session_id_taken")


def test_a_class_that_has_ended_is_closed_to_changes(teacher, colleague, course):
    session = teacher.begin().json
    ended = teacher.end(session["id"]).json
    assert ended["state"] == "ended"
    for answer in (teacher.present(session["id"], course.text), teacher.change(session["id"], pace="own")):
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "live_session_ended")
    assert teacher.start(session["id"]).json["error"]["code"] == "live_session_ended"
    assert colleague.end(session["id"]).json == ended


def test_a_planned_class_is_announced_and_starts_once(teacher, student, sign_in, clock):
    at = (clock.now() + timedelta(days=1)).isoformat()
    planned = teacher.begin(planned_at=at).json
    assert planned["state"] == "planned"
    browser = sign_in(student)
    assert [(each["state"], each["planned_at"]) for each in own(browser)] == [("planned", planned["planned_at"])]
    refused = teacher.change(planned["id"], pace="own")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "live_session_not_started")
    assert teacher.start(planned["id"]).json["state"] == "open"
    assert teacher.start(planned["id"]).json["revision"] == 2
    assert [each["state"] for each in own(browser)] == ["open"]


def test_a_planned_class_waits_while_another_is_on(teacher, clock):
    planned = teacher.begin(planned_at=clock.now().isoformat()).json
    teacher.begin()
    assert teacher.start(planned["id"]).json["error"]["code"] == "live_session_open"


def test_a_planned_class_that_is_called_off_is_gone(teacher, student, sign_in, clock):
    planned = teacher.begin(planned_at=clock.now().isoformat()).json
    assert teacher.end(planned["id"]).status_code == 200
    assert own(sign_in(student)) == teacher.sessions() == []


@pytest.mark.parametrize("which", ["other lesson", "unknown", "taken out"])
def test_only_blocks_that_the_lesson_has_now_are_presented(teacher, course, database, which):
    session = teacher.begin().json
    block = {"other lesson": course.second_text, "unknown": uuid4(), "taken out": course.text}[which]
    if which == "taken out":
        with database.transaction() as rows:
            rows.get_one(Block, course.text).removed_at = MONDAY
    assert teacher.present(session["id"], block).status_code == 404
    assert teacher.sessions()[0]["presented_block_id"] is None


def test_no_class_is_held_on_what_students_do_not_find(teacher, course, database, clock):
    def refused() -> str:
        answer = teacher.begin()
        assert answer.status_code == 409, answer.json
        return answer.json["error"]["code"]

    with database.transaction() as session:
        session.get_one(Lesson, course.lessons[0]).version = 0
    assert refused() == "live_session_lesson_hidden"
    with database.transaction() as session:
        session.get_one(Lesson, course.lessons[0]).version = 1
        session.get_one(Course, course.id).state = CourseState.ARCHIVED
    assert refused() == "live_session_lesson_hidden"
    with database.transaction() as session:
        session.get_one(Course, course.id).state = CourseState.RUNNING
        session.get_one(Course, course.id).starts_at = clock.now() + timedelta(days=1)
    assert refused() == "live_session_lesson_hidden"


def test_lesson_and_group_are_the_course_s(teacher, make, group):
    other = make.course("Other")
    assert teacher.begin(lesson_id=str(other.lessons[0])).status_code == 404
    assert teacher.begin(group_id=str(uuid4())).status_code == 404
    assert teacher.sessions() == []


def test_a_code_lets_in_who_is_in_the_course_as_it_is_read_out_or_typed(teacher, student, make, sign_in):
    session = teacher.begin().json
    typed = session["code"].replace("-", " ").lower()
    found = sign_in(student).get(f"/live-sessions/codes/{typed}").json
    assert (found["id"], found["lesson_id"]) == (session["id"], session["lesson_id"])
    stranger = sign_in(make.student(make.course("Other")))
    assert stranger.get(f"/live-sessions/codes/{session['code']}").status_code == 404
    teacher.end(session["id"])
    assert sign_in(student).get(f"/live-sessions/codes/{typed}").json["state"] == "ended"


def test_the_picture_of_the_code_is_drawn_for_tutors_of_the_course(teacher, make, sign_in):
    session = teacher.begin().json
    path = f"/teaching/live-sessions/{session['id']}/qr"
    picture = teacher.browser.get(path)
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert sign_in(make.tutor(make.course("Other"))).get(path).status_code == 404


def test_a_class_that_nobody_ended_is_over_after_twelve_hours(teacher, student, clock, services, app, received):
    session = teacher.begin().json
    planned = teacher.begin(planned_at=(clock.now() + timedelta(hours=1)).isoformat()).json
    clock.advance(seconds=12 * 3600 - 1)
    end_overdue(services)
    assert [each["id"] for each in teacher.sessions()] == [session["id"], planned["id"]]
    received(user_channel(student.id))
    clock.advance(seconds=1)
    end_overdue(services)
    run_jobs_elsewhere(app, "live_sessions_overdue")
    assert [each["id"] for each in teacher.sessions()] == [planned["id"]]
    assert [each["state"] for each in received(user_channel(student.id))] == ["ended"]
    clock.advance(seconds=3600)
    end_overdue(services)
    assert teacher.sessions() == []


def test_a_group_stays_while_it_is_in_class(teacher, student, group):
    monday = group(student)
    session = teacher.begin(group_id=str(monday)).json
    path = f"/courses/{teacher.course.id}/groups/{monday}"
    refused = teacher.browser.delete(path)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "group_in_class")
    teacher.end(session["id"])
    assert teacher.browser.delete(path).status_code == 200


def test_the_last_lesson_is_the_one_suggested(teacher, course):
    path = f"/teaching/courses/{course.id}/live-session-choices"
    choices = teacher.browser.get(path).json
    assert [lesson["title"] for lesson in choices["lessons"]] == ["Lesson 1", "Lesson 2"]
    assert choices["suggested_lesson_id"] == str(course.lessons[0])
    teacher.end(teacher.begin(lesson_id=str(course.lessons[1])).json["id"])
    assert teacher.browser.get(path).json["suggested_lesson_id"] == str(course.lessons[1])


def test_what_is_in_an_archived_lesson_is_no_class_any_more(teacher, student, sign_in, course, database, clock):
    teacher.begin()
    with database.transaction() as session:
        session.get_one(Lesson, course.lessons[0]).archived_at = clock.now()
    assert own(sign_in(student)) == []
