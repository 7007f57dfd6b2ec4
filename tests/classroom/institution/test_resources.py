"""Who to talk to: the institution's own words, for every student, in every mode; nothing where nothing was set."""

from __future__ import annotations

import pytest

COUNSEL = {
    "title": "Counselling centre",
    "text": "Room 3.14, without an appointment on Tuesdays.",
    "url": "https://counsel.school.example/",
    "phone": "+49 30 1234-56",
    "languages": ["en", "de"],
}
ONLY_GERMAN = {"title": "Vertrauenslehrerin", "text": "Frau Berg", "url": None, "phone": None, "languages": ["de"]}


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def student(make, sign_in):
    return sign_in(make.student())


def put(admin, *resources):
    return admin.put("/administration/resources", {"resources": list(resources)})


def test_an_institution_that_has_set_none_says_nothing(admin, student):
    assert admin.get("/administration/resources").json == {"resources": []}
    assert student.get("/wellbeing/resources").json == {"resources": []}


@pytest.mark.parametrize("mode", ["off", "self_report"])
def test_students_read_exactly_what_was_written_in_every_mode(admin, student, mode):
    student.patch("/wellbeing/settings", {"mode": mode})
    assert put(admin, COUNSEL).status_code == 200
    assert student.get("/wellbeing/resources").json["resources"] == [COUNSEL]


def test_who_speaks_the_students_language_comes_first_and_nobody_is_left_out(admin, student):
    put(admin, ONLY_GERMAN, COUNSEL)
    titles = [each["title"] for each in student.get("/wellbeing/resources").json["resources"]]
    assert titles == ["Counselling centre", "Vertrauenslehrerin"]


@pytest.mark.parametrize(
    "fault",
    [
        {"title": ""},
        {"url": "javascript:alert(1)"},
        {"phone": "call me"},
        {"languages": []},
        {"languages": ["en", "en"]},
        {"text": "", "url": None, "phone": None},
    ],
)
def test_what_cannot_be_reached_or_would_harm_is_refused(admin, fault):
    assert put(admin, COUNSEL | fault).status_code == 422
    assert admin.get("/administration/resources").json == {"resources": []}


def test_a_change_is_in_the_audit_log_once(admin):
    put(admin, COUNSEL)
    put(admin, COUNSEL)
    (entry,) = [
        row for row in admin.get("/administration/audit").json["entries"] if row["action"] == "resources_changed"
    ]
    assert entry["detail"] == {"titles": ["Counselling centre"]}
