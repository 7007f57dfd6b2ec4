"""Files that nothing names any more, because a row went or named another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from attune.classroom.platform.media.contract import MediaStore, StoredMedia

UNNAMED = timedelta(days=1)  # a file is written before its row is committed; no request takes that long


def discard_unnamed(store: MediaStore, files: Iterable[StoredMedia], named: Collection[str], now: datetime) -> int:
    """Delete the files that no row names and that have been there for a day.

    Whatever took the row away, a deletion of a student, a block or a course, or another file in its place, the file
    goes here; a deletion that failed halfway is made up for.

    Args:
        store: where the files are.
        files: those to look at.
        named: the names that rows know.
        now: when it is looked at.

    Returns:
        How many there were.
    """
    unnamed = [file.name for file in files if file.name not in named and file.changed_at <= now - UNNAMED]
    for name in unnamed:
        store.delete(name)
    return len(unnamed)
