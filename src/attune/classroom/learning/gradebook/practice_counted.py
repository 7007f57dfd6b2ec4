"""What follows when a tutor lets attempts from when a quiz was for practice count, or takes that back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Lesson
from attune.classroom.learning.gradebook.grades import set_quiz_grade
from attune.classroom.learning.gradebook.items import Item
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.progress import begin_lesson, complete_if_done
from attune.classroom.platform.permissions import Actor


def follow_practice(session: Session, actor: Actor, item: Item, now: datetime) -> None:
    """Write the grade of everybody who has practised, with a trace, and complete the lessons in which that was all."""
    lesson = session.get_one(Lesson, item.lesson_id)
    practised = select(QuizAttempt.user_id).where(QuizAttempt.block_id == item.block_id, QuizAttempt.practice.is_(True))
    for user_id in sorted(set(session.scalars(practised))):
        begin_lesson(session, user_id, lesson, now)  # its lock: what is handed in now comes before or after
        set_quiz_grade(session, block_id=item.block_id, user_id=user_id, course_id=item.course_id, now=now, by=actor)
        complete_if_done(read_lesson_status(session, user_id, lesson, now), now)
    session.flush()
