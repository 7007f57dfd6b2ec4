"""What an institution may set about support, and the rules by which a decision can be made.

The defaults err on the side of silence: a message at the wrong moment costs more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from attune.affect.bounds import OutOfBounds, Rules, bounded, check_bounds, check_order
from attune.affect.limits import Limits
from attune.affect.states import StateRules


class InterruptionPoint(StrEnum):
    """A moment at which a learner's attention is free anyway."""

    VIDEO_PAUSE = "video_pause"
    BLOCK_CHANGE = "block_change"
    ANSWER_SUBMITTED = "answer_submitted"
    LESSON_END = "lesson_end"


class DecisionRule(StrEnum):
    """Every rule by which a decision can be made, in the order in which they are asked."""

    GRADED_QUIZ = "graded_quiz"
    NO_INTERRUPTION_POINT = "no_interruption_point"
    NOTHING_TO_SAY = "nothing_to_say"
    CONFUSION_WAITS = "confusion_waits"
    HOURLY_CAP = "hourly_cap"
    DAILY_CAP = "daily_cap"
    PAUSE_BETWEEN_MESSAGES = "pause_between_messages"
    PAUSE_BETWEEN_A_KIND = "pause_between_a_kind"
    SUPPORT_OFF = "support_off"
    SNOOZED = "snoozed"
    PAUSE_AFTER_DISMISSALS = "pause_after_dismissals"
    NOT_RECEPTIVE = "not_receptive"
    CONTROL_ARM = "control_arm"
    NO_MESSAGE = "no_message"
    SPEAK = "speak"


@dataclass(frozen=True, slots=True)
class SupportPolicy:
    """Everything about support that an institution may set, within bounds that keep learners safe.

    Confusion that resolves itself is good for learning (D'Mello et al. 2014), so it waits: at least
    `confusion_waits_seconds`, then as long as it fades, but no longer than `confusion_waits_at_most_seconds`. triggers:
    from which evidence a state follows. interruption_points: the moments at which an offer may be made.
    control_arm_share: of learners who get no messages, so that the effect can be measured. That a graded quiz is never
    interrupted is no number.

    Raises:
        OutOfBounds: for numbers outside the bounds.
    """

    confusion_waits_seconds: float = bounded(60.0, 30, 600, "sooner takes the learning out of being puzzled")
    confusion_waits_at_most_seconds: float = bounded(90.0, 30, 600, "help after ten minutes is no help")
    control_arm_share: float = bounded(0.0, 0, 0.5, "most learners are there to be supported, not to be measured")
    limits: Limits = field(default_factory=Limits)
    triggers: StateRules = field(default_factory=StateRules)
    interruption_points: frozenset[InterruptionPoint] = frozenset(InterruptionPoint)

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(
            self, "confusion_waits_seconds", "confusion_waits_at_most_seconds", "confusion that lasts is helped sooner"
        )
        object.__setattr__(self, "interruption_points", frozenset(self.interruption_points))
        strangers = sorted(str(each) for each in self.interruption_points if each not in set(InterruptionPoint))
        if strangers:
            raise OutOfBounds(
                "interruption_points", strangers, f"among {', '.join(InterruptionPoint)}", "elsewhere it interrupts"
            )


@lru_cache(maxsize=64)
def policy_hash(policy: SupportPolicy) -> str:
    """Name a policy by its numbers: the same in every process and release, and another one after any change.

    Returns:
        64 hexadecimal digits (SHA-256 of every field by name, in alphabetical order).
    """
    return sha256("\n".join(_written(policy, "")).encode()).hexdigest()


def _written(rules: Rules, prefix: str) -> Iterator[str]:
    for field_ in sorted(fields(rules), key=lambda each: each.name):
        value, name = getattr(rules, field_.name), prefix + field_.name
        if is_dataclass(value) and not isinstance(value, type):
            yield from _written(value, f"{name}.")
        elif isinstance(value, frozenset):
            yield f"{name}={','.join(sorted(value))}"
        else:
            yield f"{name}={float(value)!r}"
