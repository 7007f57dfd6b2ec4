"""Snapshots from the database and from memory: who is enrolled, what they allow, where they are, what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.states import StateRules
from attune.affect.study_session import StudySession
from attune.classroom.accounts.models import User
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Block, Course, Enrolment, Lesson
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.live_class.calls.service import open_calls
from attune.classroom.live_class.models import AlertResolution
from attune.classroom.live_class.presence import Presence, PresenceBook
from attune.classroom.live_class.view.snapshots import Call, StripBlock, StudentSnapshot
from attune.classroom.wellbeing.consent.service import effective_mode
from attune.classroom.wellbeing.learner_state.restore import restore_study_sessions
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import WellbeingSettings

PLACES_COUNT_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Outline:
    """The titles of a course's lessons and blocks, in the order of the course, and the blocks of each lesson."""

    titles: Mapping[UUID, str]
    strips: Mapping[UUID, tuple[StripBlock, ...]]

    @cached_property
    def order(self) -> Mapping[UUID, int]:
        """Where each lesson and block stands in the course, from 0; a lesson comes before its blocks."""
        return {place_id: index for index, place_id in enumerate(self.titles)}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the snapshots of a class depend on besides its students. resolutions: what tutors answered, by alert."""

    course_id: UUID
    title: str
    policy: InstitutionPolicy
    outline: Outline
    resolutions: Mapping[UUID, AlertResolution]


class Attendance(NamedTuple):
    """How many are enrolled and there, and how many calls for help nobody has answered."""

    enrolled: int
    present: int
    waiting: int


def read_outline(session: Session, course_id: UUID) -> Outline:
    """The outline of a course, with one query."""
    query = (
        select(Lesson.id, Lesson.title, Block.id, block_name(), Block.position)
        .join(Block, Block.lesson_id == Lesson.id)
        .where(Lesson.course_id == course_id, is_shown(), Block.removed_at.is_(None))
        .order_by(Lesson.position, Block.position)
    )
    titles: dict[UUID, str] = {}
    strips: dict[UUID, list[StripBlock]] = {}
    for lesson_id, lesson_title, block_id, block_title, position in session.execute(query):
        titles[lesson_id] = lesson_title
        titles[block_id] = block_title or f"{lesson_title} · {position}"
        strips.setdefault(lesson_id, []).append(StripBlock(block_id, lesson_id, titles[block_id]))
    return Outline(titles, {lesson_id: tuple(blocks) for lesson_id, blocks in strips.items()})


def read_surroundings(session: Session, course: Course, policy: InstitutionPolicy) -> Surroundings:
    """What the snapshots of a class depend on, as it is in the database now."""
    answered = session.scalars(select(AlertResolution).where(AlertResolution.course_id == course.id))
    resolutions = {resolution.alert_id: resolution for resolution in answered}
    return Surroundings(course.id, course.title, policy, read_outline(session, course.id), resolutions)


def students_of(
    session: Session, course_id: UUID, only: Collection[UUID] | None = None
) -> Sequence[tuple[User, WellbeingSettings | None]]:
    """The active students of a course with their settings, in the order of names. only: no others than these."""
    query = (
        select(User, WellbeingSettings)
        .join(Enrolment, Enrolment.user_id == User.id)
        .outerjoin(WellbeingSettings, WellbeingSettings.user_id == User.id)
        .where(Enrolment.course_id == course_id, User.active.is_(True))
        .order_by(User.name, User.id)
    )
    if only is not None:
        query = query.where(User.id.in_(only))
    return [(user, settings) for user, settings in session.execute(query)]


def load_snapshots(
    session: Session,
    around: Surroundings,
    study_sessions: StudySessions,
    presence: PresenceBook,
    now: datetime,
    only: Collection[UUID] | None = None,
) -> list[StudentSnapshot]:
    """Load the snapshots of a class, in the order of names.

    Args:
        session: the database.
        around: what the snapshots depend on besides the students.
        study_sessions: the study sessions.
        presence: the heartbeats.
        now: the present.
        only: load those of these students alone, as far as they are in the class.
    """
    students = students_of(session, around.course_id, only)
    calls = _calls(session, around, presence, now, only)
    last = presence.last(user.id for user, _ in students)
    snapshots = [
        _present(StudentSnapshot(user.id, user.name), last.get(user.id), around.outline, now) for user, _ in students
    ]
    rules = state_rules(around.policy)
    current = restore_study_sessions(session, study_sessions, [each.user_id for each in snapshots], rules, now)
    known = [
        _with_state(snapshot, settings, current[snapshot.user_id], around.policy, rules, now)
        for snapshot, (_, settings) in zip(snapshots, students, strict=True)
    ]
    return [
        replace(
            snapshot,
            hand=calls.get((snapshot.user_id, SelfReportKind.HAND_RAISED)),
            lost=calls.get((snapshot.user_id, SelfReportKind.LOST_HERE)),
        )
        for snapshot in known
    ]


def count_present(session: Session, around: Surroundings, presence: PresenceBook, now: datetime) -> Attendance:
    """Who is there and who waits for help, without a look at anybody's state."""
    ids = session.scalars(
        select(User.id)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.course_id == around.course_id, User.active.is_(True))
    ).all()
    last = presence.last(ids)
    seen = [StudentSnapshot(user_id, "") for user_id in ids if user_id in last]
    present = [_present(snapshot, last[snapshot.user_id], around.outline, now).present for snapshot in seen]
    return Attendance(len(ids), sum(present), len(_calls(session, around, presence, now)))


