"""Why a backup cannot be made, read or put back; each message says what to do."""

from __future__ import annotations


class BackupError(RuntimeError):
    """A backup cannot be made, read or put back. Nothing that was there before was changed."""


class DamagedBackup(BackupError):
    """The file is no backup, is cut off, was changed, or does not open with this key."""


class NotEmpty(BackupError):
    """There is something where the backup is to be put back: nothing is ever overwritten."""
