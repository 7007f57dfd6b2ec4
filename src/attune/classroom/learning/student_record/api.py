"""Routes: one student of a course, and one of their attempts."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.learning.student_record import service
from attune.classroom.learning.student_record.schemas import ReviewedAttempt, StudentRecord
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("student_record", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/students/<uuid:student_id>/record")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(StudentRecord)
def read_student_record(course_id: UUID, student_id: UUID) -> StudentRecord:
    """How far a student is in a course, what they handed in, how every quiz went, what is due."""
    return service.read_record(current_session(), current_actor(), course_id, student_id, now())


@blueprint.get("/courses/<uuid:course_id>/students/<uuid:student_id>/attempts/<uuid:attempt_id>")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(ReviewedAttempt)
def read_student_attempt(course_id: UUID, student_id: UUID, attempt_id: UUID) -> ReviewedAttempt:
    """One attempt of a student at a quiz, for practice or for a grade, with answers, marks and solutions."""
    return service.read_attempt(current_session(), current_actor(), course_id, student_id, attempt_id)
