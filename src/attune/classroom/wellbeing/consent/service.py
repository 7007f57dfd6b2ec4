"""How a student is read and what they allow: the mode, separate switches, and when support may speak."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from attune.affect.messages.strategies import MessageStyle
from attune.affect.windows import SELF_PACED_SECONDS
from attune.classroom.institution.resources.service import support_may_speak
from attune.classroom.institution.support_policy.models import THE_POLICY, PolicyRow
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.institution.support_policy.schemas import CAMERA_MODES, InstitutionPolicy, Mode
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
from attune.classroom.wellbeing.experiment.decisions import on_support_switched_off
from attune.classroom.wellbeing.learner_state.events import LearnerChanged, SummariesPermissionChanged
from attune.classroom.wellbeing.learner_state.restore import restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import WellbeingSettings

# Agreeing to a camera that is read on the device is not agreeing to images that are sent away.
NEEDED: dict[Mode, tuple[ConsentSwitch, ...]] = {
    Mode.OFF: (),
    Mode.SELF_REPORT: (),
    Mode.ON_DEVICE: (ConsentSwitch.PROCESS_CAMERA,),
    Mode.SERVER: (ConsentSwitch.PROCESS_CAMERA, ConsentSwitch.PROCESS_ON_SERVER),
}
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


class SharingNotAllowed(Conflict):
    """The institution does not allow sharing with its administration."""

    code = "sharing_not_allowed"


def settings_of(session: Session, student_id: UUID) -> WellbeingSettings:
    """A student's settings; everything is off for a student who has set nothing."""
    found = session.get(WellbeingSettings, student_id)
    return found or WellbeingSettings(
        user_id=student_id,
        mode=Mode.OFF,
        process_camera=False,
        process_on_server=False,
        save_summaries=False,
        count_in_class=False,
        share_with_tutors=False,
        share_with_administration=False,
        support_enabled=True,
        message_style=MessageStyle.WARM,
        use_name=True,
    )


def settings_and_policy(session: Session, student_id: UUID) -> tuple[WellbeingSettings, InstitutionPolicy]:
    """A student's settings and the institution's policy, as `settings_of` and `read_policy`, in one query."""
    found = session.execute(_SETTINGS_AND_POLICY, {"student_id": student_id}).one_or_none()
    if found is None:
        return settings_of(session, student_id), read_policy(session)
    settings, row = found
    return settings, policy_of(row)


def effective_mode(settings: WellbeingSettings, policy: InstitutionPolicy) -> Mode:
    """The student's mode; off where the institution no longer allows it, or a permission that it needs is missing."""
    allowed = settings.mode in policy.allowed_modes and missing_consent(settings.mode, settings) is None
    return settings.mode if allowed else Mode.OFF


def missing_consent(mode: Mode, settings: WellbeingSettings) -> ConsentSwitch | None:
    """The first permission that a mode needs and the student has not given."""
    return next((switch for switch in NEEDED[mode] if not getattr(settings, switch)), None)


def shares_with_administration(settings: WellbeingSettings, policy: InstitutionPolicy) -> bool:
    """Whether administrators may see the student's own view, now: with the mode off there is nothing to share."""
    granted = settings.share_with_administration and settings.save_summaries
    return granted and policy.allows_administration_sharing and effective_mode(settings, policy) is not Mode.OFF


def mode_of(session: Session, student_id: UUID) -> Mode:
    """The student's mode as far as the institution allows it, now."""
    return effective_mode(*settings_and_policy(session, student_id))


