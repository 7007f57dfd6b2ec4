"""Whether a moment is spoken at or left silent: drawn from the moment's key, so that the effect can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from attune.affect.evidence import Probability

EXPERIMENT = "support-2"  # "support-1" drew learners, not moments; another name draws anew
GREATEST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a moment was assigned to. probability_speak: known in advance, one for the whole of an experiment."""

    speak: bool
    probability_speak: Probability


def assign(key: str, share: Probability) -> Assignment:
    """Draw the arm of a moment.

    Args:
        key: of the moment: the learner's id, ":" and the moment's id. The same key always gets the same answer, and a
            larger share only silences more moments.
        share: of moments left silent, in [0, 0.5].

    Returns:
        Whether support speaks, with the probability that it had.

    Raises:
        ValueError: the share is not one that an experiment may have.
    """
    if not 0 <= share <= GREATEST_SHARE:
        raise ValueError(f"Between none and half of the moments can be left silent; got a share of {share}.")
    return Assignment(_draw(f"{EXPERIMENT}:{key}") >= share, 1 - share)


def _draw(text: str) -> float:
    """A number in [0, 1) that follows from a text and looks drawn at random."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") / 2**64
