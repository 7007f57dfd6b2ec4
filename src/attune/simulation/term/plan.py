"""What each simulated student does in a term, and when: study sessions, changed consent, hiding, deletion, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
SWITCHES = ("process_camera", "save_summaries", "count_in_class", "share_with_tutors")
ADMINISTRATION = "share_with_administration"
FIRST_HOUR, LAST_MINUTE = 8, 15 * 60 + 55  # a session that begins late reaches over midnight
SECOND_COURSE = 0.15
STUDIES, STUDIES_WITHOUT_CAMERA = 0.8, 0.08
SENT_LATE = 0.04
CHANGES, HIDES, SHOWS_AGAIN, DELETES_LESSON, DELETES_ALL, CORRECTS = 0.02, 0.012, 0.4, 0.005, 0.001, 0.12
SHARES_WITH_ADMINISTRATION = 0.25  # of those whose summaries are saved
LATE_BY = timedelta(hours=19)


class TermEventKind(StrEnum):
    """What a simulated student does."""

    STUDY = "study"
    SEND_LATE = "send_late"
    CONSENT = "consent"
    HIDE_LESSON = "hide_lesson"
    SHOW_LESSON = "show_lesson"
    DELETE_LESSON = "delete_lesson"
    DELETE_ALL = "delete_all"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class TermSize:
    """How large a term is.

    lessons: of each course; they are taken in turn, one a week.  groups: of each course.
    """

    students: int = 400
    weeks: int = 12
    courses: int = 4
    groups: int = 3
    lessons: int = 6

    @property
    def holiday(self) -> int | None:
        """The week in which nobody studies; none in a short term."""
        return self.weeks // 2 if self.weeks >= 6 else None


@dataclass(frozen=True, slots=True)
class TermEvent:
    """Something that a student does.

    student, course, lesson: by their places.  switch, granted: of a changed consent.
    camera: of a study session, whether their camera is read in it.  late: its summaries are sent the day after.
    studied_at: when the study session began that an event is about.
    """

    at: datetime
    student: int
    kind: TermEventKind
    course: int = 0
    lesson: int = 0
    switch: str = ""
    granted: bool = False
    camera: bool = True
    late: bool = False
    studied_at: datetime | None = None


def courses_of(seed: int, student: int, size: TermSize) -> list[int]:
    """The places of the courses that a student is in: one or two."""
    rng = _rng(seed, "courses", student)
    first = student % size.courses
    if size.courses > 1 and rng.random() < SECOND_COURSE:
        return sorted({first, (first + rng.randrange(1, size.courses)) % size.courses})
    return [first]


def group_of(seed: int, student: int, course: int, size: TermSize) -> int:
    """The place of the group that a student is in within a course; groups are of different sizes."""
    weights = [size.groups + 1 - place for place in range(size.groups)]
    return _rng(seed, "group", student, course).choices(range(size.groups), weights)[0]


def first_consent(seed: int, student: int) -> Mapping[str, bool]:
    """What a student allows when the term begins."""
    rng = _rng(seed, "consent", student)
    shares = dict(zip(SWITCHES, (0.9, 0.92, 0.88, 0.5), strict=True))
    allowed = {switch: rng.random() < share for switch, share in shares.items()}
    return {**allowed, ADMINISTRATION: allowed["save_summaries"] and rng.random() < SHARES_WITH_ADMINISTRATION}


def plan_student(seed: int, student: int, size: TermSize, first_monday: date, zone: ZoneInfo) -> list[TermEvent]:
    """Everything that a student does in a term, in order of time.

    Whether they share with the administration is drawn apart, so that it changes nothing else that they do.

    Args:
        seed: The same seed gives the same term.
        student: Their place among the students.
        size: Of the term.
        first_monday: The term's first day.
        zone: The institution's: study begins between eight o'clock and midnight there.
    """
    rng, sharing = _rng(seed, "plan", student), _rng(seed, "administration", student)
    allowed = dict(first_consent(seed, student))
    courses = courses_of(seed, student, size)
    events: list[TermEvent] = []
    for week in range(size.weeks):
        if week == size.holiday:
            continue
        monday = first_monday + WEEK * week
        events += _consent_of_week(rng, sharing, student, allowed, _at(rng, monday, 0, zone))
        for place, course in enumerate(courses):
            events += _week_at_course(rng, student, course, week % size.lessons, (monday, 1 + 3 * place), zone, allowed)
        if rng.random() < DELETES_ALL:
            events.append(TermEvent(_at(rng, monday, 6, zone), student, TermEventKind.DELETE_ALL))
    return sorted(events, key=lambda event: event.at)


def _consent_of_week(
    rng: Random, sharing: Random, student: int, allowed: dict[str, bool], at: datetime
) -> Iterator[TermEvent]:
    for switch in SWITCHES:
        if rng.random() < CHANGES:
            allowed[switch] = not allowed[switch]
            yield TermEvent(at, student, TermEventKind.CONSENT, switch=switch, granted=allowed[switch])
    changes = sharing.random() < CHANGES
    before = allowed[ADMINISTRATION]
    allowed[ADMINISTRATION] = allowed["save_summaries"] and before != changes
    if allowed[ADMINISTRATION] != before:
        yield TermEvent(at, student, TermEventKind.CONSENT, switch=ADMINISTRATION, granted=allowed[ADMINISTRATION])


def _week_at_course(
    rng: Random,
    student: int,
    course: int,
    lesson: int,
    days: tuple[date, int],
    zone: ZoneInfo,
    allowed: Mapping[str, bool],
) -> Iterator[TermEvent]:
    """A week's study session of a course on one of three days, and what follows from it the day after."""
    monday, first_day = days
    if rng.random() >= STUDIES:
        return
    at = _at(rng, monday, first_day + rng.randrange(2), zone)
    camera = allowed["process_camera"] and rng.random() >= STUDIES_WITHOUT_CAMERA
    late = rng.random() < SENT_LATE
    yield TermEvent(at, student, TermEventKind.STUDY, course, lesson, camera=camera, late=late, studied_at=at)
    if late:
        yield TermEvent(
            at + LATE_BY, student, TermEventKind.SEND_LATE, course, lesson, camera=camera, late=True, studied_at=at
        )
    after = at + timedelta(hours=3)
    if camera and not late and allowed["save_summaries"] and rng.random() < CORRECTS:
        yield TermEvent(after, student, TermEventKind.CORRECT, course, lesson, studied_at=at)
    if rng.random() < HIDES:
        yield TermEvent(after + timedelta(minutes=5), student, TermEventKind.HIDE_LESSON, course, lesson)
        if rng.random() < SHOWS_AGAIN:
            yield TermEvent(after + timedelta(minutes=50), student, TermEventKind.SHOW_LESSON, course, lesson)
    if rng.random() < DELETES_LESSON:
        yield TermEvent(after + timedelta(hours=1), student, TermEventKind.DELETE_LESSON, course, lesson)


def in_order(plans: Sequence[Sequence[TermEvent]]) -> list[TermEvent]:
    """The events of all students in order of time."""
    return sorted((event for plan in plans for event in plan), key=lambda event: (event.at, event.student))


def _at(rng: Random, monday: date, day: int, zone: ZoneInfo) -> datetime:
    """An instant of a day, in UTC: what follows hours later does so by a clock that is never changed."""
    begins = datetime.combine(monday + timedelta(days=day), time(FIRST_HOUR), zone)
    return (begins + timedelta(minutes=rng.randrange(LAST_MINUTE), seconds=rng.randrange(60))).astimezone(UTC)


def _rng(*of: object) -> Random:
    return Random(":".join(map(str, of)))  # noqa: S311 - synthetic
