"""Managing users, and that every change is written down."""

from __future__ import annotations

import pytest


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def log(browser):
    return [(entry["action"], entry["subject_name"]) for entry in browser.get("/administration/audit").json["entries"]]


def test_users_are_found_by_part_of_a_name_or_address_and_by_role(make, administrator):
    make.user(name="Zoë Maier", email="z@one.example")
    make.tutor(name="Zoran")
    found = administrator.get("/administration/users?query=zo").json
    assert [user["name"] for user in found["users"]] == ["Zoran", "Zoë Maier"]
    assert administrator.get("/administration/users?query=ONE.ex").json["total"] == 1
    assert administrator.get("/administration/users?query=zo&role=tutor").json["total"] == 1
    assert administrator.get("/administration/users?query=%25").json["total"] == 0


def test_users_come_in_pages(make, administrator, database):
    from attune.classroom.accounts.models import User
    from attune.classroom.platform.locale import Locale
    from attune.classroom.platform.permissions import Role

    template = make.student()
    with database.transaction() as session:
        session.add_all(
            User(
                email=f"{n}@many.example",
                name=f"N{n:03}",
                role=Role.STUDENT,
                locale=Locale.ENGLISH,
                created_at=template.created_at,
            )
            for n in range(60)
        )
    page = administrator.get("/administration/users?query=many.example&page=2").json
    assert (page["total"], page["page"], page["pages"], len(page["users"])) == (60, 2, 2, 10)


@pytest.mark.parametrize("query", ["role=boss", "page=0", "page=x", "unknown=1"])
def test_a_senseless_query_is_refused(administrator, query):
    assert administrator.get(f"/administration/users?{query}").status_code == 422


def test_an_address_can_be_used_once(make, administrator):
    user = make.student()
    new = {"name": "N", "email": user.email.upper(), "role": "student", "locale": "en"}
    answer = administrator.post("/administration/users", new)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "email_taken")


def test_a_role_that_changes_takes_effect_at_once(make, sign_in, administrator):
    user = make.student(name="Mara")
    browser = sign_in(user)
    administrator.patch(f"/administration/users/{user.id}", {"role": "tutor"})
    assert browser.get("/courses").status_code == 401
    assert sign_in(user).get("/progress").status_code == 403
    assert log(administrator) == [("user_changed", "Mara")]


def test_somebody_deactivated_is_out_at_once_and_can_come_back(make, sign_in, visitor, administrator):
    user = make.student()
    browser = sign_in(user)
    administrator.patch(f"/administration/users/{user.id}", {"active": False})
    assert browser.get("/courses").status_code == 401
    assert visitor.sign_in(user.email).status_code == 401
    administrator.patch(f"/administration/users/{user.id}", {"active": True})
    assert visitor.sign_in(user.email).status_code == 200


@pytest.mark.parametrize("change", [{"active": False}, {"role": "tutor"}])
def test_the_last_administrator_stays(make, sign_in, change):
    first = make.administrator()
    browser = sign_in(first)
    refused = browser.patch(f"/administration/users/{first.id}", change)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "last_administrator")
    make.administrator()
    assert browser.patch(f"/administration/users/{first.id}", change).status_code == 200


def test_a_change_that_changes_nothing_is_not_written_down(make, administrator):
    user = make.student(name="Mara")
    administrator.patch(f"/administration/users/{user.id}", {"name": "Mara", "active": True})
    assert log(administrator) == []


def test_the_log_names_deeds_and_people_but_holds_no_addresses_or_links(administrator, make):
    user = make.student(name="Mara")
    reset = administrator.post(f"/administration/users/{user.id}/password-reset").json["reset_url"]
    administrator.post("/administration/users", {"name": "Nia", "email": "nia@x.example", "role": "tutor"})
    page = administrator.get("/administration/audit")
    assert log(administrator) == [("user_created", "Nia"), ("password_reset_issued", "Mara")]
    assert administrator.get("/administration/audit/verification").json["state"] == "intact"
    assert reset.rsplit("/", 1)[1] not in page.text
    assert "nia@x.example" not in page.text


def test_an_unknown_user_is_not_found(administrator):
    unknown = "00000000-0000-4000-8000-000000000000"
    assert administrator.patch(f"/administration/users/{unknown}", {"name": "X"}).status_code == 404
