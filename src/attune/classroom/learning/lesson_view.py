"""A lesson, ready to study: its blocks rendered, and how the student stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.content import (
    EmbedContent,
    FileContent,
    MarkdownContent,
    QuizContent,
    VideoContent,
)
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.media import CourseLinks, course_links
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson, Module
from attune.classroom.learning.completion import BlockState
from attune.classroom.learning.due import due_at, enrolments_of
from attune.classroom.learning.lesson_status import LessonStatus, read_lesson_status
from attune.classroom.learning.locking import refuse_locked
from attune.classroom.learning.quiz.drafts import with_drafts
from attune.classroom.learning.quiz.questions import show_quiz
from attune.classroom.learning.schemas import (
    BlockOut,
    EmbedOut,
    FileOut,
    LessonOut,
    VideoOut,
)
from attune.classroom.platform.events.types import LessonOpened, publish
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.permissions import Actor, Role


def open_lesson(session: Session, actor: Actor, lesson_id: UUID, now: datetime) -> LessonOut:
    """The lesson as `actor` sees it. Raises NotFound, and LessonLocked when another lesson comes first."""
    lesson = find_lesson(session, actor, lesson_id)
    refuse_locked(session, actor, lesson)
    status = read_lesson_status(session, actor.id, lesson)
    if actor.role is Role.STUDENT:
        publish(session, LessonOpened(user_id=actor.id, lesson_id=lesson.id, at=now))
    course, module = session.get_one(Course, lesson.course_id), session.get_one(Module, lesson.module_id)
    neighbours = _positions(session, lesson)
    links = course_links(session, course.id)
    seconds = expected_seconds(lesson.minutes, status.blocks)
    shown = [_show(block, links, status, seconds[block.id]) for block in status.blocks]
    enrolled_at = enrolments_of(session, actor, [course.id]).get(course.id)
    return LessonOut(
        id=lesson.id,
        title=lesson.title,
        course_id=course.id,
        course_title=course.title,
        language=course.language,
        module_title=module.title,
        minutes=lesson.minutes,
        due_at=due_at(lesson, enrolled_at),
        previous_lesson_id=neighbours.get(lesson.position - 1),
        next_lesson_id=neighbours.get(lesson.position + 1),
        blocks=with_drafts(session, actor.id, course.language, status.blocks, shown),
        completed=status.completed,
        completed_at=status.progress.completed_at if status.progress else None,
        resume=status.resume(),
        completion_rules=status.rules(),
    )


def _positions(session: Session, lesson: Lesson) -> Mapping[int, UUID]:
    around = [lesson.position - 1, lesson.position + 1]
    rows = session.execute(
        select(Lesson.position, Lesson.id).where(Lesson.course_id == lesson.course_id, Lesson.position.in_(around))
    )
    return dict(rows.all())


def _show(block: Block, links: CourseLinks, status: LessonStatus, seconds: float) -> BlockOut:
    shown = BlockOut(
        id=block.id,
        position=block.position,
        kind=block.kind,
        title=block.title,
        hints=[to_html(hint, links.targets) for hint in block.hints],
        example=to_html(block.example, links.targets) if block.example else None,
        completed=status.is_completed(block),
        closed=status.state_at(block) is BlockState.CLOSED,
        expected_seconds=round(seconds, 1),
    )
    return shown.model_copy(update=_SHOW[block.kind](block, links, status))


def _show_markdown(block: Block, links: CourseLinks, _status: LessonStatus) -> dict[str, object]:
    return {"html": to_html(MarkdownContent.model_validate(block.content).text, links.targets)}


def _show_video(block: Block, links: CourseLinks, _status: LessonStatus) -> dict[str, object]:
    video = VideoContent.model_validate(block.content)
    return {
        "video": VideoOut(
            url=links.url_of(video.file),
            captions_url=links.url_of(video.captions),
            duration_seconds=video.duration_seconds,
            poster_url=links.url_of(video.poster) if video.poster else None,
        )
    }


def _show_file(block: Block, links: CourseLinks, _status: LessonStatus) -> dict[str, object]:
    file = FileContent.model_validate(block.content)
    return {"file": FileOut(url=links.url_of(file.file), name=PurePosixPath(file.file).name, bytes=file.bytes)}


def _show_embed(block: Block, _links: CourseLinks, _status: LessonStatus) -> dict[str, object]:
    embed = EmbedContent.model_validate(block.content)
    return {"embed": EmbedOut(url=embed.url, title=embed.title)}


def _show_quiz(block: Block, links: CourseLinks, status: LessonStatus) -> dict[str, object]:
    quiz = QuizContent.model_validate(block.content)
    return {"quiz": show_quiz(quiz, status.attempts_at(block.id), links.targets)}


_SHOW: Mapping[BlockKind, Callable[[Block, CourseLinks, LessonStatus], dict[str, object]]] = {
    BlockKind.MARKDOWN: _show_markdown,
    BlockKind.VIDEO: _show_video,
    BlockKind.QUIZ: _show_quiz,
    BlockKind.FILE: _show_file,
    BlockKind.EMBED: _show_embed,
}
