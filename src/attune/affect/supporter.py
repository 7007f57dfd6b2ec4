"""What support says at an interruption point: decide by the policy, choose from the library, fill the message in.

The platform keeps what comes of it in its database, and `attune replay` in a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from attune.affect.evidence import Instant, LearningState
from attune.affect.limits import OfferResponse, PastOffer, is_helpful
from attune.affect.messages.choice import Answer, Feedback, Place, choose_message, fitting_messages, what_helped
from attune.affect.messages.library import ACTION_OF, Action, Message, Personal, Strategy, render
from attune.affect.policy import Decision, History, Moment, Rule, SupportPolicy, decide
from attune.affect.states import LearnerState

MESSAGES_LOOKED_AT = 50  # five days at the daily cap: enough for every cap and for a long row of dismissals
NOT_AGAIN_WITHIN = 12  # the same message comes back no sooner than after this many others, where there are others


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message that was sent to a learner earlier, or withheld for the control arm. response None: not answered."""

    sent_at: Instant
    state: LearningState
    message_id: str
    strategy: Strategy
    response: OfferResponse | None = None


@dataclass(frozen=True, slots=True)
class SupportHistory:
    """What a learner was sent before, oldest first, and what they asked for."""

    messages: Sequence[PastMessage] = ()
    enabled: bool = True
    snoozed_until: Instant | None = None
    in_control_arm: bool = False

    @property
    def recent(self) -> Sequence[PastMessage]:
        """The messages that are looked at."""
        return self.messages[-MESSAGES_LOOKED_AT:]

    def for_policy(self) -> History:
        """What of it the policy decides by."""
        offers = tuple(PastOffer(each.sent_at, each.state, each.response) for each in self.recent)
        return History(offers, self.enabled, self.snoozed_until, self.in_control_arm)

    def responses(self) -> tuple[Answer, ...]:
        """What the learner made of messages, oldest first; what was withheld was never answered."""
        return tuple(
            Answer(each.message_id, each.strategy, each.response) for each in self.recent if each.response is not None
        )


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to say at a place of a lesson.

    Attributes:
        messages: the library in the learner's language.
        feedback: how helpful each message was to everybody, by message id.
        variables: what messages may say about the learner and the place.
        has_hint, has_example: whether the block has one to show.
        has_tutor: whether there is somebody to ask.
    """

    messages: Sequence[Message]
    feedback: Mapping[str, Feedback]
    variables: Personal
    has_hint: bool
    has_tutor: bool
    has_example: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """What was decided at an interruption point.

    message, text, action: None where nothing is said; for the control arm they are what was withheld.
    """

    decision: Decision
    message: Message | None = None
    text: str | None = None
    action: Action | None = None


def give_support(
    history: SupportHistory,
    state: LearnerState,
    policy: SupportPolicy,
    moment: Moment,
    look_up: Callable[[], Material],
    rng: Random,
    now: Instant,
) -> Support:
    """Decide, choose, fill in.

    Args:
        history: of the learner.
        state: as inferred at `now`.
        policy: the institution's.
        moment: where the learner is.
        look_up: called only when the policy has nothing against a message.
        rng: of the choice.
        now: the present.
    """
    decision = decide(history.for_policy(), state, policy, moment, now)
    if moment.breakpoint is None or (not decision.speak and decision.rule is not Rule.CONTROL_ARM):
        return Support(decision)
    material, responses = look_up(), history.responses()
    values = material.variables.values()
    place = Place(moment.breakpoint, material.has_hint, material.has_tutor, frozenset(values), what_helped(responses))
    candidates = fitting_messages(material.messages, decision.state, place)
    seen = [each.message_id for each in history.recent[-NOT_AGAIN_WITHIN:]]
    message = choose_message(candidates, material.feedback, seen, rng, responses)
    if message is None:
        return Support(decision)
    return Support(decision, message, render(message, values), _action(message.strategy, material))


def count_feedback(responses: Iterable[tuple[str, OfferResponse, int]]) -> Mapping[str, Feedback]:
    """How helpful each message was, by message id. responses: message id, response, how often."""
    helpful: Counter[str] = Counter()
    not_helpful: Counter[str] = Counter()
    for message_id, response, count in responses:
        found = is_helpful(response)
        if found is not None:
            (helpful if found else not_helpful)[message_id] += count
    return {key: Feedback(helpful[key], not_helpful[key]) for key in helpful.keys() | not_helpful.keys()}


def _action(strategy: Strategy, material: Material) -> Action | None:
    """What one tap does; an example is shown only where the block has one."""
    if strategy is Strategy.WORKED_EXAMPLE and not material.has_example:
        return None
    return ACTION_OF.get(strategy)
