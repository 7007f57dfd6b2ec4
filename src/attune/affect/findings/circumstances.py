"""Where a learner is and what is known of them: everything that a cause is found from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from attune.affect.evidence import Instant, SelfReport
from attune.affect.policy import InterruptionPoint
from attune.affect.practice.opportunities import Practice
from attune.affect.states import LearnerState
from attune.affect.study_session import StudySession


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a learner is right now.

    Attributes:
        interruption_point: None in the middle of something; then only what the learner said is answered.
        block_id: where the learner is.
        left_block_id: the block that was left, at a change of block.
        in_graded_quiz: one that is open, with attempts left.
    """

    interruption_point: InterruptionPoint | None
    block_id: str | None = None
    left_block_id: str | None = None
    in_graded_quiz: bool = False

    @property
    def about(self) -> str | None:
        """The block that evidence has to come from: the one just left at a change of block, and else where they are."""
        if self.interruption_point is InterruptionPoint.BLOCK_CHANGE:
            return self.left_block_id
        return self.block_id


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a learner at an instant.

    Attributes:
        study_session: the present one.
        state: the learning state, as it was inferred at this instant.
        practice: of the last weeks.
        reports: what they said in the last seven days, oldest first.
        utc_offset: of their clock; None where that is not known.
    """

    study_session: StudySession
    state: LearnerState
    practice: Practice = field(default_factory=Practice)
    reports: tuple[SelfReport, ...] = ()
    utc_offset: timedelta | None = None

    def local_time(self, at: Instant) -> datetime | None:
        """What the learner's clock shows at an instant, without a time zone; None where that is not known."""
        return None if self.utc_offset is None else at.replace(tzinfo=None) + self.utc_offset
