"""Two groups compared: by the weeks that are shown of them, so that nothing is told that is not shown already.

The difference is that of two independent proportions with Newcombe's interval (Newcombe 1998, Statistics in Medicine
17, 873-890). The same learners come back week after week, so that weeks add nothing to the number of observations: a
period is as certain as an average week of it, which is cautious.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from attune.affect.disclosure.figures import learners_band
from attune.affect.evidence import LearningState
from attune.classroom.insight.trends.schemas import (
    MeanShareOut,
    MeasureComparisonOut,
    TrendMeasure,
    TrendPeriodOut,
    TrendScopeOut,
    WeekFiguresOut,
)
from attune.statistics import newcombe_difference

Weeks = Mapping[date, WeekFiguresOut]


def describe_period(scope: TrendScopeOut, weeks: Sequence[date], shown: Weeks) -> TrendPeriodOut:
    """One side of a comparison.

    Args:
        scope: Whose.
        weeks: The Mondays of the period.
        shown: The figures that enter the comparison.
    """
    count = sum(figures.n for figures in shown.values())
    known = sum(figures.n * figures.coverage for figures in shown.values())
    return TrendPeriodOut(
        scope=scope,
        first_monday=weeks[0] if weeks else None,
        last_monday=weeks[-1] if weeks else None,
        weeks=len(weeks),
        shown=len(shown),
        n=learners_band(count // len(shown)) if shown else None,
        coverage=round(known / count, 2) if shown else None,
    )


def compare(first: Weeks, second: Weeks) -> list[MeasureComparisonOut]:
    """Every share compared; none where one side has no week."""
    if not first or not second:
        return []
    return [_compare(measure, first, second) for measure in TrendMeasure]


def _compare(measure: TrendMeasure, first: Weeks, second: Weeks) -> MeasureComparisonOut:
    (share, n), (other, other_n) = _average(measure, first), _average(measure, second)
    found = newcombe_difference((share * n, n), (other * other_n, other_n))
    low, high = round(found.low, 2), round(found.high, 2)
    return MeasureComparisonOut(
        measure=measure,
        first=round(share, 2),
        second=round(other, 2),
        difference=round(found.value, 2),
        low=low,
        high=high,
        distinguishable=low > 0 or high < 0,
    )


def _average(measure: TrendMeasure, weeks: Weeks) -> tuple[float, float]:
    """The share over weeks, each as heavy as the learners in it, and the effective number of observations."""
    count = sum(figures.n for figures in weeks.values())
    found = [(figures.n / count, _share_of(measure, figures)) for figures in weeks.values()]
    share = math.fsum(weight * each.share for weight, each in found)
    return min(1.0, share), math.fsum(weight * each.effective for weight, each in found)


def _share_of(measure: TrendMeasure, figures: WeekFiguresOut) -> MeanShareOut:
    return figures.struggling if measure is TrendMeasure.STRUGGLING else figures.states[LearningState(measure.value)]
