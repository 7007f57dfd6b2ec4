"""Behaviour: from a student's device, their quizzes and questions into their study session and, where allowed, kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from attune.affect.evidence import Behaviour, BehaviourKind
from attune.affect.study_session import BEHAVIOUR_KEPT
from attune.classroom.courses.access import visible_to
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.events.types import QuizSubmitted, publish
from attune.classroom.platform.live_store.contract import LiveStoreAway
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import effective_mode, settings_and_policy
from attune.classroom.wellbeing.device_clock import DeviceClock, RefusalReason, split_refused
from attune.classroom.wellbeing.ingestion.opened_hints import save_opened_hints
from attune.classroom.wellbeing.ingestion.saved_behaviour import KEPT, save_behaviour
from attune.classroom.wellbeing.ingestion.schemas import (
    BehaviourAccepted,
    BehaviourBatch,
    BehaviourIn,
    describe_refused,
)
from attune.classroom.wellbeing.learner_state.events import LearnerChanged
from attune.classroom.wellbeing.learner_state.restore import restore_study_session, rules_in_force
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import StoredBehaviour, StoredBehaviourKind

log = structlog.get_logger("attune.wellbeing")


def receive_behaviour(
    session: Session, study_sessions: StudySessions, student: Actor, batch: BehaviourBatch, now: datetime
) -> BehaviourAccepted:
    """Take in what a student did: into memory for minutes, and what facts are counted of into the database.

    Nothing is taken in with the mode off.  Without the permission to save summaries nothing is kept, and what is too
    old to matter now is refused.
    """
    settings, policy = settings_and_policy(session, student.id)
    if effective_mode(settings, policy) is Mode.OFF:
        return BehaviourAccepted(accepted=0, refused=[])
    clock = DeviceClock.of(batch.sent_at, now)
    kept_for = timedelta(days=policy.retention_days) if settings.save_summaries else BEHAVIOUR_KEPT
    timely, refused = split_refused(batch.events, lambda event: clock.lead(event.at), kept_for)
    late = {event.id for event in timely if -clock.lead(event.at) > BEHAVIOUR_KEPT}
    outlived = {event.id: RefusalReason.TOO_OLD for event in timely if event.id in late and event.kind not in KEPT}
    timely = [event for event in timely if event.id not in outlived]
    blocks = _blocks_of(session, student, timely)
    admitted = [event for event in timely if _is_at(event, blocks)]
    lost = {event.id: RefusalReason.UNKNOWN_PLACE for event in timely if event not in admitted}
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules_in_force(session), now)
        known = set(current.seen_ids)
        fresh = list({event.id: event for event in reversed(admitted) if str(event.id) not in known}.values())[::-1]
        current = current.remember(str(event.id) for event in fresh)
        expected = _expected_seconds(session, fresh, blocks)
        times = {event.id: min(clock.correct(event.at), now) for event in fresh}
        for event in sorted((each for each in fresh if each.id not in late), key=lambda event: event.at):
            at, place = times[event.id], str(event.block_id)
            item = str(event.question_id) if event.question_id is not None else None
            behaviour = Behaviour(event.kind, at, place, 1, event.seconds, expected.get(event.block_id), item)
            current = current.add_behaviour(behaviour)
        study_sessions.put(student.id, current)
    if settings.save_summaries:
        rows = [
            _as_row(student.id, event, blocks[event.block_id], times[event.id]) for event in fresh if event.kind in KEPT
        ]
        save_behaviour(session, student.id, rows, now)
    save_opened_hints(session, student.id, fresh, now)
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return BehaviourAccepted(accepted=len(fresh), refused=describe_refused(refused | outlived | lost))


def _blocks_of(session: Session, student: Actor, events: Sequence[BehaviourIn]) -> Mapping[UUID, Block]:
    """The blocks that events name, as far as they belong to lessons that the student can see."""
    courses = visible_to(student).with_only_columns(Course.id).order_by(None)
    query = (
        select(Block)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Block.id.in_({event.block_id for event in events}), Lesson.course_id.in_(courses))
    )
    return {block.id: block for block in session.scalars(query)} if events else {}


def _is_at(event: BehaviourIn, blocks: Mapping[UUID, Block]) -> bool:
    """Whether an event names a block of its lesson, and an item of that block or none."""
    block = blocks.get(event.block_id)
    if block is None or block.lesson_id != event.lesson_id:
        return False
    items = {question["id"] for question in block.content.get("questions", ())}
    return event.question_id is None or str(event.question_id) in items


def _expected_seconds(
    session: Session, events: Sequence[BehaviourIn], blocks: Mapping[UUID, Block]
) -> Mapping[UUID, float]:
    """How long the blocks that somebody stayed at are meant to take."""
    stayed_at = {blocks[event.block_id].lesson_id for event in events if event.kind is BehaviourKind.BLOCK_DWELL}
    if not stayed_at:
        return {}
    lessons = session.scalars(select(Lesson).where(Lesson.id.in_(stayed_at)).options(selectinload(Lesson.blocks)))
    return {
        block_id: seconds
        for lesson in lessons
        for block_id, seconds in expected_seconds(lesson.minutes, lesson.blocks).items()
    }


def _as_row(student_id: UUID, event: BehaviourIn, block: Block, at: datetime) -> StoredBehaviour:
    kind = KEPT[event.kind]
    seconds = event.seconds if event.visible_seconds is None else event.visible_seconds
    return StoredBehaviour(
        user_id=student_id,
        id=event.id,
        kind=kind,
        at=at,
        lesson_id=event.lesson_id,
        block_id=event.block_id,
        amount=1.0 if kind is StoredBehaviourKind.REWIND else seconds,
        position=event.position if block.kind is BlockKind.VIDEO else None,
    )


def on_quiz_submitted(session: Session, study_sessions: StudySessions, event: QuizSubmitted) -> None:
    """Take wrong answers of a quiz as behaviour, unless the student's mode is off.

    They are a record of learning, and so facts are counted of them in every mode; but not of a quiz whose results the
    student does not see yet: what followed from them would tell.
    """
    if event.wrong_count == 0 or event.result_hidden:
        return
    settings, policy = settings_and_policy(session, event.user_id)
    if effective_mode(settings, policy) is not Mode.OFF:
        _add_wrong_answers(session, study_sessions, event)
    if settings.save_summaries:
        wrong_answers = StoredBehaviour(
            user_id=event.user_id,
            id=uuid5(event.block_id, f"attempt {event.attempt}"),
            kind=StoredBehaviourKind.WRONG_ANSWERS,
            at=event.at,
            lesson_id=event.lesson_id,
            block_id=event.block_id,
            amount=float(event.wrong_count),
        )
        save_behaviour(session, event.user_id, [wrong_answers], event.at)


def _add_wrong_answers(session: Session, study_sessions: StudySessions, event: QuizSubmitted) -> None:
    """Add them to the study session.

    The answers themselves are handed in whatever becomes of this: without the live store it is left out.
    """
    wrong = Behaviour(BehaviourKind.WRONG_ANSWER, event.at, str(event.block_id), event.wrong_count)
    try:
        with study_sessions.locked(event.user_id):
            current = restore_study_session(session, study_sessions, event.user_id, rules_in_force(session), event.at)
            study_sessions.put(event.user_id, current.add_behaviour(wrong))
    except LiveStoreAway as away:
        log.warning("wrong_answers_left_out", reason=away.message)
        return
    publish(session, LearnerChanged(user_id=event.user_id, at=event.at))
