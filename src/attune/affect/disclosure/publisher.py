"""What a class page shows of its class, published on a clock: every fifteen seconds, never in the moment of an event.

An update for each event would tell whose it was. A withdrawal is the exception: what it takes back leaves the page at
once, and until the next tick only those who share by name make up the figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from attune.affect.disclosure.live import (
    ClassPicture,
    PlacePicture,
    draw_class,
    draw_place,
    hidden_place,
)
from attune.affect.disclosure.membership import Membership
from attune.affect.evidence import Instant, LearningState

EVERY = timedelta(seconds=15)
NAMED_HOLDS = timedelta(minutes=5)  # a face that is turned away for a moment does not make the class another one
NEW_SESSION_AFTER = timedelta(minutes=30)  # without anybody present; as a learner's own study session ends
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

UNKNOWN = LearningState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Learner:
    """One enrolled learner as the publisher sees them.

    Attributes:
        learner_id: who it is.
        present: whether they have a lesson of the course open.
        counts: whether they let themselves be counted, in a mode that allows it.
        named: whether the viewer may see their state by name.
        state: their learning state, unknown where nothing is known.
        evidence: whether anything is kept from which a state is concluded; not so after deleting everything.
        coverage: of their latest window, in [0, 1]; None without a recent one.
        places: their last state at each place, by block.
    """

    learner_id: UUID
    present: bool = False
    counts: bool = False
    named: bool = False
    state: LearningState = UNKNOWN
    evidence: bool = False
    coverage: float | None = None
    places: Mapping[UUID, LearningState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """The figures of a class at a tick of the clock. places: by block."""

    at: Instant
    picture: ClassPicture
    places: Mapping[UUID, PlacePicture]

    def place(self, block_id: UUID) -> PlacePicture:
        """The figure of a block; hidden where it has not been published yet."""
        return self.places.get(block_id) or hidden_place()


@dataclass(slots=True)
class LivePublisher:
    """Publishes one class. Not safe for several threads at once.

    Attributes:
        last: what is on the page.
        next_at: when the clock ticks next.
        members: of the class picture.
        members_at: of each block's figure.
        last_present_at: when somebody was last present.
        contributors: who is in a figure on the page.
        sharers_only_until: before it, only those who share by name make up the figures, because nobody knows any more
            who was in those that were shown last; None where none were shown.
    named: those of them who were seen by name then.
    """

    last: Publication | None = None
    next_at: Instant | None = None
    members: Membership = field(default_factory=Membership)
    members_at: dict[UUID, Membership] = field(default_factory=dict)
    last_present_at: Instant | None = None
    contributors: frozenset[UUID] = frozenset()
    sharers_only_until: Instant | None = None
    named: frozenset[UUID] = frozenset()
    named_at: dict[UUID, Instant] = field(default_factory=dict)

    def publish(self, learners: Sequence[Learner], blocks: Collection[UUID], k: int, now: Instant) -> Publication:
        """What may be on the page now.

        Args:
            learners: everybody who is enrolled.
            blocks: the places that the page shows.
            k: the smallest group.
            now: the present; it never goes back.

        Returns:
            The last publication, or a new one if the clock has ticked or a contributor has withdrawn.
        """
        self._restart_after_a_break(learners, now)
        refusing = self._take_back(learners)
        withdrawn = self.contributors & refusing
        unshared = self.named.intersection(each.learner_id for each in learners if not each.named)
        due = self.last is None or self.next_at is None or now >= self.next_at
        if self.last is not None and not due and not withdrawn and not unshared:
            return self.last
        with_members = due and (self.sharers_only_until is None or now >= self.sharers_only_until)
        if with_members:
            self._update(learners, blocks, k)
        if due:
            self.next_at = now + EVERY
        self.last = self._draw(learners, blocks, k, now, with_members=with_members)
        return self.last

    def _take_back(self, learners: Sequence[Learner]) -> set[UUID]:
        """Withdraw from every figure, shown now or not, those who are in none any more, and return them.

        Figures are shown again later: those of other lessons' blocks, and all of them after somebody else's withdrawal.
        Whoever is not enrolled or not active any more has left and withdrawn nothing: what was not theirs to decide
        must not show whether they let themselves be counted.
        """
        refusing = {each.learner_id for each in learners if not (each.counts and each.evidence)}
        for membership in (self.members, *self.members_at.values()):
            membership.withdraw(refusing)
        return refusing

    def _restart_after_a_break(self, learners: Sequence[Learner], now: Instant) -> None:
        if self.last_present_at is not None and now - self.last_present_at >= NEW_SESSION_AFTER:
            self.members, self.members_at = Membership(), {}
            self.contributors = self.named = frozenset()
        if any(each.present for each in learners):
            self.last_present_at = now

    def _update(self, learners: Sequence[Learner], blocks: Collection[UUID], k: int) -> None:
        counted = [each for each in learners if each.present and each.counts]
        here = {each.learner_id for each in counted}
        # Whoever shares and is unknown right now is seen by nobody: they leave the members only once their tile tells.
        named = {each.learner_id for each in counted if each.named and each.state is not UNKNOWN}
        unnamed = [each for each in counted if not each.named]
        known = {each.learner_id: each.state for each in unnamed if each.state is not UNKNOWN}
        self.members.update(known, here, named, k)
        self.members.read({each.learner_id: each.coverage for each in unnamed if each.coverage is not None})
        for block_id in blocks:
            been = _known_at(unnamed, block_id)
            self.members_at.setdefault(block_id, Membership()).update(been, here, named, k)

    def _is_everybody_named(self, present: Sequence[Learner], now: Instant) -> bool:
        """Whether every student who is present has been seen by name lately: what a viewer knows, and no more.

        Whether they let themselves be counted, or have ceased to share, must not show in what the picture is called.
        """
        for each in present:
            if each.named and each.state is not UNKNOWN:
                self.named_at[each.learner_id] = now
        return all(now - self.named_at.get(each.learner_id, LONG_AGO) <= NAMED_HOLDS for each in present)

    def _draw(
        self, learners: Sequence[Learner], blocks: Collection[UUID], k: int, now: Instant, *, with_members: bool
    ) -> Publication:
        present = [each for each in learners if each.present]
        named = [each for each in present if each.counts and each.named]
        known = {each.learner_id: each.state for each in named if each.state is not UNKNOWN}
        members = self.members.shown() if with_members else {}
        coverage = {each.learner_id: each.coverage for each in named if each.coverage is not None}
        coverage |= self.members.coverage if with_members else {}
        picture = draw_class(known, members, self._is_everybody_named(present, now), coverage, k)
        places: dict[UUID, PlacePicture] = {}
        contributors, by_name = {*known, *members}, {*known}
        for block_id in blocks:
            there = _known_at(named, block_id)
            unnamed = self.members_at[block_id].shown() if with_members else {}
            places[block_id] = draw_place(there, unnamed, k)
            contributors |= {*there, *unnamed}
            by_name |= {*there}
        self.contributors, self.named = frozenset(contributors), frozenset(by_name)
        return Publication(now, picture, places)


def _known_at(learners: Sequence[Learner], block_id: UUID) -> dict[UUID, LearningState]:
    found = {each.learner_id: each.places.get(block_id, UNKNOWN) for each in learners}
    return {learner_id: state for learner_id, state in found.items() if state is not UNKNOWN}
