"""One student through the chain: readings -> windows -> state -> decision -> message, step by step.

The same functions decide here as on the platform; what the platform keeps in its database is kept here in lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from attune.affect.baseline import Baseline, baseline_in_force, establish_baseline
from attune.affect.choice import Answer, Feedback, Place, choose_message, fitting_messages, what_helped
from attune.affect.evidence import Behaviour, Evidence, Instant, SelfReport, ended_at
from attune.affect.limits import PastOffer
from attune.affect.messages import Language, Message, Personal, render
from attune.affect.policy import Breakpoint, Decision, History, Moment, Rule, decide
from attune.affect.states import LearnerState, infer_state
from attune.affect.windows import Window, WindowBuilder, WindowDoubt, why_unknown
from attune.expressions import EXPRESSIONS
from attune.simulation.replay.events import Changed, Closed, Did, Event, Moved, Paused, Said, Saw, Session, Switched
from attune.vision.readings.smoothing import Displayed, Smoother

RECENT_WINDOWS = 60  # as many as the platform keeps in memory
NOT_AGAIN_WITHIN = 12  # as on the platform: the same message comes back after this many others


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading as it came and as the student sees it. raw: its likeliest expression, or "unknown"."""

    at: Instant
    raw: str
    displayed: Displayed


@dataclass(frozen=True, slots=True)
class Judged:
    """A window with the state that followed from it and what would have been decided."""

    at: Instant
    window: Window
    doubt: WindowDoubt | None
    state: LearnerState
    decision: Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """A natural pause: what was decided, and the message where one was offered or withheld for the control arm."""

    at: Instant
    breakpoint: Breakpoint
    state: LearnerState
    decision: Decision
    message: Message | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that happened, as it is."""

    at: Instant
    event: Did | Said | Moved | Switched | Changed


Step: TypeAlias = Shown | Judged | Decided | Noted


class Chain:
    """What the platform knows of one student, and what it makes of the next event. All chance comes from the seed."""

    def __init__(
        self, session: Session, language: Language, feedback: Mapping[str, Feedback], kept: Baseline | None = None
    ) -> None:
        self._session, self._language, self._feedback, self._kept = session, language, feedback, kept
        self._chance = Random(session.seed)  # noqa: S311 - a choice of words
        self._smoother = Smoother()
        self._builder = WindowBuilder(session.window_seconds, "replay", "on_device", self._new_id)
        self._rules = session.policy.triggers
        self._first: list[Window] = []
        self._recent: list[Window] = []
        self._behaviour: list[Behaviour] = []
        self._reports: list[SelfReport] = []
        self._offers: list[PastOffer] = []
        self._answers: list[Answer] = []
        self._place = Moved(session.started_at, "start")
        self._visited: dict[str, None] = {}
        self._switch = Switched(session.started_at, enabled=True)
        self.baseline = baseline_in_force(Baseline(), kept, session.may_keep_baseline)

    def take(self, event: Event) -> Iterator[Step]:
        """Take the next event in and say what comes of it."""
        match event:
            case Saw(at, reading):
                raw = EXPRESSIONS[reading.p.index(max(reading.p))] if reading.abstain is None else "unknown"
                yield Shown(at, raw, self._smoother.update(reading))
                window = self._builder.add(reading, at, "lesson", self._place.block_id)
                if window is not None:
                    yield self._judge(window)
            case Closed(_, window):
                yield self._judge(window)
            case Paused(at, breakpoint):
                yield self._decide(at, breakpoint)
            case _:
                self._note(event)
                yield Noted(event.at, event)

    def _note(self, event: Did | Said | Moved | Switched | Changed) -> None:
        match event:
            case Did(_, behaviour):
                self._behaviour.append(behaviour)
            case Said(_, report):
                self._reports.append(report)
            case Moved():
                self._place = event
                self._visited[event.block_id] = None
            case Switched():
                self._switch = event
            case Changed():
                pass

    def _judge(self, window: Window) -> Judged:
        self._recent = [*self._recent, window][-RECENT_WINDOWS:]
        if sum(each.seconds for each in self._first) < 2 * self._rules.baseline.seconds:
            self._first.append(window)
            own = establish_baseline(self._first, self._rules.baseline)
            self.baseline = baseline_in_force(own, self._kept, self._session.may_keep_baseline)
        now = ended_at(window)
        state = self._state(now)
        decision = decide(self._history(), state, self._session.policy, self._moment(None), now)
        return Judged(now, window, why_unknown(window), state, decision)

    def _decide(self, now: Instant, breakpoint: Breakpoint) -> Decided:
        state = self._state(now)
        decision = decide(self._history(), state, self._session.policy, self._moment(breakpoint), now)
        decided = Decided(now, breakpoint, state, decision)
        if not decision.speak and decision.rule is not Rule.CONTROL_ARM:
            return decided
        personal = self._personal()
        message = self._choose(breakpoint, decision, personal)
        if message is None:
            return decided
        response = self._session.answers.get(message.strategy) if decision.speak else None
        self._offers.append(PastOffer(now, decision.state, response))
        self._answers.append(Answer(message.id, message.strategy, response))
        return replace(decided, message=message, text=render(message, personal.values()))

    def _choose(self, breakpoint: Breakpoint, decision: Decision, personal: Personal) -> Message | None:
        known, helped = frozenset(personal.values()), what_helped(self._answers)
        place = Place(breakpoint, self._place.has_hint, self._session.has_tutor, known, helped)
        candidates = fitting_messages(self._language.messages, decision.state, place)
        seen = [answer.message_id for answer in self._answers[-NOT_AGAIN_WITHIN:]]
        return choose_message(candidates, self._feedback, seen, self._chance, self._answers)

    def _personal(self) -> Personal:
        behind = len(self._visited.keys() - {self._place.block_id})
        return replace(self._session.student, block=self._place.title, done=behind)

    def _state(self, now: Instant) -> LearnerState:
        evidence = Evidence(tuple(self._recent), tuple(self._behaviour), tuple(self._reports))
        return infer_state(evidence, self.baseline, self._rules, now)

    def _history(self) -> History:
        switch, in_control_arm = self._switch, self._session.in_control_arm
        return History(tuple(self._offers), switch.enabled, switch.snoozed_until, in_control_arm)

    def _moment(self, breakpoint: Breakpoint | None) -> Moment:
        return Moment(breakpoint, self._place.in_graded_quiz)

    def _new_id(self) -> str:
        return f"window-{self._chance.getrandbits(64):016x}"


def replay(
    session: Session,
    language: Language,
    feedback: Mapping[str, Feedback] | None = None,
    watch: Callable[[Step], None] | None = None,
) -> list[Step]:
    """Run a session through the chain from its beginning; `watch` is told every step as it happens."""
    chain, steps = Chain(session, language, feedback or {}), []
    for event in session.events:
        for step in chain.take(event):
            steps.append(step)
            if watch is not None:
                watch(step)
    return steps
