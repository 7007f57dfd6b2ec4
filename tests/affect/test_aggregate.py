"""From learners to a class, without giving anybody away."""

import pytest

from attune.affect.aggregate import mean_coverage
from attune.affect.evidence import LearningState
from attune.expressions import Expression
from tests.affect.evidence import window

ENGAGED, CONFUSED, FRUSTRATED = (
    LearningState.ENGAGED,
    LearningState.MAYBE_CONFUSED,
    LearningState.MAYBE_FRUSTRATED,
)
UNKNOWN = LearningState.UNKNOWN


def test_coverage_of_nothing_is_not_zero():
    assert mean_coverage([]) is None
    assert mean_coverage([window(0, Expression.NEUTRAL), window(1, None)]) == pytest.approx(0.5)
