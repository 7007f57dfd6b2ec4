"""The live view as pure functions: snapshots -> view, view + view -> events, view + event -> view.

A screen is one fetch plus the events through `apply`, here and in the client; old view + events = fresh fetch (tested).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from attune.affect.disclosure.publisher import Publication
from attune.affect.evidence import LearningState, SelfReportKind, ended_at
from attune.affect.windows import SELF_PACED_SECONDS
from attune.classroom.live_class.events import (
    LiveAlertsChanged,
    LiveClassChanged,
    LiveEvent,
    LiveStudentChanged,
    LiveStudentLeft,
    LiveTick,
)
from attune.classroom.live_class.schemas import (
    CallKind,
    ClassStates,
    LiveBlock,
    LiveCall,
    LiveCounts,
    LiveStudent,
    LiveView,
    TrendPoint,
)
from attune.classroom.live_class.view.outgoing import describe_block, describe_picture, trend_point
from attune.classroom.live_class.view.snapshots import Call, StripBlock, StudentSnapshot

TREND_LASTS = timedelta(minutes=15)
TREND_STEP_SECONDS = 2  # several pushes within a moment are one point


@dataclass(frozen=True, slots=True)
class LiveCourse:
    """The course of a view, with the blocks of the lesson most are in. minimum: k for tutors."""

    id: UUID
    title: str
    minimum: int
    strip: tuple[StripBlock, ...]


def compose(
    course: LiveCourse,
    snapshots: Sequence[StudentSnapshot],
    tiles: Sequence[LiveStudent],
    published: Publication,
    now: datetime,
) -> LiveView:
    """The view of a class, still without alerts and trend.

    Alerts are in each tutor's language, and the trend is what was sent before.

    Args:
        course: the course, with the blocks of its heat strip.
        snapshots: everybody who is enrolled.
        tiles: what is shown of each, in the same order.
        published: the figures that disclosure control has released last.
        now: the present.
    """
    return LiveView(
        course_id=course.id,
        course_title=course.title,
        generated_at=now,
        coming_back=False,
        window_seconds=SELF_PACED_SECONDS,
        counts=LiveCounts(enrolled=len(snapshots), present=sum(snapshot.present for snapshot in snapshots)),
        class_states=describe_picture(published.picture),
        trend=[],
        blocks=[describe_block(block, published.place(block.block_id), snapshots) for block in course.strip],
        students=list(tiles),
        alerts=[],
    )


def diff(old: LiveView, new: LiveView) -> list[LiveEvent]:
    """The events that turn one view of a course into a later one, alerts aside; none where only time has passed."""
    before = {student.user_id: student for student in old.students}
    after = {student.user_id for student in new.students}
    events: list[LiveEvent] = [
        LiveStudentLeft(course_id=new.course_id, user_id=user_id) for user_id in before if user_id not in after
    ]
    events += [
        LiveStudentChanged(course_id=new.course_id, student=student)
        for student in new.students
        if before.get(student.user_id) is not student and before.get(student.user_id) != student
    ]
    if _figures(old) != _figures(new):
        events.append(
            LiveClassChanged(
                course_id=new.course_id,
                generated_at=new.generated_at,
                counts=new.counts,
                class_states=new.class_states,
                blocks=new.blocks,
            )
        )
    return events


def apply(view: LiveView, event: LiveEvent) -> LiveView:
    """The view after an event of its course. A student who is new to the view is added in the order of names."""
    if event.course_id != view.course_id:
        return view
    if isinstance(event, LiveAlertsChanged):
        return view.model_copy(update={"alerts": event.alerts})
    if isinstance(event, LiveTick):
        return view.model_copy(update={"generated_at": event.generated_at, "coming_back": event.coming_back})
    if isinstance(event, LiveClassChanged):
        fields = ("generated_at", "counts", "class_states", "blocks")
        trend = extend_trend(view.trend, trend_point(event.generated_at, event.class_states))
        return view.model_copy(update={"trend": trend, **{name: getattr(event, name) for name in fields}})
    if isinstance(event, LiveStudentLeft):
        students = [student for student in view.students if student.user_id != event.user_id]
        return view.model_copy(update={"students": students})
    others = [student for student in view.students if student.user_id != event.student.user_id]
    students = sorted([*others, event.student], key=lambda student: (student.name, student.user_id))
    return view.model_copy(update={"students": students})


def extend_trend(points: Sequence[TrendPoint], point: TrendPoint) -> list[TrendPoint]:
    """The last quarter of an hour with one more point; of several within a moment, the newest stays."""
    if points and point.at <= points[-1].at:
        return list(points)
    step = point.at.timestamp() // TREND_STEP_SECONDS
    oldest = point.at - TREND_LASTS
    kept = [each for each in points if each.at > oldest and each.at.timestamp() // TREND_STEP_SECONDS != step]
    return [*kept, point]


def withhold(view: LiveView, last: LiveView | None, student_ids: Collection[UUID]) -> LiveView:
    """The view with nothing new of what some students share: it stays as it was sent last, or unknown."""
    if not student_ids:
        return view
    before = {student.user_id: student for student in last.students} if last is not None else {}
    students = [
        _as_sent(student, before.get(student.user_id)) if student.user_id in student_ids else student
        for student in view.students
    ]
    return view.model_copy(update={"students": students})


def _as_sent(student: LiveStudent, last: LiveStudent | None) -> LiveStudent:
    sent = {name: getattr(last, name, None) for name in ("learning_state", "expression", "confidence", "updated_at")}
    return student.model_copy(update={**sent, "stuck": last is not None and last.stuck})


def lengthen(trend: Sequence[TrendPoint], view: LiveView) -> LiveView:
    """The view with the trend that led to it, and its own figures at the end."""
    return view.model_copy(update={"trend": extend_trend(trend, trend_point(view.generated_at, view.class_states))})


def busiest_lesson(snapshots: Sequence[StudentSnapshot]) -> UUID | None:
    """The lesson most present students are in, or None where nobody is in one."""
    lessons = Counter(
        snapshot.lesson_id for snapshot in snapshots if snapshot.present and snapshot.lesson_id is not None
    )
    return min(lessons, key=lambda lesson_id: (-lessons[lesson_id], lesson_id)) if lessons else None


def _figures(view: LiveView) -> tuple[LiveCounts, ClassStates, list[LiveBlock]]:
    return (view.counts, view.class_states, view.blocks)


def describe_tile(snapshot: StudentSnapshot, now: datetime) -> LiveStudent:
    """What a tutor sees of one student. Where nothing is read, the tile is the same for whatever reason."""
    shown = snapshot.shares and snapshot.present
    window = snapshot.live_window(now) if shown else None
    expression = None if window is None or window.state == "unknown" else window.state
    state = snapshot.known_state if shown and snapshot.known_state is not LearningState.UNKNOWN else None
    read = state is not None or expression is not None
    return LiveStudent(
        user_id=snapshot.user_id,
        name=snapshot.name,
        present=snapshot.present,
        last_seen=snapshot.seen_at.replace(second=0, microsecond=0) if snapshot.seen_at else None,
        lesson_id=snapshot.lesson_id,
        lesson_title=snapshot.lesson_title,
        block_id=snapshot.block_id,
        block_title=snapshot.block_title,
        place_order=snapshot.place_order,
        learning_state=state,
        expression=expression,
        confidence=round(max(window.probabilities), 3) if window is not None and expression else None,
        updated_at=ended_at(snapshot.window) if read and snapshot.window else None,
        hand_raised=snapshot.hand is not None,
        lost_here=snapshot.lost is not None,
        calls=_calls(snapshot),
        stuck=snapshot.is_stuck(now),
    )


def _calls(snapshot: StudentSnapshot) -> list[LiveCall]:
    calls: Sequence[tuple[CallKind, Call | None]] = (
        (SelfReportKind.HAND_RAISED, snapshot.hand),
        (SelfReportKind.LOST_HERE, snapshot.lost),
    )
    return [
        LiveCall(kind=kind, at=call.at, lesson_title=call.lesson_title, block_title=call.block_title)
        for kind, call in calls
        if call is not None
    ]
