"""A scenario as a session: synthetic faces from a seeded generator, images read by the real model, and all events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import accumulate, pairwise

import numpy as np

from attune.affect.evidence import Behaviour, BehaviourKind, Instant, SelfReport, SelfReportKind
from attune.affect.messages.library import Personal
from attune.affect.policy import InterruptionPoint
from attune.affect.practice.opportunities import HandIn, Opportunity
from attune.expressions import EXPRESSIONS, Expression, valence_arousal
from attune.simulation.replay.events import (
    Changed,
    Did,
    Event,
    HandedIn,
    Moved,
    Paused,
    Said,
    Saw,
    Session,
    Switched,
    in_order,
)
from attune.simulation.replay.scenario import (
    Happening,
    Scenario,
    ScenarioBlock,
    ScenarioHandIn,
    ScenarioSession,
    Segment,
)
from attune.vision.readings.readings import Reading, no_face
from attune.vision.readings.smoothing import abstention_reason

MODEL = "synthetic"
SECONDS_PER_ITEM = 40.0  # that an item of a quiz is meant to take, as on the platform
OTHERS = 0.002  # the least mean of an expression that a face does not show: no model is ever certain

ReadImages = Callable[[Segment, tuple[Instant, ...], int], Iterator[Reading]]
"""Reads the pictures of a segment at some instants, with a seed for the jitter of the camera."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One study session of a scenario. begun: when each of its segments begins, in seconds."""

    start: Instant
    session: ScenarioSession
    begun: tuple[float, ...]
    readings_per_second: float

    def instant(self, seconds: float) -> Instant:
        """A moment of it."""
        return self.start + timedelta(seconds=seconds)

    def block_at(self, seconds: float) -> ScenarioBlock | None:
        """The block that the student is at."""
        current = None
        for begin, segment in zip(self.begun, self.session.segments, strict=False):
            if begin <= seconds and segment.block is not None:
                current = segment.block
        return current

    def readings(self, place: int) -> tuple[Instant, ...]:
        """When the frames of a segment are read."""
        count = int(self.session.segments[place].duration * self.readings_per_second)
        return tuple(self.instant(self.begun[place] + i / self.readings_per_second) for i in range(count))


def synthesise(scenario: Scenario, read_images: ReadImages, seed: int | None = None) -> Session:
    """Turn a scenario into a session. seed: another student of the same scenario; its own seed where it is None."""
    chosen = scenario.seed if seed is None else seed
    events: list[Event] = []
    hand_ins: Counter[str] = Counter()
    segments = 0
    for start, session in scenario.study_sessions:
        begun = (0.0, *accumulate(segment.duration for segment in session.segments))
        part = _Part(start.astimezone(UTC), session, begun, scenario.readings_per_second)
        events += _walk(part)
        for place, segment in enumerate(session.segments):
            events += _faces(segment, part.readings(place), chosen * 1000 + segments + place, read_images)
        for happening in sorted(session.events, key=lambda each: each.at):
            events += _happen(happening, part, hand_ins)
        events += [Changed(part.instant(at), face) for at, face in _changes(part)]
        segments += len(session.segments)
    return Session(
        title=scenario.title,
        events=in_order(events),
        student=_personal(scenario),
        language=scenario.language,
        window_seconds=scenario.window_seconds,
        policy=scenario.support_policy,
        learner_id=f"student-{chosen}",
        may_keep_baseline=scenario.may_keep_baseline,
        has_tutor=scenario.has_tutor,
        answers=scenario.answers,
        otherwise=scenario.otherwise,
        utc_offset_minutes=scenario.utc_offset_minutes,
        lasts=scenario.seconds,
    )


def _personal(scenario: Scenario) -> Personal:
    segments = [segment for _, session in scenario.study_sessions for segment in session.segments]
    blocks = {segment.block.id for segment in segments if segment.block}
    return Personal(scenario.student.name, scenario.student.course, scenario.student.lesson, total=len(blocks))


def _faces(segment: Segment, instants: tuple[Instant, ...], seed: int, read_images: ReadImages) -> Iterator[Saw]:
    if segment.pictures:
        readings = read_images(segment, instants, seed)
    elif segment.shows is not None:
        readings = _synthetic(segment, instants, np.random.default_rng(seed))
    else:
        return
    for at, reading in zip(instants, readings, strict=True):
        yield Saw(at, reading)


def _synthetic(segment: Segment, instants: tuple[Instant, ...], rng: np.random.Generator) -> Iterator[Reading]:
    """Readings around the segment's mean: a Dirichlet distribution whose spread is the segment's noise."""
    shows = segment.shows or {}
    rest = (1 - sum(shows.values())) / max(1, len(EXPRESSIONS) - len(shows))
    mean = np.array([shows.get(expression, rest) for expression in EXPRESSIONS])
    mean = np.maximum(mean, OTHERS)
    drawn = rng.dirichlet(mean / mean.sum() * ((0.5 / segment.noise) ** 2 - 1), len(instants))
    seen = rng.random(len(instants)) < segment.coverage
    quality = np.clip(rng.normal(segment.quality, 0.03, len(instants)), 0, 1)
    for at, p, face, good in zip(instants, drawn.tolist(), seen.tolist(), quality.tolist(), strict=True):
        t = at.timestamp() * 1000
        yield (
            Reading(t, True, None, tuple(p), *valence_arousal(p), good, abstention_reason(p), MODEL)
            if face
            else no_face(t, MODEL)
        )


