"""The result of an experiment, computed once, when every outcome is known, and through disclosure control.

It is about groups and is stored as it was shown: nobody can compute it again with one student more or less, and it
stays when one of them deletes everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from attune.affect.disclosure.tables import Contribution, ReleasedTable, Sum, release
from attune.affect.experiment.estimate import Effect, estimate_effect, scored
from attune.affect.experiment.moments import HARMS, PRIMARY, Arm, Measure, ObservedMoment, arms_of
from attune.affect.experiment.outcomes import observe
from attune.affect.experiment.plan import Plan, verdict_of
from attune.affect.experiment.proportions import proportion
from attune.classroom.wellbeing.experiment.loading import load_activity, load_items, load_moments

Figures = dict[str, Any]


def compute_result(session: Session, plan: Plan, k: int) -> Figures:
    """Everything that may be shown of a plan's moments, as JSON. k: the smallest group."""
    span = plan.starts_at, plan.ends_at
    moments = load_moments(session, *span)
    observed = observe(moments, load_items(session, *span), load_activity(session, *span))
    return describe_result(observed, plan, k)


def describe_result(observed: Sequence[ObservedMoment], plan: Plan, k: int) -> Figures:
    """The same of moments at hand: measures with both arms and the effect, and the cells of the table."""
    table = _release(observed, plan, k)
    return {
        "minimum": k,
        "measures": [_describe_measure(measure, observed, table, plan, k) for measure in Measure],
        "cells": [
            {"week": int(week), "cause": cause, "arm": arm, **figures}
            for key, cell in sorted(table.cells.items())
            if (figures := cell.figures) is not None and key.startswith("cell:")
            for _, week, cause, arm in [key.split(":")]
        ],
    }


def _release(observed: Sequence[ObservedMoment], plan: Plan, k: int) -> ReleasedTable[str, Figures]:
    cells: dict[str, list[Contribution]] = {_total(measure, arm): [] for measure in Measure for arm in arms_of(measure)}
    for each in observed:
        for measure, outcome in each.outcomes.items():
            if outcome is not None:
                cells[_total(measure, each.moment.arm)].append(_contribution(each, outcome))
    of_arm: dict[Arm, set[str]] = defaultdict(set)
    for each in observed:
        key = _cell(each, plan)
        cells.setdefault(key, []).append(_contribution(each, bool(each.outcomes[PRIMARY])))
        of_arm[each.moment.arm].add(key)
    sums = [Sum(tuple(sorted(keys)), _total(PRIMARY, arm)) for arm, keys in of_arm.items()]
    # published once: there is no earlier publication to compare with, and nothing of a contribution is stored
    return release(cells, sums, k, lambda _key, counted: _describe_cell(counted), str, {})


def _describe_measure(
    measure: Measure, observed: Sequence[ObservedMoment], table: ReleasedTable[str, Figures], plan: Plan, k: int
) -> Figures:
    """One measure. An effect is shown only where both arms are: it is a figure about the students of either."""
    arms = {
        arm: table.shown(_total(measure, arm)) or _describe_no_harm(measure, arm, observed, k)
        for arm in arms_of(measure)
    }
    shown = len(arms) == len(Arm) and all(figures is not None for figures in arms.values())
    happened = any(figures is not None and figures["count"] for figures in arms.values())  # else nothing is estimated
    effect = estimate_effect(scored(observed, measure)) if shown and happened else None
    return {
        "measure": measure.value,
        "arms": [{"arm": arm.value, "outcome": figures} for arm, figures in arms.items()],
        "effect": _describe_effect(effect) if effect is not None else None,
        "verdict": verdict_of(effect, plan.minimal_effect).value if effect and measure is PRIMARY else None,
    }


def _describe_no_harm(measure: Measure, arm: Arm, observed: Sequence[ObservedMoment], k: int) -> Figures | None:
    """A harm that happened to nobody of a large enough arm: it says nothing about anybody, and has to be said."""
    if measure not in HARMS:
        return None
    known = [(each, each.outcomes.get(measure)) for each in observed if each.moment.arm is arm]
    counted = [_contribution(each, outcome) for each, outcome in known if outcome is not None]
    if any(outcome for _, outcome in known) or len({each.learner for each in counted}) < k:
        return None
    return _describe_cell(counted)


def _describe_effect(effect: Effect) -> Figures:
    return {
        "difference": effect.difference,
        "low": effect.low,
        "high": effect.high,
        "students": effect.learners,
        "moments": effect.moments,
    }


def _describe_cell(counted: Sequence[Contribution]) -> Figures:
    found = proportion([(each.learner, each.outcome == str(True)) for each in counted])
    low, high = found.interval
    return {
        "students": found.learners,
        "moments": found.n,
        "count": found.count,
        "share": found.share,
        "low": low,
        "high": high,
    }


def _contribution(each: ObservedMoment, outcome: bool) -> Contribution:
    return Contribution(each.moment.learner_id, each.moment.moment_id, str(outcome))


def _total(measure: Measure, arm: Arm) -> str:
    return f"total:{measure}:{arm}"


def _cell(each: ObservedMoment, plan: Plan) -> str:
    week = (each.moment.at - plan.starts_at) // timedelta(weeks=1) + 1
    return f"cell:{week}:{each.moment.cause}:{each.moment.arm}"
