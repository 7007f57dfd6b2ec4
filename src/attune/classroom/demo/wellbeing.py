"""Ten made-up days of wellbeing for the demo, lived through the same services that real students use.

Every reading is invented: nobody was in front of a camera. The same numbers come out on every installation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from attune.affect.evidence import BehaviourKind, SelfReportKind
from attune.affect.limits import MessageResponse
from attune.affect.policy import InterruptionPoint
from attune.affect.windows import SELF_PACED_SECONDS
from attune.classroom.accounts.models import User
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.models import LessonProgress
from attune.classroom.model_serving.schemas import ModelProblem, ModelProblemCode
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import change_settings
from attune.classroom.wellbeing.ingestion.behaviour import receive_behaviour
from attune.classroom.wellbeing.ingestion.checkins import record_check_in
from attune.classroom.wellbeing.ingestion.schemas import BehaviourBatch, CheckInIn, WindowBatch
from attune.classroom.wellbeing.ingestion.service import receive_windows
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.support.schemas import InterruptionPointIn
from attune.classroom.wellbeing.support.service import respond, send_support_message
from attune.expressions import Expression
from attune.simulation.demo_history import block_difficulty, expressions_at_block, windows_in_a_row
from attune.simulation.synthetic_windows import synthetic_id

VISITOR = "student@demo.attune"  # stays without consent, so that whoever tries the demo sees the way in
REWOUND = 0.3  # from this difficulty on a student goes back at a block
DAYS = 10
MOST_LESSONS = 4
RESPONSES = (MessageResponse.HELPFUL,) * 4 + (
    MessageResponse.ACCEPTED,
    MessageResponse.DISMISSED,
    MessageResponse.NOT_HELPFUL,
)
FEELINGS = (Expression.NEUTRAL, Expression.HAPPINESS, Expression.NEUTRAL, Expression.SADNESS, Expression.ANGER)

EVERYTHING = ConsentChange(process_camera=True, save_summaries=True, count_in_class=True, share_with_tutors=True)
WITH_ADMINISTRATION = EVERYTHING.model_copy(update={"share_with_administration": True})
CLASS_ONLY = ConsentChange(process_camera=True, save_summaries=True, count_in_class=True)

# What the demo students allow, in their order. Whoever is counted shares, too, so that the class picture stands from
# the first minute: with one to four others it would show those who share alone (`attune.affect.disclosure`).
CHOICES: Sequence[SettingsChange] = (
    *[SettingsChange(mode=Mode.ON_DEVICE, consent=WITH_ADMINISTRATION)] * 3,
    *[SettingsChange(mode=Mode.ON_DEVICE, consent=EVERYTHING)] * 8,
    SettingsChange(mode=Mode.SELF_REPORT),
    SettingsChange(mode=Mode.OFF),
)
SECOND_CHOICES: Sequence[SettingsChange] = (
    *[SettingsChange(mode=Mode.ON_DEVICE, consent=EVERYTHING)] * 6,
    *[SettingsChange(mode=Mode.ON_DEVICE, consent=CLASS_ONLY)] * 3,
)


class NoModel:
    """What stands for the served model where readings come from none."""

    def look(self) -> ModelProblem:
        """Say so."""
        return ModelProblem(code=ModelProblemCode.MISSING, message="Demo readings come from no model.")


@dataclass(frozen=True, slots=True)
class _Life:
    """One demo student, and what their past is written with.

    rng: of what they show and say.  message_rng: of the messages and the responses, apart, so that a new message in the
    library changes no readings.
    """

    session: Session
    study_sessions: StudySessions
    student: Actor
    mode: Mode
    rng: Random
    message_rng: Random


def seed(
    session: Session,
    students: Sequence[User],
    lessons: Sequence[Lesson],
    now: datetime,
    choices: Sequence[SettingsChange] = CHOICES,
) -> None:
    """Give demo students ten days of history.

    Args:
        session: one that writes.
        students: enrolled in the course; the visitor among them stays without consent.
        lessons: of one course, in their order.
        now: the present.
        choices: what the students allow, in their order.
    """
    rng, message_rng = Random(11), Random(12)  # noqa: S311 - synthetic figures, the same everywhere
    study_sessions = StudySessions(MemoryStore())
    blocks = {lesson.id: _blocks(session, lesson) for lesson in lessons}
    others = [student for student in students if student.email != VISITOR]
    for place, student in enumerate(others):
        choice = choices[place % len(choices)]
        actor = student.as_actor()
        change_settings(session, study_sessions, actor, choice, NoModel(), now - timedelta(days=DAYS + 1))
        life = _Life(session, study_sessions, actor, choice.mode or Mode.OFF, rng, message_rng)
        _live_through(life, lessons[: 2 + place % (MOST_LESSONS - 1)], blocks, now)
    session.info.pop("pushed_events", None)  # a past that is made up is no news to anybody


def _blocks(session: Session, lesson: Lesson) -> Sequence[Block]:
    return blocks_of(session, lesson.id)


def _live_through(
    life: _Life, lessons: Sequence[Lesson], blocks: Mapping[UUID, Sequence[Block]], now: datetime
) -> None:
    """Study one lesson every few days, block by block."""
    for place, lesson in enumerate(lessons):
        days_ago = DAYS * (1 - place / len(lessons)) - life.rng.uniform(0.1, 0.9)
        studied = life.session.get(LessonProgress, (life.student.id, lesson.id))
        at = studied.started_at if studied is not None else now - timedelta(days=days_ago)
        for block in blocks[lesson.id]:
            at = _study_block(life, lesson, block, at)
        _look_back(life, lesson, at)


def _study_block(life: _Life, lesson: Lesson, block: Block, at: datetime) -> datetime:
    """Study a block for two or three minutes.

    Returns:
        When it ended.
    """
    difficulty = block_difficulty(lesson.slug, block.position)
    shown = expressions_at_block(life.rng, difficulty)
    ended = at + timedelta(seconds=SELF_PACED_SECONDS * len(shown))
    if life.mode is Mode.ON_DEVICE:
        windows = windows_in_a_row(life.rng, shown, lesson.id, block.id, at)
        batch = WindowBatch.model_validate({"windows": windows})
        receive_windows(life.session, life.study_sessions, life.student, batch, lambda _lag: None, ended)
    if life.mode is not Mode.OFF and difficulty > REWOUND:
        _rewind(life, lesson, block, ended)
    if difficulty > 0.6 and life.rng.random() < 0.1:
        _say(life, SelfReportKind.LOST_HERE, None, lesson, block, ended)
    if life.mode is not Mode.OFF:
        _pause(life, lesson, block, ended)
    return ended


def _rewind(life: _Life, lesson: Lesson, block: Block, at: datetime) -> None:
    """Go back at a hard block: once, or twice the more often the harder it is. The past's own numbers are not drawn."""
    difficulty = block_difficulty(lesson.slug, block.position)
    twice = Random(f"{life.student.name}:{lesson.slug}:{block.position}").random() < difficulty  # noqa: S311 - synthetic
    events = [
        {
            "id": uuid5(NAMESPACE_URL, f"{life.student.id}:{block.id}:{at}:{seconds}"),
            "kind": BehaviourKind.REWIND,
            "at": at - timedelta(seconds=seconds),
            "lesson_id": lesson.id,
            "block_id": block.id,
            "seconds": 0.0,
        }
        for seconds in ((70, 40) if twice else (40,))
    ]
    batch = BehaviourBatch.model_validate({"events": events})
    receive_behaviour(life.session, life.study_sessions, life.student, batch, at)


