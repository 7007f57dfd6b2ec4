"""What a tutor was shown until 2026-11, kept so that the attacker can be seen to have teeth.

Rules of then: the class's figures at every event, with exact counts; hidden under five known states, or where only one
of them was not seen by name; known, unknown, agreed and coverage for any number of students.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attune.affect.aggregate import KNOWN_STATES, STRUGGLING
from attune.affect.disclosure.publisher import Learner
from attune.affect.evidence import LearningState
from tests.classroom.live_class.attack.snapshots import BLOCKS, Snapshot

K = 5
UNKNOWN = LearningState.UNKNOWN


def views_before(snapshots: Sequence[Snapshot]) -> list[object]:
    """The page at each snapshot: tiles, counts, class shares, coverage, blocks, the class's alert."""
    return [_view(snapshot) for snapshot in snapshots]


def _view(snapshot: Snapshot) -> object:
    present = [each for each in snapshot.learners if each.present]
    counted = [each for each in present if each.counts]
    known = [each.state for each in counted if each.state is not UNKNOWN]
    named = sum(each.named and each.state is not UNKNOWN for each in counted)
    counts = (len(snapshot.learners), len(present), sum(each.counts for each in snapshot.learners), len(known))
    coverage = [each.coverage for each in counted if each.coverage is not None]
    tiles = [(each.learner_id, each.named, each.state if each.named else None) for each in present]
    shares = _shares(known, named)
    confused = shares is not None and sum(state in STRUGGLING for state in known) >= max(3, 0.4 * len(known))
    mean = sum(coverage) / len(coverage) if coverage else None
    return (tiles, counts, shares, mean, [_block(counted, block) for block in BLOCKS], confused)


def _shares(known: Sequence[LearningState], named: int) -> object:
    if len(known) < K or len(known) - named == 1:
        return None
    counts = Counter(known)
    return tuple(counts[state] for state in KNOWN_STATES)


def _block(counted: Sequence[Learner], block: object) -> object:
    been = [each for each in counted if each.places.get(block, UNKNOWN) is not UNKNOWN]
    struggling = sum(each.places[block] in STRUGGLING for each in been)
    named = sum(each.named for each in been)
    hidden = len(been) < K or len(been) - named == 1
    return (len(been), None if hidden else struggling)
