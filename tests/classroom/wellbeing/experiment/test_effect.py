"""Whether support helps: who is in the report, in which arm, for which time, and what becomes of what is hidden."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.affect.policy import Breakpoint
from attune.classroom.accounts.models import User
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.platform import audit
from attune.classroom.wellbeing.experiment.models import TableRelease
from attune.classroom.wellbeing.experiment.service import read_effect
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage, WellbeingSettings
from attune.expressions import EXPRESSIONS

CONFUSED, ENGAGED = LearningState.MAYBE_CONFUSED, LearningState.ENGAGED


@dataclass
class Trial:
    """An institution with a control arm, and students who meet difficulties in it."""

    make: Any
    database: Any
    clock: Any
    course: Any

    def set_share(self, before: float, after: float) -> None:
        with self.database.transaction() as session:
            write_policy(session, InstitutionPolicy(control_arm_share=after))
            detail = {"control_arm_share": {"from": before, "to": after}}
            action = audit.AuditAction.POLICY_CHANGED
            audit.append(session, action, actor_id=None, subject_id=None, at=self.clock.now(), detail=detail)

    def student(self, counted=True):
        user = self.make.student(self.course, f"Student {uuid4().hex[:6]}")
        with self.database.transaction() as session:
            session.add(WellbeingSettings(user_id=user.id, count_in_class=counted))
        return user

    def struggle(self, user, *, withheld, ends, response=None, quiz=None, hidden=False):
        """A moment of difficulty a minute from now, the windows after it, perhaps an answer and a quiz."""
        at = self.clock.now() + timedelta(minutes=1)
        hidden_at = at if hidden else None
        place = {"user_id": user.id, "lesson_id": self.course.lessons[0], "block_id": self.course.practice}
        states = [CONFUSED, *[ENGAGED if ends else CONFUSED] * 20]
        with self.database.transaction() as session:
            support_message = offer_at(at, place, withheld=withheld, response=response, hidden_at=hidden_at)
            session.add(support_message)
            for i, state in enumerate(states):
                started = at + timedelta(seconds=30 * i)
                session.add(StoredWindow(**window(place, started, state), hidden_at=hidden_at))
            if quiz is not None:
                submitted = {"submitted_at": at + timedelta(minutes=5), "score": float(quiz), "passed": quiz}
                attempt = {"user_id": user.id, "block_id": self.course.practice, "answers": {}, "marks": []}
                session.add(QuizAttempt(**attempt, **submitted))

    def fill(self, count, *, withheld, ended, **fields):
        """One difficulty of each of `count` students; the first `ended` of them end."""
        for i in range(count):
            self.struggle(self.student(), withheld=withheld, ends=i < ended, **fields)

    def report(self):
        with self.database.transaction() as session:
            return read_effect(session, self.clock.now())


def offer_at(at, place, **fields):
    said = {"message_id": "m", "text": "A thought.", "language": "en", "rule": "offer", "reasons": "", "windows": 3}
    kind = {"state": CONFUSED, "strategy": Strategy.HINT, "interruption_point": Breakpoint.BLOCK_CHANGE}
    return SupportMessage(**place, **said, **kind, sent_at=at, **fields)


def window(place, started_at, state):
    levels = {"neutral": 255} | dict.fromkeys(EXPRESSIONS[1:], 0)
    seen = {"coverage": 1.0, "quality": 1.0, "state": "neutral", "model": "m", "source": "on_device"}
    key = {"id": uuid4(), "started_at": started_at, "seconds": 30}
    return {**place, **key, **levels, **seen, "learning_state": state, "reasons": ""}


@pytest.fixture
def trial(make, database, clock):
    found = Trial(make, database, clock, make.course())
    found.set_share(0.0, 0.5)
    return found


def arms(report, place=0):
    return {arm.arm: arm for arm in report.comparisons[place].arms}


def test_both_arms_are_compared_by_what_they_were_assigned_to(trial):
    trial.fill(12, withheld=False, ended=9)
    trial.fill(12, withheld=True, ended=6)
    ended, _, _ = trial.report().comparisons
    assert [(arm.outcome.count, arm.outcome.n, arm.learners) for arm in ended.arms] == [(9, 12, 12), (6, 12, 12)]
    assert ended.difference.value == pytest.approx(0.25)
    assert ended.difference.low < 0 < ended.difference.high


def test_under_ten_students_an_arm_is_hidden(trial):
    trial.fill(12, withheld=False, ended=9)
    trial.fill(9, withheld=True, ended=6)
    report = trial.report()
    hidden = arms(report)["without_messages"]
    assert (hidden.learners, hidden.outcome, report.comparisons[0].difference) == (None, None, None)
    assert report.minimum == 10


def test_whoever_does_not_let_themselves_be_counted_is_not_in_it(trial):
    trial.fill(10, withheld=False, ended=4)
    for _ in range(12):
        trial.struggle(trial.student(counted=False), withheld=False, ends=True)
    assert arms(trial.report())["with_messages"].outcome.n == 10


def test_what_is_hidden_is_not_in_it(trial):
    trial.fill(10, withheld=False, ended=4)
    trial.fill(12, withheld=False, ended=12, hidden=True)
    assert arms(trial.report())["with_messages"].outcome.n == 10


def test_a_message_is_helpful_by_its_answers_alone(trial):
    trial.fill(6, withheld=False, ended=6, response="helpful")
    trial.fill(4, withheld=False, ended=4, response="not_helpful")
    trial.fill(3, withheld=False, ended=3, response="dismissed")
    (helpful,) = trial.report().comparisons[2].arms
    assert (helpful.outcome.count, helpful.outcome.n) == (6, 10)


def test_what_a_student_says_ends_a_difficulty(trial):
    user = trial.student()
    trial.struggle(user, withheld=False, ends=False)
    with trial.database.transaction() as session:
        at = trial.clock.now() + timedelta(minutes=3)
        session.add(CheckIn(user_id=user.id, id=uuid4(), kind="check_in", feeling="happiness", at=at))
    trial.fill(9, withheld=False, ended=0)
    assert arms(trial.report())["with_messages"].outcome.count == 1


def test_only_the_time_with_the_last_size_of_the_control_arm_counts(trial):
    trial.fill(10, withheld=False, ended=10)
    trial.clock.advance(days=1)
    trial.set_share(0.5, 0.1)
    trial.fill(11, withheld=False, ended=3)
    report = trial.report()
    assert (report.share, report.since, report.running) == (0.1, trial.clock.now(), True)
    assert (arms(report)["with_messages"].outcome.count, arms(report)["with_messages"].outcome.n) == (3, 11)


def test_a_trial_that_is_over_is_still_reported(trial):
    trial.fill(10, withheld=False, ended=9)
    trial.clock.advance(days=1)
    trial.set_share(0.5, 0.0)
    trial.fill(10, withheld=False, ended=0)
    report = trial.report()
    assert (report.running, report.until) == (False, trial.clock.now())
    assert arms(report)["with_messages"].outcome.share == 0.9


def test_without_a_control_arm_there_is_nothing_to_report(database, clock):
    with database.transaction() as session:
        report = read_effect(session, clock.now())
    assert (report.running, report.since, report.share) == (False, None, 0)
    assert all(arm.outcome is None for comparison in report.comparisons for arm in comparison.arms)


def test_the_report_never_tells_of_a_single_newcomer_nor_of_who_leaves(trial, sign_in):
    """Read after every change, as an administrator can: one person more or less changes nothing that is shown."""
    trial.fill(11, withheld=False, ended=5)
    before = trial.report()
    user = trial.student()
    trial.struggle(user, withheld=False, ends=True, response="helpful")
    assert trial.report() == before
    sign_in(user).delete("/wellbeing/data")
    assert trial.report() == before


def test_the_report_is_renewed_once_ten_have_come(trial):
    trial.fill(10, withheld=False, ended=5)
    assert arms(trial.report())["with_messages"].outcome.n == 10
    for count, n in ((9, 10), (1, 20)):
        trial.fill(count, withheld=False, ended=0)
        assert arms(trial.report())["with_messages"].outcome.n == n


def test_what_is_kept_of_the_report_names_nobody(trial, database):
    trial.fill(10, withheld=False, ended=5)
    trial.report()
    with database.session(writes=False) as session:
        (kept,) = session.scalars(select(TableRelease)).all()
        people = session.scalars(select(User.id)).all()
        assert not any(str(person) in json.dumps(kept.cells) for person in people)
        assert len(kept.cells["ended:with_messages"]["contributions"]) == 10


def test_deactivating_and_reactivating_somebody_tells_nothing_of_them(trial, make, sign_in):
    """Until 2026-11 the difference of the two reports was the outcome of whoever was deactivated."""
    trial.fill(11, withheld=False, ended=5)
    somebody = trial.student()
    trial.struggle(somebody, withheld=False, ends=True, response="helpful")
    admin = sign_in(make.administrator())
    paths = ("/administration/effect", "/administration/effect.csv")
    before = [admin.get(path).text for path in paths]
    for active in (False, True):
        assert admin.patch(f"/administration/users/{somebody.id}", {"active": active}).status_code == 200
        assert [admin.get(path).text for path in paths] == before


def test_administrators_alone_read_it_and_take_the_aggregates_along(trial, make, sign_in):
    trial.fill(10, withheld=False, ended=5)
    admin = sign_in(make.administrator())
    report = admin.get("/administration/effect").json
    assert report["comparisons"][0]["arms"][0]["outcome"]["n"] == 10
    table = admin.get("/administration/effect.csv").text.splitlines()
    assert table[0] == "measure,arm,learners,n,count,share,low_95,high_95"
    assert table[1].startswith("ended,with_messages,10,10,5,0.5,")
    assert table[2] == "ended,without_messages,,,,,,"
    for other in (make.tutor(trial.course), make.student(trial.course)):
        assert sign_in(other).get("/administration/effect").status_code == 403
