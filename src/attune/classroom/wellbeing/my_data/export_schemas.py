"""What only the export holds: the baseline of the present sitting, closed reflections, and drafts of quizzes."""

from __future__ import annotations

from uuid import UUID

from attune.affect.baseline import Signal
from attune.affect.evidence import Probability
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


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


class QuizDraftOut(Outgoing):
    """An answer to a quiz that has not been handed in: a text, a choice's id, or several."""

    lesson_id: UUID
    block_id: UUID
    question_id: UUID
    answer: str | list[str]
    changed_at: UtcDatetime
