"""Private help: a student asks with the place attached, the tutors of the course answer, and nobody else takes part."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.platform import audit
from tests.classroom.platform.events.redis_server import settle
from tests.classroom.queries import queries_of


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def student(make, sign_in, course):
    return sign_in(make.student(course, "Mara Lind"))


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course, "Tom Weiss"))


def question(course, text="Why is there a root?", **fields):
    return {
        "id": str(uuid4()),
        "lesson_id": str(course.lessons[0]),
        "block_id": str(course.text),
        "text": text,
        **fields,
    }


def ask(student, course, **fields):
    answer = student.post("/help/threads", question(course, **fields))
    assert answer.status_code == 201, answer.json
    return answer.json


def reply(browser, thread, text):
    return browser.post(f"/help/threads/{thread['id']}/messages", {"id": str(uuid4()), "text": text})


def threads(browser, **query):
    return browser.get("/help/threads", query_string=query).json["threads"]


def unread(browser):
    return browser.get("/help/unread").json["threads"]


def test_a_question_reaches_the_tutor_with_its_place_and_the_answer_comes_back(student, tutor, course, clock):
    asked = ask(student, course)
    (listed,) = threads(tutor)
    assert (listed["student_name"], listed["lesson_title"], listed["block_id"]) == (
        "Mara Lind",
        "Lesson 1",
        str(course.text),
    )
    assert (listed["unread"], unread(tutor), unread(student)) == (1, 1, 0)
    clock.advance(minutes=3)
    answered = reply(tutor, asked, "Because errors add up as squares.").json
    assert [(each["author_name"], each["from_tutor"], each["mine"]) for each in answered["messages"]] == [
        ("Mara Lind", False, False),
        ("Tom Weiss", True, True),
    ]
    assert unread(student) == 1
    assert threads(student)[0]["latest_text"] == "Because errors add up as squares."


def test_what_was_seen_is_no_longer_unread_until_somebody_writes_again(student, tutor, course, clock):
    asked = ask(student, course)
    assert tutor.put(f"/help/threads/{asked['id']}/read").status_code == 204
    assert unread(tutor) == 0
    clock.advance(minutes=1)
    reply(student, asked, "And why n?")
    assert unread(tutor) == 1


def test_each_tutor_of_the_course_has_their_own_unread_count(make, sign_in, student, tutor, course):
    second = sign_in(make.tutor(course, "Uma Berg"))
    asked = ask(student, course)
    tutor.put(f"/help/threads/{asked['id']}/read")
    assert (unread(tutor), unread(second)) == (0, 1)


@pytest.mark.usefixtures("tutor")
def test_nobody_outside_takes_part(make, sign_in, student, course):
    asked = ask(student, course)
    classmate, elsewhere = sign_in(make.student(course)), sign_in(make.tutor(make.course("Other")))
    for stranger in (classmate, elsewhere):
        assert threads(stranger) == []
        assert unread(stranger) == 0
        assert stranger.get(f"/help/threads/{asked['id']}").status_code == 404
        assert reply(stranger, asked, "hello").status_code == 404
        assert stranger.put(f"/help/threads/{asked['id']}/settled", {"settled": True}).status_code == 404
        assert stranger.put(f"/help/threads/{asked['id']}/read").status_code == 404
    assert sign_in(make.administrator()).get(f"/help/threads/{asked['id']}").status_code == 403


@pytest.mark.usefixtures("tutor")
def test_a_question_or_reply_sent_twice_counts_once(student, course):
    body = question(course)
    answer = {"id": str(uuid4()), "text": "Anybody?"}
    for _ in range(2):
        assert student.post("/help/threads", body).status_code == 201
        assert student.post(f"/help/threads/{body['id']}/messages", answer).status_code == 201
    (thread,) = threads(student)
    assert len(student.get(f"/help/threads/{thread['id']}").json["messages"]) == 2


@pytest.mark.usefixtures("tutor")
def test_of_a_question_that_was_edited_before_it_was_sent_again_nothing_is_lost(student, course, clock):
    """The answer to the first sending was lost; the client keeps the id until one arrives."""
    student.patch("/wellbeing/settings", {"mode": "self_report"})
    body = question(course, text="Why is there a root?")
    assert student.post("/help/threads", body).status_code == 201
    clock.advance(minutes=1)
    edited = {**body, "text": "I do not feel safe.", "urgent": True, "feeling": "sadness"}
    for _ in range(2):
        assert student.post("/help/threads", edited).status_code == 201
    assert student.post("/help/threads", body).status_code == 201
    seen = student.get(f"/help/threads/{body['id']}").json
    assert [each["text"] for each in seen["messages"]] == ["Why is there a root?", "I do not feel safe."]
    assert (seen["urgent_at"] is not None, seen["feeling"]) == (True, "sadness")


def test_a_mark_that_is_sent_again_alone_is_set_once_and_told(student, course, tutor, services):
    body = question(course)
    student.post("/help/threads", body)
    tutor.put(f"/help/threads/{body['id']}/settled", {"settled": True})
    student.post("/help/threads", {**body, "urgent": True})
    seen = student.get(f"/help/threads/{body['id']}").json
    assert (len(seen["messages"]), seen["urgent_at"] is not None) == (1, True)


@pytest.mark.usefixtures("tutor")
def test_of_a_reply_that_was_edited_before_it_was_sent_again_nothing_is_lost(student, course, clock):
    asked = ask(student, course)
    path, body = f"/help/threads/{asked['id']}/messages", {"id": str(uuid4()), "text": "Anybody?"}
    clock.advance(minutes=1)
    assert student.post(path, body).status_code == 201
    clock.advance(minutes=1)
    for _ in range(2):
        assert student.post(path, {**body, "text": "Please, today.", "urgent": True}).status_code == 201
    assert student.post(path, body).status_code == 201
    seen = student.get(f"/help/threads/{asked['id']}").json
    assert [each["text"] for each in seen["messages"]][1:] == ["Anybody?", "Please, today."]
    assert seen["urgent_at"] is not None


@pytest.mark.usefixtures("tutor")
def test_somebody_elses_id_is_no_way_in(make, sign_in, student, course):
    body = question(course)
    student.post("/help/threads", body)
    classmate = sign_in(make.student(course))
    assert classmate.post("/help/threads", body).json["error"]["code"] == "id_taken"


def test_a_course_without_a_tutor_says_so(student, course):
    assert student.post("/help/threads", question(course)).json["error"]["code"] == "no_tutor"


def test_who_can_no_longer_sign_in_is_no_tutor_to_ask(make, student, course, database):
    left = make.tutor(course)
    lesson = f"/lessons/{course.lessons[0]}"
    assert student.get(lesson).json["has_tutor"]
    with database.transaction() as session:
        session.get_one(User, left.id).active = False
    assert not student.get(lesson).json["has_tutor"]
    assert student.post("/help/threads", question(course)).json["error"]["code"] == "no_tutor"


@pytest.mark.usefixtures("tutor")
def test_a_place_that_is_not_ones_own_is_refused(make, student, course):
    other = make.course("Other")
    for body in (
        question(course, lesson_id=str(other.lessons[0])),
        question(course, block_id=str(other.text)),
        question(course, block_id=str(course.graded)),
    ):
        assert student.post("/help/threads", body).status_code == 404


def test_nothing_about_feelings_is_attached_unless_the_student_says_so(student, tutor, course):
    student.patch("/wellbeing/settings", {"mode": "self_report"})
    student.post("/wellbeing/checkins", said(course, "anger"))
    asked = ask(student, course)
    assert tutor.get(f"/help/threads/{asked['id']}").json["feeling"] is None


def said(course, feeling):
    at = "2026-03-02T09:00:00Z"
    return {"id": str(uuid4()), "kind": "check_in", "feeling": feeling, "lesson_id": str(course.lessons[0]), "at": at}


def test_a_feeling_that_was_attached_is_seen_written_down_once_an_hour_and_gone_when_deleted(
    student, tutor, course, clock, database
):
    student.patch("/wellbeing/settings", {"mode": "self_report"})
    asked = ask(student, course, feeling="maybe_confused")
    for _ in range(2):
        assert tutor.get(f"/help/threads/{asked['id']}").json["feeling"] == "maybe_confused"
    (viewer,) = student.get("/wellbeing/me").json["viewers"]
    assert (viewer["viewer_name"], viewer["what"]) == ("Tom Weiss", "Help · Statistics")
    with database.session(writes=False) as session:  # what was said is no summary of a face
        actions = [entry.action for entry in session.query(audit.AuditEntry)]
    assert (actions.count("read_said_feeling"), actions.count("viewed_shared_affect")) == (1, 0)
    clock.advance(hours=2)
    tutor.get(f"/help/threads/{asked['id']}")
    assert len(student.get("/wellbeing/me").json["viewers"]) == 2
    student.delete("/wellbeing/data")
    assert tutor.get(f"/help/threads/{asked['id']}").json["feeling"] is None


@pytest.mark.usefixtures("tutor")
def test_in_mode_off_no_feeling_is_taken_and_the_question_goes_without(student, course):
    refused = student.post("/help/threads", question(course, feeling="anger"))
    assert refused.json["error"]["code"] == "mode_off"
    assert threads(student) == []
    ask(student, course)


def test_reading_a_thread_without_a_feeling_writes_nothing_down(student, tutor, course, database):
    asked = ask(student, course)
    tutor.get(f"/help/threads/{asked['id']}")
    with database.session(writes=False) as session:
        actions = {entry.action for entry in session.query(audit.AuditEntry)}
    assert not actions & {"viewed_shared_affect", "read_said_feeling"}


def test_a_settled_question_leaves_the_open_list_and_a_reply_brings_it_back(student, tutor, course, clock):
    asked = ask(student, course)
    tutor.put(f"/help/threads/{asked['id']}/settled", {"settled": True})
    assert (threads(tutor, settled="false"), len(threads(tutor, settled="true"))) == ([], 1)
    clock.advance(minutes=1)
    reply(student, asked, "One more thing.")
    assert len(threads(tutor, settled="false")) == 1


def test_news_reach_the_student_and_the_courses_tutors_without_the_words(student, course, tutor, services, make):
    asked = ask(student, course)
    tabs = services.bus.subscribe([f"course:{course.id}"])
    reply(tutor, asked, "A secret between us.")
    settle(services)
    message = tabs.waiting.get_nowait()
    assert '"help.changed"' in message.data
    assert asked["id"] in message.data
    assert "secret" not in message.data


def test_the_list_costs_no_more_with_many_threads(student, tutor, course, clock, database):
    ask(student, course)
    with_one = queries_of(database, tutor, "/help/threads")
    for _ in range(11):
        clock.advance(seconds=1)
        ask(student, course)
    assert len(threads(tutor)) == 12
    assert queries_of(database, tutor, "/help/threads") == with_one
