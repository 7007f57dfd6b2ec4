"""When a block, and with it a lesson, counts as done. Every page and every decision asks here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.models import BlockProgress, QuizAttempt, WorkState
from attune.classroom.learning.schemas import CompletionRule, Rule


class BlockState(StrEnum):
    """How a student stands at a block.

    closed: a graded quiz that was not passed and has no attempt left.
    waiting: nothing is left but a tutor's grading, or the date until which the grades are hidden.
    """

    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"
    WAITING = "waiting"


def attempts_used(attempts: Sequence[QuizAttempt], now: datetime) -> int:
    """How many attempts are used up: not one that the server handed in, and that was opened again until later."""
    return sum(attempt.reopened_until is None or attempt.reopened_until <= now for attempt in attempts)


def block_state(
    block: Block,
    at_block: BlockProgress | None,
    attempts: Sequence[QuizAttempt],
    now: datetime,
    *,
    returned: bool = False,
    hidden: bool = False,
) -> BlockState:
    """How a student stands at `block`, given their row and their attempts at it.

    A graded quiz is done by passing it, practice by handing it in, an assignment by handing it in unless the tutor
    asks for it again, and everything else by the student's own account: read, watched, opened.

    attempts: of a quiz that counts, those that count.
    returned: the latest hand-in of this assignment was returned to work on.
    hidden: its grades are hidden from students by now: whether it was passed must not show in what is done and open.
    """
    if returned:
        return BlockState.OPEN
    if block.kind is not BlockKind.QUIZ:
        return BlockState.DONE if at_block is not None and at_block.completed_at is not None else BlockState.OPEN
    quiz = QuizContent.stored(block.content)
    if hidden and quiz.graded and attempts:
        return BlockState.WAITING
    if any(attempt.passed for attempt in attempts) or (attempts and not quiz.graded):
        return BlockState.DONE
    if any(attempt.state is WorkState.NEEDS_GRADING for attempt in attempts):
        return BlockState.WAITING
    used_up = quiz.attempts_allowed is not None and attempts_used(attempts, now) >= quiz.attempts_allowed
    return BlockState.CLOSED if used_up else BlockState.OPEN


def completion_rules(blocks: Sequence[Block], states: Mapping[UUID, BlockState]) -> list[CompletionRule]:
    """The rules of a lesson and which of them are met.

    Every block is to be worked through, and every graded quiz passed. A graded quiz that can no longer be passed, or
    that a tutor has to grade, is not met, and does not stand in the way: nobody is stuck for good.
    """
    graded = [block for block in blocks if is_graded(block)]
    others = [block for block in blocks if block not in graded]
    done = all(states[block.id] is BlockState.DONE for block in others)
    rules = [_rule(Rule.COMPLETE_BLOCKS, None, BlockState.DONE if done else BlockState.OPEN)] if others else []
    return rules + [_rule(Rule.PASS_QUIZ, block.id, states[block.id]) for block in graded]


def is_graded(block: Block) -> bool:
    """Whether the block is a quiz that counts."""
    return block.kind is BlockKind.QUIZ and QuizContent.stored(block.content).graded


def all_met(rules: Sequence[CompletionRule]) -> bool:
    """Whether nothing is left that the student can do."""
    return all(rule.met or rule.closed or rule.waiting for rule in rules)


def _rule(rule: Rule, block_id: UUID | None, state: BlockState) -> CompletionRule:
    return CompletionRule(
        rule=rule,
        block_id=block_id,
        met=state is BlockState.DONE,
        closed=state is BlockState.CLOSED,
        waiting=state is BlockState.WAITING,
        text_key=f"completion.{rule.value}",
    )
