"""The versions of a lesson: each as it was published, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.authoring.access import own_lesson
from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody, body_of, digest_of
from attune.classroom.courses.authoring.lessons.schemas import VersionBodyOut, VersionList, VersionOut
from attune.classroom.courses.authoring.models import LessonVersion
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor


def save_version(
    session: Session, lesson: Lesson, body: Mapping[str, Any], author_id: UUID | None, note: str | None, at: datetime
) -> None:
    """Keep what was just published as the lesson's present version."""
    session.add(
        LessonVersion(
            lesson_id=lesson.id,
            number=lesson.version,
            body=dict(body),
            sha256=digest_of(body),
            author_id=author_id,
            note=note,
            at=at,
        )
    )


def ensure_version(session: Session, lesson: Lesson) -> dict[str, Any]:
    """The body of the present version; kept as one where the lesson came about without (an import by an older program).

    For a lesson that was never published, an empty one.
    """
    kept = session.get(LessonVersion, (lesson.id, lesson.version))
    if kept is not None:
        return kept.body
    body = body_of(session, lesson).as_json()
    if lesson.version > 0:
        session.add(
            LessonVersion(lesson_id=lesson.id, number=lesson.version, body=body, sha256=digest_of(body), at=None)
        )
        session.flush()
    return body


def present_body(session: Session, lesson: Lesson) -> dict[str, Any]:
    """The lesson as students see it now, without writing anything."""
    kept = session.get(LessonVersion, (lesson.id, lesson.version))
    return kept.body if kept is not None else body_of(session, lesson).as_json()


def content_at(session: Session, block: Block, version: int | None) -> dict[str, Any]:
    """What a block held in a version of its lesson; what it holds now where that version is not known."""
    kept = session.get(LessonVersion, (block.lesson_id, version)) if version is not None else None
    if kept is None:
        return block.content
    found = (each["content"] for each in kept.body["blocks"] if each["id"] == str(block.id))
    content: dict[str, Any] = next(found, block.content)
    return content


def list_versions(session: Session, actor: Actor, lesson_id: UUID) -> VersionList:
    """All versions of a lesson, newest first.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = own_lesson(session, actor, lesson_id)
    rows = session.execute(
        select(LessonVersion.number, LessonVersion.at, LessonVersion.note, User.name)
        .outerjoin(User, User.id == LessonVersion.author_id)
        .where(LessonVersion.lesson_id == lesson.id)
        .order_by(LessonVersion.number.desc())
    )
    versions = [
        VersionOut(number=number, author_name=name, at=at, note=note, current=number == lesson.version)
        for number, at, note, name in rows
    ]
    if lesson.version > 0 and not any(version.current for version in versions):
        versions.insert(0, _unsaved(lesson))
    return VersionList(versions=versions)


def _unsaved(lesson: Lesson) -> VersionOut:
    """The present version of a lesson that came about without one: what students see is known all the same."""
    return VersionOut(number=lesson.version, author_name=None, at=None, note=None, current=True)


def read_version(session: Session, actor: Actor, lesson_id: UUID, number: int) -> VersionBodyOut:
    """One version with its text.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = own_lesson(session, actor, lesson_id)
    if number == lesson.version > 0 and session.get(LessonVersion, (lesson.id, number)) is None:
        body = LessonBody.model_validate(present_body(session, lesson))
        return VersionBodyOut(**_unsaved(lesson).model_dump(), body=body)
    row = find_version(session, lesson, number)
    author = session.get(User, row.author_id) if row.author_id is not None else None
    return VersionBodyOut(
        number=row.number,
        author_name=author.name if author is not None else None,
        at=row.at,
        note=row.note,
        current=row.number == lesson.version,
        body=LessonBody.model_validate(row.body),
    )


def find_version(session: Session, lesson: Lesson, number: int) -> LessonVersion:
    """A version of a lesson.

    Raises:
        NotFound: there is none.
    """
    row = session.get(LessonVersion, (lesson.id, number)) if number < 2**31 else None
    if row is None:
        raise NotFound(f"This lesson has no version {number}.", number=number)
    return row
