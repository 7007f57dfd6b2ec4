"""What came after a message: whether the next item of its skill was right. Read off answers, never off a camera.

What is counted is the same as in the experiment: the next item of the skill within a day, and an item counts for one
message only, the earliest that still waits for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attune.affect.decisions.moments import PastSupport
from attune.affect.experiment.outcomes import NEXT_WITHIN
from attune.affect.practice.opportunities import Opportunity


def later_outcomes(moments: Sequence[PastSupport], opportunities: Sequence[Opportunity]) -> Mapping[int, bool]:
    """Whether the next item was right, by the index of the moment; those without one are left out.

    Args:
        moments: a learner's, oldest first.
        opportunities: what they practised, oldest first.
    """
    waiting = [
        (index, moment)
        for index, moment in enumerate(moments)
        if moment.delivered and moment.strategy is not None and moment.skill is not None
    ]
    if not waiting:
        return {}
    skills = {moment.skill for _, moment in waiting}
    first = waiting[0][1].at
    of_skill: dict[str, list[Opportunity]] = {}
    for each in reversed(opportunities):  # oldest last, so that the next one is popped
        if each.at <= first:
            break
        if each.skill in skills:
            of_skill.setdefault(each.skill, []).append(each)
    found: dict[int, bool] = {}
    for index, moment in waiting:
        following = of_skill.get(moment.skill or "", [])
        while following and following[-1].at <= moment.at:
            following.pop()
        if following and following[-1].at <= moment.at + NEXT_WITHIN:
            found[index] = following.pop().right
    return found
