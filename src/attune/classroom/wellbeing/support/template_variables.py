"""What a support message may say about a student and where they are."""

from __future__ import annotations

from sqlalchemy.orm import Session

from attune.affect.messages.library import Personal
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.platform.permissions import Actor


def template_variables(session: Session, student: Actor, lesson: Lesson, block: Block | None) -> Personal:
    """What is known of a student at a place. Behind them is what the lesson's outline counts as done, but for this."""
    status = read_lesson_status(session, student.id, lesson)
    here = {block.id} if block is not None else set()
    return Personal(
        name=student.name.split()[0],
        course=session.get_one(Course, lesson.course_id).title,
        lesson=lesson.title,
        block=block.title if block is not None else None,
        done=sum(status.is_completed(block) for block in status.blocks if block.id not in here),
        total=len(status.blocks),
    )
