"""The names by which courses and lessons are called in addresses and files: made once, and never changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course, Lesson

LONGEST = 60  # characters, so that a number can follow


def new_course_slug(session: Session, title: str) -> str:
    """A name that no other course has."""
    base = slug_of(title) or "course"
    taken = session.scalars(select(Course.slug).where(Course.slug.startswith(base, autoescape=True)))
    return _free(base, frozenset(taken))


def new_lesson_slug(session: Session, course_id: UUID, title: str) -> str:
    """A name that no other lesson of the course has."""
    taken = session.scalars(select(Lesson.slug).where(Lesson.course_id == course_id))
    return _free(slug_of(title) or "lesson", frozenset(taken))


def slug_of(title: str) -> str:
    """A title in small letters, digits and hyphens; nothing for one in another script."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:LONGEST].strip("-")


def _free(base: str, taken: Collection[str]) -> str:
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
