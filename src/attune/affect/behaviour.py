"""What a learner did lately, counted: the evidence that confirms or contradicts a face."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from attune.affect.bounds import bounded, check_bounds
from attune.affect.evidence import Behaviour, BehaviourKind, Instant

PIECES_APART = timedelta(seconds=5)  # two pieces of the same stretch, as a busy device's clock tells them


@dataclass(frozen=True, slots=True)
class BehaviourRules:
    """From which amount behaviour counts, and for how long.

    Raises:
        OutOfBounds: for unsafe amounts.
    """

    # A lesson block takes about five minutes.
    lookback_seconds: float = bounded(300.0, 60, 1800, "behaviour of half an hour ago belongs to another place")
    wrong_answers: int = bounded(2, 2, 10, "a single wrong answer is a part of learning")
    rewinds: int = bounded(2, 2, 10, "going back once is careful reading")
    rapid_retries: int = bounded(2, 2, 10, "trying again once is trying again")
    idle_seconds: float = bounded(120.0, 60, 900, "a minute of stillness is thinking")
    hidden_seconds: float = bounded(120.0, 60, 1800, "a minute elsewhere may be a dictionary")
    dwell_times: float = bounded(2.5, 1.5, 10, "the expected time is an average; careful readers take longer")

    def __post_init__(self) -> None:
        check_bounds(self)


@dataclass(frozen=True, slots=True)
class BehaviourSummary:
    """Counted behaviour of the last minutes. Counts are those of the one block where they are highest.

    dwell_seconds: of the longest stay at a block that took `dwell_times` the expected time; 0 where none did.
    """

    rules: BehaviourRules
    wrong_answers: int = 0
    rewinds: int = 0
    rapid_retries: int = 0
    idle_seconds: float = 0.0
    hidden_seconds: float = 0.0
    dwell_seconds: float = 0.0
    started_at: Instant | None = None

    @property
    def answers_wrongly(self) -> bool:
        """Enough wrong answers at one place."""
        return self.wrong_answers >= self.rules.wrong_answers

    @property
    def rewinds_often(self) -> bool:
        """Enough rewinds at one place."""
        return self.rewinds >= self.rules.rewinds

    @property
    def dwells(self) -> bool:
        """A stay at one place of a multiple of the time it is meant to take."""
        return self.dwell_seconds > 0

    @property
    def struggles(self) -> bool:
        """Wrong answers or rewinds at one place: the material is not going in.

        A long stay alone may be thoroughness or a telephone call; with a single wrong answer or rewind it counts.
        """
        return self.answers_wrongly or self.rewinds_often or (self.dwells and self.wrong_answers + self.rewinds > 0)

    @property
    def retries_rapidly(self) -> bool:
        """Answers in quick succession, without time to think in between."""
        return self.rapid_retries >= self.rules.rapid_retries

    @property
    def is_idle(self) -> bool:
        """No key, no pointer, no scrolling for long."""
        return self.idle_seconds >= self.rules.idle_seconds

    @property
    def is_away(self) -> bool:
        """The lesson was out of sight for long."""
        return self.hidden_seconds >= self.rules.hidden_seconds

    def since(self, now: Instant) -> Instant:
        """When the counted behaviour began; now where there is none."""
        return self.started_at or now


def summarise_behaviour(behaviour: Iterable[Behaviour], rules: BehaviourRules, now: Instant) -> BehaviourSummary:
    """Count the behaviour of the last `rules.lookback_seconds` before `now`, in any order given."""
    earliest = now - timedelta(seconds=rules.lookback_seconds)
    recent = [event for event in behaviour if earliest <= event.at <= now]
    return BehaviourSummary(
        rules,
        wrong_answers=_most_at_one_place(recent, BehaviourKind.WRONG_ANSWER),
        rewinds=_most_at_one_place(recent, BehaviourKind.REWIND),
        rapid_retries=_most_at_one_place(recent, BehaviourKind.RAPID_RETRY),
        idle_seconds=_longest_stretch(recent, BehaviourKind.IDLE),
        hidden_seconds=_longest(recent, BehaviourKind.TAB_HIDDEN),
        dwell_seconds=_long_dwell(recent, rules),
        started_at=min((event.at for event in recent), default=None),
    )


def _most_at_one_place(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> int:
    counts: Counter[str | None] = Counter()
    for event in behaviour:
        if event.kind is kind:
            counts[event.block_id] += event.count
    return max(counts.values(), default=0)


def _long_dwell(behaviour: Sequence[Behaviour], rules: BehaviourRules) -> float:
    """The longest stay that was long for its block, without the time idle or away; 0 where none was."""
    absent: Counter[str | None] = Counter()
    for event in behaviour:
        if event.kind in (BehaviourKind.IDLE, BehaviourKind.TAB_HIDDEN):
            absent[event.block_id] += round(event.seconds)
    stays = [
        (event.seconds - absent[event.block_id], event.expected_seconds)
        for event in behaviour
        if event.kind is BehaviourKind.BLOCK_DWELL
    ]
    return max((stay for stay, expected in stays if expected and stay >= rules.dwell_times * expected), default=0.0)


def _longest_stretch(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> float:
    """The longest of a kind that is told in pieces, one after the other."""
    longest, began, ended = 0.0, None, None
    for event in sorted((event for event in behaviour if event.kind is kind), key=lambda event: event.at):
        begins = event.at - timedelta(seconds=event.seconds)
        if began is None or ended is None or begins - ended > PIECES_APART:
            began = begins
        ended = event.at
        longest = max(longest, (ended - began).total_seconds())
    return longest


def _longest(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> float:
    return max((event.seconds for event in behaviour if event.kind is kind), default=0.0)
