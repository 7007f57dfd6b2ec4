"""Who to talk to: the institution's own words, for every student, in every mode; nothing where nothing was set."""

from __future__ import annotations

import pytest

COUNSEL = {
    "kind": "person",
    "title": "Counselling centre",
    "text": "Room 3.14, without an appointment on Tuesdays.",
    "url": "https://counsel.school.example/",
    "phone": "+49 30 1234-56",
    "languages": ["en", "de"],
    "checked_on": "2026-03-01",
}
ONLY_GERMAN = {
    "kind": "person",
    "title": "Vertrauenslehrerin",
    "text": "Frau Berg",
    "url": None,
    "phone": None,
    "languages": ["de"],
    "checked_on": None,
}


@pytest.fixture
def confirmed_resources():
    """These tests begin with an institution that has set none."""
    return


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def student(make, sign_in):
    return sign_in(make.student())


def put(admin, *resources):
    return admin.put("/administration/resources", {"resources": list(resources)})


def test_an_institution_that_has_set_none_says_nothing(admin, student):
    assert admin.get("/administration/resources").json == {
        "resources": [],
        "confirmed_at": None,
        "confirmed_by": None,
        "due": [],
    }
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
        {"kind": "chatbot"},
        {"checked_on": "yesterday"},
        {"checked_on": "2026-03-09"},
    ],
)
def test_what_cannot_be_reached_or_would_harm_is_refused(admin, fault):
    assert put(admin, COUNSEL | fault).status_code == 422
    assert admin.get("/administration/resources").json["resources"] == []


def test_a_change_is_in_the_audit_log_once(admin):
    put(admin, COUNSEL)
    put(admin, COUNSEL)
    (entry,) = [
        row for row in admin.get("/administration/audit").json["entries"] if row["action"] == "resources_changed"
    ]
    assert entry["detail"] == {"titles": ["Counselling centre"]}


def confirm(admin, *resources):
    return admin.put("/administration/resources/confirmation", {"resources": list(resources)})


def available(student):
    return student.get("/wellbeing/settings").json["support"]["available"]


def test_support_is_available_from_the_confirmation_to_the_next_change(admin, student, clock):
    put(admin, COUNSEL)
    assert not available(student)
    confirmed = confirm(admin, COUNSEL)
    assert (confirmed.status_code, confirmed.json["confirmed_by"]) == (200, "Ada Kern")
    assert available(student)
    clock.advance(days=1)
    changed = put(admin, COUNSEL | {"phone": "+49 30 1234-57"}).json
    assert (changed["confirmed_at"], changed["confirmed_by"]) == (None, None)
    assert not available(student)


def test_an_empty_list_and_an_unchecked_one_cannot_be_confirmed(admin, student):
    assert confirm(admin).json["error"]["code"] == "resources_not_confirmable"
    put(admin, COUNSEL, ONLY_GERMAN)
    refused = confirm(admin, COUNSEL, ONLY_GERMAN).json["error"]
    assert (refused["code"], refused["data"]) == ("resources_not_confirmable", {"unchecked": ["Vertrauenslehrerin"]})
    assert not available(student)


def test_a_list_that_another_administrator_has_changed_is_not_confirmed_unread(admin):
    put(admin, COUNSEL)
    assert confirm(admin, ONLY_GERMAN | {"checked_on": "2026-03-01"}).json["error"]["code"] == "resources_have_changed"


def test_a_confirmation_is_in_the_audit_log_with_who_gave_it(admin):
    put(admin, COUNSEL)
    confirm(admin, COUNSEL)
    (entry,) = [
        row for row in admin.get("/administration/audit").json["entries"] if row["action"] == "resources_confirmed"
    ]
    assert (entry["actor_name"], entry["detail"]) == ("Ada Kern", {"titles": ["Counselling centre"]})


@pytest.mark.parametrize(("checked_on", "due"), [("2025-09-03", False), ("2025-09-02", True), (None, True)])
def test_an_entry_is_due_when_its_last_check_is_over_180_days_ago(admin, checked_on, due):
    listed = put(admin, COUNSEL | {"checked_on": checked_on}).json["due"]
    assert listed == (["Counselling centre"] if due else [])
