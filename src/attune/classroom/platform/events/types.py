"""News inside the application, of two kinds.

*Domain events* travel upwards between packages, synchronously and in the same transaction: `learning` says that a quiz
was submitted, and `app.py` has subscribed whoever wants to know. *Pushed events* travel to browsers after the
transaction has been committed. Both sets are closed and typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal, Protocol, TypeAlias, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from attune.classroom.platform.database.engine import when_committed
from attune.classroom.platform.permissions import Role

# --- domain events ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Something that happened to a user, told to whoever subscribed."""

    user_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonOpened(DomainEvent):
    """A student opened a lesson."""

    lesson_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockViewed(DomainEvent):
    """A student reached a block for the first time."""

    lesson_id: UUID
    block_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSubmitted(DomainEvent):
    """A student submitted answers; `attempt` counts their submissions of this quiz, from 1.

    result_hidden: the student does not see yet how they did.
    """

    lesson_id: UUID
    block_id: UUID
    attempt: int
    passed: bool
    graded: bool
    wrong_question_ids: tuple[UUID, ...]
    result_hidden: bool = False

    @property
    def wrong_count(self) -> int:
        """How many of the questions were not answered rightly."""
        return len(self.wrong_question_ids)


D = TypeVar("D", bound=DomainEvent)


class DomainEvents:
    """Who wants to hear of what. Handlers run in the publisher's transaction; one that raises undoes it."""

    def __init__(self) -> None:
        self._handlers: dict[type[DomainEvent], list[Callable[[Session, Any], None]]] = defaultdict(list)

    def subscribe(self, kind: type[D], handler: Callable[[Session, D], None]) -> None:
        """Call `handler(session, event)` for every event of `kind`."""
        self._handlers[kind].append(handler)

    def publish(self, session: Session, event: DomainEvent) -> None:
        """Tell every subscriber, in the order they subscribed."""
        for handler in self._handlers[type(event)]:
            handler(session, event)


def publish(session: Session, event: DomainEvent) -> None:
    """Publish a domain event to the subscribers of the application that `session` belongs to."""
    cast(DomainEvents, session.info["domain_events"]).publish(session, event)


# --- pushed events ----------------------------------------------------------------------------------------------------


class EventType(StrEnum):
    """Every event that a browser can receive."""

    LIVE_STUDENT = "live.student"
    LIVE_STUDENT_LEFT = "live.student_left"
    LIVE_CLASS = "live.class"
    LIVE_ALERTS = "live.alerts"
    LIVE_TICK = "live.tick"
    LIVE_SESSION = "live.session"
    WELLBEING_SETTINGS = "wellbeing.settings"
    SUPPORT_MESSAGE_SENT = "support.message_sent"
    CALLS_CHANGED = "calls.changed"
    HELP_CHANGED = "help.changed"
    MODEL_CHANGED = "model.changed"
    SYSTEM_SNAPSHOT = "system.snapshot"
    TEACHING_CHANGED = "teaching.changed"
    SESSION_ENDED = "session.ended"
    EVENTS_MISSED = "events.missed"


EventClass: TypeAlias = "type[PushedEvent]"


class PushedEvent(BaseModel):
    """The base of every pushed event. A subclass gives `type` one value of EventType and says what it carries."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)
    type: EventType
    registry: ClassVar[dict[EventType, EventClass]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_kwargs: Any) -> None:  # noqa: ANN401 - pydantic's hook
        """Register the subclass under its type; a type used twice is an error."""
        kind = EventType(cls.model_fields["type"].default)
        if kind in PushedEvent.registry:
            raise TypeError(f"the event '{kind}' is already declared by {PushedEvent.registry[kind].__name__}")
        PushedEvent.registry[kind] = cls


class UndeclaredEvent(RuntimeError):
    """A type of pushed event that no class describes: the application refuses to start."""


def check_every_event_is_declared() -> None:
    """Raise UndeclaredEvent unless every EventType has its class."""
    missing = set(EventType) - set(PushedEvent.registry)
    if missing:
        raise UndeclaredEvent(f"no PushedEvent carries {', '.join(sorted(missing))}")


class SessionEnded(PushedEvent):
    """The receiver's session is over: signed out elsewhere, deactivated, or the password was reset."""

    type: Literal[EventType.SESSION_ENDED] = EventType.SESSION_ENDED
    session_id: UUID | None = None


class TeachingChanged(PushedEvent):
    """The receiver teaches other courses than before; their stream ends, and the next one has those courses' events."""

    type: Literal[EventType.TEACHING_CHANGED] = EventType.TEACHING_CHANGED


class EventsMissed(PushedEvent):
    """The receiver may have missed events and fetches again what it shows; sent to every channel."""

    type: Literal[EventType.EVENTS_MISSED] = EventType.EVENTS_MISSED


def user_channel(user_id: UUID) -> str:
    """The channel only this user listens to."""
    return f"user:{user_id}"


def course_channel(course_id: UUID) -> str:
    """The channel of the tutors of a course."""
    return f"course:{course_id}"


def role_channel(role: Role) -> str:
    """The channel of everybody in a role."""
    return f"role:{role}"


class Bus(Protocol):
    """Carries pushed events to the streams that listen to a channel."""

    def send(self, channel: str, event: PushedEvent) -> None:
        """Deliver `event` to everybody who listens to `channel`."""
        ...


def push(session: Session, channel: str, event: PushedEvent) -> None:
    """Send `event` to `channel` once the session's transaction is committed; never when it is rolled back."""
    when_committed(session, lambda: cast(Bus, session.info["bus"]).send(channel, event))
