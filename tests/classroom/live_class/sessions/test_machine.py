"""Two tutors start, present, set the pace and end classes in any order: everybody sees what a plain model says."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from attune.classroom.platform.events.types import user_channel
from tests.classroom.live_class.sessions.conftest import own

WHO = st.sampled_from([0, 1])
TEXT, VIDEO, ELSEWHERE = "text", "video", "second_text"


def test_in_any_order_there_is_one_class_and_everybody_sees_it(
    teacher, colleague, student, sign_in, course, received, clock
):
    tutors, browser, channel = (teacher, colleague), sign_in(student), user_channel(student.id)
    received(channel)

    class Classes(RuleBasedStateMachine):
        """Rules act over HTTP; `expected` is the open class by the model, `seen` what the events alone say."""

        def __init__(self) -> None:
            super().__init__()
            for left in teacher.sessions():
                teacher.end(left["id"])
            received(channel)
            self.expected: dict[str, object] | None = None
            self.planned: list[str] = []
            self.ended: list[str] = []
            self.seen: dict[str, dict] = {}

        @rule(who=WHO, again=st.booleans())
        def begin(self, who: int, again: bool) -> None:
            new = str(uuid4())
            answers = [tutors[who].begin(id=new).status_code for _ in range(2 if again else 1)]
            if self.expected is None:
                assert set(answers) == {201}
                self.expected = {"id": new, "block": None, "pace": "follow"}
            else:
                assert set(answers) == {409}

        @rule(who=WHO)
        def plan(self, who: int) -> None:
            self.planned.append(tutors[who].begin(planned_at=clock.now().isoformat()).json["id"])

        @rule(who=WHO)
        def start_planned(self, who: int) -> None:
            if not self.planned:
                return
            answer = tutors[who].start(self.planned[0])
            if self.expected is not None:
                assert answer.json["error"]["code"] == "live_session_open"
                return
            assert answer.status_code == 200
            self.expected = {"id": self.planned.pop(0), "block": None, "pace": "follow"}

        @rule(who=WHO, block=st.sampled_from([TEXT, VIDEO, ELSEWHERE, None]))
        def present(self, who: int, block: str | None) -> None:
            if self.expected is None:
                return
            block_id: UUID | None = getattr(course, block) if block else None
            answer = tutors[who].present(str(self.expected["id"]), block_id)
            assert answer.status_code == (404 if block == ELSEWHERE else 200)
            if block != ELSEWHERE:
                self.expected["block"] = str(block_id) if block_id else None

        @rule(who=WHO, pace=st.sampled_from(["follow", "own"]))
        def set_pace(self, who: int, pace: str) -> None:
            if self.expected is not None:
                assert tutors[who].change(str(self.expected["id"]), pace=pace).status_code == 200
                self.expected["pace"] = pace

        @rule(who=WHO)
        def end(self, who: int) -> None:
            if self.expected is not None:
                assert tutors[who].end(str(self.expected["id"])).json["state"] == "ended"
                self.ended.append(str(self.expected["id"]))
                self.expected = None

        @rule(who=WHO)
        def call_off(self, who: int) -> None:
            if self.planned:
                assert tutors[who].end(self.planned.pop()).json["state"] == "ended"

        @rule(who=WHO)
        def change_what_has_ended(self, who: int) -> None:
            for each in self.ended[-1:]:
                assert tutors[who].change(each, pace="own").json["error"]["code"] == "live_session_ended"

        @invariant()
        def everybody_sees_the_same(self) -> None:
            for pushed in received(channel):
                before = self.seen.get(pushed["id"])
                assert before is None or pushed["revision"] == before["revision"] + 1
                self.seen[pushed["id"]] = pushed
            fetched = own(browser)
            assert {each["id"]: each for each in fetched} == {
                key: value for key, value in self.seen.items() if value["state"] != "ended"
            }
            is_open = [each for each in fetched if each["state"] == "open"]
            facts = [(each["id"], each["presented_block_id"], each["pace"]) for each in is_open]
            model = self.expected
            assert facts == ([] if model is None else [(model["id"], model["block"], model["pace"])])
            assert {each["id"] for each in fetched if each["state"] == "planned"} == set(self.planned)

    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    run_state_machine_as_test(
        Classes,
        settings=settings(max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=checks),
    )
