"""Two devices, any order of being offline, killed, restarted, late: nothing is lost, nothing counts twice."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from attune.classroom.courses.models import Block
from attune.classroom.learning.models import QuizAttempt, QuizDraft, QuizStart

LIMIT, GRACE, ALLOWED = 10, 30, 3
DEVICES = st.sampled_from(("phone", "laptop"))


class Devices(RuleBasedStateMachine):
    """A timed quiz on two devices of one student. A device keeps what it could not deliver, as the client does."""

    setting: object = None

    def __init__(self) -> None:
        super().__init__()
        self.make, self.sign_in, self.clock, self.database, self.services = self.setting
        self.course = self.make.course(graded_attempts=ALLOWED)
        self.student = self.make.student(self.course)
        with self.database.transaction() as session:
            block = session.get_one(Block, self.course.graded)
            block.content = {**block.content, "time_limit_minutes": LIMIT, "grace_seconds": GRACE}
            self.text = block.content["questions"][3]["id"]
        self.browsers = {name: self.sign_in(self.student) for name in ("phone", "laptop")}
        self.open: dict[str, dict] = {}  # the attempt that a device knows of
        self.unsent: dict[str, list] = {"phone": [], "laptop": []}
        self.accepted: dict[
            str, tuple
        ] = {}  # by attempt: the latest answer that the server took, and when it was given
        self.results: dict[str, dict] = {}
        self.typed = 0

    def path(self, rest):
        self.clock.advance(seconds=1)  # nothing happens in no time
        return f"/quizzes/{self.course.graded}/{rest}"

    @rule(device=DEVICES)
    def start(self, device):
        answer = self.browsers[device].post(self.path("start"))
        if answer.status_code == 200:
            self.open[device] = answer.json
        else:
            assert answer.json["error"]["code"] == "no_attempts_left"
            assert len(self.attempts()) == ALLOWED

    @rule(device=DEVICES, online=st.booleans())
    def type(self, device, online):
        if device not in self.open:
            return
        self.typed += 1
        self.unsent[device].append((f"answer {self.typed}", self.clock.now(), self.open[device]["id"]))
        if online:
            self.deliver(device)

    @rule(device=DEVICES)
    def deliver(self, device):
        """Come online: what was typed goes out with its age, and stays on the device where the server refuses it."""
        while self.unsent[device]:
            text, at, attempt = self.unsent[device][0]
            age = (self.clock.now() - at).total_seconds()
            body = {"answers": [{"question_id": self.text, "answer": text, "age_seconds": age}]}
            answer = self.browsers[device].put(self.path("draft"), body)
            if answer.status_code == 200:
                running = self.running()
                if running == attempt and at >= self.accepted.get(attempt, ("", at))[1]:
                    self.accepted[attempt] = (text, at)
            else:
                assert answer.json["error"]["code"] == "quiz_not_started"
                assert attempt in self.handed_in()
            self.unsent[device].pop(0)

    @rule(device=DEVICES, twice=st.booleans())
    def hand_in(self, device, twice):
        if device not in self.open:
            return
        attempt = self.open[device]["id"]
        body = {"id": attempt, "answers": {self.text: "median"}}
        for _ in range(2 if twice else 1):
            answer = self.browsers[device].post(self.path("attempts"), body)
            assert answer.status_code == 200
            known = self.results.setdefault(attempt, answer.json)
            assert {key: answer.json[key] for key in ("id", "score", "submitted_at", "automatic")} == {
                key: known[key] for key in ("id", "score", "submitted_at", "automatic")
            }
        del self.open[device]

    @rule(device=DEVICES)
    def restart(self, device):
        """The device is killed: it forgets what it knew of the attempt, and asks the server."""
        self.browsers[device] = self.sign_in(self.student)
        quiz = self.browsers[device].get(f"/lessons/{self.course.lessons[1]}").json["blocks"][1]["quiz"]
        if quiz["open_attempt"] is None:
            self.open.pop(device, None)
        else:
            self.open[device] = quiz["open_attempt"]

    @rule(seconds=st.sampled_from((1, 60, LIMIT * 60 + GRACE, 3600)))
    def wait(self, seconds):
        self.clock.advance(seconds=seconds)

    @rule()
    def job(self):
        self.services.jobs.run_once()
        with self.database.session(writes=False) as session:
            past = [row for row in self.starts(session) if row.closes_at <= self.clock.now()]
        assert past == []

    @invariant()
    def attempts_never_exceed(self):
        attempts = self.attempts()
        assert len(attempts) <= ALLOWED
        assert len({attempt.id for attempt in attempts}) == len(attempts)

    @invariant()
    def nothing_that_was_taken_is_lost(self):
        attempts = {str(attempt.id): attempt for attempt in self.attempts()}
        with self.database.session(writes=False) as session:
            drafts = {
                str(draft.question_id): draft.answer
                for draft in session.query(QuizDraft).filter_by(user_id=self.student.id, block_id=self.course.graded)
            }
        for attempt, (text, _at) in self.accepted.items():
            if attempt in attempts and attempts[attempt].automatic:
                assert attempts[attempt].answers[self.text] == text
            elif attempt not in attempts:
                assert drafts[self.text] == text

    @invariant()
    def nothing_is_handed_in_after_the_end(self):
        for attempt in self.attempts():
            assert attempt.submitted_at <= attempt.started_at + timedelta(minutes=LIMIT, seconds=GRACE)

    def attempts(self):
        with self.database.session(writes=False) as session:
            return session.query(QuizAttempt).filter_by(user_id=self.student.id).all()

    def starts(self, session):
        return session.query(QuizStart).filter_by(user_id=self.student.id).all()

    def running(self):
        with self.database.session(writes=False) as session:
            return next((str(row.id) for row in self.starts(session)), None)

    def handed_in(self):
        with self.database.session(writes=False) as session:
            running = next((row for row in self.starts(session)), None)
        over = running is not None and running.closes_at <= self.clock.now()
        return {str(attempt.id) for attempt in self.attempts()} | ({str(running.id)} if over else set())


def test_nothing_is_lost_and_nothing_counts_twice(make, sign_in, clock, database, services):
    Devices.setting = (make, sign_in, clock, database, services)
    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            phases=(Phase.explicit, Phase.generate),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
