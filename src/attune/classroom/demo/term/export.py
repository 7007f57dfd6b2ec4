"""The raw export of a simulated term: what was received and when, before anything was counted of it.

`scripts/recount_term.py` counts it again and shares no code with the platform. Three files lie in the folder:

- `term.json`: the institution's zone, the term's days, the smallest groups, courses with lessons and blocks, groups,
  enrolments, and who may look.
- `windows.jsonl`: every window as it was sent, when it was received, and the learning state that was inferred then; no
  state where the student let nothing be saved.
- `events.jsonl`: consent as it changed, progress, attempts, words, behaviour, hiding, deletion; when weeks were decided
  on, and when a lesson was looked back at.

Lines are in the order in which things were received.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

TERM, WINDOWS, EVENTS = "term.json", "windows.jsonl", "events.jsonl"


class RawExport:
    """Writes the export into a folder, line by line."""

    def __init__(self, folder: Path) -> None:
        """folder: made if it is not there; an earlier export in it is replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._windows = (folder / WINDOWS).open("w", encoding="utf-8")
        self._events = (folder / EVENTS).open("w", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._windows.close()
        self._events.close()

    def term(self, described: Mapping[str, Any]) -> None:
        """Write what the term is."""
        (self._folder / TERM).write_text(json.dumps(described, indent=1, default=_plain), encoding="utf-8")

    def window(self, received_at: datetime, user: UUID, sent: Mapping[str, Any], learning_state: str | None) -> None:
        """Write a window as it was sent, with the state that was inferred; None where it was not stored."""
        line = {"received_at": received_at, "user": user, "learning_state": learning_state, **sent}
        self._windows.write(json.dumps(line, default=_plain) + "\n")

    def event(self, at: datetime, user: UUID | None, kind: str, **more: Any) -> None:  # noqa: ANN401 - JSON
        """Write something that happened."""
        self._events.write(json.dumps({"at": at, "user": user, "kind": kind, **more}, default=_plain) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)
