"""The reading: what one analysed frame says, and why it is not used when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attune.expressions import EXPRESSIONS, Expression
from attune.vision.geometry.faces import Box


class AbstainReason(StrEnum):
    """Why a reading is not used. The first that applies, in this order, is given."""

    NO_FACE = "no_face"
    TOO_SMALL = "too_small"
    BLUR = "blur"
    TOO_DARK = "too_dark"
    EXTREME_POSE = "extreme_pose"
    OCCLUDED = "covered"  # as stored readings and golden files have it since the first release
    LOW_CONFIDENCE = "low_confidence"
    HIGH_ENTROPY = "high_entropy"


NOTHING_SEEN: tuple[float, ...] = (0.0,) * 8


@dataclass(frozen=True, slots=True)
class Reading:
    """One analysed frame.

    t: milliseconds since the epoch.  box: the detector's, in pixels of the frame.  p: probabilities in the order of
    EXPRESSIONS, all zero without a face.  valence, arousal: in [-1, 1].  quality: in [0, 1], see quality.py.
    abstain: None when the reading is usable.  model: the bundle's identity, `name@version`.
    """

    t: float
    face: bool
    box: Box | None
    p: tuple[float, ...]
    valence: float
    arousal: float
    quality: float
    abstain: AbstainReason | None
    model: str

    @property
    def expression(self) -> Expression | None:
        """The likeliest expression; None for a reading that is not used, whose `abstain` says why."""
        return None if self.abstain is not None else EXPRESSIONS[self.p.index(self.confidence)]

    @property
    def confidence(self) -> float:
        """The probability of the likeliest expression, also of a reading that is not used."""
        return max(self.p)


def no_face(t: float, model: str) -> Reading:
    """The reading of a frame in which no face was found."""
    return Reading(t, False, None, NOTHING_SEEN, 0.0, 0.0, 0.0, AbstainReason.NO_FACE, model)
