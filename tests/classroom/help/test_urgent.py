"""Urgent questions: the student marks them, the tutors and one named user see them first, and nobody else does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.help.urgent.first_answer import WORDINGS
from attune.classroom.platform.locale import Locale
from tests.classroom.help.test_help import ask, question, reply, threads, unread
from tests.classroom.platform.events.redis_server import settle


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def student(make, sign_in, course):
    return sign_in(make.student(course, "Mara Lind"))


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course, "Tom Weiss"))


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def counsellor(make):
    return make.tutor(name="Cora Adler")


@pytest.fixture
def contact(admin, counsellor, sign_in):
    """The counsellor, named by the administrator, at a browser."""
    assert name(admin, counsellor).status_code == 200
    return sign_in(counsellor)


def name(admin, user):
    return admin.put("/administration/urgent-contact", {"user_id": None if user is None else str(user.id)})


def test_an_open_urgent_question_comes_first_in_the_inbox_until_it_is_settled(student, tutor, course, clock):
    urgent = ask(student, course, text="I do not feel safe.", urgent=True)
    clock.advance(minutes=5)
    later = ask(student, course)
    assert [each["id"] for each in threads(tutor)] == [urgent["id"], later["id"]]
    assert [each["urgent_at"] is not None for each in threads(tutor)] == [True, False]
    tutor.put(f"/help/threads/{urgent['id']}/settled", {"settled": True})
    assert [each["id"] for each in threads(tutor)] == [later["id"], urgent["id"]]


@pytest.mark.usefixtures("tutor")
def test_the_named_user_reads_urgent_questions_and_no_others(student, contact, course):
    urgent, other = ask(student, course, urgent=True), ask(student, course)
    assert [each["id"] for each in threads(contact)] == [urgent["id"]]
    assert unread(contact) == 1
    assert contact.get(f"/help/threads/{urgent['id']}").json["takes_part_as"] == "urgent_contact"
    assert reply(contact, urgent, "Are you safe?").status_code == 201
    assert contact.put(f"/help/threads/{urgent['id']}/read").status_code == 204
    assert contact.get(f"/help/threads/{other['id']}").status_code == 404
    assert reply(contact, other, "hello").status_code == 404
    assert contact.put(f"/help/threads/{other['id']}/settled", {"settled": True}).status_code == 404
    assert contact.get(f"/lessons/{course.lessons[0]}").status_code == 404


@pytest.mark.usefixtures("tutor")
def test_who_is_no_longer_named_reads_nothing_more(student, contact, admin, course):
    urgent = ask(student, course, urgent=True)
    name(admin, None)
    assert threads(contact) == []
    assert contact.get(f"/help/threads/{urgent['id']}").status_code == 404


@pytest.mark.usefixtures("tutor", "contact")
def test_a_tutor_of_another_course_reads_no_urgent_question(make, sign_in, student, course):
    urgent = ask(student, course, urgent=True)
    elsewhere = sign_in(make.tutor(make.course("Other")))
    assert threads(elsewhere) == []
    assert elsewhere.get(f"/help/threads/{urgent['id']}").status_code == 404


def test_only_an_active_tutor_is_named_and_never_an_administrator(make, admin, counsellor):
    for user in (make.administrator("Bea Roth"), make.student()):
        refused = name(admin, user)
        assert (refused.status_code, list(refused.json["error"]["data"]["fields"])) == (422, ["user_id"])
    admin.patch(f"/administration/users/{counsellor.id}", {"active": False})
    assert name(admin, counsellor).status_code == 422


@pytest.mark.usefixtures("contact")
@pytest.mark.parametrize("change", [{"active": False}, {"role": "student"}, {"role": "administrator"}])
def test_a_named_user_who_can_no_longer_answer_is_shown_as_such_and_promised_to_nobody(
    admin, student, counsellor, course, change
):
    admin.patch(f"/administration/users/{counsellor.id}", change)
    shown = admin.get("/administration/urgent-contact").json
    assert (shown["name"], shown["can_answer"]) == ("Cora Adler", False)
    assert student.get(f"/help/lessons/{course.lessons[0]}/readers").json["urgent_contact"] is None


def test_naming_somebody_is_in_the_audit_log(admin, counsellor):
    for user in (counsellor, counsellor, None):
        name(admin, user)
    entries = admin.get("/administration/audit").json["entries"]
    named = [each["subject_name"] for each in entries if each["action"] == "urgent_contact_changed"]
    assert named == [None, "Cora Adler"]


@pytest.mark.usefixtures("tutor", "contact")
def test_the_student_learns_before_asking_who_reads_it_and_sees_it_afterwards(student, course):
    everybody = {"tutors": ["Tom Weiss"], "urgent_contact": "Cora Adler"}
    assert student.get(f"/help/lessons/{course.lessons[0]}/readers").json == everybody
    assert ask(student, course, urgent=True)["readers"] == everybody


@pytest.mark.usefixtures("tutor")
def test_who_reads_in_somebody_elses_lesson_is_not_found(make, student):
    assert student.get(f"/help/lessons/{make.course('Other').lessons[0]}/readers").status_code == 404


@pytest.mark.usefixtures("tutor")
def test_a_student_can_mark_a_thread_later_and_the_mark_stays(student, contact, course, clock):
    asked = ask(student, course)
    body = {"id": str(uuid4()), "text": "It got worse.", "urgent": True}
    marked = student.post(f"/help/threads/{asked['id']}/messages", body).json["urgent_at"]
    clock.advance(minutes=1)
    reply(student, asked, "Hello?")
    assert [each["urgent_at"] for each in threads(contact)] == [marked]


def test_a_tutor_cannot_let_the_named_user_into_a_thread(student, tutor, contact, course):
    asked = ask(student, course)
    body = {"id": str(uuid4()), "text": "Look at this.", "urgent": True}
    assert tutor.post(f"/help/threads/{asked['id']}/messages", body).status_code == 422
    assert threads(contact) == []


@pytest.mark.usefixtures("contact")
def test_an_urgent_question_from_a_course_without_tutors_goes_to_the_named_user(student, contact, course):
    assert student.post("/help/threads", question(course)).json["error"]["code"] == "no_tutor"
    ask(student, course, urgent=True)
    assert len(threads(contact)) == 1


@pytest.mark.usefixtures("tutor")
def test_the_named_user_hears_of_urgent_questions_only(student, contact, counsellor, course, services):
    assert contact is not None
    tab = services.bus.subscribe([f"user:{counsellor.id}"])
    ask(student, course)
    settle(services)
    assert tab.waiting.empty()
    ask(student, course, text="I do not feel safe.", urgent=True)
    settle(services)
    message = tab.waiting.get_nowait()
    assert '"urgent":true' in message.data.replace(" ", "")
    assert "safe" not in message.data


@pytest.mark.usefixtures("contact")
def test_the_first_answer_is_a_template_for_whoever_answers_first(student, tutor, course, clock):
    urgent = ask(student, course, urgent=True)
    template = tutor.get(f"/help/threads/{urgent['id']}").json["first_answer"]
    for part in ("Hello Mara Lind", "Are you safe right now?", "Counselling: Room 3", "Cora Adler", "Tom Weiss"):
        assert part in template
    assert student.get(f"/help/threads/{urgent['id']}").json["first_answer"] is None
    assert tutor.get(f"/help/threads/{ask(student, course)['id']}").json["first_answer"] is None
    clock.advance(minutes=1)
    assert reply(tutor, urgent, "Are you safe?").json["first_answer"] is None


def test_the_first_answer_speaks_the_students_language(make, sign_in, course, tutor, database):
    lena = make.student(course, "Lena Fischer")
    with database.transaction() as session:
        session.get_one(User, lena.id).locale = Locale.GERMAN
    urgent = ask(sign_in(lena), course, urgent=True)
    template = tutor.get(f"/help/threads/{urgent['id']}").json["first_answer"]
    assert "Bist du gerade in Sicherheit?" in template
    assert "können dieses Gespräch lesen" not in template  # nobody but the tutor who answers


def test_there_is_a_wording_in_every_language():
    assert WORDINGS.keys() == set(Locale)


def test_what_is_urgent_is_counted_apart_until_it_is_settled(student, contact, tutor, course):
    """Who teaches no course has nothing else to see, and is led there; a student is told nothing of it."""
    ask(student, course, text="When is the test?")
    urgent = ask(student, course, urgent=True)
    for browser, only in ((contact, True), (tutor, False)):
        counted = browser.get("/help/unread").json
        assert (counted["urgent"], counted["urgent_only"]) == (1, only)
    own = student.get("/help/unread").json
    assert (own["urgent"], own["urgent_only"]) == (0, False)
    assert tutor.put(f"/help/threads/{urgent['id']}/settled", {"settled": True}).status_code == 200
    assert [each.get("/help/unread").json["urgent"] for each in (contact, tutor)] == [0, 0]
