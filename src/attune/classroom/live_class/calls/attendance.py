"""Whether a student is still where they asked for help: who has left the lesson waits for nobody there."""

from __future__ import annotations

from datetime import datetime, timedelta

from attune.classroom.live_class.presence import Presence
from attune.classroom.wellbeing.models import CheckIn

LEFT_FOR = timedelta(minutes=10)  # a break or a look at another lesson is shorter


def still_waits(call: CheckIn, last: Presence | None, now: datetime) -> bool:
    """Whether a call holds, by the student's last heartbeat.

    Args:
        call: made somewhere in a lesson; one without a lesson is not left.
        last: None where no heartbeat is known: then nothing says that they left.
        now: the present.
    """
    if call.lesson_id is None or last is None:
        return True
    left_at = last.seen_at if last.lesson_id == call.lesson_id else last.entered_at
    return left_at is None or now - max(left_at, call.at) < LEFT_FOR
