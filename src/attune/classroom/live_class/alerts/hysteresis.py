"""Rules about a class that do not flap: over a threshold for a while to be raised, under a lower one to be cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

ON_AFTER = timedelta(seconds=30)
OFF_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """on: the share from which on an alert is raised.  off: the share under which it is cleared; less than `on`."""

    on: float
    off: float


CONFUSED = Thresholds(on=0.40, off=0.30)
BLOCK_CONFUSED = Thresholds(on=0.50, off=0.40)
IDLE = Thresholds(on=0.30, off=0.20)  # released shares come in steps of a twentieth


class Span(NamedTuple):
    """Where a share lies: both the same where it is shown in numbers, the ends of its range where in a word."""

    at_least: float
    at_most: float


@dataclass(slots=True)
class RuleState:
    """One rule of one class or place. raised_since: since when it has held, None while it does not."""

    over_since: datetime | None = None
    under_since: datetime | None = None
    raised_since: datetime | None = None

    def update(self, share: Span | None, thresholds: Thresholds, now: datetime) -> datetime | None:
        """Take in the share at an instant and return since when the rule has held, None where it does not.

        share: None where it is not known or may not be shown; in the long run that clears an alert, too.
        """
        over = share is not None and share.at_least >= thresholds.on
        under = share is None or share.at_most < thresholds.off
        self.over_since = (self.over_since or now) if over else None
        self.under_since = (self.under_since or now) if under else None
        if self.raised_since is None:
            if self.over_since is not None and now - self.over_since >= ON_AFTER:
                self.raised_since = self.over_since
        elif self.under_since is not None and now - self.under_since >= OFF_AFTER:
            self.raised_since = None
        return self.raised_since


class RuleInput(NamedTuple):
    """What one rule goes by at an instant: the share, None where it is not shown, and its thresholds."""

    share: Span | None
    thresholds: Thresholds


AlertRule = tuple[str, str]
"""A kind of alert and its subject."""


@dataclass(slots=True)
class RuleStates:
    """The rules of one class."""

    _states: dict[AlertRule, RuleState] = field(default_factory=dict)

    def all(self) -> Mapping[AlertRule, RuleState]:
        """Every rule's state."""
        return self._states

    def restore(self, rule: AlertRule, since: datetime) -> None:
        """Take over that a rule has held since `since`, after a restart; what is known already stays."""
        self._states.setdefault(rule, RuleState(raised_since=since))

    def settle(self, inputs: Mapping[AlertRule, RuleInput], now: datetime) -> dict[AlertRule, datetime]:
        """Since when the rules have held that hold now. One without a reading, as of a block left alone, is dropped."""
        self._states = {rule: self._states.get(rule) or RuleState() for rule in inputs}
        held = {rule: self._states[rule].update(*reading, now) for rule, reading in inputs.items()}
        return {rule: since for rule, since in held.items() if since is not None}
