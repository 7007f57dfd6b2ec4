"""A group's grade goes to who was in it when it handed in; for who comes later the tutor decides."""

from __future__ import annotations

from datetime import timedelta

import pytest

URL = "/courses/{}/groups/{}/members"


@pytest.fixture
def work(make_assignment):
    return make_assignment(group=True)


@pytest.fixture
def people(make, course):
    return [make.student(course, name) for name in ("Ada", "Ben", "Cem")]


@pytest.fixture
def red(make_group, people):
    return make_group("Red", *people[:2])


@pytest.fixture
def join(tutor, course):
    def put_in(group, student):
        assert tutor.post(URL.format(course.id, group), {"user_ids": [str(student.id)]}).status_code == 201

    return put_in


@pytest.fixture
def late(work, people, red, sign_in, tutor, join):
    """Cem, who came into the group after its work was graded."""
    work.grade(tutor, work.hand_in(sign_in(people[0]), "Ours.").json["id"], points=8, comment="Well done.")
    join(red, people[2])
    return people[2]


def give(tutor, work, student):
    return tutor.put(f"/courses/{work.course.id}/gradebook/group-grades/{work.assignment}/{student.id}")


def test_who_joined_after_is_shown_to_the_tutor_and_told_themselves(work, tutor, people, late, sign_in, course):
    assert [work.cell(tutor, each)["state"] for each in people] == ["graded", "graded", "joined_after"]
    browser = sign_in(late)
    own = work.read(browser)["own"]
    (shown,) = own["hand_ins"]
    assert (own["joined_after"], shown["own"], shown["points"], shown["comment_html"]) == (True, False, None, None)
    assert browser.get("/home").json["student"]["feedback"] == []
    (results,) = browser.get("/results").json["courses"]
    assert (results["lines"][0]["state"], results["lines"][0]["points"]) == ("joined_after", None)


def test_the_group_s_grade_can_be_given_to_them(work, tutor, late, sign_in, course):
    cell = give(tutor, work, late).json
    assert (cell["state"], cell["points"], cell["max_points"]) == ("graded", 8, 10)
    browser = sign_in(late)
    own = work.read(browser)["own"]
    assert (own["joined_after"], own["hand_ins"][0]["points"]) == (False, 8)
    blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
    assert next(each["completed"] for each in blocks if each["id"] == str(work.assignment)) is True
    path = f"/courses/{course.id}/gradebook/grades/{work.assignment}/{late.id}/changes"
    assert [(each["after"], each["by_name"]) for each in tutor.get(path).json["changes"]] == [("8", "Tom Weiss")]


def test_they_can_be_excused_instead(work, tutor, late):
    work.patch_grade(tutor, late, excused=True)
    assert work.cell(tutor, late)["state"] == "excused"


def test_given_before_it_is_graded_the_grade_comes_to_them_too(work, tutor, people, red, sign_in, join):
    handed_in = work.hand_in(sign_in(people[0]), "Ours.").json["id"]
    join(red, people[2])
    assert work.cell(tutor, people[2])["state"] == "joined_after"
    give(tutor, work, people[2])
    work.grade(tutor, handed_in, points=7)
    assert [work.cell(tutor, each)["points"] for each in people] == [7, 7, 7]


def test_without_it_a_later_grade_is_for_who_handed_in(work, tutor, people, red, sign_in, join, course):
    handed_in = work.hand_in(sign_in(people[0]), "Ours.").json["id"]
    join(red, people[2])
    assert tutor.patch(f"/courses/{course.id}/people/{people[1].id}", {"group_ids": []}).status_code == 204
    assert tutor.get(f"/grading/{handed_in}").json["member_names"] == ["Ada", "Ben"]
    work.grade(tutor, handed_in, points=7)
    assert [work.cell(tutor, each)["points"] for each in people] == [7, 7, None]
    (own,) = work.read(sign_in(people[1]))["own"]["hand_ins"]
    assert own["points"] == 7


def test_what_is_handed_in_again_is_of_everybody_who_is_there_now(work, tutor, people, red, sign_in, join):
    first = work.hand_in(sign_in(people[0]), "Ours.").json["id"]
    work.grade(tutor, first, "returned", points=3)
    join(red, people[2])
    assert (work.cell(tutor, people[2]) or {"state": "open"})["state"] == "open"
    second = work.hand_in(sign_in(people[2]), "Better.").json["id"]
    work.grade(tutor, second, points=9)
    assert [work.cell(tutor, each)["points"] for each in people] == [9, 9, 9]


def test_where_a_group_has_handed_in_nothing_there_is_nothing_to_give(work, tutor, people, red):
    assert give(tutor, work, people[0]).status_code == 404
    assert give(tutor, work, people[2]).status_code == 404


@pytest.fixture
def dated(make_assignment, tutor, course, red, clock):
    """Work that costs half a day's points a day, of which the group Red has three more."""
    due = clock.now() + timedelta(hours=1)
    work = make_assignment(due_at=due.isoformat(), late="penalty", percent_per_day=50)
    path = f"/courses/{course.id}/group-extensions/{work.assignment}/{red}"
    assert tutor.put(path, {"due_at": (due + timedelta(days=3)).isoformat()}).status_code == 200
    return work


def test_joining_and_leaving_a_group_with_a_date_moves_what_being_late_costs(
    dated, tutor, people, red, sign_in, join, course, clock
):
    cem = people[2]
    browser = sign_in(cem)
    clock.advance(hours=10)
    dated.grade(tutor, dated.hand_in(browser).json["id"], points=8)
    assert (dated.cell(tutor, cem)["points"], dated.cell(tutor, cem)["late"]) == (4, True)
    join(red, cem)
    assert (dated.cell(tutor, cem)["points"], dated.cell(tutor, cem)["late"]) == (8, False)
    tutor.patch(f"/courses/{course.id}/people/{cem.id}", {"group_ids": []})
    assert (dated.cell(tutor, cem)["points"], dated.read(browser)["own"]["hand_ins"][0]["late"]) == (4, True)
    removed = tutor.delete(f"/courses/{course.id}/people/{people[0].id}")
    assert removed.status_code == 200
