"""What goes out about a student's own calls for help."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from attune.classroom.live_class.schemas import CallKind
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class AnswerKind(StrEnum):
    """What a tutor made of a call, as the student reads it."""

    ANSWERED = "answered"
    PUT_ASIDE = "put_aside"


class CallAnswerOut(Outgoing):
    """The answer to a call. by_name: None where the tutor's account is gone."""

    kind: AnswerKind
    by_name: str | None
    at: UtcDatetime


class OwnCall(Outgoing):
    """A call of the student's with the place where it was made; open until `open_until` unless it has an answer."""

    id: UUID
    kind: CallKind
    lesson_id: UUID | None
    lesson_title: str | None
    block_id: UUID | None
    block_title: str | None
    at: UtcDatetime
    open_until: UtcDatetime
    answer: CallAnswerOut | None


class OwnCalls(Outgoing):
    """Open calls, and those answered lately whose answer the student has not put away; oldest first."""

    calls: list[OwnCall]
