"""A tutor lets people into a course by hand, by a code and by a list, and takes back what was a mistake."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import CourseRole, Enrolment, TeachingAssignment
from attune.classroom.courses.people.models import CourseGroup, GroupMember, JoinCode
from attune.classroom.institution.setup.models import THE_INSTITUTION, Institution
from attune.classroom.platform.permissions import Role
from tests.classroom.conftest import Browser

PASSWORD = "three words of ours"


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def url(course):
    return f"/courses/{course.id}"


def code_of(answer):
    return answer.status_code, answer.json["error"]["code"]


def send_list(browser, url, text, *, apply=False):
    content = text if isinstance(text, bytes) else text.encode()
    query = {"apply": "true"} if apply else {}
    return browser.post(f"{url}/people/import", data=content, content_type="text/csv", query_string=query)


def rows_of(database):
    with database.session(writes=False) as session:
        return tuple(session.query(table).count() for table in (User, Enrolment, CourseGroup, GroupMember))


# --- administrators who teach ------------------------------------------------------------------------------------


def test_whoever_creates_a_course_teaches_it(make, sign_in):
    administrator = make.administrator()
    browser = sign_in(administrator)
    assert browser.get("/session").json["taught_course_ids"] == []
    course = browser.post("/authoring/courses", {"title": "Mine"}).json["id"]
    (teacher,) = browser.get(f"/courses/{course}/people").json["teachers"]
    assert (teacher["user_id"], teacher["role"]) == (str(administrator.id), "tutor")
    assert browser.get("/session").json["taught_course_ids"] == [course]
    assert [each["course_id"] for each in browser.get("/teaching/courses").json["courses"]] == [course]
    home = browser.get("/home").json
    assert (home["role"], home["administrator"]["course_count"]) == ("administrator", 1)
    assert [each["course_id"] for each in home["tutor"]["courses"]] == [course]


def test_an_administrator_is_found_made_a_tutor_and_taken_out_again(make, course, sign_in, tutor, url):
    administrator = make.user(Role.ADMINISTRATOR, name="Ada Lind")
    browser = sign_in(administrator)
    assert browser.get(f"/teaching/courses/{course.id}/live").status_code == 403
    query = {"query": "ada", "role": "tutor"}
    assert [each["name"] for each in tutor.get(f"{url}/people/candidates", query_string=query).json["people"]] == [
        "Ada Lind"
    ]
    assert tutor.post(f"{url}/people", {"user_ids": [str(administrator.id)], "role": "tutor"}).json == {"added": 1}
    assert browser.get(f"/teaching/courses/{course.id}/live").status_code == 200
    assert tutor.delete(f"{url}/people/{administrator.id}").status_code == 200
    assert browser.get(f"/teaching/courses/{course.id}/live").status_code == 403
    assert browser.get("/home").json["tutor"] is None


def test_an_administrator_never_studies(make, tutor, url):
    administrator = make.administrator()
    refused = tutor.post(f"{url}/people", {"user_ids": [str(administrator.id)], "role": "student"})
    assert code_of(refused) == (409, "role_does_not_fit")
    line = send_list(tutor, url, f"name,email,role\nA,{administrator.email},student\n").json["lines"][0]
    assert [problem["code"] for problem in line["problems"]] == ["role_does_not_fit"]
    line = send_list(tutor, url, f"name,email,role\nA,{administrator.email},tutor\n").json["lines"][0]
    assert (line["problems"], line["outcome"]) == ([], "enrolled")


def test_questions_reach_an_administrator_only_from_the_course_they_teach(make, sign_in, course):
    administrator, other = make.administrator(), make.course()
    browser = sign_in(administrator)
    browser.post(f"/courses/{course.id}/people", {"user_ids": [str(administrator.id)], "role": "tutor"})
    make.tutor(other)
    for asked_in, text in ((course, "Here?"), (other, "There?")):
        place = {"lesson_id": str(asked_in.lessons[0]), "block_id": str(asked_in.text)}
        question = {"id": str(uuid4()), "text": text, **place}
        assert sign_in(make.student(asked_in)).post("/help/threads", question).status_code == 201
    threads = browser.get("/help/threads").json["threads"]
    assert [each["latest_text"] for each in threads] == ["Here?"]
    readers = sign_in(make.student(course)).get(f"/help/lessons/{course.lessons[0]}/readers").json["tutors"]
    assert readers == [administrator.name]


# --- by hand ---------------------------------------------------------------------------------------------------


def test_an_account_is_found_added_and_listed(make, tutor, url):
    mia = make.user(name="Mia Beck", email="mia@school.example")
    (found,) = tutor.get(f"{url}/people/candidates", query_string={"query": "MIA"}).json["people"]
    assert (found["user_id"], found["email"]) == (str(mia.id), "mia@school.example")
    assert tutor.post(f"{url}/people", {"user_ids": [str(mia.id)]}).json == {"added": 1}
    assert tutor.post(f"{url}/people", {"user_ids": [str(mia.id)]}).json == {"added": 0}
    assert tutor.get(f"{url}/people/candidates", query_string={"query": "mia"}).json["people"] == []
    page = tutor.get(f"{url}/people").json
    assert [(each["name"], each["role"], each["pending"]) for each in page["students"]] == [
        ("Mia Beck", "student", False)
    ]
    assert [each["role"] for each in page["teachers"]] == ["tutor"]


def test_somebody_new_gets_a_link_and_somebody_known_none(make, tutor, url, visitor):
    new = tutor.post(f"{url}/people/invitations", {"name": "Noa", "email": "Noa@school.example"}).json
    token = new["invitation_url"].rsplit("/", 1)[-1]
    assert visitor.post(f"/invitations/{token}", {"password": PASSWORD}).status_code == 201
    make.user(email="old@school.example")
    known = tutor.post(f"{url}/people/invitations", {"name": "X", "email": "old@school.example"}).json
    assert known["invitation_url"] is None
    assert tutor.get(f"{url}/people").json["total"] == 2


def test_a_link_is_renewed_only_for_whoever_has_no_password(make, tutor, url, visitor):
    first = tutor.post(f"{url}/people/invitations", {"name": "Noa", "email": "noa@school.example"}).json
    (noa,) = tutor.get(f"{url}/people").json["students"]
    again = tutor.post(f"{url}/people/{noa['user_id']}/invitation").json
    old, new = (each["invitation_url"].rsplit("/", 1)[-1] for each in (first, again))
    assert visitor.get(f"/invitations/{old}").status_code == 404
    assert visitor.post(f"/invitations/{new}", {"password": PASSWORD}).status_code == 201
    assert code_of(tutor.post(f"{url}/people/{noa['user_id']}/invitation")) == (409, "already_registered")


def test_only_who_invited_somebody_and_administrators_get_another_link(make, tutor, url, sign_in, database):
    invited = tutor.post(f"{url}/people/invitations", {"name": "Noa", "email": "noa@school.example"}).json
    (noa,) = tutor.get(f"{url}/people").json["students"]
    assert noa["link_renewable"]
    others = make.course("Another")
    other = sign_in(make.tutor(others))
    assert other.post(f"/courses/{others.id}/people", {"user_ids": [noa["user_id"]]}).status_code == 201
    (seen,) = other.get(f"/courses/{others.id}/people").json["students"]
    assert (seen["pending"], seen["link_renewable"]) == (True, False)
    refused = other.post(f"/courses/{others.id}/people/{noa['user_id']}/invitation")
    assert code_of(refused) == (403, "only_who_invited_renews")
    assert invited["invitation_url"].rsplit("/", 1)[-1] not in str(refused.json)
    assert tutor.post(f"{url}/people/{noa['user_id']}/invitation").status_code == 201
    administrator = sign_in(make.administrator())
    (seen,) = administrator.get(f"{url}/people").json["students"]
    assert seen["link_renewable"]
    assert administrator.post(f"{url}/people/{noa['user_id']}/invitation").status_code == 201
    silent = make.student(others)
    with database.transaction() as session:
        session.get_one(User, silent.id).password = None
    refused = other.post(f"/courses/{others.id}/people/{silent.id}/invitation")
    assert code_of(refused) == (403, "only_who_invited_renews")


def test_a_tutor_cannot_take_an_account_of_somebody_who_teaches(make, tutor, url, database, course):
    body = {"name": "New", "email": "new@school.example", "role": "tutor"}
    assert code_of(tutor.post(f"{url}/people/invitations", body)) == (403, "tutors_invite_students")
    pending = make.user(Role.TUTOR, email="pending@school.example")
    with database.transaction() as session:
        session.get_one(User, pending.id).password = None
        session.add(TeachingAssignment(user_id=pending.id, course_id=course.id))
    assert code_of(tutor.post(f"{url}/people/{pending.id}/invitation")) == (403, "tutors_invite_students")


def test_an_assistant_manages_nobody(make, sign_in, database, course, url):
    assistant = make.tutor()
    with database.transaction() as session:
        session.add(TeachingAssignment(user_id=assistant.id, course_id=course.id, role=CourseRole.ASSISTANT))
    browser = sign_in(assistant)
    assert code_of(browser.get(f"{url}/people")) == (403, "assistant_may_not")
    assert code_of(browser.post(f"{url}/codes", {})) == (403, "assistant_may_not")


def test_a_removal_is_taken_back_with_groups_and_dates(make, tutor, url, course, clock):
    student = make.student(course)
    group = tutor.post(f"{url}/groups", {"name": "Blue", "user_ids": [str(student.id)]}).json
    before = tutor.get(f"{url}/people").json["students"]
    clock.advance(days=2)
    removed = tutor.delete(f"{url}/people/{student.id}").json
    assert (removed["group_ids"], tutor.get(f"{url}/people").json["total"]) == ([group["id"]], 0)
    user_id = removed.pop("user_id")
    assert tutor.put(f"{url}/people/{user_id}", removed).status_code == 204
    assert tutor.get(f"{url}/people").json["students"] == before


def test_whoever_is_removed_no_longer_sees_the_course_and_comes_back_with_what_they_did(
    make, sign_in, tutor, url, course
):
    student = make.student(course)
    browser = sign_in(student)
    progress = {"block_id": str(course.text), "status": "completed"}
    browser.put(f"/lessons/{course.lessons[0]}/progress", progress)
    tutor.delete(f"{url}/people/{student.id}")
    assert browser.get(url).status_code == 404
    tutor.post(f"{url}/people", {"user_ids": [str(student.id)]})
    blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
    assert next(each for each in blocks if each["id"] == str(course.text))["completed"] is True


def test_the_last_tutor_cannot_leave_and_a_tutor_can_become_an_assistant(make, tutor, url):
    (own,) = tutor.get(f"{url}/people").json["teachers"]
    assert code_of(tutor.delete(f"{url}/people/{own['user_id']}")) == (409, "last_tutor")
    other = make.tutor()
    tutor.post(f"{url}/people", {"user_ids": [str(other.id)], "role": "tutor"})
    assert tutor.patch(f"{url}/people/{other.id}", {"role": "assistant"}).status_code == 204
    assert [each["role"] for each in tutor.get(f"{url}/people").json["teachers"]] == ["tutor", "assistant"]


def test_groups_are_made_named_filled_and_deleted(make, tutor, url, course):
    student, stranger = make.student(course), make.student()
    group = tutor.post(f"{url}/groups", {"name": "Blue"}).json
    assert code_of(tutor.post(f"{url}/groups", {"name": "Blue"})) == (409, "group_name_taken")
    members = {"user_ids": [str(student.id), str(stranger.id)]}
    assert tutor.post(f"{url}/groups/{group['id']}/members", members).json == {"added": 1}
    assert tutor.patch(f"{url}/groups/{group['id']}", {"name": "Red"}).json["name"] == "Red"
    assert tutor.get(f"{url}/people", query_string={"group_id": group["id"]}).json["total"] == 1
    removed = tutor.delete(f"{url}/groups/{group['id']}").json
    assert removed == {"name": "Red", "user_ids": [str(student.id)]}
    assert tutor.get(f"{url}/people").json["total"] == 1
    assert tutor.post(f"{url}/groups", removed).json["count"] == 1


def test_a_group_of_another_course_is_not_found(make, sign_in, tutor, url, course):
    student, other = make.student(course), make.course("Other")
    foreign = sign_in(make.tutor(other)).post(f"/courses/{other.id}/groups", {"name": "X"}).json["id"]
    assert tutor.patch(f"{url}/people/{student.id}", {"group_ids": [foreign]}).status_code == 404
    assert tutor.delete(f"{url}/groups/{foreign}").status_code == 404
    assert tutor.post(f"{url}/codes", {"group_id": foreign}).status_code == 404


# --- by a code -------------------------------------------------------------------------------------------------


def test_a_student_joins_by_a_code_however_it_is_typed_once(make, sign_in, tutor, url, course):
    group = tutor.post(f"{url}/groups", {"name": "Blue"}).json["id"]
    code = tutor.post(f"{url}/codes", {"group_id": group}).json
    student = sign_in(make.student())
    typed = code["code"].lower().replace("-", " ")
    assert student.get(f"/join/{typed}").json["course_title"] == "Statistics"
    assert student.post("/join", {"code": typed}).json["already"] is False
    assert student.post("/join", {"code": typed}).json["already"] is True
    assert student.get(url).status_code == 200
    (listed,) = tutor.get(f"{url}/codes").json["codes"]
    assert (listed["uses"], tutor.get(f"{url}/groups").json["groups"][0]["count"]) == (1, 1)


def test_a_stranger_makes_an_account_where_the_institution_lets_them(tutor, url, visitor, database):
    code = tutor.post(f"{url}/codes", {}).json["code"]
    new = {"name": "Zoe", "email": "zoe@home.example", "password": PASSWORD}
    with database.transaction() as session:
        session.get_one(Institution, THE_INSTITUTION).open_registration = False
    assert visitor.get(f"/join/{code}").json["may_register"] is False
    assert code_of(visitor.post(f"/join/{code}/account", new)) == (403, "registration_closed")
    with database.transaction() as session:
        session.get_one(Institution, THE_INSTITUTION).open_registration = True
    answer = visitor.post(f"/join/{code}/account", new)
    assert (answer.status_code, answer.json["user"]["role"]) == (201, "student")
    assert visitor.get(url).status_code == 200
    assert code_of(Browser(visitor.client.application.test_client()).post(f"/join/{code}/account", new)) == (
        409,
        "email_taken",
    )


@pytest.mark.parametrize("how", ["expired", "used_up", "revoked"])
def test_a_code_that_is_over_lets_nobody_in(make, sign_in, tutor, url, clock, how):
    limits = {"max_uses": 1, "expires_at": clock.now().replace(hour=20).isoformat()}
    code = tutor.post(f"{url}/codes", limits).json
    if how == "expired":
        clock.advance(hours=12)
    elif how == "used_up":
        sign_in(make.student()).post("/join", {"code": code["code"]})
    else:
        assert tutor.patch(f"{url}/codes/{code['id']}", {"revoked": True}).json["open"] is False
    late = sign_in(make.student())
    answer = late.post("/join", {"code": code["code"]})
    assert (code_of(answer), answer.json["error"]["data"]["because"]) == ((409, "join_code_closed"), how)
    assert code_of(late.get(f"/join/{code['code']}")) == (409, "join_code_closed")
    assert late.get("/courses").json["courses"] == []


def test_a_renewed_code_replaces_the_old_one(make, sign_in, tutor, url):
    old = tutor.post(f"{url}/codes", {"max_uses": 5}).json
    new = tutor.post(f"{url}/codes/{old['id']}/renewal").json
    assert (new["max_uses"], new["open"], new["code"] != old["code"]) == (5, True, True)
    student = sign_in(make.student())
    assert student.post("/join", {"code": old["code"]}).status_code == 409
    assert student.post("/join", {"code": new["code"]}).status_code == 200


def test_the_last_place_of_a_code_is_given_once(make, sign_in, tutor, url, database):
    code = tutor.post(f"{url}/codes", {"max_uses": 1}).json["code"]
    browsers = [sign_in(make.student()) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda browser: browser.post("/join", {"code": code}).status_code, browsers))
    assert sorted(answers) == [200, 409, 409]
    with database.session(writes=False) as session:
        assert (session.query(JoinCode).one().uses, session.query(Enrolment).count()) == (1, 1)


def test_guessing_codes_is_slowed(make, sign_in):
    student = sign_in(make.student())
    answers = [student.post("/join", {"code": f"XXXX-{n:04}"}).status_code for n in range(8)]
    assert answers[:5] == [404] * 5
    assert answers[-1] == 429


def test_a_code_is_drawn_as_a_picture_of_its_link(tutor, url):
    code = tutor.post(f"{url}/codes", {}).json
    picture = tutor.get(f"{url}/codes/{code['id']}/qr")
    assert picture.mimetype == "image/svg+xml"
    assert b"<svg" in picture.data
    assert code["url"].endswith(f"/join/{code['code']}")


# --- by a list -------------------------------------------------------------------------------------------------


LIST = "\r\n".join(
    ("Name;E-Mail;Gruppe;Rolle", "Mia Beck;mia@school.example;Blue|Red;", "Old Friend;old@school.example;Blue;student")
)


def test_a_list_is_reported_line_by_line_and_nothing_is_stored(make, tutor, url, database):
    make.user(email="old@school.example", name="Old Friend")
    before = rows_of(database)
    report = send_list(tutor, url, LIST).json
    assert [(each["line"], each["outcome"], each["groups"]) for each in report["lines"]] == [
        (2, "invited", ["Blue", "Red"]),
        (3, "enrolled", ["Blue"]),
    ]
    assert (report["separator"], report["applicable"], report["applied"]) == (";", True, False)
    assert report["new_groups"] == ["Blue", "Red"]
    assert rows_of(database) == before


def test_a_list_is_stored_as_a_whole_with_links_for_who_is_new(make, tutor, url, visitor):
    make.user(email="old@school.example", name="Old Friend")
    report = send_list(tutor, url, LIST, apply=True).json
    assert (report["applied"], [each["email"] for each in report["links"]]) == (True, ["mia@school.example"])
    token = report["links"][0]["url"].rsplit("/", 1)[-1]
    assert visitor.get(f"/invitations/{token}").json["name"] == "Mia Beck"
    groups = tutor.get(f"{url}/groups").json["groups"]
    assert [(each["name"], each["count"]) for each in groups] == [("Blue", 2), ("Red", 1)]
    again = send_list(tutor, url, LIST, apply=True).json
    assert (again["counts"]["unchanged"], again["links"]) == (2, [])


def test_one_line_with_a_problem_stops_the_whole_list(tutor, url, database):
    text = "name,email\nMia,mia@school.example\nNo One,\nBad,not an address\nTwice,MIA@school.example\n"
    before = rows_of(database)
    report = send_list(tutor, url, text).json
    assert [[problem["code"] for problem in each["problems"]] for each in report["lines"]] == [
        [],
        ["email_missing"],
        ["email_invalid"],
        ["repeated"],
    ]
    answer = send_list(tutor, url, text, apply=True)
    assert (code_of(answer), answer.json["error"]["data"]["lines"]) == ((422, "list_has_problems"), [3, 4, 5])
    assert rows_of(database) == before


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("name,email\nZoë Müller,zoe@school.example\n".encode("utf-8-sig"), "utf-8"),
        ("name\temail\nZoë Müller\tzoe@school.example\n".encode("utf-16"), "utf-16"),
        ("name;email\nZoë Müller;zoe@school.example\n".encode("latin-1"), "latin-1"),
        (b"zoe@school.example,Zo\xc3\xab M\xc3\xbcller\r", "utf-8"),
        ("Vorname,Nachname,E-Mail\nZoë,Müller,zoe@school.example".encode(), "utf-8"),
    ],
)
def test_a_list_is_read_however_it_was_saved(tutor, url, content, encoding):
    report = send_list(tutor, url, content).json
    assert report["encoding"] == encoding
    assert [(each["name"], each["email"]) for each in report["lines"]] == [("Zoë Müller", "zoe@school.example")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02", b"\xff\xfea", b"PK\x03\x04\x00"])
def test_what_is_no_list_is_refused(tutor, url, content):
    assert code_of(send_list(tutor, url, content)) == (422, "list_unreadable")


def test_a_tutor_s_list_adds_no_account_of_somebody_who_teaches(make, sign_in, tutor, url):
    text = "name,email,role\nTea,tea@school.example,assistant\n"
    (line,) = send_list(tutor, url, text).json["lines"]
    assert [problem["code"] for problem in line["problems"]] == ["role_not_yours"]
    report = send_list(sign_in(make.administrator()), url, text, apply=True).json
    assert report["links"][0]["email"] == "tea@school.example"
    assert tutor.get(f"{url}/people").json["teachers"][-1]["role"] == "assistant"


def test_an_administrator_s_list_adds_accounts(make, sign_in, database):
    administrator = sign_in(make.administrator())
    text = "name,email,role\nTea,tea@school.example,tutor\nMia,mia@school.example,\nAid,aid@school.example,assistant\n"
    send = lambda body, query: administrator.post(  # noqa: E731 - a name for the one call
        "/administration/users/import", data=body.encode(), content_type="text/csv", query_string=query
    )
    assert [each["outcome"] for each in send(text, {}).json["lines"]] == ["invited", "invited", "problem"]
    assert send(text, {"apply": "true"}).status_code == 422
    report = send(text.rsplit("Aid", 1)[0], {"apply": "true"}).json
    assert len(report["links"]) == 2
    with database.session(writes=False) as session:
        assert {user.role for user in session.query(User).where(User.password.is_(None))} == {Role.TUTOR, Role.STUDENT}
