"""Windows and behaviour: from a student's device into their study session and, where allowed, into the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline
from attune.affect.evidence import Behaviour, BehaviourKind, ended_at
from attune.affect.states import LearnerState
from attune.affect.study_session import BEHAVIOUR_KEPT, StudySession
from attune.affect.windows import Window
from attune.classroom.courses.access import visible_to
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.device_clock import DeviceClock, RefusalReason, split_refused
from attune.classroom.platform.events.types import QuizSubmitted, publish
from attune.classroom.platform.live_store.contract import LiveStoreAway
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import mode_of, require_camera, settings_and_policy
from attune.classroom.wellbeing.ingestion.schemas import (
    BehaviourAccepted,
    BehaviourBatch,
    BehaviourIn,
    RefusedItem,
    WindowBatch,
    WindowIn,
    WindowsAccepted,
)
from attune.classroom.wellbeing.learner_state.events import LearnerChanged
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.learner_state.restore import kept_before, restore_study_session, rules_in_force
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import StoredWindow
from attune.expressions import EXPRESSIONS

log = structlog.get_logger("attune.wellbeing")

ObserveLag = Callable[[float], None]


class Place(NamedTuple):
    """A lesson and a block in it, either of them perhaps unknown."""

    lesson_id: UUID | None
    block_id: UUID | None


def receive_windows(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    batch: WindowBatch,
    observe_lag: ObserveLag,
    now: datetime,
) -> WindowsAccepted:
    """Take in a batch of the student's own windows; a window sent twice counts once.

    observe_lag is told, per new window, the seconds from its end to `now`.
    A window from ahead of the corrected clock, or older than the institution keeps any, is refused by itself: the
    others of the batch are taken in.  Raises ConsentRequired without the student's permission.
    """
    settings, policy = settings_and_policy(session, student.id)
    require_camera(settings, policy)
    clock = DeviceClock.of(batch.sent_at, now)
    admitted, refused = split_refused(
        batch.windows,
        lambda window: clock.lead(window.started_at) + timedelta(seconds=window.seconds),
        timedelta(days=policy.retention_days),
    )
    windows = [window.model_copy(update={"started_at": clock.correct(window.started_at)}) for window in admitted]
    places = _places(session, student, windows)
    rules = state_rules(policy)
    rows: list[dict[str, Any]] = []
    stored = 0

    def store() -> None:
        nonlocal stored
        stored += insert_if_absent(session, StoredWindow, rows) if settings.save_summaries else 0
        rows.clear()

    def look_up_kept(before: datetime) -> Baseline | None:
        store()  # the windows of this batch that belong to the session before
        return kept_before(session, student.id, rules)(before)

    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules, now)
        fresh = _unseen(session, current, student.id, windows)
        if not settings.save_summaries:
            current = current.remember(str(incoming.id) for incoming in fresh)
        for incoming in fresh:
            window = _as_window(incoming, places)
            current, state = current.add_window(window, rules, look_up_kept)
            rows.append(_as_row(student.id, incoming, places, state))
            observe_lag(max(0.0, (now - ended_at(window)).total_seconds()))
        study_sessions.put(student.id, current)
    store()
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return WindowsAccepted(
        accepted=len(fresh), stored=stored, duplicates=len(windows) - len(fresh), refused=_describe_refused(refused)
    )


def receive_behaviour(
    session: Session, study_sessions: StudySessions, student: Actor, batch: BehaviourBatch, now: datetime
) -> BehaviourAccepted:
    """Take in what a student did; it stays in memory for minutes, and what is older than that is refused.

    Nothing is taken in with the mode off.
    """
    if mode_of(session, student.id) is Mode.OFF:
        return BehaviourAccepted(accepted=0, refused=[])
    clock = DeviceClock.of(batch.sent_at, now)
    admitted, refused = split_refused(batch.events, lambda event: clock.lead(event.at), BEHAVIOUR_KEPT)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules_in_force(session), now)
        known = set(current.seen_ids)
        fresh = list({event.id: event for event in reversed(admitted) if str(event.id) not in known}.values())[::-1]
        current = current.remember(str(event.id) for event in fresh)
        expected = _expected_seconds(session, student, fresh)
        for event in sorted(fresh, key=lambda event: event.at):
            at, place = min(clock.correct(event.at), now), str(event.block_id)
            behaviour = Behaviour(event.kind, at, place, 1, event.seconds, expected.get(event.block_id))
            current = current.add_behaviour(behaviour)
        study_sessions.put(student.id, current)
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return BehaviourAccepted(accepted=len(fresh), refused=_describe_refused(refused))


def _expected_seconds(session: Session, student: Actor, events: Sequence[BehaviourIn]) -> Mapping[UUID, float]:
    """How long the blocks that somebody stayed at are meant to take.

    A block that is gone or not the student's has no expected time.
    """
    stayed_at = {event.block_id for event in events if event.kind is BehaviourKind.BLOCK_DWELL}
    if not stayed_at:
        return {}
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    there = select(Block.lesson_id).where(Block.id.in_(stayed_at))
    minutes = dict(
        session.execute(
            select(Lesson.id, Lesson.minutes).where(Lesson.id.in_(there), Lesson.course_id.in_(courses))
        ).all()
    )
    blocks: dict[UUID, list[Block]] = {lesson_id: [] for lesson_id in minutes}
    for block in session.scalars(select(Block).where(Block.lesson_id.in_(minutes))):
        blocks[block.lesson_id].append(block)
    return {
        block_id: seconds
        for lesson_id, lesson_minutes in minutes.items()
        for block_id, seconds in expected_seconds(lesson_minutes, blocks[lesson_id]).items()
    }


def on_quiz_submitted(session: Session, study_sessions: StudySessions, event: QuizSubmitted) -> None:
    """Take wrong answers of a quiz as behaviour, unless the student's mode is off.

    The answers themselves are handed in whatever becomes of this: without the live store it is left out.
    """
    if event.wrong_count == 0:
        return
    if mode_of(session, event.user_id) is Mode.OFF:
        return
    wrong = Behaviour(BehaviourKind.WRONG_ANSWER, event.at, str(event.block_id), event.wrong_count)
    try:
        with study_sessions.locked(event.user_id):
            current = restore_study_session(session, study_sessions, event.user_id, rules_in_force(session), event.at)
            study_sessions.put(event.user_id, current.add_behaviour(wrong))
    except LiveStoreAway as away:
        log.warning("wrong_answers_left_out", reason=away.message)
        return
    publish(session, LearnerChanged(user_id=event.user_id, at=event.at))


def _describe_refused(refused: Mapping[UUID, RefusalReason]) -> list[RefusedItem]:
    return [RefusedItem(id=item_id, reason=reason) for item_id, reason in refused.items()]


def _unseen(session: Session, current: StudySession, student_id: UUID, windows: Sequence[WindowIn]) -> list[WindowIn]:
    """The windows met for the first time, each once, oldest first.

    The database knows those that were saved; the study session those that were not, and those that were deleted.
    """
    by_id = {window.id: window for window in windows}
    query = select(StoredWindow.id).where(StoredWindow.user_id == student_id, StoredWindow.id.in_(by_id))
    known = {str(window_id) for window_id in session.scalars(query)} | set(current.seen_ids)
    return sorted(
        (window for window_id, window in by_id.items() if str(window_id) not in known),
        key=lambda window: window.started_at,
    )


def _places(session: Session, student: Actor, windows: Sequence[WindowIn]) -> dict[UUID, Place]:
    """The place of each window by its id.

    A lesson that is gone or not the student's is left out: the reading is theirs all the same.
    """
    asked = {window.lesson_id for window in windows if window.lesson_id is not None}
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    lessons = set(session.scalars(select(Lesson.id).where(Lesson.id.in_(asked), Lesson.course_id.in_(courses))))
    rows = session.execute(select(Block.id, Block.lesson_id).where(Block.lesson_id.in_(lessons)))
    lesson_of_block = {row.id: row.lesson_id for row in rows}
    return {window.id: _place(window, lessons, lesson_of_block) for window in windows}


def _place(window: WindowIn, lessons: set[UUID], lesson_of_block: dict[UUID, UUID]) -> Place:
    if window.lesson_id not in lessons:
        return Place(None, None)
    belongs = window.block_id is not None and lesson_of_block.get(window.block_id) == window.lesson_id
    return Place(window.lesson_id, window.block_id if belongs else None)


def _as_window(incoming: WindowIn, places: dict[UUID, Place]) -> Window:
    place = places[incoming.id]
    return Window(
        id=str(incoming.id),
        started_at=incoming.started_at,
        seconds=incoming.seconds,
        lesson_id=str(place.lesson_id) if place.lesson_id else None,
        block_id=str(place.block_id) if place.block_id else None,
        p=incoming.p,
        coverage=incoming.coverage,
        quality=incoming.quality,
        state=incoming.state,
        model=incoming.model,
        source=incoming.source,
    )


def _as_row(student_id: UUID, incoming: WindowIn, places: dict[UUID, Place], state: LearnerState) -> dict[str, Any]:
    place = places[incoming.id]
    return {
        "user_id": student_id,
        "id": incoming.id,
        "started_at": incoming.started_at,
        "seconds": incoming.seconds,
        "lesson_id": place.lesson_id,
        "block_id": place.block_id,
        **dict(zip(EXPRESSIONS, incoming.p, strict=True)),
        "coverage": incoming.coverage,
        "quality": incoming.quality,
        "state": incoming.state,
        "model": incoming.model,
        "source": incoming.source,
        "learning_state": state.state,
        "reasons": write_reasons(state.reasons),
    }
