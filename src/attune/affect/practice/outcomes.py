"""What the latest hand-in at a block says: an item that stays wrong, ease, success after failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attune.affect.evidence import Instant
from attune.affect.practice.opportunities import HandIn, Opportunity, Practice

EASE_SHARE = 0.5  # of the expected time; under it the material was known before


@dataclass(frozen=True, slots=True)
class WrongItem:
    """An item whose latest answers are wrong. times: in a row, across days."""

    item_id: str
    skill: str
    times: int
    first_at: Instant
    last_at: Instant


def wrong_items(at_block: Practice) -> tuple[WrongItem, ...]:
    """The items of a block that are wrong in its latest hand-in, the one that was wrong most often in a row first.

    Each item counts once, by its latest answers: one that came right since needs no help, and neither does one that is
    no longer asked.
    """
    if not at_block.hand_ins:
        return ()
    latest = at_block.hand_ins[-1].attempt
    runs: dict[str, list[Opportunity]] = {}
    for each in at_block.opportunities:
        runs[each.item_id] = [] if each.right else [*runs.get(each.item_id, []), each]
    found = [
        WrongItem(item_id, run[-1].skill, len(run), run[0].at, run[-1].at)
        for item_id, run in runs.items()
        if run and run[-1].attempt == latest
    ]
    return tuple(sorted(found, key=lambda item: -item.times))


def is_all_right(at_block: Practice) -> bool:
    """Whether the latest hand-in of a block has no wrong item: evidence that no help is needed there."""
    return bool(at_block.hand_ins) and at_block.hand_ins[-1].wrong == 0


def seconds_of_ease(at_block: Practice) -> float | None:
    """How long the first hand-in of a block took where all of it was right in under half the expected time.

    Returns:
        Seconds; None where something was wrong, tried before, slower, or where a time is not known.
    """
    if len(at_block.hand_ins) != 1 or not is_all_right(at_block):
        return None
    times = [(each.seconds, each.expected_seconds) for each in at_block.opportunities]
    known = [(spent, expected) for spent, expected in times if spent is not None and expected is not None]
    if not known or len(known) < len(times):
        return None
    spent, expected = (sum(each) for each in zip(*known, strict=True))
    return spent if spent < EASE_SHARE * expected else None


def mastered_after_failure(hand_ins: Sequence[HandIn]) -> int:
    """How many hand-ins of a block were not passed before the first that was, where that is the latest one; else 0."""
    if not hand_ins or not hand_ins[-1].passed or any(each.passed for each in hand_ins[:-1]):
        return 0
    return len(hand_ins) - 1
