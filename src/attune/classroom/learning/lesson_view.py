"""A lesson, ready to study: its blocks rendered, and how the student stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_lesson, has_tutor
from attune.classroom.courses.availability import has_ended, refuse_unopened
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.media import CourseLinks, published_links
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson, Module
from attune.classroom.learning import block_views
from attune.classroom.learning.completion import BlockState
from attune.classroom.learning.due import due_at, own_dates, own_since
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.lesson_status import LessonStatus, read_lesson_status
from attune.classroom.learning.locking import refuse_locked
from attune.classroom.learning.models import QuizStart
from attune.classroom.learning.polls.service import PollStatus, read_polls, show_poll
from attune.classroom.learning.prerequisites import prerequisites_of
from attune.classroom.learning.quiz.attempts.automatic import hand_in_past_of
from attune.classroom.learning.quiz.drafts import with_drafts
from attune.classroom.learning.quiz.questions import QuizStatus, has_help, opens_later, show_quiz, withholds_help
from attune.classroom.learning.quiz.starts import starts_of
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.schemas import BlockOut, LessonOut, PrerequisiteOut
from attune.classroom.platform.events.types import LessonOpened, publish
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.markdown.code import shown_together
from attune.classroom.platform.permissions import Actor, Role


def open_lesson(session: Session, actor: Actor, lesson_id: UUID, now: datetime) -> LessonOut:
    """The lesson as `actor` sees it.

    Raises:
        NotFound: the lesson is not theirs.
        CourseNotOpen: its course has not started.
        LessonLocked: another lesson comes first.
    """
    lesson = find_lesson(session, actor, lesson_id)
    refuse_unopened(session, actor, lesson.course_id, now)
    refuse_locked(session, actor, lesson)
    if actor.role is Role.STUDENT:
        hand_in_past_of(session, actor.id, lesson, now)
    status = read_lesson_status(session, actor.id, lesson, now)
    if actor.role is Role.STUDENT:
        publish(session, LessonOpened(user_id=actor.id, lesson_id=lesson.id, at=now))
    course, module = session.get_one(Course, lesson.course_id), session.get_one(Module, lesson.module_id)
    before, after = _neighbours(session, lesson)
    prerequisites = prerequisites_of(session, [block.id for block in status.blocks])
    shown = show_blocks(session, status, published_links(session, lesson), prerequisites, actor, now)
    counted = own_since(session, actor, [course.id]).get(course.id)
    return LessonOut(
        id=lesson.id,
        title=lesson.title,
        course_id=course.id,
        course_title=course.title,
        language=course.language,
        module_title=module.title,
        minutes=lesson.minutes,
        due_at=due_at(lesson, counted),
        previous_lesson_id=before,
        next_lesson_id=after,
        blocks=with_drafts(session, actor.id, course.language, status.blocks, shown),
        completed=status.completed,
        completed_at=status.progress.completed_at if status.progress else None,
        resume=status.resume(),
        completion_rules=status.rules(),
        has_tutor=has_tutor(session, course.id),
        read_only=actor.role is Role.STUDENT and has_ended(course, now),
    )


def show_blocks(
    session: Session,
    status: LessonStatus,
    links: CourseLinks,
    prerequisites: Mapping[UUID, PrerequisiteOut],
    actor: Actor,
    now: datetime,
) -> list[BlockOut]:
    """The blocks of a lesson as `actor` sees them, rendered; without what a student has begun to answer."""
    quizzes = [block.id for block in status.blocks if block.kind is BlockKind.QUIZ]
    starts = starts_of(session, actor.id, quizzes)
    seconds = expected_seconds(status.lesson.minutes, status.blocks)
    pinned = _pinned(session, status.lesson, status.blocks, starts)
    polls = read_polls(session, actor, status.blocks)
    own = own_dates(session, actor.id, quizzes) if actor.role is Role.STUDENT else {}
    hidden = results_at(session, quizzes, now) if actor.role is Role.STUDENT else {}
    view = _View(links, status, actor, now, seconds, prerequisites, starts, pinned, polls, own, hidden)
    with shown_together():
        return [_show(block, view) for block in status.blocks]


def _neighbours(session: Session, lesson: Lesson) -> tuple[UUID | None, UUID | None]:
    """The lessons before and after this one that students see."""
    shown = select(Lesson.id).where(Lesson.course_id == lesson.course_id, is_shown()).limit(1)
    before = shown.where(Lesson.position < lesson.position).order_by(Lesson.position.desc())
    after = shown.where(Lesson.position > lesson.position).order_by(Lesson.position)
    return session.scalar(before), session.scalar(after)


@dataclass(frozen=True, slots=True)
class _View:
    """What the blocks of one lesson are shown with."""

    links: CourseLinks
    status: LessonStatus
    actor: Actor
    now: datetime
    seconds: Mapping[UUID, float]
    prerequisites: Mapping[UUID, PrerequisiteOut]
    starts: Mapping[UUID, QuizStart]
    pinned: Mapping[UUID, QuizContent]
    polls: PollStatus
    own_dates: Mapping[UUID, datetime]
    hidden: Mapping[UUID, datetime]

    @property
    def for_student(self) -> bool:
        """Whether a student reads the lesson, and not who teaches it."""
        return self.actor.role is Role.STUDENT

    def quiz_at(self, block: Block) -> QuizContent:
        """A quiz block's questions and rules, as they are for this reader: of an attempt under way, as it was begun."""
        quiz = self.pinned.get(block.id) or QuizContent.stored(block.content)
        own = self.own_dates.get(block.id)
        return quiz if own is None or quiz.available_until is None else quiz.model_copy(update={"available_until": own})

    def opens_later(self, block: Block) -> bool:
        """Whether the block is a quiz that has not opened for this student: nothing of it shows but title and dates."""
        return self.for_student and block.kind is BlockKind.QUIZ and opens_later(self.quiz_at(block), self.now)

    def withholds_help(self, block: Block) -> bool:
        """Whether the block's help waits until the student has handed in; tutors see everything."""
        if block.kind is not BlockKind.QUIZ or not self.for_student:
            return False
        if self.opens_later(block):
            return True
        return withholds_help(QuizContent.stored(block.content), len(self.status.attempts_at(block.id)))


