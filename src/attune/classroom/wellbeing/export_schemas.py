"""What only the export holds: the baseline of the present sitting, and closed reflections."""

from __future__ import annotations

from uuid import UUID

from attune.affect.baseline import Signal
from attune.affect.evidence import Probability
from attune.classroom.schemas import Outgoing, UtcDatetime


class BaselineOut(Outgoing):
    """What the student's face shows when nothing is the matter: centre and spread of one signal, over some windows."""

    signal: Signal
    centre: Probability
    spread: float
    windows: int


class ClosedReflectionOut(Outgoing):
    """A reflection that the student has finished or skipped."""

    lesson_id: UUID
    at: UtcDatetime
