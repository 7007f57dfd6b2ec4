"""What comes in and goes out about how a student is read, and what they allow."""

from __future__ import annotations

from enum import StrEnum

from attune.affect.messages.strategies import MessageStyle
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime


class ConsentSwitch(StrEnum):
    """The separate permissions a student can give and take back. PROCESS_ON_SERVER: that images leave the device."""

    PROCESS_CAMERA = "process_camera"
    PROCESS_ON_SERVER = "process_on_server"
    SAVE_SUMMARIES = "save_summaries"
    COUNT_IN_CLASS = "count_in_class"
    SHARE_WITH_TUTORS = "share_with_tutors"
    SHARE_WITH_ADMINISTRATION = "share_with_administration"


class Snooze(StrEnum):
    """How long a student wants no support."""

    HALF_AN_HOUR = "30_minutes"
    TODAY = "today"
    OFF = "off"
    NONE = "none"


class ConsentChange(Incoming):
    """The switches to change; those left out stay as they are."""

    process_camera: bool | None = None
    process_on_server: bool | None = None
    save_summaries: bool | None = None
    count_in_class: bool | None = None
    share_with_tutors: bool | None = None
    share_with_administration: bool | None = None


class SupportChange(Incoming):
    """Support on or off, quiet for a while, how messages sound, and whether they may use the name."""

    enabled: bool | None = None
    snooze: Snooze | None = None
    message_style: MessageStyle | None = None
    use_name: bool | None = None


class SettingsChange(Incoming):
    """What to change; everything left out stays as it is."""

    mode: Mode | None = None
    consent: ConsentChange = ConsentChange()
    support: SupportChange = SupportChange()


class ConsentOut(Outgoing):
    """One switch and when it was last changed."""

    granted: bool
    set_at: UtcDatetime | None


class ConsentsOut(Outgoing):
    """The switches."""

    process_camera: ConsentOut
    process_on_server: ConsentOut
    save_summaries: ConsentOut
    count_in_class: ConsentOut
    share_with_tutors: ConsentOut
    share_with_administration: ConsentOut


class SupportOut(Outgoing):
    """Whether support may speak, and how.

    Attributes:
        available: the institution has confirmed whom students can talk to; before that no message is sent.
    """

    enabled: bool
    snoozed_until: UtcDatetime | None
    available: bool
    message_style: MessageStyle
    use_name: bool


class WellbeingSettingsOut(Outgoing):
    """How the student is read, what they allow, and what the institution makes possible.

    administration_sharing_allowed: whether the institution allows that switch at all.
    """

    mode: Mode
    allowed_modes: list[Mode]
    preset: str
    administration_sharing_allowed: bool
    consent: ConsentsOut
    support: SupportOut
    model: ModelInfo | None
    model_problem: ModelProblem | None
    window_seconds: float


class ConsentChangeOut(Outgoing):
    """One switch, set at an instant."""

    switch: ConsentSwitch
    granted: bool
    at: UtcDatetime


class ConsentHistoryOut(Outgoing):
    """Every change, the latest first."""

    changes: list[ConsentChangeOut]
