"""Who, of those not seen by name, is in a published figure, and when that may change: only by k or more at a time.

Two figures whose contributors differ by one person tell that person's state. So who comes waits, who goes stays in
with the state they were last known in, until at least k have come or gone. Who withdraws blanks the figure until then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from attune.affect.evidence import LearningState


@dataclass(slots=True)
class Membership:
    """The learners behind one figure who are not seen by name (R), constant through an epoch.

    Attributes:
        states: the members with their last known states; empty while fewer than k could be shown.
        coverage: how much of each member was read when they were read last, in [0, 1]; 0.0 while they never were.
        blank: a member has withdrawn; nothing of the others is shown until the next epoch.
    """

    states: dict[UUID, LearningState] = field(default_factory=dict)
    coverage: dict[UUID, float] = field(default_factory=dict)
    blank: bool = False

    def update(
        self, known: Mapping[UUID, LearningState], here: Collection[UUID], named: Collection[UUID], k: int
    ) -> None:
        """Follow the members' states, and begin a new epoch when at least k have come or gone.

        Args:
            known: everybody who could be a member now (counted, known, not seen by name), with their states.
            here: everybody who is present and lets themselves be counted.
            named: everybody who is seen by name now: their own tile tells more than any figure.
            k: the smallest group.
        """
        for learner_id in self.states.keys() & set(named):
            del self.states[learner_id]
        self.states.update({learner_id: known[learner_id] for learner_id in self.states.keys() & known.keys()})
        come = known.keys() - self.states.keys()
        gone = self.states.keys() - set(here)
        if len(come) + len(gone) >= k:
            self.states = dict(known) if len(known) >= k else {}
            self.blank = False

    def read(self, latest: Mapping[UUID, float]) -> None:
        """Follow how much of the members is read; whose camera is turned off stays in as they were read last.

        Args:
            latest: the coverage of everybody who is read now, in [0, 1].
        """
        self.coverage = {each: latest.get(each, self.coverage.get(each, 0.0)) for each in self.states}

    def withdraw(self, learner_ids: Collection[UUID]) -> None:
        """Blank the figure if one of these is in it."""
        if not self.states.keys().isdisjoint(learner_ids):
            self.blank = True
            for learner_id in learner_ids:
                # Their data is let go of at once; that they are missing still counts as a change, see `update`.
                if learner_id in self.states:
                    self.states[learner_id] = LearningState.UNKNOWN
                    self.coverage.pop(learner_id, None)

    def shown(self) -> dict[UUID, LearningState]:
        """The members whose states may enter the figure now."""
        return {} if self.blank else dict(self.states)
