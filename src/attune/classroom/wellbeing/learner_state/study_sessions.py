"""The present study sessions of all students, in the memory of this process.

Windows of a student who does not let us save summaries live here and nowhere else. What is in the database is restored
when a student is not known here, after a restart for instance.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from pydantic import TypeAdapter

from attune.affect.study_session import StudySession

_ADAPTER = TypeAdapter(StudySession)


def write_study_session(study_session: StudySession) -> bytes:
    """A study session as JSON."""
    return _ADAPTER.dump_json(study_session)


def read_study_session(text: bytes | str) -> StudySession:
    """The inverse of `write_study_session`. Raises pydantic's ValidationError."""
    return _ADAPTER.validate_json(text)


class StudySessions:
    """Values by student. Who reads one to put another in its place holds `locked` meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._by_student: dict[UUID, StudySession] = {}

    @contextmanager
    def locked(self, student_id: UUID) -> Iterator[None]:
        """While this is held, nobody else changes the study session of the student. The holder may enter again."""
        with self._lock:
            yield

    def get(self, student_id: UUID) -> StudySession | None:
        """The study session of a student, or None where it is not known here."""
        return self._by_student.get(student_id)

    def unknown(self, student_ids: Iterable[UUID]) -> list[UUID]:
        """Those of some students whose study session is not known here."""
        return [student_id for student_id in student_ids if student_id not in self._by_student]

    def put(self, student_id: UUID, study_session: StudySession) -> None:
        """Save the study session of a student in the place of the one before."""
        with self._lock:
            self._by_student[student_id] = study_session

    def put_missing(self, study_sessions: Mapping[UUID, StudySession]) -> None:
        """Save study sessions; one that is already known stays."""
        with self._lock:
            for student_id, study_session in study_sessions.items():
                self._by_student.setdefault(student_id, study_session)

    def discard(self, student_id: UUID) -> None:
        """Discard everything about a student but the ids that must not come in again."""
        with self._lock:
            known = self._by_student.get(student_id, StudySession())
            self._by_student[student_id] = known.discard_everything()

    def clear(self) -> None:
        """Discard everything, as a restart does."""
        with self._lock:
            self._by_student.clear()
