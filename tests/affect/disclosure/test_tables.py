"""Stored tables: what is hidden for its own sake, and what must be hidden with it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.disclosure.audit import recoverable
from attune.affect.disclosure.tables import Contribution, Published, ReleasedTable, Sum, must_hide, release, suppress

K = 3


def contributions(cell, *outcomes, weight=1.0):
    """One contribution of each of as many learners as there are outcomes."""
    return [
        Contribution(f"{cell}-{place}", f"{cell}-{place}", outcome, weight) for place, outcome in enumerate(outcomes)
    ]


def test_a_cell_of_few_of_one_or_of_one_mind_is_hidden():
    assert not must_hide(contributions("a", "yes", "no", "no"), 3)
    assert must_hide(contributions("a", "yes", "no"), 3)
    assert must_hide(contributions("a", "yes", "yes", "yes"), 3)
    heavy = [Contribution("one", "x", "yes", 86.0), *contributions("a", *["no"] * 14)]
    assert must_hide(heavy, 3)
    assert not must_hide([Contribution("one", "x", "yes", 79.0), *heavy[1:]], 3)


def test_twenty_moments_of_two_learners_are_few():
    moments = [
        Contribution(f"learner-{place % 2}", f"moment-{place}", "yes" if place % 3 else "no") for place in range(20)
    ]
    assert must_hide(moments, 3)


def test_a_lone_hidden_part_of_a_sum_is_recovered_and_two_are_not():
    total = {"a": 1, "b": 1, "c": 1}
    assert recoverable({"a"}, [total]) == {"a"}
    assert recoverable({"a", "b"}, [total]) == set()
    assert recoverable({"a", "b"}, [total, {"a": 1, "c": 1}]) == {"a", "b"}


def test_a_square_of_hidden_cells_holds_but_three_corners_do_not():
    rows = [{(row, column): 1 for column in range(3)} for row in range(3)]
    columns = [{(row, column): 1 for row in range(3)} for column in range(3)]
    square = {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert recoverable(square, rows + columns) == set()
    assert recoverable(square - {(1, 1)}, rows + columns) == square - {(1, 1)}


def test_what_follows_only_from_a_combination_of_sums_is_found():
    """x + y, y + z and x + z are known: none has a lone hidden part, and all three follow."""
    sums = [{"x": 1, "y": 1}, {"y": 1, "z": 1}, {"x": 1, "z": 1}]
    assert recoverable({"x", "y", "z"}, sums) == {"x", "y", "z"}


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(-1, 1), max_size=4), max_size=4))
def test_the_audit_agrees_with_solving_the_equations(equations):
    """A cell is not recoverable if and only if moving along some null vector changes it (all of them are tried)."""
    vectors = [dict(zip("abcd", values, strict=True)) for values in product(range(-2, 3), repeat=4)]
    nulls = [
        vector
        for vector in vectors
        if all(sum(factor * vector[key] for key, factor in equation.items()) == 0 for equation in equations)
    ]
    moved = {key for vector in nulls for key, value in vector.items() if value}
    assert recoverable(set("abcd"), equations) == set("abcd") - moved


def test_the_smallest_complement_is_hidden_with_a_lone_hidden_part():
    cells = {
        "few": contributions("few", "yes", "no"),
        "many": contributions("many", *["yes", "no"] * 10),
        "some": contributions("some", "yes", "no", "no", "no"),
        "all": [],
    }
    cells["all"] = [each for key in ("few", "many", "some") for each in cells[key]]
    assert suppress(cells, [Sum(("few", "many", "some"), "all")], K) == {"few", "some"}
    assert suppress(cells, [], K) == {"few"}


def test_a_part_that_lacks_few_of_its_total_is_hidden():
    total = contributions("a", *["yes", "no"] * 5)
    cells = {"all": total, "part": total[:-1], "rest": total[-1:]}
    assert "part" in suppress(cells, [Sum(("part", "rest"), "all")], K)


@settings(max_examples=60)
@given(st.lists(st.lists(st.lists(st.booleans(), max_size=6), min_size=3, max_size=3), min_size=3, max_size=3))
def test_no_hidden_cell_of_a_table_with_its_margins_can_be_recovered(table):
    """Three by three cells with all margins published from outside: nothing hidden follows from the rest."""
    cells = {
        (row, column): contributions(f"{row}{column}", *map(str, outcomes))
        for row, line in enumerate(table)
        for column, outcomes in enumerate(line)
    }
    sums = [Sum(tuple((row, column) for column in range(3))) for row in range(3)]
    sums += [Sum(tuple((row, column) for row in range(3))) for column in range(3)]
    gone = suppress(cells, sums, K)
    assert gone >= {key for key, each in cells.items() if must_hide(each, K)}
    exposed = {key for key in recoverable(gone, [each.equation() for each in sums]) if cells[key]}
    assert exposed == set()


def publish(cells, last=None, sums=(), k=K):
    def describe(_key, counted):
        return sum(each.outcome == "yes" for each in counted)

    return release(cells, sums, k, describe, lambda name: f"#{name}", last or {})


BASE = contributions("a", "yes", "no", "yes", "no", "no")


@pytest.mark.parametrize("changed", [1, 2])
def test_a_cell_stays_as_it_was_while_fewer_than_k_have_changed(changed):
    first = publish({"a": BASE})
    assert first.shown("a") == 2
    more = [*BASE, *contributions("new", *["yes"] * changed)]
    assert publish({"a": more}, first.cells).shown("a") == 2
    fewer = BASE[:-changed] if len(BASE) - changed >= K else BASE
    assert publish({"a": fewer}, first.cells).shown("a") == 2


def test_a_cell_is_published_anew_once_k_have_changed():
    first = publish({"a": BASE})
    assert publish({"a": [*BASE, *contributions("new", *["yes"] * K)]}, first.cells).shown("a") == 2 + K


def test_many_new_moments_of_one_learner_are_one_change():
    first = publish({"a": BASE})
    more = [*BASE, *(Contribution("a-0", f"later-{place}", "yes") for place in range(9))]
    assert publish({"a": more}, first.cells).shown("a") == 2


def test_changes_add_up_over_publications():
    """One newcomer after the other: none is seen alone, and the third opens the door for all of them."""
    table = publish({"a": BASE})
    for count, expected in ((1, 2), (2, 2), (3, 5)):
        table = publish({"a": [*BASE, *contributions("new", *["yes"] * count)]}, table.cells)
        assert table.shown("a") == expected


def test_a_cell_that_was_hidden_meanwhile_is_not_shown_with_one_fewer():
    first = publish({"a": BASE})
    hidden = publish({"a": BASE[:2]}, first.cells)
    assert hidden.shown("a") is None
    assert publish({"a": BASE[:-1]}, hidden.cells).shown("a") is None
    assert publish({"a": BASE}, hidden.cells).shown("a") == 2


def yes(counted):
    return sum(each.outcome == "yes" for each in counted)


def test_who_is_swapped_for_another_is_not_read_off_the_total_and_the_other_part():
    """The counts stay, one answer is another's: with the total and `b` of today, `a` of today would follow."""
    cells = {"a": BASE, "b": contributions("b", "yes", "no", "yes", "no")}
    both = [Sum(("a", "b"))]
    first = publish(cells, sums=both)
    assert (first.shown("a"), first.shown("b")) == (2, 2)
    swapped = [*BASE[:1], *contributions("new", "yes"), *BASE[2:]]
    cells = {"a": swapped, "b": [*cells["b"], *contributions("more", *["yes"] * K)]}
    later = publish(cells, first.cells, both)
    assert later.shown("a") == 2
    total = yes(cells["a"]) + yes(cells["b"])
    assert total - later.shown("b") != yes(swapped)
    cells["a"] = [*swapped, *contributions("others", "yes", "no")]
    at_last = publish(cells, later.cells, both)
    assert (at_last.shown("a"), at_last.shown("b")) == (yes(cells["a"]), yes(cells["b"]))


