"""The one vocabulary: every label that people write is one expression, or refused with the nearest that is."""

import numpy as np
import pytest

from attune.expressions import (
    ALIASES,
    CIRCUMPLEX,
    EXPRESSIONS,
    Expression,
    UnknownExpression,
    parse_expression,
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_is_called_by_its_own_name(expression):
    assert parse_expression(expression.value) is expression
    assert parse_expression(f" {expression.value.upper()} ") is expression


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_an_alias_is_another_name_written_small(alias):
    assert alias == alias.lower().strip()
    assert parse_expression(alias.title()) is ALIASES[alias]


def test_an_unknown_label_is_refused_with_the_nearest_one():
    with pytest.raises(UnknownExpression, match="did you mean 'happy'"):
        parse_expression("hapy")


def test_the_order_is_that_of_fer_plus():
    assert [each.value for each in EXPRESSIONS[:3]] == ["neutral", "happiness", "surprise"]
    assert len(EXPRESSIONS) == len(set(EXPRESSIONS)) == 8


def test_every_expression_has_a_place_on_the_circumplex():
    assert set(CIRCUMPLEX) == set(Expression)
    assert np.abs(np.array(list(CIRCUMPLEX.values()))).max() <= 1