def _snapshots(
    students: Sequence[User], presence: PresenceBook, outline: Outline, now: datetime
) -> list[StudentSnapshot]:
    last = presence.last(user.id for user in students)
    return [_present(StudentSnapshot(user.id, user.name), last.get(user.id), outline, now) for user in students]


def _present(snapshot: StudentSnapshot, last: Presence | None, outline: Outline, now: datetime) -> StudentSnapshot:
    """The snapshot with where the student is; a heartbeat from another course is none here."""
    if last is None or last.lesson_id is None or last.lesson_id not in outline.titles:
        return snapshot
    if not last.holds(now):
        return replace(snapshot, seen_at=last.seen_at)
    block_id = last.block_id if last.block_id in outline.titles else None
    return replace(
        snapshot,
        present=True,
        seen_at=last.seen_at,
        lesson_id=last.lesson_id,
        lesson_title=outline.titles[last.lesson_id],
        block_id=block_id,
        block_title=outline.titles[block_id] if block_id is not None else None,
        place_order=outline.order[block_id or last.lesson_id],
    )


def _with_state(
    snapshot: StudentSnapshot,
    settings: WellbeingSettings | None,
    study_session: StudySession,
    policy: InstitutionPolicy,
    rules: StateRules,
    now: datetime,
) -> StudentSnapshot:
    """The snapshot with what the student allows, and nothing of what they do not."""
    if settings is None or effective_mode(settings, policy) is Mode.OFF:
        return snapshot
    counts, shares = settings.count_in_class, settings.share_with_tutors
    if not counts and not shares:
        return snapshot
    return replace(
        snapshot,
        counts=counts,
        shares=shares,
        state=study_session.state(rules, now),
        window=study_session.latest(now),
        places=_places(study_session, now),
        evidence=study_session.has_evidence,
    )


def _places(study_session: StudySession, now: datetime) -> dict[UUID, LearningState]:
    known = study_session.block_states.items()
    return {UUID(block_id): each.state for block_id, each in known if now - each.at <= PLACES_COUNT_FOR}


def _calls(
    session: Session,
    around: Surroundings,
    presence: PresenceBook,
    now: datetime,
    only: Collection[UUID] | None = None,
) -> dict[tuple[UUID, SelfReportKind], Call]:
    """The latest open call of each kind by student: raised hands, and "I'm lost here" within this course."""
    titles = around.outline.titles
    calls = open_calls(session, presence, around.course_id, now, only)
    times = Counter((call.user_id, call.kind, call.block_id) for call in calls)
    return {
        (call.user_id, call.kind): Call(
            call.at,
            call.lesson_id,
            call.block_id,
            lesson_title=titles.get(call.lesson_id) if call.lesson_id else None,
            block_title=titles.get(call.block_id) if call.block_id else None,
            times=times[call.user_id, call.kind, call.block_id],
        )
        for call in calls
    }