def _pause(life: _Life, lesson: Lesson, block: Block, at: datetime) -> None:
    """Pause at a block; answer a support message as people do."""
    asked = InterruptionPointIn(kind=InterruptionPoint.VIDEO_PAUSE, lesson_id=lesson.id, block_id=block.id)
    moment_id = uuid5(NAMESPACE_URL, f"{life.student.id}:{block.id}")
    answer = send_support_message(life.session, life.study_sessions, life.student, asked, moment_id, at)
    support_message = answer.support_message
    if support_message is not None and life.message_rng.random() < 0.8:
        respond(
            life.session,
            life.student,
            support_message.id,
            life.message_rng.choice(RESPONSES),
            at + timedelta(seconds=20),
        )


def _look_back(life: _Life, lesson: Lesson, at: datetime) -> None:
    """Sometimes say how it was."""
    if life.mode is Mode.SELF_REPORT or (life.mode is Mode.ON_DEVICE and life.rng.random() < 0.4):
        _say(life, SelfReportKind.CHECK_IN, life.rng.choice(FEELINGS), lesson, None, at + timedelta(seconds=30))


def _say(
    life: _Life, kind: SelfReportKind, feeling: Expression | None, lesson: Lesson, block: Block | None, at: datetime
) -> None:
    said = CheckInIn(
        id=synthetic_id(life.rng),
        kind=kind,
        feeling=feeling,
        lesson_id=lesson.id,
        block_id=block.id if block is not None else None,
        at=at,
    )
    record_check_in(life.session, life.study_sessions, life.student, said, at)
