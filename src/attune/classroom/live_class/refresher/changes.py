"""What has changed since the refresher last looked. To queue it is all that a learner's request does for a class."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class Change:
    """What has changed in one class. whole: anybody may have; else only `students` have."""

    whole: bool = False
    students: set[UUID] = field(default_factory=set)

    def add(self, other: Change) -> None:
        """Merge what has changed besides."""
        self.whole = self.whole or other.whole
        self.students |= other.students


class ChangeQueue:
    """The students and courses that have changed. Adding never waits; `wake` is set as long as one is queued."""

    def __init__(self) -> None:
        self.wake = threading.Event()
        self._lock = threading.Lock()
        self._students: set[UUID] = set()
        self._courses: set[UUID] = set()

    def add_student(self, student_id: UUID) -> None:
        """Queue that something about a student has changed, in every class they are in."""
        with self._lock:
            self._students.add(student_id)
            self.wake.set()

    def add_courses(self, course_ids: Collection[UUID]) -> None:
        """Queue that something has changed in whole courses."""
        with self._lock:
            self._courses |= set(course_ids)
            self.wake.set()

    def take(self) -> tuple[set[UUID], set[UUID]]:
        """The students and the courses queued since the last call."""
        with self._lock:
            taken = self._students, self._courses
            self._students, self._courses = set(), set()
            return taken
