"""One study session of a simulated student: what they show block by block, as a device sends it, and what they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.demo_history import windows_in_a_row
from attune.simulation.synthetic_windows import synthetic_expressions, synthetic_id

QUIZ, VIDEO = "quiz", "video"
SKILL, MOST_ATTEMPTS = 0.75, 2


@dataclass(frozen=True, slots=True)
class SimulatedBlock:
    """A block as the simulation needs it. questions: how many its quiz has.  difficulty: in [0, 1)."""

    id: UUID
    kind: str
    difficulty: float
    questions: int = 0


@dataclass(frozen=True, slots=True)
class AtBlock:
    """What a student shows and does at a block. Windows and behaviour are JSON values, as a device sends them.

    attempts: of its quiz, for each question whether the answer is right.
    """

    block: SimulatedBlock
    began_at: datetime
    ended_at: datetime
    windows: Sequence[dict[str, Any]]
    behaviour: Sequence[dict[str, Any]]
    lost: bool
    attempts: Sequence[Sequence[bool]] = field(default=())


def study(rng: Random, lesson_id: UUID, blocks: Sequence[SimulatedBlock], began_at: datetime) -> Iterator[AtBlock]:
    """Study the blocks of a lesson one after the other; some stop before the last.

    Args:
        rng: Of this study session.
        lesson_id: The lesson.
        blocks: In their order.
        began_at: When the first is opened.
    """
    at = began_at
    stops_after = len(blocks) if rng.random() < 0.85 else rng.randint(1, len(blocks))
    for block in blocks[:stops_after]:
        shown = list(synthetic_expressions(rng, count=rng.randint(12, 24), trouble=0.15 + 0.75 * block.difficulty))
        found = _at_block(rng, lesson_id, block, at, shown)
        yield found
        at = found.ended_at


def _at_block(
    rng: Random, lesson_id: UUID, block: SimulatedBlock, at: datetime, shown: Sequence[Expression | None]
) -> AtBlock:
    ended = at + timedelta(seconds=SELF_PACED_SECONDS * len(shown))
    windows = windows_in_a_row(rng, shown, lesson_id, block.id, at)
    if block.kind == VIDEO:
        for place, window in enumerate(windows):
            window["position"] = SELF_PACED_SECONDS * (place + 0.5)
    attempts = []
    if block.kind == QUIZ:
        for turn in range(MOST_ATTEMPTS):
            attempts.append(
                [rng.random() < SKILL - 0.4 * block.difficulty + 0.2 * turn for _ in range(block.questions)]
            )
            if all(attempts[-1]):
                break
    behaviour = list(_behaviour(rng, lesson_id, block, at, ended))
    return AtBlock(block, at, ended, windows, behaviour, rng.random() < 0.25 * block.difficulty, attempts)


def _behaviour(
    rng: Random, lesson_id: UUID, block: SimulatedBlock, at: datetime, ended: datetime
) -> Iterator[dict[str, Any]]:
    """A stay at the block, perhaps idling, and going back where it is hard."""
    seconds = (ended - at).total_seconds()

    def event(kind: str, when: datetime, lasted: float) -> dict[str, Any]:
        place = {"lesson_id": str(lesson_id), "block_id": str(block.id)}
        return {"id": str(synthetic_id(rng)), "kind": kind, "at": when.isoformat(), "seconds": lasted, **place}

    yield event("block_dwell", ended, seconds)
    if rng.random() < 0.2:
        yield event("idle", at + timedelta(seconds=60), 45.0)
    if block.kind == VIDEO:
        for _ in range(rng.choice((0, 0, 1, 2, 3)) if rng.random() < block.difficulty else 0):
            back = event("rewind", at + timedelta(seconds=rng.uniform(20, seconds - 5)), 0.0)
            yield back | {"position": round(rng.uniform(0, seconds / 2), 1)}
