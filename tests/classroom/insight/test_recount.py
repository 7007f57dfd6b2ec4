"""Facts are what a recount of everything kept would give, after whatever sequence of events."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune.classroom.accounts.models import User
from attune.classroom.platform.database.engine import Database
from attune.expressions import Expression
from tests.classroom.insight.naive import (
    assert_equal,
    days_from,
    expected_facts,
    expected_sessions,
    stored_days,
    stored_facts,
    stored_sessions,
)
from tests.classroom.queries import counted
from tests.classroom.wellbeing.readings import check_in, window

MINUTES_AGO = st.integers(0, 40).map(lambda steps: steps * 11.0)  # sessions touch, merge and fall apart
PLACES = st.integers(0, 5)
NUMBER = st.integers(0, 30)
FEELINGS = st.sampled_from(["happiness", "sadness", "anger", "engaged", "maybe_confused"])
EXPRESSION = st.sampled_from([*Expression, None])
MODELS = st.sampled_from(["base@1", "base@1", "tiny@2"])
DID = st.sampled_from(["rewind", "idle", "block_dwell"])
EVENTS = st.one_of(
    st.tuples(st.just("send"), MINUTES_AGO, PLACES, st.lists(EXPRESSION, min_size=1, max_size=4)),
    st.tuples(st.just("send"), MINUTES_AGO, PLACES, st.lists(EXPRESSION, min_size=1, max_size=4)),
    *[st.tuples(st.just("go_on"), PLACES, st.lists(EXPRESSION, min_size=1, max_size=4), MODELS)] * 4,
    st.tuples(st.just("send_again"), NUMBER),
    st.tuples(st.just("correct"), NUMBER, FEELINGS),
    st.tuples(st.just("hide"), NUMBER, st.booleans()),
    st.tuples(st.just("hide_lesson"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("delete"), NUMBER),
    st.tuples(st.just("delete_lesson"), st.integers(0, 1)),
    st.tuples(st.just("delete_everything")),
    st.tuples(st.just("say"), MINUTES_AGO, PLACES, st.sampled_from(["check_in", "lost_here"])),
    st.tuples(st.just("take_back"), NUMBER),
    st.tuples(st.just("permit"), st.booleans()),
    st.tuples(st.just("do_while_off"), PLACES, DID),
    *[st.tuples(st.just("do"), MINUTES_AGO, PLACES, DID)] * 2,
    *[st.tuples(st.just("do"), st.just(0.0), PLACES, DID)] * 3,
    st.tuples(st.just("do_again"), NUMBER),
    st.tuples(st.just("hand_in")),
    st.tuples(st.just("ask"), st.booleans()),
    st.tuples(st.just("deactivate")),
)


class Walk:
    """A student to whom events happen, through the routes that their client uses."""

    def __init__(self, learner: Any, database: Database) -> None:
        self.learner, self.database = learner, database
        self.batches: list[dict[str, Any]] = []
        self.windows: list[str] = []
        self.said: list[str] = []
        self.lessons = learner.course.lessons[:2]
        places: list[dict[str, Any]] = [
            {"lesson_id": self.lessons[0], "block_id": learner.course.text},
            {"lesson_id": self.lessons[0], "block_id": None},
            {"lesson_id": self.lessons[1], "block_id": None},
            {"lesson_id": None, "block_id": None},
            {"lesson_id": self.lessons[0], "block_id": learner.course.video, "position": 12.0},
            {"lesson_id": self.lessons[0], "block_id": learner.course.video, "position": 31.5},
        ]
        self.places = places
        self.done: list[dict[str, Any]] = []
        self.refused: list[dict[str, Any]] = []
        self.saves = True

    def apply(self, event: tuple[Any, ...]) -> None:
        name, *values = event
        self.learner.clock.advance(seconds=61)
        getattr(self, name)(*values)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self.learner.browser.post(path, body)

    def send(self, minutes_ago: float, place: int, expressions: list[Expression | None]) -> None:
        begin = self.learner.clock.now() - timedelta(minutes=minutes_ago, seconds=10 * len(expressions))
        bodies = [
            window(begin + timedelta(seconds=10 * at), expression, **self.places[place])
            for at, expression in enumerate(expressions)
        ]
        self.batches.append({"windows": bodies})
        self.windows += [body["id"] for body in bodies]
        assert self._post("/wellbeing/windows", self.batches[-1]).status_code == 202

    def go_on(self, place: int, expressions: list[Expression | None], model: str) -> None:
        """What nearly every request is: the minute that has just passed."""
        begin = self.learner.clock.now() - timedelta(seconds=10 * len(expressions))
        bodies = [
            window(begin + timedelta(seconds=10 * at), expression, **self.places[place]) | {"model": model}
            for at, expression in enumerate(expressions)
        ]
        self.batches.append({"windows": bodies})
        self.windows += [body["id"] for body in bodies]
        assert self._post("/wellbeing/windows", self.batches[-1]).status_code == 202

    def send_again(self, number: int) -> None:
        if self.batches:
            batch = self.batches[number % len(self.batches)]
            assert self._post("/wellbeing/windows", batch).status_code == 202

    def correct(self, number: int, feeling: str) -> None:
        if self.windows:
            chosen = self.windows[number % len(self.windows)]
            said = check_in("correction", self.learner.clock.now(), window_id=chosen, feeling=feeling)
            assert self._post("/wellbeing/checkins", said).status_code in (201, 404)

    def hide(self, number: int, hidden: bool) -> None:
        if self.windows:
            path = f"/wellbeing/me/windows/{self.windows[number % len(self.windows)]}/hidden"
            assert self.learner.browser.put(path, {"hidden": hidden}).status_code in (204, 404)

    def hide_lesson(self, lesson: int, hidden: bool) -> None:
        path = f"/wellbeing/me/lessons/{self.lessons[lesson]}/hidden"
        assert self.learner.browser.put(path, {"hidden": hidden}).status_code == 200

    def delete(self, number: int) -> None:
        if self.windows:
            path = f"/wellbeing/windows/{self.windows[number % len(self.windows)]}"
            assert self.learner.browser.delete(path).status_code in (204, 404)

    def delete_lesson(self, lesson: int) -> None:
        assert self.learner.browser.delete(f"/wellbeing/data?lesson_id={self.lessons[lesson]}").status_code == 200

    def delete_everything(self) -> None:
        assert self.learner.browser.delete("/wellbeing/data").status_code == 200

    def say(self, minutes_ago: float, place: int, kind: str) -> None:
        at = self.learner.clock.now() - timedelta(minutes=minutes_ago)
        where = {name: str(value) for name, value in self.places[place].items() if value is not None}
        where.pop("position", None)
        feeling = {"feeling": "happiness"} if kind == "check_in" else {}
        if kind == "lost_here" and "block_id" not in where:
            where = {"lesson_id": str(self.lessons[0]), "block_id": str(self.learner.course.text)}
        said = check_in(kind, at, **where, **feeling)
        answer = self._post("/wellbeing/checkins", said)
        assert answer.status_code == 201, answer.json
        self.said.append(said["id"])

    def take_back(self, number: int) -> None:
        if self.said:
            path = f"/wellbeing/checkins/{self.said[number % len(self.said)]}"
            assert self.learner.browser.delete(path).status_code in (204, 404)

    def do(self, minutes_ago: float, place: int, kind: str) -> None:
        """What the student does; without a block there is nothing to tell."""
        where = {name: str(value) for name, value in self.places[place].items()}
        self.refused = []
        if where["block_id"] == "None":
            return
        at = self.learner.clock.now() - timedelta(minutes=minutes_ago)
        event = {"id": str(uuid4()), "kind": kind, "at": at.isoformat(), "seconds": 61.5, **where}
        self.done.append(event)
        answer = self._post("/wellbeing/behaviour", {"events": [event]})
        assert answer.status_code == 202
        if not answer.json["accepted"]:
            self.refused = [event]

    def do_again(self, number: int) -> None:
        if self.done:
            assert self._post("/wellbeing/behaviour", {"events": self.done[: number + 1]}).status_code == 202

    def do_while_off(self, place: int, kind: str) -> None:
        """With the mode off nothing of it is taken in."""
        self.learner.allow("off", save_summaries=self.saves)
        done = len(self.done)
        self.do(0.0, place, kind)
        assert self.refused == self.done[done:]
        self.learner.allow(save_summaries=self.saves)

    def hand_in(self) -> None:
        body = {"id": str(uuid4()), "answers": {}}
        assert self._post(f"/quizzes/{self.learner.course.practice}/attempts", body).status_code in (200, 201)

    def ask(self, urgent: bool) -> None:
        where = {"lesson_id": str(self.lessons[0]), "block_id": str(self.learner.course.text)}
        body = {"id": str(uuid4()), "text": "Why?", "urgent": urgent, **where}
        assert self._post("/help/threads", body).status_code == 201

    def deactivate(self) -> None:
        """Whoever is deactivated, and comes back, finds what was there."""
        with self.database.transaction() as session:
            session.get_one(User, self.learner.user.id).active = False
        with self.database.transaction() as session:
            session.get_one(User, self.learner.user.id).active = True

    def permit(self, allowed: bool) -> None:
        self.saves = allowed
        self.learner.allow(save_summaries=allowed)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=1, max_size=12))
def test_facts_are_a_recount_after_whatever_happened(events, learner_in, make, database):
    learner = learner_in(make.course(f"Course {uuid4()}"), f"Mara {uuid4()}")
    make.tutor(learner.course)
    learner.allow()
    walk = Walk(learner, database)
    for event in events:
        walk.apply(event)
        with database.session(writes=False) as session:
            expected = expected_facts(session, learner.user.id)
            assert_equal(stored_facts(session, learner.user.id), expected)
            assert_equal(stored_days(session, learner.user.id), days_from(expected))
            assert stored_sessions(session, learner.user.id) == expected_sessions(session, learner.user.id, expected)


@pytest.mark.in_process("counts the process's statements")
def test_windows_that_go_on_with_a_session_are_added_without_reading_it(learner, database):
    learner.allow()
    learner.show(*[Expression.NEUTRAL] * 3)
    with counted(database) as sent:
        learner.show(Expression.NEUTRAL)
    facts = [statement for statement in sent if "study_facts" in statement or "study_days" in statement]
    assert [statement.split()[0] for statement in facts] == ["SELECT", "UPDATE", "UPDATE", "UPDATE"]
    assert not any("DELETE" in statement for statement in sent)


def test_the_next_block_of_a_session_begins_a_fact_without_counting_anew(learner, database):
    learner.allow()
    learner.show(*[Expression.NEUTRAL] * 3)
    with counted(database) as sent:
        learner.show(Expression.NEUTRAL, block_id=None)
    assert not any(statement.startswith("DELETE FROM study_facts") for statement in sent)
    with database.session(writes=False) as session:
        facts = stored_facts(session, learner.user.id)
        assert sorted(fact["seconds"] for fact in facts.values()) == [10, 30]
        assert [day["sessions"] for day in stored_days(session, learner.user.id).values()] == [1]
