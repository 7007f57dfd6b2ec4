"""Windows: from a student's device into their study session and, where allowed, into the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline
from attune.affect.evidence import ended_at
from attune.affect.states import LearnerState
from attune.affect.study_session import StudySession
from attune.affect.windows import Window
from attune.classroom.courses.access import visible_to
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.events.types import publish
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import require_camera, settings_and_policy
from attune.classroom.wellbeing.device_clock import DeviceClock, split_refused
from attune.classroom.wellbeing.ingestion.schemas import (
    WindowBatch,
    WindowIn,
    WindowsAccepted,
    describe_refused,
)
from attune.classroom.wellbeing.learner_state.events import KeptDataChanged, LearnerChanged
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.learner_state.restore import kept_before, restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import StoredWindow
from attune.expressions import EXPRESSIONS

ObserveLag = Callable[[float], None]


class Place(NamedTuple):
    """A lesson and a block in it, either of them perhaps unknown."""

    lesson_id: UUID | None
    block_id: UUID | None
    is_video: bool = False


def receive_windows(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    batch: WindowBatch,
    observe_lag: ObserveLag,
    now: datetime,
) -> WindowsAccepted:
    """Take in a batch of the student's own windows; a window sent twice counts once.

    observe_lag is told, per new window, the seconds from its end to `now`. A window from ahead of the corrected clock,
    or older than the institution keeps any, is refused by itself: the others of the batch are taken in.

    Raises:
        ConsentRequired: without the student's permission.
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
    added: list[StoredWindow] = []
    stored = 0

    def store() -> None:
        nonlocal stored
        stored += insert_if_absent(session, StoredWindow, rows) if settings.save_summaries else 0
        added.extend(StoredWindow(**row) for row in rows)
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
    if stored:
        new = tuple(added) if stored == len(added) else ()  # another request may have stored some of them just now
        _publish_kept(session, student.id, [_as_window(each, places) for each in fresh], new, now)
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return WindowsAccepted(
        accepted=len(fresh), stored=stored, duplicates=len(windows) - len(fresh), refused=describe_refused(refused)
    )


def _publish_kept(
    session: Session, user_id: UUID, windows: Sequence[Window], added: tuple[StoredWindow, ...], now: datetime
) -> None:
    """Publish from when until when what is kept of a student has changed."""
    since, until = windows[0].started_at, max(map(ended_at, windows))
    publish(session, KeptDataChanged(user_id=user_id, at=now, since=since, until=until, added=added))


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
    asked_blocks = {window.block_id for window in windows if window.block_id is not None}
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    rows = session.execute(
        select(Lesson.id, Block.id, Block.kind)
        .outerjoin(Block, (Block.lesson_id == Lesson.id) & Block.id.in_(asked_blocks))
        .where(Lesson.id.in_(asked), Lesson.course_id.in_(courses))
    ).all()
    lessons = {lesson_id for lesson_id, _, _ in rows}
    blocks = {block_id: Place(lesson_id, block_id, kind is BlockKind.VIDEO) for lesson_id, block_id, kind in rows}
    return {window.id: _place(window, lessons, blocks) for window in windows}


def _place(window: WindowIn, lessons: set[UUID], blocks: Mapping[UUID, Place]) -> Place:
    if window.lesson_id not in lessons:
        return Place(None, None)
    block = blocks.get(window.block_id) if window.block_id is not None else None
    return block if block is not None and block.lesson_id == window.lesson_id else Place(window.lesson_id, None)


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
        "position": incoming.position if place.is_video else None,
        **dict(zip(EXPRESSIONS, incoming.p, strict=True)),
        "coverage": incoming.coverage,
        "quality": incoming.quality,
        "state": incoming.state,
        "model": incoming.model,
        "source": incoming.source,
        "learning_state": state.state,
        "reasons": write_reasons(state.reasons),
    }
