"""What only the export holds: the present baseline, decisions of support, hints, closed reflections, drafts."""

from __future__ import annotations

from uuid import UUID

from attune.affect.baseline import Signal
from attune.affect.evidence import Probability
from attune.classroom.platform.schemas import Outgoing, UtcDatetime
from attune.classroom.wellbeing.models import StoredBehaviourKind


class BaselineOut(Outgoing):
    """What the student's face shows when nothing is the matter: centre and spread of one signal, over some windows."""

    signal: Signal
    centre: Probability
    spread: float
    windows: int


class SupportDecisionOut(Outgoing):
    """A moment at which support decided about the student, as it is stored; see `SupportDecision`."""

    id: UUID
    at: UtcDatetime
    course_id: UUID | None
    lesson_id: UUID | None
    block_id: UUID | None
    skill: str | None
    cause: str
    evidence: str
    interruption_point: str | None
    randomised: bool
    speak: bool
    probability_speak: Probability
    available: bool
    delivered: bool
    rule: str
    candidates: dict[str, Probability]
    message_id: str | None
    support_message_id: UUID | None
    seed: str
    policy_hash: str
    counted: bool
    switched_off_at: UtcDatetime | None
    hidden_at: UtcDatetime | None


class ClosedReflectionOut(Outgoing):
    """A reflection that the student has finished or skipped."""

    lesson_id: UUID
    at: UtcDatetime


class BehaviourOut(Outgoing):
    """Something that the student did at a block, as it is stored; see `StoredBehaviour`."""

    id: UUID
    kind: StoredBehaviourKind
    at: UtcDatetime
    lesson_id: UUID | None
    block_id: UUID | None
    amount: float
    position: float | None
    hidden_at: UtcDatetime | None


class OpenedHintOut(Outgoing):
    """A hint that the student opened. ladder_id: the question's, or the block's own id.  step: which one, from 1."""

    block_id: UUID
    ladder_id: UUID
    step: int
    at: UtcDatetime


class PollAnswerOut(Outgoing):
    """What was chosen in a poll, in words; `choice` is empty where the poll no longer has it."""

    lesson_id: UUID
    block_id: UUID
    question: str
    choice: str
    answered_at: UtcDatetime


class QuizDraftOut(Outgoing):
    """An answer to a quiz that has not been handed in: a text, a choice's id, or several."""

    lesson_id: UUID
    block_id: UUID
    question_id: UUID
    answer: str | list[str]
    changed_at: UtcDatetime
