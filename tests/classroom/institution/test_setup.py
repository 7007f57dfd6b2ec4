"""Until an administrator has said where and whom the institution teaches, and where the law forbids it, no camera."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import read_policy, write_policy

SETUP = {
    "name": "Evening School",
    "region": "elsewhere",
    "ages": "adults",
    "preset": "standard",
    "time_zone": "Asia/Tokyo",
    "open_registration": False,
}
IN_THE_EEA = SETUP | {"region": "european_economic_area", "preset": "eu_education"}
CONSENT = {"process_camera": True, "process_on_server": True, "save_summaries": True}


@pytest.fixture
def institution():
    """Nobody has set it up."""


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def student(make, sign_in, course):
    return sign_in(make.student(course))


def window(course, clock):
    place = {"lesson_id": str(course.lessons[0]), "block_id": str(course.text)}
    measured = {"p": [255, 0, 0, 0, 0, 0, 0, 0], "coverage": 1, "quality": 1, "state": "neutral"}
    came = {"started_at": clock.now().isoformat(), "seconds": 10, "model": "m", "source": "on_device"}
    return {"id": str(uuid4()), **place, **measured, **came}


def camera_answers(student, course, clock):
    """The answers to choosing each camera mode, to a window and to a frame."""
    modes = [
        student.patch("/wellbeing/settings", {"mode": mode, "consent": CONSENT}) for mode in ("on_device", "server")
    ]
    sent = student.post("/wellbeing/windows", {"windows": [window(course, clock)]})
    jpeg = {"data": b"\xff\xd8\xff\xd9", "content_type": "image/jpeg", "query_string": {"t": 0}}
    frame = student.post("/wellbeing/frames", **jpeg)
    return [(answer.status_code, answer.json["error"]["code"]) for answer in (*modes, sent, frame)]


REFUSED = [
    (409, "mode_not_allowed"),
    (409, "mode_not_allowed"),
    (409, "consent_required"),
    (409, "consent_required"),
]


def test_nothing_is_chosen_for_anybody(administrator):
    setup = administrator.get("/institution/setup").json
    assert {value for name, value in setup.items() if name != "steps"} == {None}
    assert setup["steps"] == {
        "set_up": False,
        "has_tutor": False,
        "has_student": False,
        "has_course": False,
        "has_taught_course": False,
        "has_enrolment": False,
        "first_course_id": None,
    }


@pytest.mark.parametrize("name", SETUP)
def test_every_question_is_to_be_answered(administrator, name):
    answer = administrator.put("/institution/setup", {key: value for key, value in SETUP.items() if key != name})
    assert answer.status_code == 422


def test_every_visitor_hears_whose_platform_this_is_once_it_is_set_up(administrator, visitor):
    assert visitor.get("/session").json["institution"] is None
    assert administrator.put("/institution/setup", SETUP).status_code == 200
    assert visitor.get("/session").json["institution"] == "Evening School"
    assert administrator.get("/session").json["institution"] == "Evening School"


def test_before_the_set_up_no_camera_is_read(student, course, clock):
    assert camera_answers(student, course, clock) == REFUSED
    assert student.get("/wellbeing/settings").json["allowed_modes"] == ["off", "self_report"]


def test_before_the_set_up_no_policy_may_allow_a_camera(administrator):
    policy = administrator.get("/administration/policy").json
    answer = administrator.put("/administration/policy", policy | {"allowed_modes": ["off", "on_device"]})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "camera_not_allowed")


def test_a_policy_of_an_earlier_release_allows_no_camera_before_the_set_up(database, administrator, student):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=list(Mode), retention_days=7))
    assert student.get("/wellbeing/settings").json["allowed_modes"] == ["off", "self_report"]
    assert administrator.put("/institution/setup", SETUP).status_code == 200
    with database.session(writes=False) as session:
        assert read_policy(session).retention_days == 7
    assert "on_device" in student.get("/wellbeing/settings").json["allowed_modes"]


@pytest.mark.parametrize("facts", [IN_THE_EEA, SETUP | {"ages": "under_13", "preset": "eu_education"}])
def test_where_it_is_forbidden_no_camera_is_read_whatever_the_policy_holds(
    administrator, database, student, course, clock, facts
):
    assert administrator.put("/institution/setup", facts).json["preset"] == "eu_education"
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))
    assert camera_answers(student, course, clock) == REFUSED
    policy = administrator.get("/administration/policy").json
    answer = administrator.put("/administration/policy", policy | {"allowed_modes": ["off", "on_device"]})
    assert answer.json["error"]["code"] == "camera_not_allowed"


@pytest.mark.parametrize("facts", [IN_THE_EEA | {"preset": "standard"}, SETUP | {"ages": "under_13"}])
def test_a_preset_that_the_law_forbids_cannot_be_chosen(administrator, facts):
    assert administrator.put("/institution/setup", facts).status_code == 422


def test_a_move_to_where_it_is_forbidden_stops_a_camera_that_was_on(administrator, student, course, clock):
    administrator.put("/institution/setup", SETUP)
    student.patch("/wellbeing/settings", {"mode": "on_device", "consent": CONSENT})
    assert student.post("/wellbeing/windows", {"windows": [window(course, clock)]}).status_code == 202
    administrator.put("/institution/setup", IN_THE_EEA)
    assert student.post("/wellbeing/windows", {"windows": [window(course, clock)]}).status_code == 409
    assert student.get("/wellbeing/settings").json["mode"] == "off"


def test_a_change_is_written_down_and_when_it_was_first_set_up_stays(administrator, clock):
    first = administrator.put("/institution/setup", SETUP).json
    clock.advance(days=1)
    second = administrator.put("/institution/setup", SETUP | {"name": "Day School"}).json
    assert second["completed_at"] == first["completed_at"]
    entries = administrator.get("/administration/audit").json["entries"]
    assert entries[0]["action"] == "setup_changed"
    assert entries[0]["detail"] == {"name": "Day School"}


def test_a_change_of_the_name_leaves_the_modes_as_the_administrator_chose_them(administrator):
    administrator.put("/institution/setup", SETUP)
    policy = administrator.get("/administration/policy").json
    administrator.put("/administration/policy", policy | {"allowed_modes": ["off"]})
    administrator.put("/institution/setup", SETUP | {"name": "Day School"})
    assert administrator.get("/administration/policy").json["allowed_modes"] == ["off"]


def test_the_steps_follow_what_is_there(make, administrator, database):
    administrator.put("/institution/setup", SETUP)
    course = make.course()
    make.tutor(course)
    make.student(course)
    steps = administrator.get("/institution/setup").json["steps"]
    assert steps == {
        "set_up": True,
        "has_tutor": True,
        "has_student": True,
        "has_course": True,
        "has_taught_course": True,
        "has_enrolment": True,
        "first_course_id": str(course.id),
    }
    with database.session(writes=False) as session:
        assert institution_zone(session).key == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../../etc/passwd", ""])
def test_a_time_zone_is_one_that_there_is(administrator, zone):
    answer = administrator.put("/institution/setup", SETUP | {"time_zone": zone})
    assert answer.status_code == 422
