"""Shares with their uncertainty, and coverage: what figures about one learner or many are computed with.

A share over few learners is shown with its interval (Wilson 1927), because "40 %" of five people may be one person's
change of mind. What may be said of a group is decided in `attune.affect.disclosure`.
"""

from __future__ import annotations

from collections.abc import Iterable

from attune.affect.evidence import LearningState, Probability
from attune.affect.windows import Window

STRUGGLING = frozenset({LearningState.MAYBE_CONFUSED, LearningState.MAYBE_FRUSTRATED})
KNOWN_STATES = tuple(state for state in LearningState if state is not LearningState.UNKNOWN)


def mean_coverage(windows: Iterable[Window]) -> Probability | None:
    """Share of the time in which a face was read, over windows of any length; None without a window."""
    seconds = covered = 0.0
    for window in windows:
        seconds += window.seconds
        covered += window.seconds * window.coverage
    return covered / seconds if seconds else None
