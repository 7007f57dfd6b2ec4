"""Weeks of the institution, its courses and groups, and two of them compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import combinations
from typing import Any

from scripts.recount_term.export import Term
from scripts.recount_term.ledger import EXPRESSIONS, STATES, STRUGGLING, Sums, Weeks
from scripts.recount_term.report import Report
from scripts.recount_term.statistics import effective_observations, newcombe, rounds_to, wilson

Fetch = Callable[[str], Any]
Members = dict[tuple[str, str], Sums]
Inside = Callable[[tuple[str, str]], bool]
"""Whether a (learner, course) is in a scope."""

WEEK, COMPARISON = "figures of a week", "figures of a comparison"
EFFECTIVE_SLACK = 0.006  # of the whole: twice that of the quantile of Student's t, and its rounding


def compare_trends(term: Term, snapshots: dict[datetime, Weeks], fetch: Fetch, report: Report) -> None:
    """Hold every week of every scope against the recount, and every comparison of two of a kind.

    Args:
        term: The term.
        snapshots: The learners' weeks at every instant at which weeks were decided on, and at the end.
        fetch: Answers a path of the API, as an administrator.
        report: What is found goes there.
    """
    period = f"since={term.first_day}&until={term.last_day}"
    shown: dict[str, dict[date, Any]] = {}
    for scope, inside in _scopes(term).items():
        weeks = fetch(f"/insight/trends?scope={scope}&{period}")["weeks"]
        assert [each["monday"] for each in weeks] == [monday.isoformat() for monday in term.mondays]
        shown[scope] = {
            monday: week["figures"] for monday, week in zip(term.mondays, weeks, strict=True) if week["figures"]
        }
        for monday in term.mondays:
            _check_week(term, snapshots, scope, inside, monday, shown, report)
    for first, second in _pairs(term):
        answer = fetch(f"/insight/trends/comparison?first={first}&second={second}&{period}")
        _check_comparison(shown[first], shown[second], answer["measures"], f"{first} and {second}", report)


def _scopes(term: Term) -> dict[str, Inside]:
    """Who is in which scope; the institution last, as it may stand for the others alone."""
    found: dict[str, Inside] = {}
    for course in term.courses:
        found[f"course:{course.id}"] = _is_at(course.id, course.students)
        found |= {f"group:{group}": _is_at(course.id, members) for group, members in course.groups.items()}
    return found | {"institution": lambda _key: True}


def _is_at(course: str, members: Collection[str]) -> Inside:
    return lambda key: key[1] == course and key[0] in members


def _pairs(term: Term) -> Iterator[tuple[str, str]]:
    yield from combinations([f"course:{course.id}" for course in term.courses], 2)
    for course in term.courses:
        yield from combinations([f"group:{group}" for group in course.groups], 2)


def _check_week(
    term: Term,
    snapshots: dict[datetime, Weeks],
    scope: str,
    inside: Inside,
    monday: date,
    shown: dict[str, dict[date, Any]],
    report: Report,
) -> None:
    """A week is as it was counted when it was decided on, and fewer than k learners have changed since."""
    possible = [
        {key: sums for key, sums in weeks.get(monday, {}).items() if inside(key)} for weeks in snapshots.values()
    ]
    figures = shown[scope].get(monday)
    if figures is None:
        report.hide(WEEK, {user for user, _course in possible[-1]}, term.k_admin)
        return
    fresh = [members for members in possible if _changed(members, possible[-1]) < term.k_admin]
    if scope == "institution":
        parts = [part for part, weeks in shown.items() if part != scope and monday in weeks]
        scopes = _scopes(term)
        fresh += [
            {key: sums for key, sums in members.items() if any(scopes[part](key) for part in parts)}
            for members in fresh
        ]
    found = [_differences(members, figures) for members in fresh if len({user for user, _ in members}) >= term.k_admin]
    best = min(found, key=lambda each: sum(not is_right for is_right, _said in each), default=[(False, "fewer than k")])
    for is_right, said in best:
        report.check(WEEK, is_right, f"{scope} {monday} {said}")


def _changed(members: Members, later: Members) -> int:
    """How many learners' figures differ."""
    now, then = ({key: sums.values() for key, sums in each.items()} for each in (later, members))
    return len({key[0] for key in now.keys() | then.keys() if now.get(key) != then.get(key)})


def _differences(members: Members, figures: Any) -> list[tuple[bool, str]]:  # noqa: ANN401 - JSON
    """Each figure of a week: whether it is right, and what it is."""
    learners = len({user for user, _course in members})
    found = [(figures["n"] == learners // 5 * 5, f"n {figures['n']}, counted {learners}")]
    coverage = math.fsum(sums.known / sums.seconds for sums in members.values()) / len(members)
    found.append(
        (rounds_to(coverage, figures["coverage"], 0.05), f"coverage {figures['coverage']}, counted {coverage}")
    )
    shares: list[tuple[str, Any, list[float]]] = [
        (state, figures["states"][state], [sums.states[state] / sums.known for sums in members.values()])
        for state in STATES
    ]
    struggling = [sum(sums.states[state] for state in STRUGGLING) / sums.known for sums in members.values()]
    shares.append(("struggling", figures["struggling"], struggling))
    shares += [
        (
            each,
            figures["expressions"][each],
            [s.expressions[each] / sum(s.expressions.values()) for s in members.values()],
        )
        for each in EXPRESSIONS
    ]
    for name, shown, values in shares:
        found += _differences_of_share(name, shown, values, learners)
    return found


def _differences_of_share(name: str, shown: Any, values: list[float], learners: int) -> Iterable[tuple[bool, str]]:  # noqa: ANN401
    mean = math.fsum(values) / len(values)
    effective = effective_observations(values, learners)
    low, high = wilson(mean, effective)
    yield rounds_to(mean, shown["share"], 0.01), f"{name} {shown['share']}, counted {mean}"
    yield rounds_to(low, shown["low"], 0.01, 0.001), f"{name} from {shown['low']}, counted {low}"
    yield rounds_to(high, shown["high"], 0.01, 0.001), f"{name} to {shown['high']}, counted {high}"
    is_near = rounds_to(effective, shown["effective"], 0.1, EFFECTIVE_SLACK * effective)
    yield is_near, f"{name} of {shown['effective']} observations, counted {effective}"


def _check_comparison(
    first: dict[date, Any], second: dict[date, Any], measures: Collection[Any], name: str, report: Report
) -> None:
    """A comparison is of the weeks that are shown of both, each as heavy as the learners in it."""
    both = sorted(first.keys() & second.keys())
    if not both:
        report.check(COMPARISON, not measures, f"{name}: no week in common, and yet compared")
        return
    for each in measures:
        averages = [_average(each["measure"], [weeks[monday] for monday in both]) for weeks in (first, second)]
        value, low, high = newcombe(*averages)
        for shown, counted in (
            (each["first"], averages[0][0]),
            (each["second"], averages[1][0]),
            (each["difference"], value),
            (each["low"], low),
            (each["high"], high),
        ):
            report.check(
                COMPARISON, rounds_to(counted, shown, 0.01), f"{name} {each['measure']} {shown}, counted {counted}"
            )
        report.check(COMPARISON, each["distinguishable"] == (each["low"] > 0 or each["high"] < 0), f"{name} {each}")


def _average(measure: str, weeks: list[Any]) -> tuple[float, float]:
    count = sum(week["n"] for week in weeks)
    found = [
        (week["n"] / count, week["struggling"] if measure == "struggling" else week["states"][measure])
        for week in weeks
    ]
    return math.fsum(w * each["share"] for w, each in found), math.fsum(w * each["effective"] for w, each in found)
