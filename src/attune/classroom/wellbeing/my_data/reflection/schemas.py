"""What comes in and goes out about the reflection after a lesson."""

from __future__ import annotations

from uuid import UUID

from attune.affect.messages.library import Strategy
from attune.affect.reflection import RemarkKind
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.my_data.timeline.schemas import TimelineBlockOut


class RemarkOut(Outgoing):
    """One sentence of a reflection; the client has the words. block, strategy: what it is about, where it is."""

    kind: RemarkKind
    block: TimelineBlockOut | None
    strategy: Strategy | None


class ReflectionOut(Outgoing):
    """A look back at a lesson. due: whether to show it now.  enabled: whether the student wants any."""

    lesson_id: UUID
    due: bool
    enabled: bool
    remarks: list[RemarkOut]


class ReflectionsChange(Incoming):
    """Whether the student wants reflections."""

    enabled: bool


class ReflectionsOut(Outgoing):
    """Whether the student wants reflections; off_since: since when not, None while they do."""

    enabled: bool
    off_since: UtcDatetime | None
