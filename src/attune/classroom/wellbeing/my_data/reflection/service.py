"""The reflection after a lesson: short, skippable, and for its student alone. No tutor route reaches it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.limits import is_helpful
from attune.affect.reflection import BlockStory, Remark, reflect
from attune.affect.states import reported_state
from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.models import Lesson
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import settings_of
from attune.classroom.wellbeing.learner_state.restore import as_report
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from attune.classroom.wellbeing.my_data.reflection.models import ClosedReflection
from attune.classroom.wellbeing.my_data.reflection.schemas import ReflectionOut, ReflectionsOut, RemarkOut
from attune.classroom.wellbeing.my_data.timeline.schemas import MarkKind, MarkOut, TimelineBlockOut
from attune.classroom.wellbeing.my_data.timeline.service import LessonTraces, corrections_of, read_traces, state_of

DUE_FOR = timedelta(hours=12)  # after the lesson was completed: a look back at last week is no look back


def read_reflection(session: Session, student: Actor, lesson_id: UUID, now: datetime) -> ReflectionOut:
    """A look back at a lesson, built from its timeline.

    Raises:
        NotFound: for a lesson that is not the student's.
    """
    lesson = find_lesson(session, student, lesson_id)
    enabled = settings_of(session, student.id).reflections_off_at is None
    traces = read_traces(session, student.id, lesson, now)
    blocks = {block.id: TimelineBlockOut.of(block) for block in traces.blocks}
    return ReflectionOut(
        lesson_id=lesson.id,
        due=enabled and _is_due(session, student.id, lesson, now),
        enabled=enabled,
        remarks=[
            RemarkOut(
                kind=remark.kind,
                block=blocks[UUID(remark.block_id)] if remark.block_id else None,
                strategy=remark.strategy,
            )
            for remark in reflect_on(traces)
        ],
    )


def close_reflection(session: Session, student: Actor, lesson_id: UUID, now: datetime) -> None:
    """Do not show this lesson's reflection again.

    Raises:
        NotFound: there is none.
    """
    lesson = find_lesson(session, student, lesson_id)
    insert_if_absent(session, ClosedReflection, [{"user_id": student.id, "lesson_id": lesson.id, "at": now}])


def set_reflections(session: Session, student: Actor, enabled: bool, now: datetime) -> ReflectionsOut:
    """Switch reflections on or off."""
    settings = settings_of(session, student.id)
    session.add(settings)
    if enabled:
        settings.reflections_off_at = None
    elif settings.reflections_off_at is None:
        settings.reflections_off_at = now
    session.flush()
    return describe_setting(session, student)


def describe_setting(session: Session, student: Actor) -> ReflectionsOut:
    """Whether the student wants reflections, and since when not."""
    off_since = settings_of(session, student.id).reflections_off_at
    return ReflectionsOut(enabled=off_since is None, off_since=off_since)


def reflect_on(traces: LessonTraces) -> Sequence[Remark]:
    """The remarks about a lesson, from everything its student left in it."""
    helped = [mark.strategy for mark in traces.marks if _helped(mark) and mark.strategy is not None]
    return reflect([_story(block.id, traces) for block in traces.blocks], helped)


def _helped(mark: MarkOut) -> bool:
    return mark.kind is MarkKind.MESSAGE and is_helpful(mark.response) is True


def _story(block_id: UUID, traces: LessonTraces) -> BlockStory:
    """What is known about one block."""
    corrections = corrections_of(traces.check_ins)
    seconds: dict[LearningState, float] = defaultdict(float)
    last = LearningState.UNKNOWN
    for row in _at(block_id, traces.windows):
        state = state_of(row, corrections.get(row.id))
        seconds[state] += row.seconds
        last = state if state is not LearningState.UNKNOWN else last
    said = [check_in for check_in in traces.check_ins if check_in.block_id == block_id]
    quizzes = [bool(mark.passed) for mark in traces.marks if mark.kind is MarkKind.QUIZ and mark.block_id == block_id]
    return BlockStory(
        block_id=str(block_id),
        seconds=seconds,
        last=last,
        lost=any(check_in.kind is SelfReportKind.LOST_HERE for check_in in said),
        reported=tuple(_reported(said)),
        tried_again=True in quizzes and False in quizzes[: quizzes.index(True)],
    )


def _at(block_id: UUID, windows: Sequence[StoredWindow]) -> list[StoredWindow]:
    return [row for row in windows if row.block_id == block_id]


def _reported(said: Sequence[CheckIn]) -> list[LearningState]:
    """What check-ins at a block speak of; a correction speaks through its window, being lost for itself."""
    states = [reported_state(as_report(each)) for each in said if each.kind is SelfReportKind.CHECK_IN]
    return [state for state in states if state is not None]


def _is_due(session: Session, student_id: UUID, lesson: Lesson, now: datetime) -> bool:
    progress = session.get(LessonProgress, (student_id, lesson.id))
    if progress is None or progress.completed_at is None or now - progress.completed_at > DUE_FOR:
        return False
    return session.get(ClosedReflection, (student_id, lesson.id)) is None
