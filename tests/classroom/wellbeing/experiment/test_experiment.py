"""An experiment from its plan to its result: who is in it, what nobody sees before, and what cannot be changed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from attune.affect.experiment.assignment import Assignment
from attune.affect.experiment.plan import hash_of
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, Course
from attune.classroom.institution.support_policy.service import change_policy, read_policy
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.platform import audit
from attune.classroom.wellbeing.experiment.decisions import record_decision
from attune.classroom.wellbeing.experiment.models import ExperimentPlan, SupportDecision
from attune.classroom.wellbeing.experiment.plans import advance_daily
from attune.classroom.wellbeing.experiment.report import read_experiment
from attune.classroom.wellbeing.models import CheckIn, WellbeingSettings
from attune.classroom.wellbeing.my_data.retention import purge
from tests.classroom.wellbeing.experiment.decided import decided_moment

PLAN = {"share": 0.3, "weeks": 2, "minimal_effect": 0.05}
SILENT = {"assignment": Assignment(speak=False, probability_speak=0.7), "delivered": False, "rule": "control_arm"}


@dataclass
class Institution:
    """Students of one course, and an administrator at a browser."""

    make: Any
    database: Any
    clock: Any
    course: Any
    administrator: User
    sign_in: Any
    students: list[User] = field(default_factory=list)

    @property
    def admin(self):
        """The administrator, signed in again: weeks may have passed."""
        return self.sign_in(self.administrator)

    def freeze(self, **change):
        return self.admin.post("/administration/experiment/plan", PLAN | change)

    def report(self):
        answer = self.admin.get("/administration/experiment")
        assert answer.status_code == 200, answer.json
        return answer.json

    def student(self, counted=True):
        user = self.make.student(self.course, f"Student {uuid4().hex[:6]}")
        with self.database.transaction() as session:
            session.add(WellbeingSettings(user_id=user.id, count_in_class=counted))
        self.students.append(user)
        return user

    def meet(self, user, *, right, silent=False, answered=True, **change):
        """A moment a minute from now, in the arm that is asked for, and the answer to the quiz an hour later."""
        at = self.clock.now() + timedelta(minutes=1)
        place = {"lesson_id": self.course.lessons[0], "block_id": self.course.practice}
        moment = decided_moment(user.id, at, **{**place, **(SILENT if silent else {}), **change})
        with self.database.transaction() as session:
            decision = record_decision(session, moment)
            if answered:
                question = session.get_one(Block, self.course.practice).content["questions"][0]["id"]
                marks = [{"question_id": question, "correct": right, "feedback": None}]
                session.add(attempt(user, self.course.practice, at + timedelta(hours=1), marks))
            return decision.id

    def fill(self, count, *, silent, right, **change):
        """One moment of each of `count` new students; the first `right` of them are right."""
        for i in range(count):
            self.meet(self.student(), right=i < right, silent=silent, **change)

    def finish(self):
        """Until the result is due."""
        self.clock.advance(weeks=4, minutes=1)
        return self.report()


def attempt(user, block_id, at, marks):
    score = {"score": float(marks[0]["correct"]), "passed": marks[0]["correct"]}
    return QuizAttempt(
        id=uuid4(), user_id=user.id, block_id=block_id, submitted_at=at, answers={}, marks=marks, **score
    )


@pytest.fixture
def school(make, database, clock, sign_in):
    return Institution(make, database, clock, make.course(), make.administrator(), sign_in)


@pytest.fixture
def running(school):
    """The same with a frozen plan."""
    answer = school.freeze()
    assert answer.status_code == 201, answer.json
    return school


def comparison(report, measure="next_item_right"):
    return next(found for found in report["comparisons"] if found["measure"] == measure)


def shown(report, measure="next_item_right"):
    """(right, moments) of each arm."""
    outcomes = [arm["outcome"] for arm in comparison(report, measure)["arms"]]
    return [None if outcome is None else (outcome["count"], outcome["moments"]) for outcome in outcomes]


def test_without_a_plan_there_is_no_experiment_and_nobody_is_left_silent(school):
    report = school.report()
    assert (report["state"], report["plan"], report["comparisons"]) == ("none", None, [])
    assert report["control_arm_share"] == 0


def test_freezing_writes_the_hash_into_the_audit_log_and_begins(running, database):
    plan = running.report()["plan"]
    with database.session(writes=False) as session:
        row = session.query(ExperimentPlan).one()
        entry = session.query(audit.AuditEntry).filter_by(action="experiment_planned").one()
        assert entry.detail == {"plan_id": str(row.id), "plan_hash": hash_of(row.plan)}
        assert (plan["hash"], plan["audit_seq"], plan["unchanged"]) == (hash_of(row.plan), entry.seq, True)
        assert read_policy(session).control_arm_share == 0.3
        assert audit.verify(session)


def test_before_the_planned_end_there_are_counts_and_no_outcome(running):
    running.fill(12, silent=False, right=12)
    running.fill(12, silent=True, right=0)
    report = running.report()
    assert report["progress"] == {"students": 20, "moments": 24, "silent": 12}
    assert report["comparisons"] == []
    assert running.admin.get("/administration/experiment.csv").json["error"]["code"] == "no_experiment_result"
    running.clock.advance(weeks=2, days=13)
    assert (running.report()["state"], running.report()["comparisons"]) == ("awaiting", [])


def test_counts_of_too_few_students_are_not_shown_either(running):
    running.fill(6, silent=False, right=6)
    assert running.report()["progress"] is None


def test_the_result_compares_what_moments_were_drawn_into(running):
    running.fill(20, silent=False, right=15)
    running.fill(20, silent=True, right=5)
    report = running.finish()
    assert report["state"] == "concluded"
    assert shown(report) == [(15, 20), (5, 20)]
    effect = comparison(report)["effect"]
    assert effect["difference"] == pytest.approx(0.5)
    assert (effect["students"], effect["moments"]) == (40, 40)
    assert comparison(report)["verdict"] == "helps"


def test_a_harm_is_said_as_clearly_as_a_help(running):
    running.fill(20, silent=False, right=5)
    running.fill(20, silent=True, right=15)
    assert comparison(running.finish())["verdict"] == "harms"


def test_switching_off_and_dropping_out_are_reported_as_harms(running):
    running.fill(20, silent=True, right=10)
    for i in range(20):
        user = running.student()
        running.meet(user, right=True)
        if i < 12:
            with running.database.transaction() as session:
                mine = update(SupportDecision).where(SupportDecision.user_id == user.id)
                session.execute(mine.values(switched_off_at=running.clock.now() + timedelta(days=2)))
        else:
            running.meet(running.students[0], right=True, silent=True)
    report = running.finish()
    assert comparison(report, "switched_off")["arms"][0]["outcome"]["count"] == 12
    assert comparison(report, "switched_off")["verdict"] is None, "one verdict, the primary outcome's"
    assert comparison(report, "dropped_out")["arms"][0]["arm"] == "with_messages"


def test_moments_without_delivery_stay_in_the_arm_they_were_drawn_into(running):
    """Dismissing, snoozing and switching off stop what is shown, and remove no moment."""
    running.fill(12, silent=False, right=6)
    running.fill(6, silent=False, right=3, available=False, delivered=False, rule="snoozed")
    running.fill(6, silent=False, right=3, available=False, delivered=False, rule="support_off")
    running.fill(12, silent=True, right=4)
    running.fill(12, silent=True, right=4, available=False, rule="snoozed")
    report = running.finish()
    assert shown(report) == [(12, 24), (8, 24)]
    assert shown(report, "delivered") == [(12, 24)]


def test_what_a_student_corrects_or_says_changes_nothing(running):
    running.fill(20, silent=False, right=12)
    running.fill(20, silent=True, right=8)
    with running.database.transaction() as session:
        for user in running.students[:20]:
            for kind, feeling in (("correction", "engaged"), ("check_in", "happiness")):
                at = running.clock.now() + timedelta(minutes=3)
                session.add(CheckIn(user_id=user.id, id=uuid4(), kind=kind, feeling=feeling, at=at))
    assert shown(running.finish()) == [(12, 20), (8, 20)]


def test_an_item_follows_by_its_skill_in_another_block_and_an_item_of_another_skill_does_not(running, database):
    with database.transaction() as session:
        slug = session.get_one(Course, running.course.id).slug
        block = session.get_one(Block, running.course.graded)
        first, second, *others = block.content["questions"]
        block.content = {
            **block.content,
            "questions": [{**first, "skill": "median"}, {**second, "skill": "mean"}, *others],
        }
        marks = [{"question_id": each["id"], "correct": each is second, "feedback": None} for each in (first, second)]
    for silent in (False, True):
        for _ in range(12):
            user = running.student()
            running.meet(user, right=False, silent=silent, answered=False, skill=f"{slug}/mean")
            with database.transaction() as session:
                at = running.clock.now() + timedelta(hours=3)
                # right in the skill after speaking, right in another one after silence
                found = marks if not silent else [{**mark, "correct": not mark["correct"]} for mark in marks]
                session.add(attempt(user, running.course.graded, at, found))
    running.fill(1, silent=False, right=0)
    running.fill(1, silent=True, right=1)
    assert shown(running.finish()) == [(12, 13), (1, 13)]


def test_where_the_place_has_no_item_the_next_one_of_the_lesson_follows(running):
    running.fill(12, silent=False, right=8, block_id=running.course.text)
    running.fill(12, silent=True, right=4, block_id=running.course.text)
    assert shown(running.finish()) == [(8, 12), (4, 12)]


def test_what_is_answered_in_any_case_is_no_part_of_it(running):
    running.fill(20, silent=False, right=12)
    running.fill(20, silent=True, right=8)
    said = {"randomised": False, "assignment": Assignment(speak=True, probability_speak=1.0), "evidence": "said"}
    running.fill(20, silent=False, right=20, **said)
    assert shown(running.finish()) == [(12, 20), (8, 20)]


def test_counted_is_who_was_counted_then_and_is_now(running):
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    for _ in range(12):
        running.meet(running.student(counted=False), right=True)
    later, left = running.student(counted=False), running.student()
    for user in (later, left):
        running.meet(user, right=True)
    with running.database.transaction() as session:
        session.get_one(WellbeingSettings, later.id).count_in_class = True
        session.get_one(WellbeingSettings, left.id).count_in_class = False
    assert shown(running.finish()) == [(8, 12), (4, 12)]


def test_hidden_moments_are_left_out(running):
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    hidden = running.meet(running.student(), right=True)
    with running.database.transaction() as session:
        session.get_one(SupportDecision, hidden).hidden_at = running.clock.now()
    assert shown(running.finish()) == [(8, 12), (4, 12)]


def test_moments_before_and_after_the_planned_weeks_are_left_out(school):
    school.fill(12, silent=False, right=0)
    school.clock.advance(days=1)
    assert school.freeze().status_code == 201
    school.fill(12, silent=False, right=8)
    school.fill(12, silent=True, right=4)
    school.clock.advance(weeks=2)
    school.fill(12, silent=True, right=12)
    school.clock.advance(weeks=2)
    assert shown(school.report()) == [(8, 12), (4, 12)]


def test_an_arm_of_too_few_students_is_hidden_and_nothing_is_compared(running):
    running.fill(12, silent=False, right=8)
    running.fill(9, silent=True, right=4)
    report = running.finish()
    assert shown(report) == [(8, 12), None]
    assert (comparison(report)["effect"], comparison(report)["verdict"]) == (None, None)


def test_the_result_is_computed_once_and_stays_when_its_students_leave(running, sign_in):
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    before = running.finish()
    for user in running.students[:3]:
        sign_in(user).delete("/wellbeing/data")
    running.clock.advance(days=60)
    purge(running.database, running.clock.now())
    after = running.report()
    assert after["comparisons"] == before["comparisons"]
    with running.database.session(writes=False) as session:
        (row,) = session.query(ExperimentPlan).all()
        assert not any(str(user.id) in json.dumps(row.result) for user in running.students)


def test_the_silence_ends_with_the_planned_weeks_whether_anybody_looks_or_not(running, database, clock):
    clock.advance(weeks=2)
    advance_daily(database, clock.now())
    with database.session(writes=False) as session:
        assert read_policy(session).control_arm_share == 0
    assert running.report()["deviations"] == []


def test_the_result_is_there_before_anything_it_counts_is_deleted(running, database, clock):
    """The job runs daily: the last run may be a day late, and the retention is as short as the plan allows."""
    with database.transaction() as session:
        change_policy(session, None, read_policy(session).model_copy(update={"retention_days": 29}), clock.now())
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    for _ in range(30):
        clock.advance(hours=23, minutes=58)
        advance_daily(database, clock.now())
        purge(database, clock.now())
    assert shown(running.report()) == [(8, 12), (4, 12)]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.plan | {"share": 0.5},
        lambda row: row.plan | {"minimal_effect": 0.01},
        lambda row: row.plan | {"primary_outcome": "retained"},
    ],
)
def test_a_changed_plan_shows_and_gets_no_result(running, database, change):
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    with database.transaction() as session:
        row = session.query(ExperimentPlan).one()
        row.plan = change(row)
    report = running.finish()
    assert (report["plan"]["unchanged"], report["comparisons"]) == (False, [])


def test_a_plan_whose_hash_was_changed_with_it_shows_as_well(running, database):
    with database.transaction() as session:
        row = session.query(ExperimentPlan).one()
        row.plan = row.plan | {"minimal_effect": 0.01}
        row.hash = hash_of(row.plan)
    assert running.report()["plan"]["unchanged"] is False


def test_an_earlier_end_shows(running, database, clock):
    with database.transaction() as session:
        session.query(ExperimentPlan).one().results_at = clock.now()
    assert running.report()["plan"]["unchanged"] is False


def test_a_change_of_the_policy_meanwhile_is_reported(running, clock):
    clock.advance(days=3)
    policy = running.admin.get("/administration/policy").json
    running.admin.put("/administration/policy", policy | {"control_arm_share": 0.0, "retention_days": 60})
    found = {each["what"]: (each["before"], each["after"]) for each in running.report()["deviations"]}
    assert found == {"control_arm_share": (0.3, 0.0), "retention_days": (30, 60)}


def test_every_change_of_what_decides_about_support_is_reported(running, clock):
    clock.advance(days=1)
    admin = running.admin
    policy = admin.get("/administration/policy").json
    policy["support"] |= {"per_day": 1, "interruption_points": ["lesson_end"]}
    policy["triggers"]["window_count"] += 1
    policy |= {"k_admin": 20, "k_tutor": 6, "allowed_modes": ["off"]}
    assert admin.put("/administration/policy", policy).status_code == 200
    message = admin.get("/administration/messages").json["messages"][0]
    off = {"version": message["version"], "active": False}
    assert admin.put(f"/administration/messages/{message['id']}", off).status_code == 200
    found = {each["what"]: each for each in running.report()["deviations"]}
    assert found.keys() == {
        "allowed_modes",
        "k_admin",
        "support.interruption_points",
        "support.per_day",
        "triggers.window_count",
        "message",
    }
    assert found["support.per_day"]["after"] == 1
    assert found["message"]["message_id"] == message["id"]
    assert all(each["at"] for each in found.values())


def test_a_second_plan_has_to_wait(running):
    answer = running.freeze()
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "experiment_open")


def test_a_plan_that_outlives_its_data_is_refused_with_what_it_takes(school):
    answer = school.freeze(weeks=8)
    assert answer.json["error"]["code"] == "retention_too_short"
    assert answer.json["error"]["data"] == {"needed_days": 71, "retention_days": 30}
    assert school.report()["control_arm_share"] == 0


def test_an_abandoned_experiment_ends_the_silence_and_never_has_a_result(running):
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    report = running.admin.delete("/administration/experiment/plan").json
    assert (report["state"], report["control_arm_share"]) == ("abandoned", 0)
    assert running.finish()["comparisons"] == []
    assert running.admin.delete("/administration/experiment/plan").status_code == 404
    assert running.freeze().status_code == 201


def test_a_result_stays_when_a_later_plan_is_abandoned(running):
    running.fill(24, silent=False, right=12)
    running.fill(24, silent=True, right=12)
    first = running.finish()
    assert first["comparisons"]
    table = running.admin.get("/administration/experiment.csv").text
    second = running.freeze().json
    assert (second["state"], second["comparisons"]) == ("running", first["comparisons"])
    running.clock.advance(days=1)
    after = running.admin.delete("/administration/experiment/plan").json
    assert (after["state"], after["comparisons"]) == ("abandoned", first["comparisons"])
    assert after["result_plan"]["hash"] == first["plan"]["hash"] != after["plan"]["hash"] == second["plan"]["hash"]
    later = running.admin.get("/administration/experiment.csv").text
    named = [row["plan"] for row in csv.DictReader(io.StringIO(later)) if row["row"] == "abandoned_plan"]
    assert named == [second["plan"]["hash"]]
    assert set(table.splitlines()) < set(later.splitlines())


def test_two_administrators_who_freeze_at_the_same_moment_freeze_one_plan(school, make, sign_in, database):
    """On PostgreSQL requests of two people go side by side; the second has to see the plan of the first."""
    browsers = [sign_in(make.administrator(f"Ada Kern {number}")) for number in range(2)]
    for _ in range(4):
        barrier, codes = Barrier(2), []

        def freeze(browser, barrier=barrier, codes=codes):
            barrier.wait()
            codes.append(browser.post("/administration/experiment/plan", PLAN).status_code)

        threads = [Thread(target=freeze, args=(browser,)) for browser in browsers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(codes) == [201, 409]
        with database.session(writes=False) as session:
            assert session.query(ExperimentPlan).filter(ExperimentPlan.concluded_at.is_(None)).count() == 1
        school.clock.advance(minutes=1)
        assert browsers[0].delete("/administration/experiment/plan").status_code == 200


def test_the_table_has_the_probability_of_each_arm_and_no_row_of_a_person(running):
    running.fill(24, silent=False, right=12)
    running.fill(24, silent=True, right=12)
    running.clock.advance(weeks=1)
    running.fill(3, silent=True, right=1, cause="guessing")
    running.clock.advance(weeks=3)
    running.report()
    answer = running.admin.get("/administration/experiment.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="support-experiment.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    arms = {row["arm"]: row for row in rows if row["row"] == "arm" and row["measure"] == "next_item_right"}
    assert {arm: row["probability"] for arm, row in arms.items()} == {
        "with_messages": "0.7",
        "without_messages": "0.3",
    }
    cells = [(row["week"], row["cause"], row["arm"], row["moments"]) for row in rows if row["row"] == "cell"]
    assert ("1", "wrong_answers", "with_messages", "24") in cells
    assert not [cell for cell in cells if cell[1] == "guessing"], "three students are not shown"
    silent = [cell for cell in cells if cell[2] == "without_messages"]
    assert silent == [], "with the total beside it the other cell of the arm would tell of the three"
    assert all(int(row["students"]) >= 10 for row in rows if row["students"])
    assert not any(str(user.id) in answer.text for user in running.students)


def test_the_calculator_starts_from_the_institution_s_own_number(school):
    assert school.report()["students"] is None
    for i in range(23):
        school.student(counted=i < 17)
    report = school.report()
    assert report["students"] == 20
    assert "counted" not in report, "consent coverage says who is counted, and nobody counts it a second time"
    answer = school.admin.get("/administration/experiment/power?students=90&weeks=4&moments_per_week=4&share=0.3")
    assert answer.json["smallest_effect"] == pytest.approx(0.08, abs=0.002)
    assert (answer.json["days_kept"], report["longest_weeks"]) == (43, 2)


def test_only_administrators_read_and_plan(make, sign_in, school):
    for user in (make.student(), make.tutor()):
        browser = sign_in(user)
        answers = (
            browser.get("/administration/experiment"),
            browser.get("/administration/experiment.csv"),
            browser.get("/administration/experiment/power?students=9&weeks=2&share=0.3"),
            browser.post("/administration/experiment/plan", PLAN),
            browser.delete("/administration/experiment/plan"),
        )
        assert {answer.status_code for answer in answers} == {403}


def test_what_was_read_is_what_the_service_says(running, database, clock):
    with database.transaction() as session:
        said = json.loads(read_experiment(session, clock.now()).model_dump_json())
    assert said == running.report()


def test_a_harm_that_happened_to_nobody_is_shown_as_nothing(running):
    """Zero of many says nothing about anybody, and leaving it out would look as if there was something to hide."""
    running.fill(12, silent=False, right=8)
    running.fill(12, silent=True, right=4)
    report = running.finish()
    assert shown(report, "switched_off") == [(0, 12), (0, 12)]
    assert comparison(report, "switched_off")["effect"] is None
    assert shown(report) == [(8, 12), (4, 12)]


def test_of_too_few_students_not_even_nothing_is_shown(running):
    running.fill(12, silent=False, right=8)
    running.fill(9, silent=True, right=4)
    assert shown(running.finish(), "switched_off") == [(0, 12), None]


def test_an_outcome_that_is_no_harm_stays_hidden_where_all_are_alike(running):
    running.fill(12, silent=False, right=0)
    running.fill(12, silent=True, right=4)
    assert shown(running.finish())[0] is None


UNREADABLE = [
    {},
    {"share": "a third"},
    {"weeks": 10**12},
    {"weeks": 0},
    {"starts_at": "soon"},
    {"starts_at": "2026-03-02T09:00:00"},
    {"primary_outcome": "smiles"},
    {"share": None},
]


@pytest.mark.parametrize("change", UNREADABLE, ids=str)
def test_a_plan_that_cannot_be_read_is_said_and_can_be_abandoned(running, database, change):
    with database.transaction() as session:
        row = session.query(ExperimentPlan).one()
        row.plan = {**row.plan, **change} if change else {}
    answer = running.admin.get("/administration/experiment")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "experiment_plan_unreadable")
    running.clock.advance(weeks=5)
    advance_daily(database, running.clock.now())  # the job goes on
    abandoned = running.admin.delete("/administration/experiment/plan")
    assert (abandoned.status_code, abandoned.json["state"], abandoned.json["plan"]) == (200, "none", None)
    assert running.freeze().status_code == 201


def test_the_policy_page_leaves_no_more_moments_silent(running):
    """The plan sets the share; by hand it can be lowered, which is a deviation, and not raised again."""
    policy = running.admin.get("/administration/policy").json
    assert policy["control_arm_share"] == 0.3
    refused = running.admin.put("/administration/policy", policy | {"control_arm_share": 0.4})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "silence_needs_plan")
    assert running.admin.put("/administration/policy", policy | {"retention_days": 40}).status_code == 200
    lowered = running.admin.put("/administration/policy", policy | {"control_arm_share": 0.1})
    assert lowered.json["control_arm_share"] == 0.1
    again = running.admin.put("/administration/policy", policy)
    assert again.json["error"]["code"] == "silence_needs_plan"
