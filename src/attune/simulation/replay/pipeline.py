"""One student through the pipeline: readings -> windows -> state -> decision -> message, step by step.

The study session and the supporter are those of the platform; what the platform keeps in its database is kept here in
lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from attune.affect.baseline import Baseline
from attune.affect.evidence import Instant, ended_at
from attune.affect.messages.choice import Feedback
from attune.affect.messages.library import Action, Language, Message
from attune.affect.policy import Breakpoint, Decision, Moment, decide
from attune.affect.states import LearnerState
from attune.affect.study_session import StudySession, kept_baseline
from attune.affect.supporter import Material, PastMessage, SupportHistory, count_feedback, give_support
from attune.affect.windows import Window, WindowBuilder, WindowDoubt, why_unknown
from attune.expressions import EXPRESSIONS
from attune.simulation.replay.events import Changed, Closed, Did, Event, Moved, Paused, Said, Saw, Session, Switched
from attune.vision.readings.smoothing import Displayed, Smoother


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A reading as it came and as the student sees it. raw: its likeliest expression, or "unknown"."""

    at: Instant
    raw: str
    displayed: Displayed


@dataclass(frozen=True, slots=True)
class WindowStep:
    """A window with the state that followed from it and what would have been decided. unknown: why it abstains."""

    at: Instant
    window: Window
    unknown: WindowDoubt | None
    state: LearnerState
    decision: Decision


@dataclass(frozen=True, slots=True)
class InterruptionStep:
    """An interruption point: what was decided, and the message where one was sent or withheld for the control arm."""

    at: Instant
    breakpoint: Breakpoint
    state: LearnerState
    decision: Decision
    message: Message | None = None
    text: str | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class EventStep:
    """Something that happened, as it is."""

    at: Instant
    event: Did | Said | Moved | Switched | Changed


Step: TypeAlias = ReadingStep | WindowStep | InterruptionStep | EventStep


class Pipeline:
    """What the platform knows of one student, and what it makes of the next event. All randomness is of the seed."""

    def __init__(
        self,
        session: Session,
        language: Language,
        feedback: Mapping[str, Feedback],
        earlier: Sequence[Window] = (),
    ) -> None:
        """Begin a session.

        Args:
            session: whose events are taken.
            language: of the messages.
            feedback: what everybody else made of messages.
            earlier: windows of sessions before, oldest first.
        """
        self._session, self._language, self._feedback = session, language, feedback
        self._rng = Random(session.seed)  # noqa: S311 - a choice of words
        self._smoother = Smoother()
        self._builder = WindowBuilder(session.window_seconds, "replay", "on_device", self._new_id)
        self._rules = session.policy.triggers
        self._windows = list(earlier)
        self._messages: list[PastMessage] = []
        self._location = Moved(session.started_at, "start")
        self._visited: dict[str, None] = {}
        self._switch = Switched(session.started_at, enabled=True)
        self._said = self._numbered = 0
        self._study_session = StudySession().look_up_kept(self._kept_before, session.started_at)

    @property
    def baseline(self) -> Baseline:
        """What the student is compared with."""
        return self._study_session.baseline(self._rules)

    def take(self, event: Event) -> Iterator[Step]:
        """Take the next event and say what comes of it."""
        match event:
            case Saw(at, reading):
                raw = EXPRESSIONS[reading.p.index(max(reading.p))] if reading.abstain is None else "unknown"
                yield ReadingStep(at, raw, self._smoother.update(reading))
                window = self._builder.add(reading, at, "lesson", self._location.block_id)
                if window is not None:
                    yield self._add_window(window)
            case Closed(_, window):
                yield self._add_window(window)
            case Paused(at, breakpoint):
                yield self._interrupt(at, breakpoint)
            case _:
                self._add_event(event)
                yield EventStep(event.at, event)

    def _add_event(self, event: Did | Said | Moved | Switched | Changed) -> None:
        match event:
            case Did(_, behaviour):
                self._study_session = self._study_session.add_behaviour(behaviour)
            case Said(_, report):
                self._said += 1
                self._study_session = self._study_session.add_report(str(self._said), report, self._rules)
            case Moved():
                self._location = event
                self._visited[event.block_id] = None
            case Switched():
                self._switch = event
            case Changed():
                pass

    def _add_window(self, window: Window) -> WindowStep:
        self._study_session, state = self._study_session.add_window(window, self._rules, self._kept_before)
        self._windows.append(window)
        now, moment = ended_at(window), Moment(None, self._location.in_graded_quiz)
        decision = decide(self._history().for_policy(), state, self._session.policy, moment, now)
        return WindowStep(now, window, why_unknown(window), state, decision)

    def _kept_before(self, before: Instant) -> Baseline | None:
        if not self._session.may_keep_baseline:
            return None
        in_order = sorted(self._windows, key=lambda window: window.started_at)
        return kept_baseline(in_order, before, self._rules.baseline)

    def _interrupt(self, now: Instant, breakpoint: Breakpoint) -> InterruptionStep:
        state = self._study_session.state(self._rules, now)
        moment = Moment(breakpoint, self._location.in_graded_quiz)
        support = give_support(self._history(), state, self._session.policy, moment, self._material, self._rng, now)
        decision, message = support.decision, support.message
        if message is not None:
            response = self._session.answers.get(message.strategy) if decision.speak else None
            self._messages.append(PastMessage(now, decision.state, message.id, message.strategy, response))
        return InterruptionStep(now, breakpoint, state, decision, message, support.text, support.action)

    def _material(self) -> Material:
        behind = len(self._visited.keys() - {self._location.block_id})
        return Material(
            messages=self._language.messages,
            feedback=self._everybodys_feedback(),
            variables=replace(self._session.student, block=self._location.title, done=behind),
            has_hint=self._location.has_hint,
            has_example=self._location.has_example,
            has_tutor=self._session.has_tutor,
        )

    def _everybodys_feedback(self) -> Mapping[str, Feedback]:
        """What everybody made of messages, this student included."""
        own = count_feedback((each.message_id, each.response, 1) for each in self._messages if each.response)
        nothing = Feedback()
        return {
            key: self._feedback.get(key, nothing) + own.get(key, nothing) for key in self._feedback.keys() | own.keys()
        }

    def _history(self) -> SupportHistory:
        switch = self._switch
        return SupportHistory(self._messages, switch.enabled, switch.snoozed_until, self._session.in_control_arm)

    def _new_id(self) -> str:
        self._numbered += 1
        return f"window-{self._numbered}"


def replay(
    session: Session,
    language: Language,
    feedback: Mapping[str, Feedback] | None = None,
    watch: Callable[[Step], None] | None = None,
) -> list[Step]:
    """Run a session through the pipeline from its beginning; `watch` is called with every step as it happens."""
    pipeline, steps = Pipeline(session, language, feedback or {}), []
    for event in session.events:
        for step in pipeline.take(event):
            steps.append(step)
            if watch is not None:
                watch(step)
    return steps
