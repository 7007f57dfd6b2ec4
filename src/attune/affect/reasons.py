"""Why a state was inferred or a cause found, or why none could be: codes that the library holds sentences for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from attune.affect.evidence import Probability
from attune.affect.windows import Window, WindowDoubt, why_unknown


class ReasonCode(StrEnum):
    """Why a state was inferred or a cause found; the library holds a sentence for each."""

    SAID_SO = "said_so"
    LOST_HERE = "lost_here"
    CORRECTED = "corrected"
    PUZZLED_EXPRESSION = "puzzled_expression"
    TENSE_EXPRESSION = "tense_expression"
    SAD_EXPRESSION = "sad_expression"
    OWN_BASELINE = "own_baseline"
    WRONG_ANSWERS = "wrong_answers"
    REWINDS = "rewinds"
    RAPID_RETRIES = "rapid_retries"
    LONG_DWELL = "long_dwell"
    IDLE = "idle"
    TAB_HIDDEN = "tab_hidden"
    NO_SIGN_OF_DIFFICULTY = "no_sign_of_difficulty"
    MIXED_SIGNS = "mixed_signs"
    LITTLE_READABLE = "little_readable"
    POOR_PICTURE = "poor_picture"
    UNCLEAR_EXPRESSION = "unclear_expression"
    TOO_FEW_READINGS = "too_few_readings"
    ITEM_WRONG = "item_wrong"
    FAILED_TRIES = "failed_tries"
    FAILED_QUIZZES = "failed_quizzes"
    TRIES_IN_VAIN = "tries_in_vain"
    FINISHED_EARLY = "finished_early"
    RIGHT_AFTER_TRIES = "right_after_tries"
    LOW_MOOD_DAYS = "low_mood_days"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. amount: a count, seconds or an hour of the day, as the code says."""

    code: ReasonCode
    amount: int = 0

    @property
    def minutes(self) -> int:
        """An amount of seconds as whole minutes, at least one: people are told minutes."""
        return max(1, round(self.amount / 60))


_UNREADABLE = (ReasonCode.LITTLE_READABLE, ReasonCode.POOR_PICTURE, ReasonCode.UNCLEAR_EXPRESSION)
_LITTLE_READABLE = (WindowDoubt.LITTLE_READABLE, WindowDoubt.FEW_READINGS)


def doubts(windows: Iterable[Window], minimum_quality: Probability) -> tuple[Reason, ...]:
    """Why windows do not say more: how many of them abstained or had a poor picture, by reason."""
    counts = Counter(_unreadable_because(window, minimum_quality) for window in windows)
    reasons = tuple(Reason(code, counts[code]) for code in _UNREADABLE if counts[code])
    return reasons or (Reason(ReasonCode.TOO_FEW_READINGS),)


def _unreadable_because(window: Window, minimum_quality: Probability) -> ReasonCode | None:
    why = why_unknown(window)
    if why is None:
        return None if window.quality >= minimum_quality else ReasonCode.POOR_PICTURE
    return ReasonCode.LITTLE_READABLE if why in _LITTLE_READABLE else ReasonCode.UNCLEAR_EXPRESSION
