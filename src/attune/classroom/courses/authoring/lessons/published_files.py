"""Files as they were published: a content that is replaced stays what students see until its lesson is published."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, insert, literal, select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.versions import ensure_version
from attune.classroom.courses.authoring.models import LessonVersion
from attune.classroom.courses.media import mentions
from attune.classroom.courses.models import CourseFile, Lesson, PublishedFile

BATCH = 50  # versions in memory; a long lesson has 100 KB


def pin_published(session: Session, file: CourseFile) -> None:
    """Let every version that names a file go on with its present content; call it before that is replaced.

    Versions that have kept an earlier content go on with that one.
    """
    lessons = session.scalars(select(Lesson).where(Lesson.course_id == file.course_id, Lesson.version > 0)).all()
    for lesson in lessons:
        ensure_version(session, lesson)
    kept = exists().where(
        PublishedFile.lesson_id == LessonVersion.lesson_id,
        PublishedFile.version == LessonVersion.number,
        PublishedFile.name == file.name,
    )
    versions = session.execute(
        select(LessonVersion.lesson_id, LessonVersion.number, LessonVersion.body)
        .join(Lesson, Lesson.id == LessonVersion.lesson_id)
        .where(Lesson.course_id == file.course_id, ~kept)
        .execution_options(yield_per=BATCH)
    )
    content = {"name": file.name, "stored_name": file.stored_name, "width": file.width, "height": file.height}
    rows = [
        {"lesson_id": lesson_id, "version": number, **content}
        for lesson_id, number, body in versions
        if mentions(json.dumps(body, ensure_ascii=False), file.name)
    ]
    if rows:
        session.execute(insert(PublishedFile), rows)


def publish_as_in(session: Session, lesson: Lesson, version: int) -> None:
    """Let the present version of a lesson, which is an earlier one again, show the files of that one."""
    same = (PublishedFile.name, PublishedFile.stored_name, PublishedFile.width, PublishedFile.height)
    earlier = select(PublishedFile.lesson_id, literal(lesson.version), *same).where(
        PublishedFile.lesson_id == lesson.id, PublishedFile.version == version
    )
    columns = ["lesson_id", "version", *(column.key for column in same)]
    session.execute(insert(PublishedFile).from_select(columns, earlier))


def has_newer_files() -> ColumnElement[bool]:
    """The condition that students see another content of a lesson's files than its authors do."""
    return exists(
        select(PublishedFile.name)
        .join(CourseFile, CourseFile.name == PublishedFile.name)
        .where(
            CourseFile.course_id == Lesson.course_id,
            PublishedFile.lesson_id == Lesson.id,
            PublishedFile.version == Lesson.version,
            PublishedFile.stored_name != CourseFile.stored_name,
        )
        .correlate(Lesson)
    )


def shows_older_files(session: Session, lesson: Lesson) -> bool:
    """Whether students see another content of the lesson's files than its authors do."""
    return bool(session.scalar(select(has_newer_files()).select_from(Lesson).where(Lesson.id == lesson.id)))


def discard_published(session: Session, course_id: UUID, name: str) -> list[str]:
    """Forget every content that a file was published with.

    Returns:
        The names under which they are stored.
    """
    lessons = select(Lesson.id).where(Lesson.course_id == course_id)
    of_file = (PublishedFile.lesson_id.in_(lessons), PublishedFile.name == name)
    stored = session.scalars(select(PublishedFile.stored_name).distinct().where(*of_file)).all()
    session.execute(delete(PublishedFile).where(*of_file))
    return list(stored)
