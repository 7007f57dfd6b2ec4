"""One student through the pipeline: readings -> windows -> state -> decision -> message, step by step.

The study session and the supporter are those of the platform; what the platform keeps in its database is kept here in
lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID

from attune.affect.baseline import Baseline
from attune.affect.causes import Finding
from attune.affect.decisions.decide import Decision
from attune.affect.decisions.moments import MOMENTS_LOOKED_AT, PastSupport, SupportHistory
from attune.affect.evidence import Instant, ended_at
from attune.affect.findings.circumstances import Circumstances
from attune.affect.messages.experience import AnswerCount, count_experience
from attune.affect.messages.library import Language, Message
from attune.affect.messages.strategies import Action
from attune.affect.policy import InterruptionPoint
from attune.affect.states import LearnerState
from attune.affect.study_session import StudySession, kept_baseline
from attune.affect.supporter import Material, Support, give_support
from attune.affect.windows import Window, WindowBuilder, WindowDoubt, why_unknown
from attune.expressions import EXPRESSIONS
from attune.simulation.replay.events import (
    Changed,
    Closed,
    Did,
    Event,
    HandedIn,
    Moved,
    Paused,
    Said,
    Saw,
    Session,
    Switched,
)
from attune.simulation.replay.log import SimulatedLog
from attune.vision.readings.smoothing import Displayed, Smoother


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A reading as it came and as the student sees it. raw: its likeliest expression, or "unknown"."""

    at: Instant
    raw: str
    displayed: Displayed


@dataclass(frozen=True, slots=True)
class WindowStep:
    """A window with the state that followed from it. unknown: why it abstains."""

    at: Instant
    window: Window
    unknown: WindowDoubt | None
    state: LearnerState


@dataclass(frozen=True, slots=True)
class InterruptionStep:
    """An interruption point: what was decided, and the message where one was sent or withheld for the control arm."""

    at: Instant
    interruption_point: InterruptionPoint | None
    state: LearnerState
    support: Support

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return self.support.decision

    @property
    def message(self) -> Message | None:
        """The message that was said or withheld."""
        return self.support.message

    @property
    def text(self) -> str | None:
        """Its words."""
        return self.support.text

    @property
    def action(self) -> Action | None:
        """What one tap on it does."""
        return self.support.action


@dataclass(frozen=True, slots=True)
class EventStep:
    """Something that happened, as it is."""

    at: Instant
    event: Did | Said | HandedIn | Moved | Switched | Changed


Step: TypeAlias = ReadingStep | WindowStep | InterruptionStep | EventStep


class Pipeline:
    """What the platform knows of one student, and what it makes of the next event."""

    def __init__(
        self,
        session: Session,
        language: Language,
        others: Sequence[AnswerCount] = (),
        earlier: Sequence[Window] = (),
    ) -> None:
        """Begin a session.

        Args:
            session: whose events are taken.
            language: of the messages.
            others: what everybody else made of messages.
            earlier: windows of sessions before, oldest first.
        """
        self._session, self._language, self._others = session, language, tuple(others)
        self._smoother = Smoother()
        self._builder = WindowBuilder(session.window_seconds, "replay", "on_device", self._new_id)
        self._rules = session.policy.triggers
        self._windows = list(earlier)
        self._moments: list[PastSupport] = []
        self._log = SimulatedLog(session)
        self._switch = Switched(session.started_at, enabled=True)
        self._said = self._numbered = self._interruptions = 0
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
                window = self._builder.add(reading, at, self._log.location.lesson_id, self._log.location.block_id)
                if window is not None:
                    yield self._add_window(window)
            case Closed(_, window):
                yield self._add_window(window)
            case Paused(at, interruption_point):
                yield self._interrupt(at, interruption_point)
            case _:
                self._add_event(event)
                yield EventStep(event.at, event)

    def _add_event(self, event: Did | Said | HandedIn | Moved | Switched | Changed) -> None:
        self._log.add(event)
        match event:
            case Did(_, behaviour):
                self._study_session = self._study_session.add_behaviour(behaviour)
            case Said(_, report):
                self._said += 1
                self._study_session = self._study_session.add_report(str(self._said), report, self._rules)
            case HandedIn():
                wrong = event.wrong_answers()
                if wrong is not None:
                    self._study_session = self._study_session.add_behaviour(wrong)
            case Switched():
                self._switch = event
            case Moved() | Changed():
                pass

    def _add_window(self, window: Window) -> WindowStep:
        self._study_session, state = self._study_session.add_window(window, self._rules, self._kept_before)
        self._windows.append(window)
        return WindowStep(ended_at(window), window, why_unknown(window), state)

    def _kept_before(self, before: Instant) -> Baseline | None:
        if not self._session.may_keep_baseline:
            return None
        in_order = sorted(self._windows, key=lambda window: window.started_at)
        return kept_baseline(in_order, before, self._rules.baseline)

    def _interrupt(self, now: Instant, point: InterruptionPoint | None) -> InterruptionStep:
        circumstances, situation = self._circumstances(now), self._log.situation(point)
        history = SupportHistory(self._moments, self._switch.enabled, self._switch.snoozed_until)
        policy, key = self._session.policy, self._next_key()

        def look_up(finding: Finding) -> Material:
            return self._material(finding, circumstances, now)

        support = give_support(history, circumstances, policy, situation, look_up, key, now)
        if support.decision.moment and support.decision.finding is not None:
            self._moments = [*self._moments, self._as_moment(support, support.decision.finding, point, now)]
            self._moments = self._moments[-MOMENTS_LOOKED_AT:]
        return InterruptionStep(now, point, circumstances.state, support)

    def _circumstances(self, now: Instant) -> Circumstances:
        offset = self._session.utc_offset_minutes
        return Circumstances(
            self._study_session,
            self._study_session.state(self._rules, now),
            self._log.practice,
            self._log.recent_reports(now),
            None if offset is None else timedelta(minutes=offset),
        )

    def _as_moment(
        self, support: Support, finding: Finding, point: InterruptionPoint | None, now: Instant
    ) -> PastSupport:
        message, session = support.message, self._session
        response = None
        if support.delivered and message is not None:
            response = session.answers.get(message.strategy, session.otherwise)
        return PastSupport(
            now,
            finding.cause,
            finding.evidence,
            support.delivered,
            point,
            finding.block_id,
            finding.item_id,
            finding.skill,
            message.id if message is not None else None,
            message.strategy if message is not None else None,
            response,
        )

    def _material(self, finding: Finding, circumstances: Circumstances, now: Instant) -> Material:
        return Material(
            messages=self._language.messages,
            facts=self._log.facts(finding, circumstances, self._moments, now),
            variables=self._log.variables(finding),
            course=self._session.student.course,
            everybody=count_experience(self._others, now),  # their own answers count as their own
        )

    def _next_key(self) -> str:
        self._interruptions += 1
        return f"{self._session.learner_id}:{UUID(int=self._interruptions)}"

    def _new_id(self) -> str:
        self._numbered += 1
        return f"window-{self._numbered}"


def replay(
    session: Session,
    language: Language,
    others: Sequence[AnswerCount] = (),
    watch: Callable[[Step], None] | None = None,
) -> list[Step]:
    """Run a session through the pipeline from its beginning; `watch` is called with every step as it happens."""
    pipeline, steps = Pipeline(session, language, others), []
    for event in session.events:
        for step in pipeline.take(event):
            steps.append(step)
            if watch is not None:
                watch(step)
    return steps
