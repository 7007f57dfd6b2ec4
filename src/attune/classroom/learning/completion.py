"""When a lesson counts as done: explicit rules, shown on the page."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.schemas import CompletionRule, Rule


def completion_rules(
    blocks: Sequence[Block], viewed: AbstractSet[UUID], attempts: Sequence[QuizAttempt]
) -> list[CompletionRule]:
    """The rules of a lesson and which of them are met.

    Every block is to be seen, and every graded quiz passed. A graded quiz whose attempts are used up also counts:
    nobody is stuck for good.
    """
    seen_all = all(block.id in viewed for block in blocks)
    rules = [_rule(Rule.VIEW_ALL_BLOCKS, None, seen_all)]
    for block in blocks:
        if block.kind is BlockKind.QUIZ:
            quiz = QuizContent.model_validate(block.content)
            if quiz.graded:
                own = [attempt for attempt in attempts if attempt.block_id == block.id]
                rules.append(_rule(Rule.PASS_QUIZ, block.id, is_quiz_done(quiz, own)))
    return rules


def is_quiz_done(quiz: QuizContent, attempts: Sequence[QuizAttempt]) -> bool:
    """Passed, or no attempt left."""
    used_up = quiz.attempts_allowed is not None and len(attempts) >= quiz.attempts_allowed
    return used_up or any(attempt.passed for attempt in attempts)


def all_met(rules: Sequence[CompletionRule]) -> bool:
    """Whether nothing is left to do."""
    return all(rule.met for rule in rules)


def _rule(rule: Rule, block_id: UUID | None, met: bool) -> CompletionRule:
    return CompletionRule(rule=rule, block_id=block_id, met=met, text_key=f"completion.{rule.value}")
