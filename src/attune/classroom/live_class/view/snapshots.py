"""Everything known about one student of a class at one instant. The live view is computed from these alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.publisher import Learner
from attune.affect.evidence import LearningState, ended_at
from attune.affect.states import LearnerState
from attune.affect.windows import Window

STUCK_AFTER = timedelta(minutes=5)
EXPRESSION_FRESH = timedelta(seconds=30)  # three windows of ten seconds: an older expression is not live any more


@dataclass(frozen=True, slots=True)
class Call:
    """A student asking for help: a raised hand, or "I'm lost here", with the place where they asked.

    times: how often they asked there.
    """

    at: datetime
    lesson_id: UUID | None = None
    block_id: UUID | None = None
    lesson_title: str | None = None
    block_title: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class StripBlock:
    """A block of the lesson that the heat strip shows, in its order."""

    block_id: UUID
    lesson_id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class StudentSnapshot:
    """One student. What they feel is filled in only where they allow the class or the tutor to use it.

    counts: their state may enter the class's figures.  shares: the tutor may see it by name.
    places: their latest state at each block of the last minutes.  place_order: where in the course they are.
    evidence: anything is kept from which a state is concluded; not so once they have deleted everything.
    """

    user_id: UUID
    name: str
    present: bool = False
    seen_at: datetime | None = None
    lesson_id: UUID | None = None
    lesson_title: str | None = None
    block_id: UUID | None = None
    block_title: str | None = None
    place_order: int | None = None
    counts: bool = False
    shares: bool = False
    state: LearnerState | None = None
    window: Window | None = None
    places: dict[UUID, LearningState] = field(default_factory=dict)
    evidence: bool = False
    hand: Call | None = None
    lost: Call | None = None

    @property
    def known_state(self) -> LearningState:
        """The state, or unknown where there is none."""
        return self.state.state if self.state is not None else LearningState.UNKNOWN

    def is_stuck(self, now: datetime) -> bool:
        """Whether the tutor may see by name that the student has been struggling for a while."""
        if not self.shares or not self.present or self.state is None or self.state.state not in STRUGGLING:
            return False
        return now - self.state.since >= STUCK_AFTER

    def as_learner(self, now: datetime) -> Learner:
        """The student as disclosure control sees them."""
        window = self.live_window(now)
        return Learner(
            self.user_id,
            present=self.present,
            counts=self.counts,
            named=self.shares,
            state=self.known_state,
            evidence=self.evidence,
            coverage=window.coverage if window is not None else None,
            places=self.places,
        )

    def live_window(self, now: datetime) -> Window | None:
        """The latest window, while it still says something about now."""
        if self.window is None or now - ended_at(self.window) > EXPRESSION_FRESH:
            return None
        return self.window
