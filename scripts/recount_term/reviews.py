"""Lessons looked back at, block by block, for the course and each of its groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scripts.recount_term.export import Course, Term
from scripts.recount_term.ledger import EXPRESSIONS, AtBlocks, Sums
from scripts.recount_term.report import Report
from scripts.recount_term.statistics import (
    mean_interval,
    mix_in_steps,
    reaches_down_to,
    reaches_up_to,
    rounds_to,
    wilson,
)

READINGS, FRICTION, RECORDS = "readings of a block", "friction of a block", "records of a block"
WORDS = ("few", "some", "half", "many", "most")
Learners = Mapping[str, Sums]


@dataclass(frozen=True)
class Look:
    """What was known of a lesson when it was looked back at."""

    day: date
    blocks: AtBlocks
    sharing: frozenset[str]


def compare_reviews(
    term: Term,
    looks: Mapping[str, list[Look]],
    opened: Mapping[str, Collection[str]],
    fetch: Callable[[str], Any],
    report: Report,
) -> None:
    """Hold the review of every lesson against the recount.

    Args:
        term: The term.
        looks: Of each lesson, every look back in order of time; the last is that of `fetch`.
        opened: Who has opened each block.
        fetch: Answers a path of the API, as the tutor.
        report: What is found goes there.
    """
    for course in term.courses:
        for lesson in course.lessons:
            scopes: dict[str, frozenset[str] | None] = {
                "": None,
                **{f"?group={id_}": who for id_, who in course.groups.items()},
            }
            for query, members in scopes.items():
                answer = fetch(f"/teaching/lessons/{lesson}/review{query}")
                for block in answer["blocks"]:
                    _check_block(term, course, looks[lesson], members, block, opened, report)


def _check_block(
    term: Term,
    course: Course,
    looks: list[Look],
    members: frozenset[str] | None,
    block: Any,  # noqa: ANN401 - JSON
    opened: Mapping[str, Collection[str]],
    report: Report,
) -> None:
    inside = course.students if members is None else members
    seen = len(set(opened.get(block["block_id"], ())) & inside)
    report.check(RECORDS, block["records"]["opened"] == seen, f"opened {block['records']['opened']}, counted {seen}")
    checks: tuple[tuple[str, str, Callable[[Sums], bool], Callable[..., None]], ...] = (
        ("readings", READINGS, lambda at: at.known > 0, _check_readings),
        ("friction", FRICTION, lambda _at: True, _check_friction),
    )
    for name, kind, is_in, check in checks:
        figures = block[name]
        if figures is None:
            report.hide(kind, _learners(looks[-1], block["block_id"], inside, is_in, sharing_only=False), term.k_tutor)
            continue
        look = [each for each in looks if each.day.isoformat() == figures["as_of"]][-1]
        learners = _learners(look, block["block_id"], inside, is_in, sharing_only=figures["sharing_only"])
        report.check(kind, len(learners) >= term.k_tutor, f"shown of {len(learners)} learners: {block['block_id']}")
        shown = figures["learners"]
        report.check(kind, shown == len(learners) // 5 * 5, f"{shown} learners, counted {len(learners)}")
        if learners:
            check(figures, learners, kind, report)


def _learners(
    look: Look, block: str, inside: Collection[str], is_in: Callable[[Sums], bool], *, sharing_only: bool
) -> Learners:
    return {
        user: at
        for user, at in look.blocks[block].items()
        if user in inside and is_in(at) and (not sharing_only or user in look.sharing)
    }


def _check_readings(figures: Any, learners: Learners, kind: str, report: Report) -> None:  # noqa: ANN401 - JSON
    shares = [at.struggling / at.known for at in learners.values()]
    mean = math.fsum(shares) / len(shares)
    _check_share(figures["struggling"], mean, mean_interval(shares), len(shares), "struggling", kind, report)
    coverage = math.fsum(at.readable / at.seconds for at in learners.values()) / len(learners)
    bands = {"low": (0.0, 0.5), "middle": (0.5, 0.75), "high": (0.75, 1.0)}
    low, high = bands[figures["coverage"]]
    report.check(kind, low - 1e-9 <= coverage <= high + 1e-9, f"coverage {figures['coverage']}, counted {coverage}")
    read = [at.expressions for at in learners.values() if sum(at.expressions.values()) > 0]
    if len(read) < 10:
        report.check(kind, figures["mix"] is None, f"a mix of {len(read)} learners")
        return
    mix = [math.fsum(each[name] / sum(each.values()) for each in read) / len(read) for name in EXPRESSIONS]
    counted = mix_in_steps(mix, _steps(len(read)))
    for name, value in zip(EXPRESSIONS, counted, strict=True):
        report.check(kind, abs(figures["mix"][name] - value) < 1e-9, f"{name} {figures['mix'][name]}, counted {value}")


def _check_friction(figures: Any, learners: Learners, kind: str, report: Report) -> None:  # noqa: ANN401 - JSON
    parts = {
        "share": _is_friction,
        "lost": lambda at: at.lost > 0,
        "wrong_answers": lambda at: at.wrong >= 2,
        "rewinds": lambda at: at.rewinds >= 2,
        "struggling": _struggled,
        "checked_in": lambda at: at.check_ins > 0,
    }
    for name, applies in parts.items():
        if figures[name] is None:
            report.hidden[f"{kind}, a part of it"] += 1
            continue
        share = sum(map(applies, learners.values())) / len(learners)
        _check_share(figures[name], share, wilson(share, len(learners)), len(learners), name, kind, report)


def _struggled(at: Sums) -> bool:
    return at.struggling >= 30 - 1e-6 and bool(at.wrong or at.rewinds or at.check_ins)


def _is_friction(at: Sums) -> bool:
    return at.lost > 0 or at.wrong >= 2 or at.rewinds >= 2 or _struggled(at)


def _check_share(
    shown: Any,  # noqa: ANN401 - JSON
    share: float,
    interval: tuple[float, float],
    learners: int,
    name: str,
    kind: str,
    report: Report,
) -> None:
    said = f"{name} {shown}, counted {share} from {interval[0]} to {interval[1]} of {learners}"
    if learners < 10:
        place = WORDS.index(shown["word"]) if shown["word"] in WORDS else -9
        report.check(kind, 0.2 * place - 1e-9 <= share <= 0.2 * (place + 1) + 1e-9, said)
        return
    step = 1 / _steps(learners)
    report.check(kind, rounds_to(share, shown["share"], step), said)
    report.check(kind, reaches_down_to(interval[0], shown["low"], step), said)
    report.check(kind, reaches_up_to(interval[1], shown["high"], step), said)


def _steps(learners: int) -> int:
    return 20 if learners >= 20 else 10
