"""Who needs a look: each rule with its figure, thresholds of a course, marks that hold until something is new."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course, CourseRole, CourseState, Lesson, TeachingAssignment
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.learning.at_risk.rules import (
    Evidence,
    Figures,
    RiskRule,
    Thresholds,
    has_changed,
    rules_that_hold,
)
from tests.classroom.queries import queries_of

RULES = {
    "revision": 0,
    "missing_at_least": 1,
    "overdue_at_least": None,
    "unseen_days": None,
    "average_below": None,
    "graded_at_least": 1,
}


def figures(**changed):
    known = {"missing": (), "due": 5, "overdue": (), "due_lessons": 3, "completed": 3, "seen_at": None}
    return Figures(
        **{"user_id": None, "name": "Mara", "unseen_days": 0, "average": None, "graded": 0, **known, **changed}
    )


def evidence(held, missing=(), overdue=(), unseen_since=None, average=None):
    return Evidence(held=held, missing=list(missing), overdue=list(overdue), unseen_since=unseen_since, average=average)


ID = "00000000-0000-0000-0000-00000000000{}"


@pytest.mark.parametrize(
    ("known", "held"),
    [
        ({}, []),
        ({"missing": (1,)}, []),
        ({"missing": (1, 2)}, [RiskRule.MISSING]),
        ({"overdue": (1, 2)}, [RiskRule.OVERDUE]),
        ({"unseen_days": 6}, []),
        ({"unseen_days": 7}, [RiskRule.UNSEEN]),
        ({"average": 0.41, "graded": 1}, []),
        ({"average": 0.41, "graded": 2}, [RiskRule.AVERAGE]),
        ({"average": 0.5, "graded": 2}, []),
        ({"missing": (1, 2), "unseen_days": 9}, [RiskRule.MISSING, RiskRule.UNSEEN]),
    ],
)
def test_a_rule_holds_from_its_threshold_on(known, held):
    assert rules_that_hold(figures(**known), Thresholds()) == held


def test_a_rule_without_a_threshold_never_holds():
    off = Thresholds(None, None, None, None, 1)
    worst = figures(missing=tuple(range(9)), overdue=tuple(range(9)), unseen_days=99, average=0, graded=9)
    assert rules_that_hold(worst, off) == []


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        (evidence(["missing"], [ID.format(1)]), evidence(["missing"], [ID.format(1)]), False),
        (evidence(["missing"], [ID.format(1)]), evidence(["missing"], [ID.format(1), ID.format(2)]), True),
        (evidence(["missing"], [ID.format(1), ID.format(2)]), evidence(["missing"], [ID.format(1)]), False),
        (evidence(["missing"]), evidence(["missing", "unseen"]), True),
        (evidence(["missing", "unseen"]), evidence(["missing"]), False),
        (evidence(["overdue"], overdue=[ID.format(1)]), evidence(["overdue"], overdue=[ID.format(3)]), True),
        (evidence(["average"], average=0.4), evidence(["average"], average=0.38), True),
        (evidence(["average"], average=0.4), evidence(["average"], average=0.45), False),
        (evidence(["unseen"]), evidence(["unseen"], unseen_since="2026-03-02T09:00:00Z"), True),
    ],
)
def test_a_look_holds_until_there_is_more_to_see(before, now, changed):
    assert has_changed(before, now) is changed


@pytest.fixture
def listed(tutor, course):
    def read(browser=tutor):
        return browser.get(f"/courses/{course.id}/at-risk").json

    return read


@pytest.fixture
def set_rules(tutor, course):
    return lambda **changed: tutor.put(f"/courses/{course.id}/at-risk/rules", RULES | changed)


@pytest.fixture
def overdue_work(work, make_assignment, clock):
    """Two assignments that are due tomorrow; returned is what makes that the day after."""
    due = (clock.now() + timedelta(days=1)).isoformat()
    return [make_assignment(due_at=due), make_assignment(due_at=due)]


def look(browser, course, student, looked=True):
    return browser.put(f"/courses/{course.id}/at-risk/looks", {"student_ids": [str(student.id)], "looked": looked})


def test_missing_work_is_listed_with_its_figures_and_titles(listed, overdue_work, clock, student):
    assert listed()["entries"] == []
    clock.advance(seconds=2 * 86_400)
    found = listed()
    (entry,) = found["entries"]
    assert (entry["name"], entry["rules"], entry["missing"], entry["due"]) == ("Mara Lind", ["missing"], 2, 2)
    assert [found["titles"][each] for each in entry["missing_ids"]] == ["An essay", "An essay"]
    assert (entry["unseen_days"], entry["look"], found["student_count"]) == (2, None, 1)


def test_work_that_was_handed_in_excused_or_given_more_time_is_not_missing(
    listed, set_rules, overdue_work, browser, tutor, student, clock
):
    first, second = overdue_work
    set_rules()
    first.hand_in(browser)
    second.extend(tutor, student, clock.now() + timedelta(days=30))
    clock.advance(seconds=2 * 86_400)
    assert listed()["entries"] == []
    second.extend(tutor, student, None)
    (entry,) = listed()["entries"]
    assert (entry["missing_ids"], entry["due"]) == ([str(second.assignment)], 2)
    second.patch_grade(tutor, student, excused=True)
    assert listed()["entries"] == []


def test_who_came_into_a_group_after_its_hand_in_misses_nothing_and_what_it_hands_in_again_counts(
    listed, set_rules, make_assignment, make, sign_in, tutor, course, student, database, clock
):
    work = make_assignment(group=True, due_at=(clock.now() + timedelta(days=1)).isoformat())
    set_rules()
    first, late = make.student(course, "Ada First"), make.student(course, "Lea Late")
    with database.transaction() as session:
        group = CourseGroup(course_id=course.id, name="Red")
        session.add(group)
        session.flush()
        session.add(GroupMember(course_id=course.id, group_id=group.id, user_id=first.id))
        group_id = group.id
    handed_in = work.hand_in(sign_in(first)).json["id"]
    path = f"/courses/{course.id}/groups/{group_id}/members"
    assert tutor.post(path, {"user_ids": [str(late.id)]}).status_code == 201
    clock.advance(seconds=2 * 86_400)
    assert [(entry["name"], entry["missing"], entry["due"]) for entry in listed()["entries"]] == [("Mara Lind", 1, 1)]
    work.grade(tutor, handed_in, "returned", points=4)  # it is theirs to hand in again, too
    assert [(entry["name"], entry["missing"]) for entry in listed()["entries"]] == [("Lea Late", 1), ("Mara Lind", 1)]
    work.hand_in(sign_in(late), "Better.")
    assert [entry["name"] for entry in listed()["entries"]] == ["Mara Lind"]


def test_lessons_that_are_due_and_not_done_are_listed(listed, database, course, student, clock):
    with database.transaction() as session:
        for lesson_id in course.lessons:
            session.get_one(Lesson, lesson_id).due_at = clock.now() + timedelta(days=1)
    clock.advance(seconds=2 * 86_400)
    found = listed()
    (entry,) = found["entries"]
    assert (entry["rules"], entry["overdue"], entry["due_lessons"]) == (["overdue"], 2, 2)
    assert [found["titles"][each] for each in entry["overdue_ids"]] == ["Lesson 1", "Lesson 2"]


def test_days_unseen_are_those_of_the_calendar_since_the_last_visit_or_the_first_day(listed, make, course, clock):
    make.student(course, "Never Seen")
    clock.advance(seconds=7 * 86_400 - 9.5 * 3600)  # half past midnight in Berlin, on the seventh day
    assert [(entry["name"], entry["unseen_days"], entry["seen_at"]) for entry in listed()["entries"]] == [
        ("Never Seen", 7, None)
    ]


def test_a_low_average_of_graded_work_is_listed(listed, set_rules, work, browser, tutor):
    set_rules(average_below=0.5)
    work.grade(tutor, work.hand_in(browser).json["id"], points=4.1)
    (entry,) = listed()["entries"]
    assert (entry["rules"], entry["average"], entry["graded"]) == (["average"], pytest.approx(0.41), 1)


def test_a_look_is_told_to_all_who_teach_holds_until_something_is_new_and_can_be_taken_back(
    listed, set_rules, overdue_work, tutor, course, student, browser, make, sign_in, clock, make_assignment
):
    set_rules()
    clock.advance(seconds=2 * 86_400)
    colleague = sign_in(make.tutor(course, "Ute Ott"))
    assert look(colleague, course, student).json == {"count": 1}
    (entry,) = listed()["entries"]
    assert entry["look"]["by_name"] == "Ute Ott"
    counts = tutor.get("/teaching/at-risk").json["courses"]
    assert counts == [{"course_id": str(course.id), "count": 0}]
    make_assignment(due_at=(clock.now() - timedelta(hours=1)).isoformat())
    assert listed()["entries"][0]["look"] is None
    assert tutor.get("/teaching/at-risk").json["courses"][0]["count"] == 1
    look(tutor, course, student)
    assert look(tutor, course, student, looked=False).json == {"count": 1}
    assert listed()["entries"][0]["look"] is None


def test_a_student_of_another_course_cannot_be_marked(tutor, course, make):
    assert look(tutor, course, make.student(make.course("Other"))).status_code == 404


def test_thresholds_have_a_revision_so_that_two_tutors_do_not_overwrite_each_other(set_rules, listed):
    assert listed()["rules"] == RULES | {
        "missing_at_least": 2,
        "overdue_at_least": 2,
        "unseen_days": 7,
        "average_below": 0.5,
        "graded_at_least": 2,
        "may_change": True,
    }
    assert set_rules().json["revision"] == 1
    refused = set_rules(missing_at_least=9)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "risk_rules_changed")
    assert refused.json["error"]["data"]["rules"]["missing_at_least"] == 1
    assert set_rules(revision=1, missing_at_least=9).json["missing_at_least"] == 9


@pytest.mark.parametrize(
    ("name", "value"), [("missing_at_least", 0), ("unseen_days", 181), ("average_below", 1.01), ("revision", -1)]
)
def test_thresholds_have_bounds(set_rules, name, value):
    assert set_rules(**{name: value}).status_code == 422


def test_an_assistant_sees_the_list_and_marks_but_does_not_set_its_thresholds(
    course, student, make, sign_in, database, listed
):
    assistant = make.tutor()
    with database.transaction() as session:
        session.add(TeachingAssignment(user_id=assistant.id, course_id=course.id, role=CourseRole.ASSISTANT))
    browser = sign_in(assistant)
    assert listed(browser)["rules"]["may_change"] is False
    assert browser.put(f"/courses/{course.id}/at-risk/rules", RULES).status_code == 403
    assert look(browser, course, student).status_code == 200


@pytest.mark.parametrize("change", [{"state": CourseState.ARCHIVED}, {"state": CourseState.DRAFT}, {"ended": True}])
def test_nobody_is_listed_in_a_course_that_is_not_under_way(
    listed, tutor, set_rules, overdue_work, database, course, clock, change
):
    set_rules()
    clock.advance(seconds=2 * 86_400)
    with database.transaction() as session:
        row = session.get_one(Course, course.id)
        if change.pop("ended", False):
            row.ends_at = clock.now() - timedelta(hours=1)
        for name, value in change.items():
            setattr(row, name, value)
    found = listed()
    assert (found["under_way"], found["entries"]) == (False, [])
    assert tutor.get("/teaching/at-risk").json["courses"] == []


def test_who_cannot_sign_in_is_not_listed(listed, set_rules, overdue_work, database, student, clock):
    set_rules()
    clock.advance(seconds=2 * 86_400)
    with database.transaction() as session:
        session.get_one(User, student.id).active = False
    assert listed()["entries"] == []


def test_the_list_goes_out_as_a_file_whose_names_no_spreadsheet_runs(tutor, set_rules, course, make, clock):
    make.student(course, "=HYPERLINK(1)")
    set_rules(unseen_days=1, missing_at_least=None)
    clock.advance(seconds=3 * 86_400)
    answer = tutor.get(f"/courses/{course.id}/at-risk.csv")
    (line,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert (line["name"], line["rules"], line["days_unseen"]) == ("'=HYPERLINK(1)", "unseen", "3")
    assert "Statistics.csv" in answer.headers["Content-Disposition"]


def test_the_list_takes_the_same_number_of_queries_for_one_student_and_for_many(database, tutor, course, make):
    path = f"/courses/{course.id}/at-risk"
    before = queries_of(database, tutor, path)
    for number in range(6):
        make.student(course, f"Student {number}")
    assert queries_of(database, tutor, path) == before
