"""The quiz of an earlier version of its lesson: an attempt is shown and graded by the version that it was made on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.models import LessonVersion
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, Lesson


def quiz_at(session: Session, block: Block, lesson: Lesson, version: int) -> QuizContent:
    """The quiz as it was in a version of its lesson; as it is now, where that version is not kept."""
    kept = session.get(LessonVersion, (lesson.id, version)) if version != lesson.version else None
    blocks = kept.body.get("blocks", []) if kept is not None else []
    content = next((each["content"] for each in blocks if each.get("id") == str(block.id)), block.content)
    return QuizContent.stored(content)
