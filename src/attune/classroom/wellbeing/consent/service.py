"""How a student is read and what they allow: the mode, four separate switches, and when support may speak."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from attune.affect.windows import SELF_PACED_SECONDS
from attune.classroom.institution.support_policy.models import THE_POLICY, PolicyRow
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import policy_of, read_policy
from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.events.types import publish, push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.events import WellbeingSettingsChanged
from attune.classroom.wellbeing.consent.schemas import (
    ConsentChange,
    ConsentsOut,
    ConsentSwitch,
    SettingsChange,
    Snooze,
    SupportChange,
    SupportOut,
    WellbeingSettingsOut,
)
from attune.classroom.wellbeing.learner_state.events import LearnerChanged
from attune.classroom.wellbeing.learner_state.restore import restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import WellbeingSettings

CAMERA_MODES = frozenset({Mode.ON_DEVICE, Mode.SERVER})
HALF_AN_HOUR = timedelta(minutes=30)
REST_OF_THE_DAY = timedelta(hours=12)  # the server does not know where a student's midnight is

# Asked with every frame and every window, so it is one statement, composed once.
_SETTINGS_AND_POLICY = (
    select(WellbeingSettings, PolicyRow)
    .outerjoin(PolicyRow, PolicyRow.id == THE_POLICY)
    .where(WellbeingSettings.user_id == bindparam("student_id", type_=Uuid()))
)


class ModelSource(Protocol):
    """Where the description of the served model comes from; `served_model.ServedModel` is one."""

    def look(self) -> ModelInfo | ModelProblem:
        """The bundle's description, or the problem with it."""


class ModeNotAllowed(Conflict):
    """The institution's policy does not allow this mode."""

    code = "mode_not_allowed"


class ConsentRequired(Conflict):
    """What was asked needs a permission that the student has not given."""

    code = "consent_required"


def settings_of(session: Session, student_id: UUID) -> WellbeingSettings:
    """A student's settings; everything is off for a student who has set nothing."""
    found = session.get(WellbeingSettings, student_id)
    return found or WellbeingSettings(
        user_id=student_id,
        mode=Mode.OFF,
        process_camera=False,
        save_summaries=False,
        count_in_class=False,
        share_with_tutors=False,
        support_enabled=True,
    )


def settings_and_policy(session: Session, student_id: UUID) -> tuple[WellbeingSettings, InstitutionPolicy]:
    """A student's settings and the institution's policy, as `settings_of` and `read_policy`, in one query."""
    found = session.execute(_SETTINGS_AND_POLICY, {"student_id": student_id}).one_or_none()
    if found is None:
        return settings_of(session, student_id), read_policy(session)
    settings, row = found
    return settings, policy_of(row)


def effective_mode(settings: WellbeingSettings, policy: InstitutionPolicy) -> Mode:
    """The student's mode, or off where the institution no longer allows it."""
    return settings.mode if settings.mode in policy.allowed_modes else Mode.OFF


def mode_of(session: Session, student_id: UUID) -> Mode:
    """The student's mode as far as the institution allows it, now."""
    return effective_mode(*settings_and_policy(session, student_id))


def require_camera(settings: WellbeingSettings, policy: InstitutionPolicy) -> None:
    """Raise ConsentRequired unless readings of the student's camera may come in."""
    if effective_mode(settings, policy) not in CAMERA_MODES or not settings.process_camera:
        raise ConsentRequired(
            "Windows are taken only in a camera mode and with 'process_camera' granted; stop reading and discard them.",
            switch=ConsentSwitch.PROCESS_CAMERA,
        )


def change_settings(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    change: SettingsChange,
    models: ModelSource,
    now: datetime,
) -> WellbeingSettingsOut:
    """Apply a change at once. Raises ModeNotAllowed or ConsentRequired, and then changes nothing."""
    policy = read_policy(session)
    settings = settings_of(session, student.id)
    session.add(settings)
    _switch(session, settings, change.consent, now)
    if not settings.process_camera and settings.mode in CAMERA_MODES:
        settings.mode = Mode.OFF
    if change.mode is not None:
        _check_mode(change.mode, settings, policy)
        settings.mode = change.mode
    _change_support(settings, change.support, now)
    session.flush()
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, state_rules(policy), now).drop_kept()
        study_sessions.put(student.id, current if settings.mode in CAMERA_MODES else current.discard_windows())
    out = describe_settings(settings, policy, models)
    push(session, user_channel(student.id), WellbeingSettingsChanged(settings=out))
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return out


def read_settings(session: Session, student_id: UUID, models: ModelSource) -> WellbeingSettingsOut:
    """A student's settings as the client shows them."""
    return describe_settings(*settings_and_policy(session, student_id), models)


def describe_settings(
    settings: WellbeingSettings, policy: InstitutionPolicy, models: ModelSource
) -> WellbeingSettingsOut:
    """Settings, the institution's bounds and the model, in one answer."""
    found = models.look()
    return WellbeingSettingsOut(
        mode=effective_mode(settings, policy),
        allowed_modes=list(policy.allowed_modes),
        preset=policy.preset,
        consent=ConsentsOut.model_validate(
            {
                switch.value: {"granted": getattr(settings, switch), "set_at": getattr(settings, f"{switch}_set_at")}
                for switch in ConsentSwitch
            }
        ),
        support=SupportOut(enabled=settings.support_enabled, snoozed_until=settings.snoozed_until),
        model=found if isinstance(found, ModelInfo) else None,
        model_problem=found if isinstance(found, ModelProblem) else None,
        window_seconds=SELF_PACED_SECONDS,
    )


def _switch(session: Session, settings: WellbeingSettings, change: ConsentChange, now: datetime) -> None:
    """Set the switches that change, each with its instant and a line in the audit log."""
    for switch in ConsentSwitch:
        granted: bool | None = getattr(change, switch)
        if granted is None or granted == getattr(settings, switch):
            continue
        setattr(settings, switch, granted)
        setattr(settings, f"{switch}_set_at", now)
        audit.append(
            session,
            audit.AuditAction.CONSENT_CHANGED,
            actor_id=settings.user_id,
            subject_id=settings.user_id,
            at=now,
            detail={"switch": switch.value, "granted": granted},
        )


def _check_mode(mode: Mode, settings: WellbeingSettings, policy: InstitutionPolicy) -> None:
    if mode not in policy.allowed_modes:
        allowed = ", ".join(policy.allowed_modes)
        raise ModeNotAllowed(f"Your institution does not allow the mode '{mode}'; choose one of: {allowed}.", mode=mode)
    if mode in CAMERA_MODES and not settings.process_camera:
        raise ConsentRequired(
            f"The mode '{mode}' needs your permission to process the camera; grant 'process_camera' first.",
            switch=ConsentSwitch.PROCESS_CAMERA,
        )


def _change_support(settings: WellbeingSettings, change: SupportChange, now: datetime) -> None:
    if change.enabled is not None:
        settings.support_enabled = change.enabled
    if change.snooze is Snooze.OFF:
        settings.support_enabled, settings.snoozed_until = False, None
    elif change.snooze is Snooze.NONE:
        settings.snoozed_until = None
    elif change.snooze is Snooze.HALF_AN_HOUR:
        settings.snoozed_until = now + HALF_AN_HOUR
    elif change.snooze is Snooze.TODAY:
        settings.snoozed_until = now + REST_OF_THE_DAY
