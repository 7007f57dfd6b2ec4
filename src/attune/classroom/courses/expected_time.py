"""How long the blocks of a lesson are meant to take: the lesson's minutes, shared by how much each block holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from attune.classroom.courses.models import Block, BlockKind

WORDS_PER_SECOND = 3.0  # silent reading of expository text, about 180 words a minute
LEAST_SECONDS = 10.0  # also a sentence is looked at
SECONDS_PER_QUESTION = 40.0
SECONDS_ELSEWHERE = 60.0  # a file, a page of another site


def expected_seconds(minutes: float, blocks: Sequence[Block]) -> Mapping[UUID, float]:
    """Return the seconds that each block of one lesson is expected to take; they add up to the lesson's `minutes`."""
    effort = {block.id: _effort(block.kind, block.content) for block in blocks}
    total = sum(effort.values())
    return {block_id: minutes * 60 * each / total for block_id, each in effort.items()}


def _effort(kind: BlockKind, content: Mapping[str, Any]) -> float:
    """Seconds of work in a block by itself, before the lesson's own estimate is applied."""
    if kind in {BlockKind.MARKDOWN, BlockKind.CALLOUT, BlockKind.CODE}:
        return max(LEAST_SECONDS, len(content["text"].split()) / WORDS_PER_SECOND)
    if kind is BlockKind.VIDEO:
        return max(LEAST_SECONDS, float(content["duration_seconds"] or SECONDS_ELSEWHERE))
    if kind is BlockKind.QUIZ:
        return SECONDS_PER_QUESTION * len(content["questions"])
    if kind is BlockKind.POLL:
        return SECONDS_PER_QUESTION
    return SECONDS_ELSEWHERE
