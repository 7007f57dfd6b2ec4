"""A scenario as a session: synthetic faces from a seeded generator, images read by the real model, and all events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import accumulate, pairwise

import numpy as np

from attune.affect.evidence import Behaviour, BehaviourKind, Instant, SelfReport, SelfReportKind
from attune.affect.messages.library import Personal
from attune.affect.policy import Breakpoint
from attune.expressions import EXPRESSIONS, Expression, valence_arousal
from attune.simulation.replay.events import Changed, Did, Event, Moved, Paused, Said, Saw, Session, Switched, in_order
from attune.simulation.replay.scenario import Happening, Scenario, ScenarioBlock, Segment
from attune.vision.readings.readings import Reading, no_face
from attune.vision.readings.smoothing import abstention_reason

MODEL = "synthetic"
OTHERS = 0.002  # the least mean of an expression that a face does not show: no model is ever certain

ReadPictures = Callable[[Segment, tuple[Instant, ...], int], Iterator[Reading]]
"""Reads the pictures of a segment at some instants, with a seed for the jitter of the camera."""


def synthesise(scenario: Scenario, read_pictures: ReadPictures, seed: int | None = None) -> Session:
    """Turn a scenario into a session. seed: another student of the same scenario; its own seed where it is None."""
    chosen = scenario.seed if seed is None else seed
    begun = [0.0, *accumulate(segment.duration for segment in scenario.segments)]
    events: list[Event] = list(_walk(scenario, begun))
    for place, segment in enumerate(scenario.segments):
        instants = _instants(scenario, begun[place], segment.duration)
        events += _faces(segment, instants, chosen * 1000 + place, read_pictures)
    for happening in scenario.events:
        events.append(_happen(happening, scenario.instant(happening.at), _block_at(scenario, begun, happening.at)))
    events += [Changed(scenario.instant(at), face) for at, face in _changes(scenario, begun)]
    return Session(
        title=scenario.title,
        events=in_order(events),
        student=_personal(scenario),
        language=scenario.language,
        window_seconds=scenario.window_seconds,
        policy=scenario.support_policy,
        in_control_arm=scenario.in_control_arm,
        may_keep_baseline=scenario.may_keep_baseline,
        has_tutor=scenario.has_tutor,
        answers=scenario.answers,
        seed=chosen,
        lasts=scenario.seconds,
    )


def _personal(scenario: Scenario) -> Personal:
    blocks = {segment.block.id for segment in scenario.segments if segment.block}
    return Personal(scenario.student.name, scenario.student.course, scenario.student.lesson, total=len(blocks))


def _instants(scenario: Scenario, begin: float, duration: float) -> tuple[Instant, ...]:
    step = 1 / scenario.readings_per_second
    return tuple(scenario.instant(begin + i * step) for i in range(int(duration * scenario.readings_per_second)))


def _faces(segment: Segment, instants: tuple[Instant, ...], seed: int, read_pictures: ReadPictures) -> Iterator[Saw]:
    if segment.pictures:
        readings = read_pictures(segment, instants, seed)
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


def _walk(scenario: Scenario, begun: list[float]) -> Iterator[Event]:
    """From block to block: where the student is, how long they stayed, and the pause that lies between two blocks."""
    entered: tuple[float, ScenarioBlock] | None = None
    for begin, segment in zip(begun, scenario.segments, strict=False):
        if segment.block is None or (entered is not None and entered[1].id == segment.block.id):
            continue
        at = scenario.instant(begin)
        if entered is not None:
            yield _stay(at, entered[1], begin - entered[0])
        block = segment.block
        yield Moved(at, block.id, block.title, block.has_hint, block.graded_quiz, block.has_example)
        if entered is not None:
            yield Paused(at, Breakpoint.BLOCK_CHANGE)
        entered = (begin, block)


def _stay(at: Instant, block: ScenarioBlock, seconds: float) -> Did:
    expected = block.minutes * 60 if block.minutes else None
    return Did(at, Behaviour(BehaviourKind.BLOCK_DWELL, at, block.id, 1, seconds, expected))


def _block_at(scenario: Scenario, begun: list[float], seconds: float) -> str:
    current = "start"
    for begin, segment in zip(begun, scenario.segments, strict=False):
        if begin <= seconds and segment.block is not None:
            current = segment.block.id
    return current


def _happen(happening: Happening, at: Instant, block: str) -> Event:
    """The event of one happening, which has exactly one field."""
    (kind,) = happening.model_fields_set - {"at"}
    value = getattr(happening, kind)
    if kind in _COUNTED:
        return Did(at, Behaviour(_COUNTED[kind], at, block, value))
    if kind in _LASTING:
        return Did(at, Behaviour(_LASTING[kind], at, block, 1, value))
    if kind in _REPORTED:
        feeling = None if kind == "lost_here" else value
        return Said(at, SelfReport(_REPORTED[kind], at, feeling, block))
    if kind == "pause":
        return Paused(at, value)
    return Switched(at, value) if kind == "support" else Switched(at, True, at + timedelta(seconds=value))


_COUNTED = {
    "wrong_answers": BehaviourKind.WRONG_ANSWER,
    "rewinds": BehaviourKind.REWIND,
    "rapid_retries": BehaviourKind.RAPID_RETRY,
}
_LASTING = {"idle": BehaviourKind.IDLE, "tab_hidden": BehaviourKind.TAB_HIDDEN}
_REPORTED = {
    "says": SelfReportKind.CHECK_IN,
    "corrects": SelfReportKind.CORRECTION,
    "lost_here": SelfReportKind.LOST_HERE,
}


def _changes(scenario: Scenario, begun: list[float]) -> Iterator[tuple[float, Expression]]:
    """When the face begins to show another expression, for synthetic faces, of which the truth is known."""
    faces = [_leading(segment) for segment in scenario.segments]
    for (_, before), (begin, after) in pairwise(zip(begun, faces, strict=False)):
        if before is not None and after is not None and before is not after:
            yield begin, after


def _leading(segment: Segment) -> Expression | None:
    """The expression that a synthetic face shows clearly, if any."""
    if not segment.shows or segment.coverage < 0.5:
        return None
    leading = max(segment.shows, key=segment.shows.__getitem__)
    return leading if segment.shows[leading] >= 0.5 else None