def _walk(part: _Part) -> Iterator[Event]:
    """From block to block: where the student is, how long they stayed, and the pause that lies between two blocks."""
    entered: tuple[float, ScenarioBlock] | None = None
    for begin, segment in zip(part.begun, part.session.segments, strict=False):
        if segment.block is None or (entered is not None and entered[1].id == segment.block.id):
            continue
        at = part.instant(begin)
        if entered is not None:
            yield _stay(at, entered[1], begin - entered[0])
        yield _moved(at, segment.block)
        if entered is not None:
            yield Paused(at, InterruptionPoint.BLOCK_CHANGE)
        entered = (begin, segment.block)


def _moved(at: Instant, block: ScenarioBlock) -> Moved:
    return Moved(
        at,
        block.id,
        block.title,
        block.has_hint,
        block.graded_quiz,
        block.has_example,
        block.has_easier,
        block.has_challenge,
        block.prerequisite,
        block.quiz or block.graded_quiz,
        block.next_quiz,
        block.next_minutes,
        block.lesson,
    )


def _stay(at: Instant, block: ScenarioBlock, seconds: float) -> Did:
    expected = block.minutes * 60 if block.minutes else None
    return Did(at, Behaviour(BehaviourKind.BLOCK_DWELL, at, block.id, 1, seconds, expected))


def _happen(happening: Happening, part: _Part, hand_ins: Counter[str]) -> Iterator[Event]:
    """The events of one happening, which has exactly one field."""
    (kind,) = happening.model_fields_set - {"at"}
    value, at, block = getattr(happening, kind), part.instant(happening.at), part.block_at(happening.at)
    block_id = block.id if block is not None else "start"
    if kind in _COUNTED:
        yield Did(at, Behaviour(_COUNTED[kind], at, block_id, value))
    elif kind in _LASTING:
        yield Did(at, Behaviour(_LASTING[kind], at, block_id, 1, value))
    elif kind in _REPORTED:
        feeling = None if kind == "lost_here" else value
        yield Said(at, SelfReport(_REPORTED[kind], at, feeling, block_id))
        if feeling is not None:
            yield Paused(at, None)
    elif kind == "hand_in":
        yield from _hand_in(value, at, block or ScenarioBlock(id=block_id), hand_ins)
    elif kind == "pause":
        yield Paused(at, value)
    else:
        yield Switched(at, value) if kind == "support" else Switched(at, True, at + timedelta(seconds=value))


def _hand_in(handed: ScenarioHandIn, at: Instant, block: ScenarioBlock, hand_ins: Counter[str]) -> Iterator[Event]:
    """A quiz handed in, and the pause after it."""
    hand_ins[block.id] += 1
    attempt, items = hand_ins[block.id], [*handed.right, *handed.wrong]
    passed = not handed.wrong if handed.passed is None else handed.passed
    made = HandIn(block.id, at, passed, len(handed.right), len(handed.wrong), attempt, block.graded_quiz)
    opportunities = tuple(
        Opportunity(
            skill=block.skills.get(item, f"block:{block.id}"),
            item_id=item,
            block_id=block.id,
            lesson_id=block.lesson,
            at=at,
            right=item in handed.right,
            attempt=attempt,
            seconds=None if handed.seconds is None else handed.seconds / len(items),
            expected_seconds=SECONDS_PER_ITEM,
            graded=block.graded_quiz,
        )
        for item in sorted(items)
    )
    yield HandedIn(at, made, opportunities, passed or attempt == block.attempts)
    yield Paused(at, InterruptionPoint.ANSWER_SUBMITTED)


_COUNTED = {
    "wrong_answers": BehaviourKind.WRONG_ANSWER,
    "rewinds": BehaviourKind.REWIND,
    "rapid_retries": BehaviourKind.RAPID_RETRY,
    "hint_opened": BehaviourKind.HINT_OPENED,
    "example_opened": BehaviourKind.EXAMPLE_OPENED,
    "easier_opened": BehaviourKind.EASIER_OPENED,
}
_LASTING = {"idle": BehaviourKind.IDLE, "tab_hidden": BehaviourKind.TAB_HIDDEN}
_REPORTED = {
    "says": SelfReportKind.CHECK_IN,
    "corrects": SelfReportKind.CORRECTION,
    "lost_here": SelfReportKind.LOST_HERE,
}


def _changes(part: _Part) -> Iterator[tuple[float, Expression]]:
    """When the face begins to show another expression, for synthetic faces, of which the truth is known."""
    faces = [_leading(segment) for segment in part.session.segments]
    for (_, before), (begin, after) in pairwise(zip(part.begun, faces, strict=False)):
        if before is not None and after is not None and before is not after:
            yield begin, after


def _leading(segment: Segment) -> Expression | None:
    """The expression that a synthetic face shows clearly, if any."""
    if not segment.shows or segment.coverage < 0.5:
        return None
    leading = max(segment.shows, key=segment.shows.__getitem__)
    return leading if segment.shows[leading] >= 0.5 else None
