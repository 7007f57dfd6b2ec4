"""Which message to offer: Thompson sampling over the reviewed messages, nothing generated.

Each message has a Beta posterior; a draw from each and taking the largest tries new messages often and settles on those
that help, without ever leaving the reviewed library. What everybody in the institution answered is the prior, and fades
as the learner's own answers come in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from attune.affect.evidence import LearningState
from attune.affect.limits import OfferResponse, is_helpful
from attune.affect.messages.library import ALWAYS_KNOWN, Message, Strategy
from attune.affect.policy import Breakpoint

# After this many answers of their own a learner is believed as much as the whole institution, after more of them more:
# five are half a day of messages at the cap.
BELIEVED_AFTER = 5.0
# What a learner answered to other messages of a strategy counts by this share: it is the same help in other words.
SAME_STRATEGY_WEIGHS = 0.5


@dataclass(frozen=True, slots=True)
class Feedback:
    """How often a message was called helpful (or accepted) and not helpful. A dismissal may be about the moment."""

    helpful: float = 0
    not_helpful: float = 0

    def __add__(self, other: Feedback) -> Feedback:
        """Both together."""
        return Feedback(self.helpful + other.helpful, self.not_helpful + other.not_helpful)


NONE = Feedback()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner made of one message."""

    message_id: str
    strategy: Strategy
    response: OfferResponse | None


@dataclass(frozen=True, slots=True)
class Place:
    """What the place in the lesson makes possible.

    known: the variables that can be filled in here.  helped: the strategies that this learner has called helpful.
    """

    breakpoint: Breakpoint
    has_hint: bool
    has_tutor: bool = True
    known: frozenset[str] = ALWAYS_KNOWN
    helped: frozenset[Strategy] = frozenset()


def fitting_messages(messages: Sequence[Message], state: LearningState, place: Place) -> tuple[Message, ...]:
    """The messages for a state whose words are true and whose offer can be kept at this place."""
    return tuple(message for message in messages if message.state is state and _fits(message, place))


def _fits(message: Message, place: Place) -> bool:
    if message.recalls and message.strategy not in place.helped:
        return False
    return message.variables <= place.known and _can_be_kept(message.strategy, place)


def _can_be_kept(strategy: Strategy, place: Place) -> bool:
    """No hint or question where there is none to show or ask; reflection when something has come to an end."""
    if strategy is Strategy.HINT:
        return place.has_hint
    if strategy is Strategy.ASK_TUTOR:
        return place.has_tutor
    if strategy is Strategy.REFLECTION:
        return place.breakpoint in (Breakpoint.LESSON_END, Breakpoint.ANSWER_SUBMITTED)
    return True


def what_helped(answers: Iterable[Answer]) -> frozenset[Strategy]:
    """The strategies that a learner has called helpful, in so many words: a message will say so."""
    return frozenset(answer.strategy for answer in answers if answer.response is OfferResponse.HELPFUL)


def choose_message(
    candidates: Sequence[Message],
    feedback: Mapping[str, Feedback],
    seen: Sequence[str],
    rng: Random,
    own: Collection[Answer] = (),
) -> Message | None:
    """Choose one of the candidates, or None when there are none.

    feedback: everybody's, by message id.  seen: ids this learner met lately, the last one last; they are avoided while
    there is another, and the last one in any case.  own: the learner's own answers.
    """
    fresh = [message for message in candidates if message.id not in seen]
    allowed = fresh or [message for message in candidates if message.id not in seen[-1:]]
    by_message, by_strategy = _count(own)
    best: Message | None = None
    highest = -1.0
    for message in allowed:
        of_message, of_strategy = by_message.get(message.id, NONE), by_strategy.get(message.strategy, NONE)
        known = _blend(feedback.get(message.id, NONE), _pool(of_message, of_strategy))
        draw = rng.betavariate(1 + known.helpful, 1 + known.not_helpful)
        if draw > highest:
            best, highest = message, draw
    return best


def _blend(everybody: Feedback, own: Feedback) -> Feedback:
    """The counts behind a posterior: the learner's own, and of everybody's at most BELIEVED_AFTER² / own."""
    count, answers = everybody.helpful + everybody.not_helpful, own.helpful + own.not_helpful
    share = 1 / (1 + count * answers / BELIEVED_AFTER**2)
    return Feedback(own.helpful + share * everybody.helpful, own.not_helpful + share * everybody.not_helpful)


def _pool(of_message: Feedback, of_strategy: Feedback) -> Feedback:
    """A learner's answers to a message, and by their share those to the others of its strategy."""
    return Feedback(
        of_message.helpful + SAME_STRATEGY_WEIGHS * (of_strategy.helpful - of_message.helpful),
        of_message.not_helpful + SAME_STRATEGY_WEIGHS * (of_strategy.not_helpful - of_message.not_helpful),
    )


def _count(answers: Iterable[Answer]) -> tuple[Mapping[str, Feedback], Mapping[Strategy, Feedback]]:
    """A learner's answers, by message and by strategy."""
    by_message: dict[str, Feedback] = {}
    by_strategy: dict[Strategy, Feedback] = {}
    for answer in answers:
        by_message[answer.message_id] = _with(by_message.get(answer.message_id, NONE), answer.response)
        by_strategy[answer.strategy] = _with(by_strategy.get(answer.strategy, NONE), answer.response)
    return by_message, by_strategy


def _with(feedback: Feedback, response: OfferResponse | None) -> Feedback:
    helped = is_helpful(response)
    if helped is None:
        return feedback
    return Feedback(feedback.helpful + helped, feedback.not_helpful + (not helped))
