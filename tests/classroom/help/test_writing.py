"""A tutor writes to one student or several: each reads it in private, and can answer."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def students(make, course):
    return [make.student(course, name) for name in ("Ben Holt", "Mara Lind")]


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course, "Tom Weiss"))


def write(browser, course, students, text="How is it going?", message_id=None):
    body = {"id": message_id or str(uuid4()), "student_ids": [str(each.id) for each in students], "text": text}
    return browser.post(f"/help/courses/{course.id}/messages", body)


def threads(browser, **query):
    return browser.get("/help/threads", query_string=query).json["threads"]


def test_each_reads_it_in_a_conversation_of_their_own(tutor, course, students, sign_in):
    written = write(tutor, course, students)
    assert written.status_code == 201
    found = {each["student_id"]: each["thread_id"] for each in written.json["threads"]}
    for student in students:
        browser = sign_in(student)
        (listed,) = threads(browser, settled=False)
        assert (listed["id"], listed["opened_by_name"], listed["unread"]) == (found[str(student.id)], "Tom Weiss", 1)
        others = [thread_id for thread_id in found.values() if thread_id != listed["id"]]
        assert browser.get(f"/help/threads/{others[0]}").status_code == 404


def test_it_waits_for_the_student_and_for_who_teaches_only_once_there_is_an_answer(tutor, course, students, sign_in):
    (written,) = write(tutor, course, students[:1]).json["threads"]
    assert (threads(tutor, settled=False), len(threads(tutor, settled=True))) == ([], 1)
    reply = {"id": str(uuid4()), "text": "Better, thanks."}
    sign_in(students[0]).post(f"/help/threads/{written['thread_id']}/messages", reply)
    assert [each["id"] for each in threads(tutor, settled=False)] == [written["thread_id"]]
    assert threads(tutor, settled=True) == []


def test_a_message_sent_twice_is_written_once_and_can_reach_further_students(tutor, course, students, sign_in):
    message_id = str(uuid4())
    first = write(tutor, course, students[:1], message_id=message_id).json["threads"]
    again = write(tutor, course, students, message_id=message_id).json["threads"]
    assert again[:1] == first
    assert [len(threads(sign_in(student))) for student in students] == [1, 1]


def test_the_id_of_another_tutor_s_message_is_taken(tutor, course, students, make, sign_in):
    message_id = str(uuid4())
    write(tutor, course, students, message_id=message_id)
    refused = write(sign_in(make.tutor(course, "Ute Ott")), course, students, message_id=message_id)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "id_taken")


def test_conversations_are_found_by_course_and_student(tutor, course, students):
    write(tutor, course, students)
    (found,) = threads(tutor, course_id=str(course.id), student_id=str(students[1].id))
    assert found["student_name"] == "Mara Lind"
    assert threads(tutor, course_id=str(uuid4())) == []


def test_nobody_is_reached_who_is_not_in_the_course_or_cannot_sign_in(tutor, course, students, make, database):
    stranger = make.student(make.course("Other"), "Ann Stranger")
    assert write(tutor, course, [students[0], stranger]).status_code == 404
    with database.transaction() as session:
        session.get_one(User, students[1].id).active = False
    assert write(tutor, course, students).status_code == 404
    assert threads(tutor) == []


def test_students_administrators_and_tutors_of_other_courses_may_not(course, students, make, sign_in):
    assert write(sign_in(students[0]), course, students[1:]).status_code == 403
    assert write(sign_in(make.administrator()), course, students).status_code == 403
    assert write(sign_in(make.tutor(make.course("Other"))), course, students).status_code == 404
