"""Why a piece of work cannot be graded as asked."""

from __future__ import annotations

from attune.classroom.platform.errors import Conflict, InvalidInput


class SupersededWork(Conflict):
    """The student has handed in again since; the newer version is graded."""

    code = "superseded_work"


class GradeGiven(Conflict):
    """The student has this grade already; a draft would take it away unseen."""

    code = "grade_given"


class PointsMissing(InvalidInput):
    """The work cannot be graded before all of it has points."""

    code = "points_missing"
