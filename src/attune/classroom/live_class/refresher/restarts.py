"""What a new process must not show at first, because it does not know what the one before it has shown.

Who was in a class picture is in memory only. A first picture after a restart could differ from the last one before it
by a single student, and a picture that somebody's withdrawal had blanked would return without them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import SignInSession
from attune.classroom.courses.models import Enrolment

SHARERS_ONLY = timedelta(minutes=15)
SEEN_WITHIN = SHARERS_ONLY + timedelta(minutes=1)  # when a session was seen last is written once a minute


def sharers_only_until(session: Session, course_id: UUID, started_at: datetime) -> datetime | None:
    """Until when a class's figures are made up by those alone who share by name.

    A class may have been shown before the start if one of its students had a session then that was seen shortly before
    the start, or since: a session that goes on does not say whether it paused, and counts. Signing in is the only trace
    that everybody leaves, whatever they let us keep.

    Args:
        session: the database.
        course_id: the class.
        started_at: when this process began.

    Returns:
        A quarter of an hour after the start, or None where the class cannot have been shown shortly before it.
    """
    seen = (
        select(SignInSession.id)
        .join(Enrolment, Enrolment.user_id == SignInSession.user_id)
        .where(
            Enrolment.course_id == course_id,
            SignInSession.started_at < started_at,
            SignInSession.seen_at >= started_at - SEEN_WITHIN,
        )
        .limit(1)
    )
    return started_at + SHARERS_ONLY if session.scalar(seen) is not None else None
