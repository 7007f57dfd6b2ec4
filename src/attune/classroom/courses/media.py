"""Where the files and lessons of a course are that its texts and blocks name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from attune.classroom.courses.files import file_url
from attune.classroom.courses.models import CourseFile, Lesson, PublishedFile
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.markdown import LinkTarget, LinkTargets


@dataclass(frozen=True, slots=True)
class CourseLinks:
    """A course's files and lessons by name, as texts are rendered with."""

    course_id: UUID
    targets: LinkTargets
    stored: dict[str, str] = field(hash=False)

    def url_of(self, name: str) -> str:
        """Where the file is that a block names; a name that no file has leads to an answer of 404."""
        return file_url(self.course_id, self.stored.get(name, name))


def authored_links(session: Session, course_id: UUID) -> CourseLinks:
    """Read where everything is that the texts of a course may name, as its authors see it, in two queries."""
    files = session.scalars(select(CourseFile).where(CourseFile.course_id == course_id).order_by(CourseFile.name)).all()
    return _links(session, course_id, files)


def published_links(session: Session, lesson: Lesson, version: int | None = None) -> CourseLinks:
    """Read the same as a lesson was published with it, in two queries.

    Args:
        session: the database.
        lesson: whose texts are shown.
        version: another than the present one.
    """
    shown = lesson.version if version is None else version
    kept = and_(
        PublishedFile.lesson_id == lesson.id, PublishedFile.version == shown, PublishedFile.name == CourseFile.name
    )
    rows = session.execute(
        select(CourseFile, PublishedFile)
        .outerjoin(PublishedFile, kept)
        .where(CourseFile.course_id == lesson.course_id)
        .order_by(CourseFile.name)
    )
    return _links(session, lesson.course_id, [published or file for file, published in rows])


def _links(session: Session, course_id: UUID, files: Sequence[CourseFile | PublishedFile]) -> CourseLinks:
    lessons = session.execute(
        select(Lesson.slug, Lesson.id).where(Lesson.course_id == course_id).order_by(Lesson.position)
    ).all()
    targets = [LinkTarget(file.name, file_url(course_id, file.stored_name), file.width, file.height) for file in files]
    targets += [LinkTarget(f"{slug}.md", f"/lessons/{lesson_id}") for slug, lesson_id in lessons]
    return CourseLinks(course_id, tuple(targets), {file.name: file.stored_name for file in files})


def shown_name(session: Session, course_id: UUID, stored_name: str) -> str:
    """The name that people see of a stored file, present or published earlier.

    Raises:
        NotFound: there is none.
    """
    present = select(CourseFile.name).where(CourseFile.course_id == course_id, CourseFile.stored_name == stored_name)
    published = (
        select(PublishedFile.name)
        .join(Lesson, Lesson.id == PublishedFile.lesson_id)
        .where(Lesson.course_id == course_id, PublishedFile.stored_name == stored_name)
        .limit(1)
    )
    name = session.scalar(present) or session.scalar(published)
    if name is None:
        raise NotFound(f"This course has no file '{stored_name}'.", name=stored_name)
    return name


def mentions(written: str, name: str) -> bool:
    """Whether a file's name stands in what is written in a lesson; rather once too often than not.

    Args:
        written: texts and blocks as JSON, with letters of any script as they are.
        name: the file's.
    """
    forms = {json.dumps(name, ensure_ascii=False)[1:-1], quote(name), name.replace(" ", "%20")}
    return any(form in written for form in forms)