def require_camera(settings: WellbeingSettings, policy: InstitutionPolicy) -> None:
    """Raise ConsentRequired unless readings of the student's camera may come in."""
    if effective_mode(settings, policy) not in CAMERA_MODES:
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
    """Apply a change at once, or nothing of it.

    Raises:
        ModeNotAllowed: the institution's policy does not allow this mode.
        ConsentRequired: what was asked needs a permission that the student has not given.
        SharingNotAllowed: the institution does not allow sharing with its administration.
    """
    policy = read_policy(session)
    settings = settings_of(session, student.id)
    session.add(settings)
    _switch(session, settings, _with_what_follows(settings, change.consent, policy), now)
    if missing_consent(settings.mode, settings) is not None:
        settings.mode = Mode.OFF
    if change.mode is not None:
        _check_mode(change.mode, settings, policy)
        settings.mode = change.mode
    if change.consent.save_summaries is not None:
        session.flush()
        publish(session, SummariesPermissionChanged(user_id=student.id, at=now))
    was_on = settings.support_enabled
    _change_support(settings, change.support, now)
    if was_on and not settings.support_enabled:
        on_support_switched_off(session, student.id, now)
    session.flush()
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, state_rules(policy), now).drop_kept()
        study_sessions.put(student.id, current if settings.mode in CAMERA_MODES else current.discard_windows())
    out = describe_settings(settings, policy, models, may_speak=support_may_speak(session))
    push(session, user_channel(student.id), WellbeingSettingsChanged(settings=out))
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return out


def read_settings(session: Session, student_id: UUID, models: ModelSource) -> WellbeingSettingsOut:
    """A student's settings as the client shows them."""
    settings, policy = settings_and_policy(session, student_id)
    return describe_settings(settings, policy, models, may_speak=support_may_speak(session))


def describe_settings(
    settings: WellbeingSettings, policy: InstitutionPolicy, models: ModelSource, *, may_speak: bool
) -> WellbeingSettingsOut:
    """Settings, the institution's bounds and the model, in one answer; may_speak: as `support_may_speak` says."""
    found = models.look()
    return WellbeingSettingsOut(
        mode=effective_mode(settings, policy),
        allowed_modes=list(policy.allowed_modes),
        preset=policy.preset,
        administration_sharing_allowed=policy.allows_administration_sharing,
        consent=ConsentsOut.model_validate(
            {
                switch.value: {"granted": getattr(settings, switch), "set_at": getattr(settings, f"{switch}_set_at")}
                for switch in ConsentSwitch
            }
        ),
        support=SupportOut(
            enabled=settings.support_enabled,
            snoozed_until=settings.snoozed_until,
            available=may_speak,
            message_style=settings.message_style,
            use_name=settings.use_name,
        ),
        model=found if isinstance(found, ModelInfo) else None,
        model_problem=found if isinstance(found, ModelProblem) else None,
        window_seconds=SELF_PACED_SECONDS,
    )


def _with_what_follows(settings: WellbeingSettings, change: ConsentChange, policy: InstitutionPolicy) -> ConsentChange:
    """A change, with what it takes back besides: what is not saved cannot be shared with the administration.

    Raises:
        ConsentRequired: it would share with the administration what is not saved.
        SharingNotAllowed: it would share with the administration, and the institution does not allow that.
    """
    saves = settings.save_summaries if change.save_summaries is None else change.save_summaries
    if change.share_with_administration:
        if not policy.allows_administration_sharing:
            raise SharingNotAllowed("Your institution does not allow sharing your view with its administration.")
        if not saves:
            needed = ConsentSwitch.SAVE_SUMMARIES
            raise ConsentRequired(f"Sharing with the administration needs '{needed}'; grant it first.", switch=needed)
    return change if saves else change.model_copy(update={"share_with_administration": False})


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
    missing = missing_consent(mode, settings)
    if missing is not None:
        raise ConsentRequired(f"The mode '{mode}' needs your permission '{missing}'; grant it first.", switch=missing)


def _change_support(settings: WellbeingSettings, change: SupportChange, now: datetime) -> None:
    if change.enabled is not None:
        settings.support_enabled = change.enabled
    if change.message_style is not None:
        settings.message_style = change.message_style
    if change.use_name is not None:
        settings.use_name = change.use_name
    if change.snooze is Snooze.OFF:
        settings.support_enabled, settings.snoozed_until = False, None
    elif change.snooze is Snooze.NONE:
        settings.snoozed_until = None
    elif change.snooze is Snooze.HALF_AN_HOUR:
        settings.snoozed_until = now + HALF_AN_HOUR
    elif change.snooze is Snooze.TODAY:
        settings.snoozed_until = now + REST_OF_THE_DAY
