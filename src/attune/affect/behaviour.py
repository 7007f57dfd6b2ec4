"""What a learner did lately, counted: the evidence that confirms or contradicts a face."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from attune.affect.evidence import Behaviour, BehaviourKind, Instant


@dataclass(frozen=True, slots=True)
class BehaviourRules:
    """From which amount behaviour counts, and for how long."""

    lookback_seconds: float = 300.0  # a lesson block takes about five minutes
    wrong_answers: int = 2
    rewinds: int = 2
    rapid_retries: int = 2
    idle_seconds: float = 120.0
    hidden_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Conduct:
    """Counted behaviour of the last minutes. Counts are those of the one block where they are highest."""

    rules: BehaviourRules
    wrong_answers: int = 0
    rewinds: int = 0
    rapid_retries: int = 0
    idle_seconds: float = 0.0
    hidden_seconds: float = 0.0
    started_at: Instant | None = None

    @property
    def fails(self) -> bool:
        """Enough wrong answers at one place."""
        return self.wrong_answers >= self.rules.wrong_answers

    @property
    def goes_back(self) -> bool:
        """Enough rewinds at one place."""
        return self.rewinds >= self.rules.rewinds

    @property
    def struggles(self) -> bool:
        """Wrong answers or rewinds at one place: the material is not going in."""
        return self.fails or self.goes_back

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


def observe_conduct(behaviour: Iterable[Behaviour], rules: BehaviourRules, now: Instant) -> Conduct:
    """Count the behaviour of the last `rules.lookback_seconds` before `now`, in any order given."""
    earliest = now - timedelta(seconds=rules.lookback_seconds)
    recent = [deed for deed in behaviour if earliest <= deed.at <= now]
    return Conduct(
        rules,
        wrong_answers=_most_at_one_place(recent, BehaviourKind.WRONG_ANSWER),
        rewinds=_most_at_one_place(recent, BehaviourKind.REWIND),
        rapid_retries=_most_at_one_place(recent, BehaviourKind.RAPID_RETRY),
        idle_seconds=_longest(recent, BehaviourKind.IDLE),
        hidden_seconds=_longest(recent, BehaviourKind.TAB_HIDDEN),
        started_at=min((deed.at for deed in recent), default=None),
    )


def _most_at_one_place(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> int:
    counts: Counter[str | None] = Counter()
    for deed in behaviour:
        if deed.kind is kind:
            counts[deed.block_id] += deed.count
    return max(counts.values(), default=0)


def _longest(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> float:
    return max((deed.seconds for deed in behaviour if deed.kind is kind), default=0.0)
