"""Why a class session cannot be started, changed or found."""

from __future__ import annotations

from attune.classroom.platform.errors import Conflict, NotFound


class SessionEnded(Conflict):
    """The class is over, and nothing of it changes any more."""

    code = "live_session_ended"


class SessionNotStarted(Conflict):
    """The class is planned: there is nothing to present to yet."""

    code = "live_session_not_started"


class SessionOpen(Conflict):
    """The course, or the group, has an open class already; `data.session_id` says which."""

    code = "live_session_open"


class LessonNotShown(Conflict):
    """Students do not find the lesson: it is not published, or its course does not run now."""

    code = "live_session_lesson_hidden"


class SessionIdTaken(Conflict):
    """The id already belongs to a session of another course."""

    code = "live_session_id_taken"


class GroupInClass(Conflict):
    """The group has an open class, and is deleted after it."""

    code = "group_in_class"


class UnknownSessionCode(NotFound):
    """No class of the student's courses has this code."""

    code = "live_session_code_unknown"
