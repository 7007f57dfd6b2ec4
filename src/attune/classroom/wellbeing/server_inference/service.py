"""Server mode: a small picture comes in, is read in memory, answered, and forgotten. Nothing of it is ever written.

For devices that are too weak to run the model. The answer is a reading; smoothing and windows stay on the device, as
in the mode without a server.
"""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.orm import Session

from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.schemas import ConsentSwitch
from attune.classroom.wellbeing.consent.service import (
    ConsentRequired,
    effective_mode,
    missing_consent,
    settings_and_policy,
)
from attune.classroom.wellbeing.server_inference.admission import Admission
from attune.classroom.wellbeing.server_inference.schemas import FrameOut, ReadingOut
from attune.vision.errors import VisionError
from attune.vision.geometry.faces import Box, Image
from attune.vision.jpeg import JpegDamaged, JpegOfWrongSize, NotJpeg, decode_jpeg
from attune.vision.readings.readings import Reading

LARGEST_FRAME = 64 * 1024  # bytes; a face of 320 pixels takes about 10,000


class Analysis(Protocol):
    """What reads frames; `frame_analysis.FrameAnalysis` is one."""

    def read(self, frame: Image, t: float, last: Box | None) -> Reading:
        """Read the face that was at `last` in the frame before, else the nearest one.

        frame: (H, W, 3) uint8, BGR.  t: milliseconds since the epoch.  last: pixels of the frame.
        """


class FrameNotJpeg(ApiError):
    """The body is no JPEG."""

    code, status = "frame_not_jpeg", 415


class FrameDamaged(ApiError):
    """The JPEG is not whole, or of a kind that no camera writes."""

    code, status = "frame_damaged", 422


class FrameSizeRefused(ApiError):
    """The picture is larger or smaller than a frame may be."""

    code, status = "frame_size_refused", 422


REFUSALS: dict[type[VisionError], type[ApiError]] = {
    NotJpeg: FrameNotJpeg,
    JpegDamaged: FrameDamaged,
    JpegOfWrongSize: FrameSizeRefused,
}


def require_server_mode(session: Session, student: Actor) -> None:
    """Raise ConsentRequired unless the student has chosen that the server reads their camera, and may."""
    settings, policy = settings_and_policy(session, student.id)
    if effective_mode(settings, policy) is not Mode.SERVER:
        missing = missing_consent(Mode.SERVER, settings) or ConsentSwitch.PROCESS_ON_SERVER
        raise ConsentRequired(
            "Frames are read only in the mode 'server', with 'process_camera' and 'process_on_server' granted; "
            "stop sending.",
            switch=missing,
        )


def read_frame(
    admission: Admission, analysis: Analysis, student: Actor, encoded: bytes, t: float, last: Box | None = None
) -> FrameOut:
    """Read one frame of a student's camera, and say when the next one is wanted.

    encoded: one JPEG. t: when it was taken, milliseconds since the epoch. last: where the student's face was in the
    frame before, in its pixels; the device keeps that, nothing is remembered here.

    Raises:
        FrameNotJpeg: the body is no JPEG.
        FrameDamaged: the JPEG is not whole, or of a kind that no camera writes.
        FrameSizeRefused: the picture is larger or smaller than a frame may be.
        FrameTooSoon: the student's last frame is not answered yet, or came a moment ago.
        AnalysisBusy: more students send frames than this server can read.
        ModelNotServed: there is no sound model, so nothing is read; there is no fallback.
    """
    with admission.admit(student.id):
        try:
            frame = decode_jpeg(encoded)
        except (NotJpeg, JpegDamaged, JpegOfWrongSize) as refused:
            raise REFUSALS[type(refused)](refused.message, **refused.data) from None
        reading = analysis.read(frame, t, last)
    return FrameOut(
        reading=ReadingOut.model_validate(reading, from_attributes=True),
        next_in_ms=round(admission.next_turn(student.id) * 1000),
    )
