"""Facts follow what is kept: whatever changes, the study sessions that it touches are counted anew, in its transaction.

Only windows and behaviour that go on with a session, as most do, are added to its facts instead, to the same result.
Counting anew makes late windows, corrections, hiding and deletion one and the same thing. Facts need the
student's permission to save summaries: with it withdrawn there are none, and with it given again there are those of
what is still kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.affect.study_session import NEW_SESSION_AFTER
from attune.classroom.courses.models import Lesson
from attune.classroom.insight.facts.days import DayOfCourse, refresh_days
from attune.classroom.insight.facts.increment import add_to_facts
from attune.classroom.insight.facts.models import StudyDay, StudyFact
from attune.classroom.insight.facts.recount import COUNTED, Kept, Span, facts_of, span_of_moment, span_of_window
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.wellbeing.learner_state.events import (
    KeptDataChanged,
    LessonVisibilityChanged,
    SummariesPermissionChanged,
)
from attune.classroom.wellbeing.models import CheckIn, StoredBehaviour, StoredWindow, WellbeingSettings
from attune.classroom.wellbeing.my_data.events import OwnDataDeleted
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of

LONGEST_WINDOW = timedelta(minutes=1)  # as the schema of incoming windows has it


def on_kept_data_changed(session: Session, event: KeptDataChanged) -> None:
    """Add what goes on with the last study session; count the sessions anew that anything else changed in."""
    if not _may_keep(session, event.user_id):
        return
    new = bool(event.added or event.behaviour)
    if not new or not add_to_facts(session, event.user_id, event.added, event.behaviour):
        _recount(session, event.user_id, Span(event.since, event.until))


def on_lesson_visibility_changed(session: Session, event: LessonVisibilityChanged) -> None:
    """Hide the facts of a lesson whose windows are deleted by now, or show them; count anew where there are windows."""
    if not _may_keep(session, event.user_id):
        return
    of_lesson = (StudyFact.user_id == event.user_id) & (StudyFact.lesson_id == event.lesson_id)
    days = _days_of(session, of_lesson)
    session.execute(update(StudyFact).where(of_lesson).values(hidden_at=event.at if event.hidden else None))
    whole = _everything_of(session, event.user_id, event.lesson_id)
    if whole is not None:
        _recount(session, event.user_id, whole)
    refresh_days(session, event.user_id, days)


def on_summaries_permission_changed(session: Session, event: SummariesPermissionChanged) -> None:
    """Without permission there are no facts; with it there are those of everything that is kept."""
    if _may_keep(session, event.user_id):
        rebuild(session, event.user_id)
    else:
        _delete_all(session, event.user_id)


def on_own_data_deleted(session: Session, event: OwnDataDeleted) -> None:
    """Delete the facts of what a student deleted, of one lesson or all, however old they are."""
    if event.lesson_id is None:
        _delete_all(session, event.user_id)
        return
    if not _may_keep(session, event.user_id):
        return
    of_lesson = (StudyFact.user_id == event.user_id) & (StudyFact.lesson_id == event.lesson_id)
    days = _days_of(session, of_lesson)
    touched = session.execute(
        select(func.min(StudyFact.session_began_at), func.max(StudyFact.session_ended_at)).where(of_lesson)
    ).one()
    session.execute(delete(StudyFact).where(of_lesson))
    refresh_days(session, event.user_id, days)
    left = _everything_of(session, event.user_id)
    if touched[0] is not None and left is not None and touched[1] >= left.began_at:
        # of a session that fell apart; what was counted of rows that are deleted by age stays
        _recount(session, event.user_id, Span(max(touched[0], left.began_at), touched[1]))


def rebuild(session: Session, user_id: UUID) -> None:
    """Count everything anew that is kept of a student; facts whose windows are deleted by now stay as they are."""
    whole = _everything_of(session, user_id)
    if whole is not None and _may_keep(session, user_id):
        _recount(session, user_id, whole)


def _may_keep(session: Session, user_id: UUID) -> bool:
    """Whether the student lets summaries be saved. Their row is locked: one request at a time counts for a student."""
    allowed = select(WellbeingSettings.save_summaries).where(WellbeingSettings.user_id == user_id)
    return bool(session.scalar(allowed.with_for_update()))


def _recount(session: Session, user_id: UUID, touched: Span) -> None:
    """Replace the facts of every study session that reaches into a stretch of time."""
    whole, kept = _whole_sessions(session, user_id, touched)
    mine = StudyFact.user_id == user_id
    stale = mine & (StudyFact.session_began_at <= whole.ended_at) & (StudyFact.session_ended_at >= whole.began_at)
    days = _days_of(session, stale)
    session.execute(delete(StudyFact).where(stale))
    facts = list(facts_of(kept, institution_zone(session)))
    session.add_all(StudyFact(user_id=user_id, **fact) for fact in facts)
    session.flush()
    refresh_days(session, user_id, days | {(fact["course_id"], fact["day"]) for fact in facts})


def _whole_sessions(session: Session, user_id: UUID, touched: Span) -> tuple[Span, Kept]:
    """Widen a stretch until no study session reaches over its ends, neither as it is now nor as it was counted."""
    span = touched
    while True:
        counted = session.execute(
            select(func.min(StudyFact.session_began_at), func.max(StudyFact.session_ended_at)).where(
                StudyFact.user_id == user_id,
                StudyFact.session_began_at <= span.ended_at,
                StudyFact.session_ended_at >= span.began_at,
            )
        ).one()
        if counted[0] is not None:
            span = Span(min(span.began_at, counted[0]), max(span.ended_at, counted[1]))
        windows, words, behaviour = _rows_around(session, user_id, span)
        ends = [*map(span_of_window, windows), *map(span_of_moment, words), *map(span_of_moment, behaviour)]
        near = [each for each in ends if _is_near(each, span)]
        wider = Span(
            min([span.began_at, *(each.began_at for each in near)]),
            max([span.ended_at, *(each.ended_at for each in near)]),
        )
        if wider == span:
            inside = [window for window in windows if _overlaps(span_of_window(window), span)]
            said = [word for word in words if _overlaps(span_of_moment(word), span)]
            done = [each for each in behaviour if _overlaps(span_of_moment(each), span)]
            return span, _kept(session, user_id, inside, said, done)
        span = wider


def _is_near(each: Span, span: Span) -> bool:
    """Whether it is part of a study session with what happened in a stretch: no longer break lies between."""
    return each.began_at - span.ended_at <= NEW_SESSION_AFTER and span.began_at - each.ended_at <= NEW_SESSION_AFTER


def _overlaps(each: Span, span: Span) -> bool:
    return each.began_at <= span.ended_at and each.ended_at >= span.began_at


def _rows_around(
    session: Session, user_id: UUID, span: Span
) -> tuple[Sequence[StoredWindow], Sequence[CheckIn], Sequence[StoredBehaviour]]:
    """What is kept of a stretch of time and as far around it as a break may last, oldest first."""
    since, until = span.began_at - NEW_SESSION_AFTER - LONGEST_WINDOW, span.ended_at + NEW_SESSION_AFTER
    windows = select(StoredWindow).where(StoredWindow.user_id == user_id, StoredWindow.started_at.between(since, until))
    words = select(CheckIn).where(
        CheckIn.user_id == user_id, CheckIn.at.between(since, until), CheckIn.kind.in_(COUNTED)
    )
    behaviour = select(StoredBehaviour).where(
        StoredBehaviour.user_id == user_id, StoredBehaviour.at.between(since, until)
    )
    return (
        session.scalars(windows.order_by(StoredWindow.started_at, StoredWindow.id)).all(),
        session.scalars(words.order_by(CheckIn.at, CheckIn.id)).all(),
        session.scalars(behaviour.order_by(StoredBehaviour.at, StoredBehaviour.id)).all(),
    )


def _kept(
    session: Session,
    user_id: UUID,
    windows: Sequence[StoredWindow],
    words: Sequence[CheckIn],
    behaviour: Sequence[StoredBehaviour],
) -> Kept:
    corrected = select(CheckIn).where(
        CheckIn.user_id == user_id, CheckIn.kind == SelfReportKind.CORRECTION, CheckIn.window_id.is_not(None)
    )
    lessons = {window.lesson_id for window in windows} | {word.lesson_id for word in words}
    lessons |= {each.lesson_id for each in behaviour}
    courses = select(Lesson.id, Lesson.course_id).where(Lesson.id.in_(lessons))
    return Kept(
        windows=windows,
        words=words,
        behaviour=behaviour,
        corrections=corrections_of(session.scalars(corrected.order_by(CheckIn.at, CheckIn.id))),
        course_of=dict(session.execute(courses).all()),
    )


def _everything_of(session: Session, user_id: UUID, lesson_id: UUID | None = None) -> Span | None:
    """From the first to the last thing that is kept of a student, at one lesson or anywhere."""
    ends: list[datetime] = []
    for at, lesson, user in (
        (StoredWindow.started_at, StoredWindow.lesson_id, StoredWindow.user_id),
        (CheckIn.at, CheckIn.lesson_id, CheckIn.user_id),
        (StoredBehaviour.at, StoredBehaviour.lesson_id, StoredBehaviour.user_id),
    ):
        query = select(func.min(at), func.max(at)).where(user == user_id)
        found = session.execute(query if lesson_id is None else query.where(lesson == lesson_id)).one()
        ends += [end for end in found if end is not None]
    return Span(min(ends), max(ends)) if ends else None


def _days_of(session: Session, condition: ColumnElement[bool]) -> set[DayOfCourse]:
    days = session.execute(select(StudyFact.course_id, StudyFact.day).where(condition))
    return {(row.course_id, row.day) for row in days}


def _delete_all(session: Session, user_id: UUID) -> None:
    session.execute(delete(StudyFact).where(StudyFact.user_id == user_id))
    session.execute(delete(StudyDay).where(StudyDay.user_id == user_id))