def _show(block: Block, view: _View) -> BlockOut:
    shown = BlockOut(
        id=block.id,
        position=block.position,
        kind=block.kind,
        title=block.title,
        name=name_of_block(block),
        **_show_help(block, view),
        prerequisite=None if view.opens_later(block) else view.prerequisites.get(block.id),
        completed=view.status.is_completed(block),
        closed=view.status.state_at(block) is BlockState.CLOSED,
        waiting=view.status.state_at(block) is BlockState.WAITING,
        new=view.status.is_new(block),
        expected_seconds=round(view.seconds[block.id], 1),
    )
    if block.kind is BlockKind.QUIZ:
        return shown.model_copy(update=_show_quiz(block, view))
    if block.kind is BlockKind.POLL:
        poll = show_poll(block, view.polls, view.actor, view.links.targets)
        return shown.model_copy(update={"poll": poll})
    return shown.model_copy(update=_SHOW[block.kind](block, view.links))


def _show_help(block: Block, view: _View) -> dict[str, Any]:
    if view.withholds_help(block):
        return {"hints": [], "example": None, "easier": None, "challenge": None}
    targets = view.links.targets
    texts = {"example": block.example, "easier": block.easier, "challenge": block.challenge}
    return {
        "hints": [to_html(hint, targets) for hint in block.hints],
        **{name: to_html(text, targets) if text else None for name, text in texts.items()},
    }


def _pinned(
    session: Session, lesson: Lesson, blocks: Sequence[Block], starts: Mapping[UUID, QuizStart]
) -> Mapping[UUID, QuizContent]:
    """The quizzes of attempts under way that were started on an earlier version: their questions stay as they were."""
    earlier = {key: start.lesson_version for key, start in starts.items() if start.lesson_version != lesson.version}
    return {block.id: quiz_at(session, block, lesson, earlier[block.id]) for block in blocks if block.id in earlier}


def _show_quiz(block: Block, view: _View) -> dict[str, object]:
    attempts = view.status.attempts_at(block.id)
    quiz, start = view.quiz_at(block), view.starts.get(block.id)
    quiz_status = QuizStatus(view.actor.id, block.id, attempts, start, view.now, for_student=view.for_student)
    shown = show_quiz(quiz, quiz_status, view.links.targets, with_help=not view.withholds_help(block))
    there = bool(block.hints or block.example or block.easier or block.challenge or any(map(has_help, quiz.questions)))
    there = there and not view.opens_later(block)
    best = None if quiz.graded and block.id in view.hidden else shown.best_score
    changed = {"help_withheld": there and view.withholds_help(block), "best_score": best}
    return {"quiz": shown.model_copy(update=changed)}


def _show_elsewhere(_block: Block, _links: CourseLinks) -> dict[str, object]:
    """An assignment has a route of its own, with the student's work at it."""
    return {}


_SHOW: Mapping[BlockKind, Callable[[Block, CourseLinks], dict[str, object]]] = {
    BlockKind.MARKDOWN: block_views.show_markdown,
    BlockKind.IMAGE: block_views.show_image,
    BlockKind.VIDEO: block_views.show_video,
    BlockKind.AUDIO: block_views.show_audio,
    BlockKind.FILE: block_views.show_file,
    BlockKind.EMBED: block_views.show_embed,
    BlockKind.CALLOUT: block_views.show_callout,
    BlockKind.CODE: block_views.show_code,
    BlockKind.ASSIGNMENT: _show_elsewhere,
}
