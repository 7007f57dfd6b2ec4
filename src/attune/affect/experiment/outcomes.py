"""What came after a moment, read off answers, never off the camera.

The primary outcome has no missing values: a moment after which nothing of its topic is answered within a day counts as
not right. Leaving such moments out would compare only those that a message, or its absence, led to an answer.

An item counts for one moment only, the earliest that still waits for one. What a moment's outcome is thus depends on
what was before it and on what its learner answers after it, and never on later moments.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from attune.affect.evidence import Instant, Probability
from attune.affect.experiment.moments import DrawnMoment, Item, Measure, ObservedMoment

NEXT_WITHIN = timedelta(hours=24)
RETAINED_FROM, RETAINED_UNTIL = timedelta(days=5), timedelta(days=9)
SWITCHED_OFF_WITHIN = timedelta(days=7)
SAME_STUDY_SESSION = timedelta(hours=3)  # what is done until then does not show that a learner came back
DROPPED_OUT_AFTER = timedelta(days=14)
FOLLOW_UP = DROPPED_OUT_AFTER
"""How long after the last moment every outcome is known."""


def observe(
    moments: Iterable[DrawnMoment], items: Iterable[Item], activity: Mapping[str, Sequence[Instant]]
) -> list[ObservedMoment]:
    """Look up what came after each moment.

    Args:
        moments: of any learners, in any order.
        items: everything that these learners answered, before and after.
        activity: by learner, when they did anything at all.

    Returns:
        The moments, each learner's in the order of time.
    """
    answered: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        answered[item.learner_id].append(item)
    of_learner: dict[str, list[DrawnMoment]] = defaultdict(list)
    for moment in moments:
        of_learner[moment.learner_id].append(moment)
    found: list[ObservedMoment] = []
    for learner_id, theirs in sorted(of_learner.items()):
        in_order = sorted(theirs, key=lambda moment: (moment.at, moment.moment_id))
        found += _observe_learner(
            in_order, sorted(answered[learner_id], key=_order), sorted(activity.get(learner_id, ()))
        )
    return found


def _observe_learner(
    moments: Sequence[DrawnMoment], items: Sequence[Item], activity: Sequence[Instant]
) -> list[ObservedMoment]:
    times = [item.at for item in items]
    following = _first_items(moments, items, times, timedelta(0), NEXT_WITHIN)
    later = _first_items(moments, items, times, RETAINED_FROM, RETAINED_UNTIL)
    found = []
    for moment in moments:
        next_item, retained = following.get(moment.moment_id), later.get(moment.moment_id)
        outcomes = {
            Measure.NEXT_ITEM_RIGHT: next_item is not None and next_item.right,
            Measure.RETAINED: retained.right if retained is not None else None,
            Measure.ANSWERED: next_item is not None,
            Measure.SWITCHED_OFF: _switched_off(moment),
            Measure.DROPPED_OUT: _dropped_out(moment, activity),
            Measure.DELIVERED: moment.delivered if moment.speak else None,
            Measure.RESPONDED: moment.responded,
        }
        found.append(ObservedMoment(moment, _prior(items[: bisect_right(times, moment.at)]), outcomes))
    return found


def _first_items(
    moments: Sequence[DrawnMoment], items: Sequence[Item], times: Sequence[Instant], after: timedelta, until: timedelta
) -> dict[str, Item]:
    """The first item of each moment's topic in a span after it, by moment; each item at most once."""
    used: set[str] = set()
    found: dict[str, Item] = {}
    for moment in moments:
        first, last = bisect_right(times, moment.at + after), bisect_right(times, moment.at + until)
        for item in items[first:last]:
            if moment.topic in item.topics and item.item_id not in used:
                used.add(item.item_id)
                found[moment.moment_id] = item
                break
    return found


def _prior(earlier: Sequence[Item]) -> Probability:
    """The share right of what was answered before, drawn towards one half as if by two more answers."""
    return (sum(item.right for item in earlier) + 1) / (len(earlier) + 2)


def _switched_off(moment: DrawnMoment) -> bool:
    off = moment.switched_off_at
    return off is not None and moment.at < off <= moment.at + SWITCHED_OFF_WITHIN


def _dropped_out(moment: DrawnMoment, activity: Sequence[Instant]) -> bool:
    """Whether the learner did not come back within fourteen days, after the study session that the moment was in."""
    place = bisect_right(activity, moment.at + SAME_STUDY_SESSION)
    return place == len(activity) or activity[place] > moment.at + DROPPED_OUT_AFTER


def _order(item: Item) -> tuple[Instant, str]:
    return item.at, item.item_id
