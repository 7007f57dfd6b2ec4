"""Where the files and lessons of a course are that its texts and blocks name."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.files import file_url
from attune.classroom.courses.models import CourseFile, Lesson
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


def course_links(session: Session, course_id: UUID) -> CourseLinks:
    """Read where everything is that the texts of a course may name, in two queries."""
    files = session.scalars(select(CourseFile).where(CourseFile.course_id == course_id).order_by(CourseFile.name)).all()
    lessons = session.execute(
        select(Lesson.slug, Lesson.id).where(Lesson.course_id == course_id).order_by(Lesson.position)
    ).all()
    targets = [LinkTarget(file.name, file_url(course_id, file.stored_name), file.width, file.height) for file in files]
    targets += [LinkTarget(f"{slug}.md", f"/lessons/{lesson_id}") for slug, lesson_id in lessons]
    return CourseLinks(course_id, tuple(targets), {file.name: file.stored_name for file in files})


def shown_name(session: Session, course_id: UUID, stored_name: str) -> str:
    """The name that people see of a stored file; raises NotFound."""
    name = session.scalar(
        select(CourseFile.name).where(CourseFile.course_id == course_id, CourseFile.stored_name == stored_name)
    )
    if name is None:
        raise NotFound(f"This course has no file '{stored_name}'.", name=stored_name)
    return name
