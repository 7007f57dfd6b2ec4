"""The assignment of an earlier version of its lesson: a hand-in is shown and graded by the version it was made on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.versions import content_at
from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.models import Block
from attune.classroom.learning.assignments.models import HandIn


def assignment_at(session: Session, version: HandIn) -> AssignmentContent:
    """The assignment as it was when this was handed in; as it is now, where that version is not kept."""
    block = session.get_one(Block, version.block_id)
    return AssignmentContent.stored(content_at(session, block, version.lesson_version))
