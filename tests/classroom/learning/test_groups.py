"""Groups: one hand-in and one grade for all of a group, dates of a group's own, filters by group."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.learning.assignments.models import HandIn


@pytest.fixture
def make_group(database, course):
    """Put students of the course into a group."""

    def add(name, *students):
        group_id = uuid4()
        with database.transaction() as session:
            session.add(CourseGroup(id=group_id, course_id=course.id, name=name))
            session.flush()
            session.add_all(GroupMember(group_id=group_id, user_id=each.id, course_id=course.id) for each in students)
        return group_id

    return add


@pytest.fixture
def work(make_assignment):
    return make_assignment(group=True)


@pytest.fixture
def people(make, course):
    """Ada and Ben of one group, and Cem of none."""
    return [make.student(course, name) for name in ("Ada", "Ben", "Cem")]


@pytest.fixture
def red(make_group, people):
    return make_group("Red", *people[:2])


@pytest.fixture
def browsers(sign_in, people, red):
    return [sign_in(each) for each in people]


def instant(at):
    return at.isoformat().replace("+00:00", "Z")


def test_whoever_hands_in_hands_in_for_all_of_the_group(work, browsers, tutor, course):
    ada, ben, cem = browsers
    file = work.upload(ada).json
    work.hand_in(ada, "Ours.", [file["id"]])
    own = work.read(ben)["own"]
    assert (own["group_name"], own["member_names"]) == ("Red", ["Ada", "Ben"])
    assert [(each["text"], each["by_name"]) for each in own["hand_ins"]] == [("Ours.", "Ada")]
    with ben.get(f"/work-files/{file['id']}") as answer:
        assert answer.status_code == 200
    assert cem.get(f"/work-files/{file['id']}").status_code == 404
    assert (work.read(cem)["own"]["hand_ins"], work.read(cem)["own"]["group_name"]) == ([], None)
    work.hand_in(ben, "Ours, better.")
    assert [(each["number"], each["by_name"]) for each in work.read(ada)["own"]["hand_ins"]] == [(2, "Ben"), (1, None)]
    queue = tutor.get("/grading").json
    assert [(each["student_name"], each["group_names"]) for each in queue["entries"]] == [("Ben", ["Red"])]
    for browser in (ada, ben):
        shown = {
            block["id"]: block["completed"] for block in browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
        }
        assert shown[str(work.assignment)] is True


def test_one_grade_goes_to_all_and_can_be_another_for_one(work, browsers, tutor, people):
    handed_in = work.hand_in(browsers[0]).json["id"]
    shown = tutor.get(f"/grading/{handed_in}").json
    assert (shown["group_name"], shown["member_names"]) == ("Red", ["Ada", "Ben"])
    assert [work.cell(tutor, each) and work.cell(tutor, each)["state"] for each in people] == [
        "waiting",
        "waiting",
        None,
    ]
    work.grade(tutor, handed_in, points=8, comment="Well done.")
    work.patch_grade(tutor, people[1], override=6)
    assert [work.cell(tutor, each) and work.cell(tutor, each)["points"] for each in people] == [8, 6, None]
    assert work.hand_in(browsers[1]).json["error"]["code"] == "already_graded"
    (feedback,) = browsers[1].get("/home").json["student"]["feedback"]
    assert "Well done." in feedback["comment_html"]


def test_what_one_had_handed_in_alone_stays_theirs_and_gives_way_to_the_group_s(
    work, make_group, make, sign_in, course, tutor
):
    alone = make.student(course, "Dia")
    browser = sign_in(alone)
    work.hand_in(browser, "Mine.")
    other = make.student(course, "Eli")
    make_group("Blue", alone, other)
    work.hand_in(sign_in(other), "Ours.")
    assert [each["text"] for each in work.read(browser)["own"]["hand_ins"]] == ["Ours.", "Mine."]
    assert [each["student_name"] for each in tutor.get("/grading").json["entries"]] == ["Eli"]
    work.hand_in(browser, "Ours again.")
    assert len(tutor.get("/grading").json["entries"]) == 1


def test_two_of_a_group_who_hand_in_in_one_instant_make_two_versions_and_one_of_them_counts(work, browsers, database):
    ready, codes = threading.Barrier(2), []

    def hand_in(browser):
        ready.wait()
        codes.append(work.hand_in(browser).status_code)

    threads = [threading.Thread(target=hand_in, args=(each,)) for each in browsers[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session(writes=False) as session:
        rows = session.execute(select(HandIn.number, HandIn.current).order_by(HandIn.number)).all()
    assert (codes, rows) == ([200, 200], [(1, False), (2, True)])


def test_a_group_with_work_or_dates_is_kept(work, browsers, tutor, course, red, make_group, clock):
    blue, url = make_group("Blue"), f"/courses/{course.id}"
    assert work.hand_in(browsers[0]).status_code == 200
    due = {"due_at": instant(clock.now() + timedelta(days=9))}
    assert tutor.put(f"{url}/group-extensions/{work.assignment}/{blue}", due).status_code < 300
    for group in (red, blue):
        refused = tutor.delete(f"{url}/groups/{group}")
        assert (refused.status_code, refused.json["error"]["code"]) == (409, "group_has_work")
    assert tutor.delete(f"{url}/groups/{make_group('Green')}").status_code == 200


def test_what_a_group_handed_in_stays_with_its_writer_when_the_group_is_gone(work, browsers, red, database):
    work.hand_in(browsers[0], "Ours.")
    with database.transaction() as session:
        session.execute(delete(CourseGroup).where(CourseGroup.id == red))
    assert [each["text"] for each in work.read(browsers[0])["own"]["hand_ins"]] == ["Ours."]
    assert work.read(browsers[1])["own"]["hand_ins"] == []


def test_a_group_has_a_date_of_its_own_and_a_student_s_goes_before_it(
    make_assignment, browsers, tutor, people, course, clock, red
):
    soon, later, latest = (clock.now() + timedelta(days=each) for each in (1, 3, 5))
    work = make_assignment(due_at=soon.isoformat(), late="refuse")
    path = f"/courses/{course.id}/group-extensions/{work.assignment}"
    assert tutor.put(f"{path}/{red}", {"due_at": later.isoformat()}).json["student_count"] == 2
    assert tutor.get(path).json["extensions"] == [{"group_id": str(red), "due_at": instant(later)}]
    assert tutor.put(f"{path}/{uuid4()}", {"due_at": later.isoformat()}).status_code == 404
    assert [work.read(each)["own"]["due_at"] for each in browsers] == [instant(each) for each in (later, later, soon)]
    work.extend(tutor, people[1], latest)
    assert [work.read(each)["own"]["due_at"] for each in browsers] == [instant(each) for each in (later, latest, soon)]
    assert [work.cell(tutor, each) and work.cell(tutor, each)["due_at"] for each in people[:2]] == [
        instant(later),
        instant(latest),
    ]
    clock.advance(days=2)
    assert [work.hand_in(each).status_code for each in browsers] == [200, 200, 409]
    changes = f"/courses/{course.id}/gradebook/grades/{work.assignment}/{people[0].id}/changes"
    assert [each["what"] for each in tutor.get(changes).json["changes"]] == ["due_at"]
    assert tutor.put(f"{path}/{red}", {"due_at": None}).json["due_at"] is None
    assert work.read(browsers[0])["own"]["due_at"] == instant(soon)


def test_gradebook_roster_and_queue_name_the_groups_and_the_queue_filters_by_them(work, browsers, tutor, course, red):
    for browser in browsers:
        work.hand_in(browser)
    names = {"Ada": ["Red"], "Ben": ["Red"], "Cem": []}
    groups = [{"id": str(red), "name": "Red"}]
    book, roster = work.gradebook(tutor), tutor.get(f"/courses/{course.id}/roster").json
    for page in (book, roster):
        assert {each["name"]: each["group_names"] for each in page["students"]} == names
        assert page["groups"] == groups
    queue = tutor.get("/grading", query_string={"course_id": str(course.id), "group_id": str(red)}).json
    assert ([each["group_names"] for each in queue["entries"]], queue["groups"]) == ([["Red"]], groups)
    assert tutor.get("/grading").json["total"] == 2
