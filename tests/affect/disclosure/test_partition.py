"""No combination of sums that are published beside each other is about fewer than k learners."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.disclosure.partition import Partition, learners_changed

K = 3
PEOPLE = [f"p{number}" for number in range(9)]
SETS = st.lists(st.sets(st.sampled_from(PEOPLE), min_size=1), min_size=1, max_size=5)


def items(people):
    return {f"{person}:1": person for person in people}


def published(sets, named=()):
    """The sets that are published when they come one after the other."""
    partition, found = Partition(K, named), []
    for each in sets:
        if partition.allows(items(each)):
            partition.add(items(each))
            found.append(each)
    return found


def spanned(sets, people):
    """Whether a sum over these people alone, each with a coefficient other than 0, follows from the sums."""
    columns = [person for person in PEOPLE if person not in people]
    rows = [[Fraction(person in each) for person in columns + sorted(people)] for each in sets]
    width = len(columns)
    top = 0
    for column in range(width):
        pivot = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        for row in range(len(rows)):
            if row != top and rows[row][column]:
                factor = rows[row][column] / rows[top][column]
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[top], strict=True)]
        top += 1
    return any(any(row[width:]) for row in rows[top:])


@settings(max_examples=150, deadline=None)
@given(SETS)
def test_nothing_about_fewer_than_k_follows_by_solving_the_equations(sets):
    shown = published(sets)
    for few in (1, 2):
        for people in combinations(PEOPLE, few):
            assert not spanned(shown, set(people)), (shown, people)


@given(SETS, st.sets(st.sampled_from(PEOPLE), max_size=4))
def test_who_is_seen_by_name_is_subtracted_first(sets, named):
    shown = published(sets, named)
    known = [{person} for person in named]
    for people in combinations([person for person in PEOPLE if person not in named], 2):
        assert not spanned([*shown, *known], set(people))


@given(SETS, st.sets(st.sampled_from(PEOPLE), max_size=4), st.data())
def test_nothing_follows_about_those_who_were_seen_by_name_and_are_no_longer(sets, named, data):
    shown = published(sets, named)
    still = {each for each in named if data.draw(st.booleans())}
    known = [{person} for person in still]
    others = [person for person in PEOPLE if person not in still]
    for few in (1, 2):
        for people in combinations(others, few):
            assert not spanned([*shown, *known], set(people)), (shown, still, people)


def test_a_group_and_the_course_without_two_of_it_are_not_published_beside_each_other():
    assert published([set(PEOPLE), set(PEOPLE[:7])]) == [set(PEOPLE)]
    assert published([set(PEOPLE), set(PEOPLE[:6])]) == [set(PEOPLE), set(PEOPLE[:6])]


def test_three_groups_that_overlap_in_a_ring_do_not_give_the_overlap_away():
    ring = [set(PEOPLE[0:5]), set(PEOPLE[3:8]), {*PEOPLE[6:9], *PEOPLE[0:2]}]
    assert published(ring) == [ring[0]]


def test_a_value_that_changes_is_another_item():
    before, after = items(PEOPLE), {**items(PEOPLE[1:]), "p0:2": "p0"}
    partition = Partition(K)
    partition.add(before)
    assert not partition.allows(after)
    assert learners_changed(before, after) == 1
    assert learners_changed(before, {**items(PEOPLE[3:]), **{f"{each}:2": each for each in PEOPLE[:3]}}) == 3
