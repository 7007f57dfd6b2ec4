"""Which message to offer: Thompson sampling over the reviewed messages, nothing generated.

Each message has a Beta(1 + helpful, 1 + not helpful) posterior. A draw from each and taking the largest tries new
messages often and settles on those that help, without ever leaving the reviewed library.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from attune.affect.evidence import LearningState
from attune.affect.messages import Message, Strategy
from attune.affect.policy import Breakpoint


@dataclass(frozen=True, slots=True)
class Feedback:
    """How often a message was called helpful (or accepted) and not helpful. A dismissal may be about the moment."""

    helpful: int = 0
    not_helpful: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """What the place in the lesson makes possible."""

    breakpoint: Breakpoint
    has_hint: bool
    has_tutor: bool = True


def fitting_messages(messages: Sequence[Message], state: LearningState, place: Place) -> tuple[Message, ...]:
    """The messages for a state whose offer can be kept here: no hint where there is none, reflection at an end."""
    return tuple(message for message in messages if message.state is state and _can_be_kept(message.strategy, place))


def _can_be_kept(strategy: Strategy, place: Place) -> bool:
    if strategy is Strategy.HINT:
        return place.has_hint
    if strategy is Strategy.ASK_TUTOR:
        return place.has_tutor
    if strategy is Strategy.REFLECTION:
        return place.breakpoint in (Breakpoint.LESSON_END, Breakpoint.ANSWER_SUBMITTED)
    return True


def choose_message(
    candidates: Sequence[Message], feedback: Mapping[str, Feedback], seen: Collection[str], rng: Random
) -> Message | None:
    """Choose one of the candidates, or None when there are none.

    feedback: by message id.  seen: ids this learner met lately; they are avoided while there is another.
    """
    fresh = [message for message in candidates if message.id not in seen]
    best: Message | None = None
    highest = -1.0
    for message in fresh or candidates:
        known = feedback.get(message.id, Feedback())
        draw = rng.betavariate(1 + known.helpful, 1 + known.not_helpful)
        if draw > highest:
            best, highest = message, draw
    return best
