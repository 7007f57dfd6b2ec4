"""A tutor who wants to know how somebody feels who does not share it.

The attacker knows the rule, the true states of all students but one, who of them lets themselves be counted, and every
view of a whole session. For each moment and each state that the last one could have been in, the whole session is run
through the rule once more: what gives the same views is consistent with what was seen. A state is named where no other
is consistent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attune.affect.evidence import LearningState
from tests.classroom.live_class.attack.snapshots import Snapshot

Views = Callable[[Sequence[Snapshot]], list[object]]


def consistent_states(views: Views, session: Sequence[Snapshot], moment: int, target: int) -> set[LearningState]:
    """The states, unknown among them, that one learner may have been in at a moment, by all views of a session."""
    seen = views(session)
    found = set()
    for state in LearningState:
        supposed = [*session[:moment], session[moment].with_state(target, state), *session[moment + 1 :]]
        if views(supposed) == seen:
            found.add(state)
    return found


def moments_named(views: Views, session: Sequence[Snapshot], targets: Sequence[int]) -> dict[int, list[int]]:
    """At which moments the attacker names which of the targets with certainty, and rightly."""
    named: dict[int, list[int]] = {}
    for moment, snapshot in enumerate(session):
        for target in targets:
            truth = snapshot.learners[target].state
            if truth is LearningState.UNKNOWN:
                continue
            if consistent_states(views, session, moment, target) == {truth}:
                named.setdefault(moment, []).append(target)
    return named
