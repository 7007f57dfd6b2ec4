"""The present study sessions of all students, in the live store.

Windows of a student who does not let us save summaries live here and nowhere else. What is in the database is restored
when a student is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

from attune.affect.study_session import StudySession
from attune.classroom.platform.live_store.contract import Codec, LiveStore

LASTS = timedelta(hours=24)  # after the last change; until then a device that was offline may send again what it sent


class StudySessions:
    """Values by student. Who reads one to put another in its place holds `locked` meanwhile."""

    def __init__(self, store: LiveStore) -> None:
        self._values = store.values("study-session", Codec(StudySession), LASTS)

    def locked(self, student_id: UUID) -> AbstractContextManager[None]:
        """While this is held, nobody else changes the study session of the student. The holder may enter again."""
        return self._values.locked(str(student_id))

    def get(self, student_id: UUID) -> StudySession | None:
        """The study session of a student, or None where it is not known here."""
        return self._values.read(str(student_id))

    def get_many(self, student_ids: Iterable[UUID]) -> dict[UUID, StudySession]:
        """The study sessions of those of some students who are known here."""
        found = self._values.read_many([str(student_id) for student_id in student_ids])
        return {UUID(name): study_session for name, study_session in found.items()}

    def put(self, student_id: UUID, study_session: StudySession) -> None:
        """Save the study session of a student in the place of the one before."""
        self._values.write(str(student_id), study_session)

    def put_missing(self, study_sessions: Mapping[UUID, StudySession]) -> None:
        """Save study sessions; one that is already known stays."""
        self._values.write_missing({str(student_id): each for student_id, each in study_sessions.items()})

    def discard(self, student_id: UUID) -> None:
        """Discard everything about a student but the ids that must not come in again."""
        with self.locked(student_id):
            known = self.get(student_id) or StudySession()
            self.put(student_id, known.discard_everything())

    def clear(self) -> None:
        """Discard everything, as a restart without Redis does."""
        self._values.clear()
