"""Messages that tutors write for their courses: checked like the library's, read before they are said, said there."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from attune.affect.messages.facts import FACT_NAMES
from attune.classroom.courses.models import CourseRole, TeachingAssignment
from attune.classroom.wellbeing.support.library import messages_in
from attune.classroom.wellbeing.support.models import MessageVersion

WORDS = {"en": "The hint at “{block}” shows the first line.", "de": "Der Hinweis bei „{block}“ zeigt die erste Zeile."}


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course, "Tom Weiss"))


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator("Ada Kern"))


def path(course):
    return f"/courses/{course.id}/support-messages"


def draft(texts=WORDS, **more):
    return {"cause": "wrong_answers", "strategy": "hint", "texts": texts, **more}


def approve(admin, message):
    return admin.put(f"/administration/messages/{message['id']}", {"version": message["version"], "approved": True})


def said(database, course, locale="en", block=None):
    with database.session(writes=False) as session:
        block_id = UUID(str(block)) if block is not None else None
        return {message.id for message in messages_in(session, locale, course.id, block_id)}


def test_a_tutors_message_is_said_in_their_course_once_an_administrator_has_read_it(
    tutor, admin, course, make, database
):
    proposed = tutor.post(path(course), draft())
    assert (proposed.status_code, proposed.json["approved"]) == (201, False)
    message = proposed.json
    assert message["id"] not in said(database, course)
    (listed,) = [each for each in admin.get("/administration/messages").json["messages"] if not each["approved"]]
    assert (listed["id"], listed["course_title"]) == (message["id"], message["course_title"])
    approved = approve(admin, message).json
    assert [(each["change"], each["author_name"]) for each in approved["history"]] == [
        ("approved", "Ada Kern"),
        ("proposed", "Tom Weiss"),
    ]
    assert message["id"] in said(database, course)
    assert message["id"] not in said(database, make.course("Another"))
    with database.session(writes=False) as session:
        assert message["id"] not in {each.id for each in messages_in(session, "en")}


def test_a_message_for_a_block_is_said_there_alone(tutor, admin, course, database):
    message = tutor.post(path(course), draft(block_id=str(course.practice))).json
    approve(admin, message)
    assert message["id"] in said(database, course, block=course.practice)
    assert message["id"] not in said(database, course, block=course.text)
    assert message["id"] not in said(database, course)


def test_other_words_are_read_again(tutor, admin, course, database):
    message = approve(admin, tutor.post(path(course), draft()).json).json
    texts = {**WORDS, "en": "There is a hint at “{block}”."}
    edited = tutor.put(f"{path(course)}/{message['id']}", {"version": 2, "texts": texts}).json
    assert (edited["approved"], edited["version"]) == (False, 3)
    assert message["id"] not in said(database, course)


def test_a_tutor_and_an_administrator_can_each_switch_it_off(tutor, admin, course, database):
    message = approve(admin, tutor.post(path(course), draft()).json).json
    off = tutor.put(f"{path(course)}/{message['id']}", {"version": 2, "active": False}).json
    assert (off["active"], off["approved"]) == (False, True)
    assert tutor.get(path(course)).json["switched_off"] == []
    assert message["id"] not in said(database, course)
    on = tutor.put(f"{path(course)}/{message['id']}", {"version": 3, "active": True}).json
    assert message["id"] in said(database, course)
    admin.put(f"/administration/messages/{message['id']}", {"version": on["version"], "active": False})
    assert message["id"] not in said(database, course)


def test_what_an_administrator_has_switched_off_a_tutor_does_not_switch_on(tutor, admin, course, database):
    message = approve(admin, tutor.post(path(course), draft()).json).json
    at, own = f"/administration/messages/{message['id']}", f"{path(course)}/{message['id']}"
    admin.put(at, {"version": 2, "active": False})
    assert tutor.get(path(course)).json["switched_off"] == [message["id"]]
    assert admin.get(path(course)).json["switched_off"] == []
    refused = tutor.put(own, {"version": 3, "active": True})
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "switched_off_by_administrator")
    again = tutor.put(own, {"version": 3, "active": True, "texts": {**WORDS, "en": "See “{block}”."}}).json
    assert (again["active"], again["approved"]) == (True, False)
    assert message["id"] not in said(database, course)
    approve(admin, again)
    assert message["id"] in said(database, course)


def test_a_claim_without_proof_is_refused_like_in_the_library(tutor, course):
    texts = {"en": "Many people stumble here.", "de": "Viele Lernende stolpern hier."}
    review = tutor.post(f"{path(course)}/review", draft(texts)).json
    assert not review["usable"]
    refused = tutor.post(path(course), draft(texts))
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "message_not_usable")
    assert tutor.post(f"{path(course)}/review", draft(texts, needs=["class_share>=50"])).json["usable"]


def test_one_language_is_enough_and_it_is_said_in_that_one(tutor, admin, course, database):
    german = {"de": WORDS["de"]}
    assert tutor.post(f"{path(course)}/review", draft(german)).json["usable"]
    message = tutor.post(path(course), draft(german)).json
    approve(admin, message)
    assert message["id"] in said(database, course, "de")
    assert message["id"] not in said(database, course, "en")
    assert not tutor.post(f"{path(course)}/review", draft({"en": " ", "de": ""})).json["usable"]


@pytest.mark.parametrize(
    ("field", "changed"),
    [("cause", {"cause": "low_mood"}), ("strategy", {"strategy": "talk"}), ("block_id", {"block_id": "other"})],
)
def test_a_course_speaks_of_its_own_tasks_and_of_nothing_else(tutor, course, make, field, changed):
    if field == "block_id":
        changed = {"block_id": str(make.course("Another").practice)}
    refused = tutor.post(path(course), draft(**changed))
    assert refused.status_code == 422
    assert field in str(refused.json["error"])


def test_what_a_message_can_need_is_listed_for_the_picker(tutor, course):
    listed = tutor.get(path(course)).json
    facts = {fact["name"]: fact["counted"] for fact in listed["facts"]}
    assert (facts["tries"], facts["has_hint"]) == (True, False)
    assert str(course.practice) in {block["id"] for block in listed["blocks"]}
    assert "low_mood" not in listed["causes"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_fact_has_words_in_the_picker(language):
    catalogue = Path(__file__).parents[3] / "web/src/features/administration/catalogue" / f"{language}.json"
    names = json.loads(catalogue.read_text("utf-8"))["messages"]["needs"]["names"]
    assert names.keys() == set(FACT_NAMES)


def test_nobody_but_the_courses_own_tutors_and_administrators_writes_them(tutor, course, make, sign_in):
    message = tutor.post(path(course), draft()).json
    student = sign_in(make.student(course))
    assert student.get(path(course)).status_code == 403
    stranger = sign_in(make.tutor(make.course("Another")))
    assert stranger.get(path(course)).status_code == 404
    assert stranger.put(f"{path(course)}/{message['id']}", {"version": 1, "active": False}).status_code == 404


def test_a_message_of_the_library_is_no_message_of_the_course(tutor, course):
    edit = {"version": 0, "active": False}
    assert tutor.put(f"{path(course)}/confused-hint-first-step", edit).status_code == 404


def test_a_tutor_cannot_approve(tutor, course):
    message = tutor.post(path(course), draft()).json
    answer = tutor.put(f"{path(course)}/{message['id']}", {"version": 1, "approved": True})
    assert answer.status_code == 422


def test_assistants_do_not_write_them(make, sign_in, course, database):
    assistant = make.tutor()
    with database.transaction() as session:
        session.add(TeachingAssignment(user_id=assistant.id, course_id=course.id, role=CourseRole.ASSISTANT))
    assert sign_in(assistant).get(path(course)).json["error"]["code"] == "assistant_may_not"


def test_the_versions_keep_where_a_message_is_said(tutor, course, database):
    message = tutor.post(path(course), draft(block_id=str(course.practice))).json
    with database.session(writes=False) as session:
        row = session.get_one(MessageVersion, (message["id"], 1))
        assert (row.course_id, row.block_id, row.approved) == (course.id, course.practice, False)
