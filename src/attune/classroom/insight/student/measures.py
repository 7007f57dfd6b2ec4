"""Facts of one student, summed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from attune.affect.evidence import LearningState
from attune.classroom.insight.facts.models import SECONDS_OF_STATE, StudyFact

ENOUGH_SECONDS = 120.0  # of known time: a share of less is made of a handful of summaries
KNOWN = [state for state in LearningState if state is not LearningState.UNKNOWN]

Key = TypeVar("Key", bound=Hashable)


def by(facts: Iterable[StudyFact], key: Callable[[StudyFact], Key]) -> dict[Key, list[StudyFact]]:
    """The facts by something that they have."""
    found: defaultdict[Key, list[StudyFact]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return found


def measure(facts: Sequence[StudyFact]) -> dict[str, Any]:
    """What some facts say together, as the fields of `SharedMeasures`."""
    seconds = sum(fact.seconds for fact in facts)
    of_state = {state: sum(getattr(fact, SECONDS_OF_STATE[state]) for fact in facts) for state in KNOWN}
    known = sum(of_state.values())
    enough = known >= ENOUGH_SECONDS
    return {
        "sessions": len({fact.session_began_at for fact in facts}),
        "minutes": seconds / 60,
        "known": known / seconds if seconds else 0.0,
        "coverage": sum(fact.readable_seconds for fact in facts) / seconds if seconds else 0.0,
        "states": {state: each / known for state, each in of_state.items() if each > 0} if enough else {},
        "check_ins": sum(fact.check_ins for fact in facts),
        "lost": sum(fact.lost for fact in facts),
    }
