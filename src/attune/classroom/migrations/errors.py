"""Why a database is not at the version that this program needs; each message says what to do."""

from __future__ import annotations


class NotMigrated(RuntimeError):
    """The database is not at the version this program needs."""


class DatabaseInUse(NotMigrated):
    """Another process is writing to the database."""


class CopyFailed(NotMigrated):
    """The database could not be copied before the upgrade, so the upgrade did not begin."""


class DataLoss(NotMigrated):
    """A migration would have removed data that no revision says it removes; it was rolled back."""
