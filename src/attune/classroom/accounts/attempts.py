"""Guessing a secret: how many wrong tries an account and an address get, and how long the next one has to wait.

One guard stands before every door that checks a secret (a password at sign-in, the current password of a change, a
one-time link). An account gets a few free tries, then each further one waits twice as long as the last, at most a
quarter of an hour: about 110 guesses a day instead of thousands. An address is slowed only when many different
accounts fail from it, because a whole school signs in from one. A device on which an account signed in before is
counted by itself, so whoever guesses from elsewhere cannot lock its owner out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from attune.classroom.accounts.attempt_store import AttemptStore
from attune.classroom.platform.errors import ApiError

FREE_TRIES = 5  # a forgotten password and a caps lock key; the sixth try waits
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
CLEARED_AFTER = timedelta(hours=24)  # an account's wrong tries

ACCOUNTS_OF_ADDRESS = 100  # different accounts that may fail from one address: a school's morning of typing errors
ADDRESS_WINDOW = timedelta(minutes=15)
ADDRESS_WAIT = timedelta(minutes=1)


class TooManyAttempts(ApiError):
    """Too many wrong tries; `data.retry_after` says after how many seconds the next one is looked at."""

    code, status = "rate_limited", 429


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tries a secret.

    Attributes:
        account: what the secret belongs to: a normalised e-mail address, or the hash of a link.
        address: the network address the request comes from.
        device: the identifier of a device on which this account has signed in before, else None.
    """

    account: str
    address: str
    device: str | None = None

    @property
    def key(self) -> str:
        """What its wrong tries are counted under; hashed, so that no store lists addresses of people."""
        named = f"{self.account}|{self.device or ''}"
        return f"account:{hashlib.sha256(named.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class AttemptGuard:
    """Counts tries before the secret is compared, so that many at one instant are not all free."""

    store: AttemptStore

    def begin(self, attempt: Attempt, now: datetime) -> None:
        """Count a try that is about to be checked.

        Raises:
            TooManyAttempts: it comes too soon after the ones before; it is not counted, and must not be checked.
        """
        if attempt.device is None:
            self._refuse_until(self.store.held_until(_address_key(attempt), now), now)
        self._refuse_until(self.store.held_until(attempt.key, now), now)
        tries = self.store.count(attempt.key, now, CLEARED_AFTER)
        until = now + wait_after(tries)
        if tries >= FREE_TRIES and not self.store.hold(attempt.key, until, now):
            self._refuse_until(until, now)  # another try of the same instant has set the wait

    def succeed(self, attempt: Attempt) -> None:
        """Forget the wrong tries of an account (on this device): its secret was right."""
        self.store.clear(attempt.key)

    def fail(self, attempt: Attempt, now: datetime) -> None:
        """Note that the secret was wrong: many different accounts failing from one address slow that address down."""
        if attempt.device is not None:
            return
        key = _address_key(attempt)
        if self.store.count(f"{key}|{attempt.key}", now, ADDRESS_WINDOW) > 1:
            return
        if self.store.count(key, now, ADDRESS_WINDOW) > ACCOUNTS_OF_ADDRESS:
            self.store.hold(key, now + ADDRESS_WAIT, now)

    def _refuse_until(self, held: datetime | None, now: datetime) -> None:
        if held is None:
            return
        seconds = max(1, round((held - now).total_seconds()))
        raise TooManyAttempts(f"Too many attempts; wait {seconds} seconds and try again.", retry_after=seconds)


def wait_after(tries: int) -> timedelta:
    """How long the next try waits after so many wrong ones; nothing within the free ones."""
    if tries < FREE_TRIES:
        return timedelta(0)
    doublings: int = 2 ** min(tries - FREE_TRIES, 32)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def _address_key(attempt: Attempt) -> str:
    return f"address:{hashlib.sha256(attempt.address.encode()).hexdigest()}"
