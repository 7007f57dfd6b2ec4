"""Whoever puts every band together that was ever shown learns nothing of fewer than k, nor of people all alike."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.disclosure.consent import AllowedShare, decide_allowed, discard_redundant
from attune.affect.disclosure.release import NotReleased

K = 5


def group(count, allowing, start=0):
    return {f"l{number}": number - start < allowing for number in range(start, start + count)}


def decide(groups, last=None, history=()):
    decision = decide_allowed(groups, last or {}, history, K, lambda text: text)
    kept = {name: last[name] for name in decision.kept} if last else {}
    return decision, kept | {name: choices for name, (_, choices) in decision.shown.items()}, list(decision.history)


def test_a_share_is_said_as_a_band_with_the_number_in_fives():
    share, _ = decide({"course": group(23, 10)})[0].shown["course"]
    assert (share.learners, share.low, share.high) == (20, 0.4, 0.5)


@pytest.mark.parametrize(("count", "allowing"), [(4, 2), (20, 4), (20, 16), (20, 0), (20, 20)])
def test_both_parts_have_to_be_large_enough(count, allowing):
    assert not decide({"course": group(count, allowing)})[0].shown


@pytest.mark.parametrize("change", [1, K - 1])
def test_a_figure_stays_until_k_have_changed(change):
    _, last, history = decide({"course": group(24, 12)})
    decision, _, after = decide({"course": group(24, 12 - change)}, last, history)
    assert (decision.kept, decision.shown, after) == ({"course"}, {}, history)


def test_a_figure_is_renewed_when_enough_have_come_who_differ():
    _, last, history = decide({"course": group(24, 12)})
    grown = group(24, 12) | group(10, 5, start=100)
    decision, _, after = decide({"course": grown}, last, history)
    assert decision.shown["course"][0].learners == 30
    assert len(after) == 2


def test_newcomers_who_all_decided_alike_do_not_renew_it():
    _, last, history = decide({"course": group(24, 12)})
    decision, _, _ = decide({"course": group(24, 12) | group(10, 10, start=100)}, last, history)
    assert decision.kept == {"course"}


def test_a_course_whose_rest_would_be_all_alike_is_hidden_beside_the_institution():
    course = group(30, 20)
    decision, _, _ = decide({"institution": course | group(20, 0, start=100), "course": course})
    assert set(decision.shown) == {"institution"}


def test_a_figure_cannot_be_made_elsewhere():
    with pytest.raises(NotReleased):
        AllowedShare(seal=object, learners=20, low=0.1, high=0.2)


def happen(rng, people, courses):
    """Something happens to a few: they come, leave, change their mind, change the course."""
    for _ in range(rng.choice([1, 2, 6, 15])):
        who = rng.choice(sorted(people))
        act = rng.randrange(4)
        if act == 0:
            who = f"n{rng.getrandbits(40)}"
        if act <= 1:
            people[who] = rng.random() < 0.5
        elif act == 2 and len(people) > 20:
            del people[who]
        for members in courses.values():
            members.discard(who)
        if who in people:
            rng.choice(list(courses.values())).add(who)


def groups_of(people, courses):
    by_size = sorted(courses.items(), key=lambda each: (-len(each[1]), each[0]))
    return {"institution": people} | {name: {each: people[each] for each in sorted(who)} for name, who in by_size}


def exposed(published):
    """Sums of the sets that are about fewer than K learners, or about people who are all alike.

    The exact sums are taken as known. A combination of them that is about one atom alone tells its sum.
    """
    atoms = defaultdict(dict)
    for item in {item for choices in published for item in choices}:
        signature = tuple(item in choices for choices in published)
        atoms[signature][item] = next(choices[item] for choices in published if item in choices)
    patterns = list(atoms)
    matrix = np.array(patterns, dtype=float).T
    whole = np.linalg.matrix_rank(matrix)
    for place, pattern in enumerate(patterns):
        inside = list(atoms[pattern].values())
        alike = len({learner for learner, _ in inside}) < K or len({allowed for _, allowed in inside}) < 2
        others = np.delete(matrix, place, axis=1)
        if alike and (others.shape[1] == 0 or np.linalg.matrix_rank(others) < whole):
            return True
    return False


def watch(seed, decides):
    """A school over half a year, looked at every week; every set that was ever shown."""
    rng = Random(seed)
    people = {f"l{number}": rng.random() < 0.5 for number in range(60)}
    courses = {name: set() for name in "abc"}
    for each in people:
        rng.choice(list(courses.values())).add(each)
    last, history = {}, []
    for _ in range(20):
        last, history = decides(groups_of(people, courses), last, history)
        happen(rng, people, courses)
    return history


def careful(groups, last, history):
    _, now, after = decide(groups, last, history)
    return now, after


def naive(groups, last, history):
    """Each share by itself: shown where both parts are large enough, anew every week."""
    shown = [{f"{each}:{allowed}": (each, allowed) for each, allowed in who.items()} for who in groups.values()]
    large = [each for each in shown if min(sum(a for _, a in each.values()), sum(not a for _, a in each.values())) >= K]
    return last, [*history, *(each for each in large if each not in history)]


def test_the_attacker_finds_nobody_in_half_a_year_of_looks_and_would_where_each_share_is_judged_alone():
    looks = [watch(seed, careful) for seed in range(25)]
    assert not any(exposed(each) for each in looks)
    assert sum(map(len, looks)) > 50
    assert sum(exposed(watch(seed, naive)) for seed in range(25)) > 15


# One week: how many come, how many are gone for good, how many change their mind, and a seed for who they are.
WEEKS = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 12), st.integers(0, 25), st.integers(0, 10**6)),
    min_size=2,
    max_size=14,
)


def live_through(weeks):
    """What is decided week by week, with everything kept and with what is redundant left out."""
    people, number = dict[str, bool](), 0
    whole: tuple[dict, list] = ({}, [])
    lean: tuple[dict, list] = ({}, [])
    for come, gone, change, seed in weeks:
        rng = Random(seed)
        for each in rng.sample(sorted(people), min(gone, len(people))):
            del people[each]
        for each in rng.sample(sorted(people), min(change, len(people))):
            people[each] = not people[each]
        for _ in range(come):
            people[f"l{number}"] = rng.random() < 0.5
            number += 1
        courses = {f"course {place}": {} for place in range(2)}
        for each in people:
            for place in range(2):
                if Random(each).random() < 0.6 or int(each[1:]) % 2 == place:
                    courses[f"course {place}"][each] = people[each]
        groups = {"institution": dict(people), **courses}
        kept, *whole = decide(groups, *whole)
        made, *lean = decide(groups, *lean)
        lean[1] = list(discard_redundant(lean[1], list(lean[0].values()), set(people)))
        yield people, (kept.kept, kept.shown), (made.kept, made.shown), lean


@settings(deadline=None, max_examples=200)
@given(WEEKS)
def test_leaving_out_what_is_redundant_changes_no_decision(weeks):
    for _, whole, lean, _ in live_through(weeks):
        assert lean == whole


def test_what_is_kept_stays_bounded_while_people_come_and_go_for_years():
    rng = Random(1)
    weeks = [(40, 0, 0, 0)] + [(12, 12, 15, rng.randrange(10**6)) for _ in range(150)]
    published, most = 0, 0
    for people, (_, shown), _, (_, history) in live_through(weeks):
        published += len(shown)
        most = max(most, len(history))
        assert len(history) <= 2 * len(people) + 3
    assert published > 2 * most, (published, most)  # it would have grown on
