"""Replay an export, stop where weeks were decided on and lessons looked back at, and hold all answers against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scripts.recount_term.export import read_lines, read_term
from scripts.recount_term.ledger import Ledger, Weeks
from scripts.recount_term.report import Report
from scripts.recount_term.reviews import Look, compare_reviews
from scripts.recount_term.trends import compare_trends

Fetch = Callable[[str], Any]


def recount(folder: Path, as_administrator: Fetch, as_tutor: Fetch, today: date) -> Report:
    """Count a term again and compare.

    Args:
        folder: The raw export.
        as_administrator: Answers a path of the API, below its prefix, as the term's administrator.
        as_tutor: The same as its tutor.
        today: The day on which the tutor looks now, in the institution's zone.
    """
    term = read_term(folder)
    ledger, report = Ledger(term), Report()
    snapshots: dict[datetime, Weeks] = {}
    looks: dict[str, list[Look]] = defaultdict(list)
    at = term.begins
    for at, line in read_lines(folder):
        if line["kind"] == "decided":
            snapshots[at] = _copy(ledger.weeks())
        elif line["kind"] == "looked":
            looks[line["lesson"]].append(_look(ledger, line["lesson"], term.day_of(at)))
        else:
            ledger.take(at, line)
    snapshots[max([at, *snapshots])] = _copy(ledger.weeks())
    for course in term.courses:
        for lesson in course.lessons:
            looks[lesson].append(_look(ledger, lesson, today))
    opened: dict[str, set[str]] = defaultdict(set)
    for user, learner in ledger.learners.items():
        for block in learner.opened:
            opened[block].add(user)
    compare_trends(term, snapshots, as_administrator, report)
    compare_reviews(term, looks, opened, as_tutor, report)
    return report


def _copy(weeks: Weeks) -> Weeks:
    return {monday: dict(of_week) for monday, of_week in weeks.items()}


def _look(ledger: Ledger, lesson: str, day: date) -> Look:
    blocks, sharing = ledger.at_blocks(lesson)
    return Look(
        day, {block: {user: replace(at) for user, at in here.items()} for block, here in blocks.items()}, sharing
    )
