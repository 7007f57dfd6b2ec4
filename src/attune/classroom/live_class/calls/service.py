"""Calls for help: which are open, answering them, and what their student sees of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.accounts.models import User
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Enrolment, Lesson
from attune.classroom.live_class.alerts.service import hand_alert_id, lost_alert_id
from attune.classroom.live_class.calls.attendance import still_waits
from attune.classroom.live_class.calls.events import CallsChanged
from attune.classroom.live_class.calls.models import CallAnswer
from attune.classroom.live_class.calls.schemas import AnswerKind, CallAnswerOut, OwnCall, OwnCalls
from attune.classroom.live_class.models import Resolution
from attune.classroom.live_class.presence import PresenceBook
from attune.classroom.live_class.schemas import CallKind
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.ingestion.events import CallChanged
from attune.classroom.wellbeing.models import CheckIn

HOLDS: Mapping[SelfReportKind, timedelta] = {
    SelfReportKind.HAND_RAISED: timedelta(minutes=30),
    SelfReportKind.LOST_HERE: timedelta(minutes=15),  # it is said of a place, and places are left sooner
}
ANSWER_SHOWN_FOR = timedelta(minutes=30)  # to a student who was away when it came


def open_calls(
    session: Session,
    presence: PresenceBook,
    course_id: UUID,
    now: datetime,
    only: Collection[UUID] | None = None,
) -> Sequence[CheckIn]:
    """The calls in a course that hold and that no tutor has answered, oldest first; one without a place counts too.

    Args:
        session: the database.
        presence: the heartbeats: who has left the lesson waits for nobody there.
        course_id: the course.
        now: the present.
        only: those of these students.
    """
    lessons = select(Lesson.id).where(Lesson.course_id == course_id)
    query = _unanswered(now).where(
        CheckIn.user_id.in_(select(Enrolment.user_id).where(Enrolment.course_id == course_id)),
        or_(CheckIn.lesson_id.is_(None), CheckIn.lesson_id.in_(lessons)),
    )
    if only is not None:
        query = query.where(CheckIn.user_id.in_(only))
    calls = session.scalars(query.order_by(CheckIn.at, CheckIn.id)).all()
    last = presence.last({call.user_id for call in calls})
    return [call for call in calls if still_waits(call, last.get(call.user_id), now)]


def own_calls(session: Session, presence: PresenceBook, student: Actor, now: datetime) -> OwnCalls:
    """The student's open calls, and the answered ones whose answer they have not put away."""
    shown = and_(CallAnswer.answered_at > now - ANSWER_SHOWN_FOR, CallAnswer.seen_at.is_(None))
    query = (
        select(CheckIn, CallAnswer, Lesson.title, block_name(), User.name)
        .outerjoin(CallAnswer, _answers())
        .outerjoin(Lesson, Lesson.id == CheckIn.lesson_id)
        .outerjoin(Block, Block.id == CheckIn.block_id)
        .outerjoin(User, User.id == CallAnswer.answered_by)
        .where(CheckIn.user_id == student.id, CheckIn.kind.in_(HOLDS), CheckIn.hidden_at.is_(None))
        .where(or_(and_(CallAnswer.answered_at.is_(None), _holds(now)), shown))
        .order_by(CheckIn.at, CheckIn.id)
    )
    last = presence.last([student.id]).get(student.id)
    rows = [row for row in session.execute(query) if row[1] is not None or still_waits(row[0], last, now)]
    return OwnCalls(calls=[_describe(*row) for row in rows])


def answer(
    session: Session,
    presence: PresenceBook,
    course_id: UUID,
    alert_id: UUID,
    tutor: Actor,
    resolution: Resolution,
    now: datetime,
) -> None:
    """Answer every open call that an alert stands for, and tell their students."""
    waiting = open_calls(session, presence, course_id, now)
    calls = [call for call in waiting if alert_of(course_id, call) == alert_id]
    given = {"alert_id": alert_id, "resolution": resolution, "answered_by": tutor.id, "answered_at": now}
    # Two tutors may answer at the same moment: the first one counts.
    insert_if_absent(
        session, CallAnswer, [{"user_id": call.user_id, "check_in_id": call.id, **given} for call in calls]
    )
    _notify(session, (call.user_id for call in calls))


def reopen(session: Session, alert_id: UUID, answered_at: datetime) -> None:
    """Take back the answers that the resolution of an alert gave at an instant, and tell their students."""
    query = select(CallAnswer).where(CallAnswer.alert_id == alert_id, CallAnswer.answered_at == answered_at)
    answers = session.scalars(query).all()
    for each in answers:
        session.delete(each)
    session.flush()
    _notify(session, (each.user_id for each in answers))


def put_answer_away(session: Session, student: Actor, call_id: UUID, now: datetime) -> None:
    """Note that the student has seen the answer to a call.

    Raises:
        NotFound: there is none.
    """
    given = session.get(CallAnswer, (student.id, call_id))
    if given is None:
        raise NotFound(f"There is no answered call {call_id} of yours.", call_id=str(call_id))
    given.seen_at = given.seen_at or now
    session.flush()
    _notify(session, [student.id])


def follow(session: Session, event: CallChanged) -> None:
    """Keep one raised hand a student, the newest, and tell the student's other tabs that their calls changed."""
    if event.raised_id is not None:
        hands = _unanswered(event.at).where(
            CheckIn.user_id == event.user_id,
            CheckIn.kind == SelfReportKind.HAND_RAISED,
            CheckIn.id != event.raised_id,
        )
        for earlier in session.scalars(hands).all():
            session.delete(earlier)
        session.flush()
    _notify(session, [event.user_id])


def alert_of(course_id: UUID, call: CheckIn) -> UUID:
    """The id of the alert that stands for a call in a course."""
    if call.kind is SelfReportKind.HAND_RAISED:
        return hand_alert_id(course_id, call.user_id)
    return lost_alert_id(course_id, call.block_id)


def _unanswered(now: datetime) -> Select[CheckIn]:
    query = select(CheckIn).outerjoin(CallAnswer, _answers())
    return query.where(CallAnswer.check_in_id.is_(None), CheckIn.hidden_at.is_(None), _holds(now))


def _answers() -> ColumnElement[bool]:
    return and_(CallAnswer.user_id == CheckIn.user_id, CallAnswer.check_in_id == CheckIn.id)


def _holds(now: datetime) -> ColumnElement[bool]:
    return or_(*(and_(CheckIn.kind == kind, CheckIn.at >= now - holds) for kind, holds in HOLDS.items()))


def _describe(
    call: CheckIn, given: CallAnswer | None, lesson_title: str | None, block_title: str | None, by_name: str | None
) -> OwnCall:
    return OwnCall(
        id=call.id,
        kind=cast(CallKind, call.kind),
        lesson_id=call.lesson_id,
        lesson_title=lesson_title,
        block_id=call.block_id,
        block_title=block_title,
        at=call.at,
        open_until=call.at + HOLDS[call.kind],
        answer=_describe_answer(given, by_name) if given is not None else None,
    )


def _describe_answer(given: CallAnswer, by_name: str | None) -> CallAnswerOut:
    """A student is not told that their call was taken for a false alarm: to them it was put aside."""
    kind = AnswerKind.ANSWERED if given.resolution is Resolution.DONE else AnswerKind.PUT_ASIDE
    return CallAnswerOut(kind=kind, by_name=by_name, at=given.answered_at)


def _notify(session: Session, student_ids: Iterable[UUID]) -> None:
    for student_id in dict.fromkeys(student_ids):
        push(session, user_channel(student_id), CallsChanged())
