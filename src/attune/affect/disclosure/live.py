"""The live rule: whether the whole class or only those who share by name make up a figure, and how it is rounded.

C are the learners who let themselves be counted and whose state is known, V those of them whom the viewer sees by
name, R = C without V. A figure over C minus the tiles of V is a figure over R. It is published only if R is empty, or
has at least k members, of whom neither all nor all but one are on one side; else V alone make up the figure, and it is
called the sharers'.

Where R is not empty, the class is divided into two sides only, those who may be struggling and the others. Each side
holds several learning states, so that whoever knows the states of all others still cannot tell the state of the last
one, at no moment and over no sequence of moments (tests/classroom/live_class/attack enumerates them). What no rule
without noise can prevent: who knows all others' states, and that all of them are counted, may conclude on which side
the last one is where a rounded share is at its edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from attune.affect.aggregate import KNOWN_STATES, STRUGGLING
from attune.affect.disclosure.figures import (
    Category,
    CoverageBand,
    ShareFigure,
    category_of,
    coverage_band,
    learners_band,
    share_figure,
)
from attune.affect.disclosure.release import Released, Seal
from attune.affect.evidence import LearningState


class PictureKind(StrEnum):
    """Who makes up a figure: the class, only those who share by name, or too few to show any."""

    CLASS = "class"
    SHARERS = "sharers"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPicture(Released):
    """How the class is doing.

    Attributes:
        kind: who makes it up.
        minimum: k, below which nothing is shown.
        n: learners in it, rounded down to a multiple of five; None when hidden.
        shares: of every learning state, or of the two sides where some are not seen by name; empty when hidden.
        struggling: the share of those who may be confused or frustrated; None when hidden.
        coverage: how much of the time could be read; None when hidden.
    """

    kind: PictureKind
    minimum: int
    n: int | None
    shares: tuple[ShareFigure, ...]
    struggling: ShareFigure | None
    coverage: CoverageBand | None

    def share_of(self, category: Category) -> ShareFigure | None:
        """The share of a category, where the picture has it."""
        return next((figure for figure in self.shares if figure.category is category), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePicture(Released):
    """How those did who have been at one place of a lesson. struggling, n: None when hidden."""

    kind: PictureKind
    n: int | None
    struggling: ShareFigure | None


def hidden_picture(minimum: int) -> ClassPicture:
    """The picture of a class of which nothing may be shown."""
    return ClassPicture(
        seal=Seal, kind=PictureKind.HIDDEN, minimum=minimum, n=None, shares=(), struggling=None, coverage=None
    )


def hidden_place() -> PlacePicture:
    """The figure of a place of which nothing may be shown."""
    return PlacePicture(seal=Seal, kind=PictureKind.HIDDEN, n=None, struggling=None)


def may_mix(unnamed: Collection[LearningState], k: int) -> bool:
    """Whether learners who are not seen by name may enter a figure.

    Args:
        unnamed: their known states (R).
        k: the smallest group.

    Returns:
        Whether there are at least k, and at least two of them on each side: a side of all tells everybody's, and a side
        of all but one tells that one who they all are.
    """
    struggling = sum(state in STRUGGLING for state in unnamed)
    return len(unnamed) >= k and 2 <= struggling <= len(unnamed) - 2


def draw_class(
    named: Mapping[UUID, LearningState],
    unnamed: Mapping[UUID, LearningState],
    everybody_named: bool,
    coverage: Mapping[UUID, float],
    k: int,
) -> ClassPicture:
    """The picture of a class.

    Args:
        named: counted learners with a known state that the viewer sees by name (V).
        unnamed: counted learners that the viewer does not see by name, as their membership has them (R).
        everybody_named: whether every student who is present has been seen by name. Only then is the sharers' picture
            called the class's: where somebody has not, the name would tell whether they let themselves be counted.
        coverage: of each learner in the picture, in [0, 1]: of V where they have been read lately, of R as their
            membership has it. One of R without any was never read, and counts as 0: with R there is always a band.
        k: the smallest group.
    """
    mixed = may_mix(unnamed.values(), k)
    states = {**named, **unnamed} if mixed else dict(named)
    n = len(states)
    if n < k:
        return hidden_picture(k)
    read = [coverage[learner_id] for learner_id in named if learner_id in coverage]
    if mixed:
        read += [coverage.get(learner_id, 0.0) for learner_id in unnamed]
    return ClassPicture(
        seal=Seal,
        kind=PictureKind.CLASS if mixed or everybody_named else PictureKind.SHARERS,
        minimum=k,
        n=learners_band(n),
        shares=_sides(states.values()) if mixed else _states(states.values()),
        struggling=_struggling(states.values()),
        coverage=coverage_band(sum(read) / len(read)) if mixed or len(read) >= k else None,
    )


def draw_place(named: Mapping[UUID, LearningState], unnamed: Mapping[UUID, LearningState], k: int) -> PlacePicture:
    """The figure of one place of a lesson; the arguments are as in `draw_class`, with the states at that place."""
    mixed = may_mix(unnamed.values(), k)
    states = {**named, **unnamed} if mixed else dict(named)
    if len(states) < k:
        return hidden_place()
    kind = PictureKind.CLASS if mixed else PictureKind.SHARERS
    return PlacePicture(seal=Seal, kind=kind, n=learners_band(len(states)), struggling=_struggling(states.values()))


def _states(states: Collection[LearningState]) -> tuple[ShareFigure, ...]:
    counts = Counter(states)
    return tuple(share_figure(category_of(state), counts[state], len(states)) for state in KNOWN_STATES)


def _sides(states: Collection[LearningState]) -> tuple[ShareFigure, ...]:
    struggling = sum(state in STRUGGLING for state in states)
    return (
        share_figure(Category.STRUGGLING, struggling, len(states)),
        share_figure(Category.NOT_STRUGGLING, len(states) - struggling, len(states)),
    )


def _struggling(states: Collection[LearningState]) -> ShareFigure:
    return share_figure(Category.STRUGGLING, sum(state in STRUGGLING for state in states), len(states))