def test_a_part_that_is_new_waits_for_one_that_few_have_changed():
    first = publish({"a": BASE}, sums=[Sum(("a",))])
    cells = {"a": [*BASE, *contributions("new", "yes")], "b": contributions("b", "yes", "no", "yes")}
    later = publish(cells, first.cells, [Sum(("a", "b"))])
    assert (later.shown("a"), later.shown("b")) == (2, None)


PLACES = st.tuples(st.sampled_from("ab"), st.sampled_from(["yes", "no"]))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PLACES, min_size=16, max_size=16),
    st.lists(st.dictionaries(st.integers(0, 22), PLACES, min_size=1, max_size=8), min_size=1, max_size=4),
)
def test_no_history_tells_what_few_have_changed(begin, changes):
    """An attacker keeps every publication and knows the total; `seen` is what stood behind what is shown of a cell."""
    members = dict(enumerate(begin))
    sums, table, seen = [Sum(tuple("ab"))], publish({}), {}
    for change in ({}, *changes):
        members.update(change)
        cells = {
            cell: [Contribution(str(who), str(who), outcome) for who, (at, outcome) in members.items() if at == cell]
            for cell in "ab"
        }
        last, now = table.cells, {key: set(counted) for key, counted in cells.items()}
        table = publish(cells, last, sums)
        shown = {key for key in cells if table.shown(key) is not None}
        fresh = {key for key in shown if key not in last or table.cells[key] is not last[key]}
        few = {key for key in shown - fresh if 0 < len({each.learner for each in now[key] ^ seen[key]}) < K}
        unknown = {key for key in cells if key not in fresh and now[key] != seen.get(key)}
        if any(now[key] != seen.get(key) for key in fresh):  # otherwise the total has changed by those few alone
            assert not recoverable(unknown, [each.equation() for each in sums]) & few
        seen.update((key, now[key]) for key in fresh)


def test_what_is_kept_of_contributors_is_digests():
    kept = publish({"a": BASE}).cells["a"]
    assert isinstance(kept, Published)
    assert all(key.startswith("#") and learner.startswith("#") for key, learner in kept.contributions.items())


def test_a_table_cannot_be_made_elsewhere():
    with pytest.raises(TypeError, match="is constructed by"):
        ReleasedTable(seal=object, cells={})
