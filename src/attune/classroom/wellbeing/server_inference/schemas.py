"""A reading as the server answers it: what a browser's own worker would have said."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from attune.classroom.platform.schemas import Incoming, Outgoing
from attune.vision.geometry.faces import Box
from attune.vision.readings.readings import AbstainReason

NUMBER = r"\d{1,4}(\.\d{1,3})?"
BOX = rf"^-?{NUMBER},-?{NUMBER},{NUMBER},{NUMBER}$"


class FrameQuery(Incoming):
    """What is said of a frame beside its pixels.

    Attributes:
        t: when the frame was taken, milliseconds since the epoch.
        last: x,y,width,height of the box of the reading before, in pixels of what was sent, so that the same face is
            read again and not the nearest of several.
    """

    t: Annotated[float, Field(ge=0, le=4_102_444_800_000)]
    last: Annotated[str, Field(pattern=BOX)] | None = None

    def last_box(self) -> Box | None:
        """Return `last` as a box."""
        return Box(*map(float, self.last.split(","))) if self.last else None


class BoxOut(Outgoing):
    """A rectangle in pixels of the frame that was sent; x and y are its top left corner."""

    model_config = ConfigDict(from_attributes=True)

    x: float
    y: float
    width: float
    height: float


class ReadingOut(Outgoing):
    """One analysed frame; see `attune.vision.readings.readings.Reading`."""

    model_config = ConfigDict(from_attributes=True)

    t: float
    face: bool
    box: BoxOut | None
    p: list[float]
    valence: float
    arousal: float
    quality: float
    abstain: AbstainReason | None
    model: str


class FrameOut(Outgoing):
    """The answer to a frame. next_in_ms: when the next one is wanted, milliseconds from now; later where many send."""

    reading: ReadingOut
    next_in_ms: int
