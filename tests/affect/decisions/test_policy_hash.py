"""A policy has one name, which every number of it changes."""

from dataclasses import fields, is_dataclass, replace

import pytest

from attune.affect.bounds import bounds_of
from attune.affect.policy import InterruptionPoint, SupportPolicy, policy_hash


def numbers(rules, path=()):
    """Every number of a policy, as the path to it."""
    for field in fields(rules):
        value = getattr(rules, field.name)
        if is_dataclass(value):
            yield from numbers(value, (*path, field.name))
        elif field.name in bounds_of(rules):
            yield (*path, field.name)


def changed(rules, path):
    name, *rest = path
    value = getattr(rules, name)
    if rest:
        return replace(rules, **{name: changed(value, rest)})
    bound = bounds_of(rules)[name]
    for other in (value + 1, value - 1, bound.high, bound.low, (value + bound.high) / 2, (value + bound.low) / 2):
        try:
            made = replace(rules, **{name: other})
        except ValueError:
            continue
        if made != rules:
            return made
    raise AssertionError(f"{name} cannot be changed alone")


@pytest.mark.parametrize("path", list(numbers(SupportPolicy())), ids=".".join)
def test_every_number_changes_the_hash(path):
    assert policy_hash(changed(SupportPolicy(), path)) != policy_hash(SupportPolicy())


def test_the_hash_is_the_same_in_every_process_and_for_equal_policies():
    closed = SupportPolicy(interruption_points=frozenset({InterruptionPoint.LESSON_END}))
    assert policy_hash(closed) != policy_hash(SupportPolicy())
    assert policy_hash(SupportPolicy(confusion_waits_seconds=60)) == policy_hash(SupportPolicy())
    assert policy_hash(SupportPolicy()) == policy_hash(replace(SupportPolicy()))
    assert set(policy_hash(closed)) <= set("0123456789abcdef")
    assert len(policy_hash(closed)) == 64
