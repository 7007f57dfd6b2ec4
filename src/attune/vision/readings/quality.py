"""How far an image of a face can be trusted, before anything is said about its expression.

Six measures, each mapped to a score: 0 at its limit, where a reading abstains, 1 from where more of it no longer
matters. Quality is the lowest score: an image is as good as its weakest part.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from attune.vision.geometry.crop import GreyFace
from attune.vision.geometry.faces import Face
from attune.vision.geometry.pose import FRONTAL, head_pose
from attune.vision.readings.readings import AbstainReason

SHARPNESS_SIDE = 48  # sharpness is stated for a crop of this side; a larger crop of the same face varies more slowly


@dataclass(frozen=True, slots=True)
class Ramp:
    """A measure's worth: 0 at `limit`, 1 at `good`, linear in between."""

    limit: float
    good: float

    def score(self, value: float) -> float:
        """Map a measured value to [0, 1]."""
        return min(max((value - self.limit) / (self.good - self.limit), 0.0), 1.0)


# Measured on 1,500 FER2013 PublicTest images, shrunk, blurred or darkened: at the limits of size, sharpness and
# brightness the first shipped model had lost 5, 13 and 20 points of accuracy, at `good` it had lost at most 5.
SIDE = Ramp(limit=24.0, good=60.0)  # of the detector's box, pixels of the frame
SHARPNESS = Ramp(limit=0.015, good=0.10)  # variance of the Laplacian over the variance of the crop
BRIGHTNESS = Ramp(limit=30.0, good=70.0)  # mean grey level of the crop
TURN = Ramp(limit=40.0, good=20.0)  # degrees away from the camera
SCORE = Ramp(limit=0.4, good=0.7)  # of the detector
OCCLUSION = Ramp(limit=0.5, good=0.4)  # probability that something occludes it, attune.vision.models.occlusion


@dataclass(frozen=True, slots=True)
class Quality:
    """value: in [0, 1].  reason: why the image is not used, or None."""

    value: float
    reason: AbstainReason | None


def assess_quality(face: Face, crop: GreyFace, occluded: float) -> Quality:
    """Assess the image of a face.

    face: from the detector; without keypoints it is taken as frontal.  crop: (S, S) uint8, as the model sees it.
    occluded: the probability that something occludes it.
    """
    pose = head_pose(face.keypoints) if face.keypoints else FRONTAL
    scores = {
        AbstainReason.TOO_SMALL: SIDE.score(face.box.width),
        AbstainReason.BLUR: SHARPNESS.score(sharpness(crop)),
        AbstainReason.TOO_DARK: BRIGHTNESS.score(float(crop.mean())),
        AbstainReason.EXTREME_POSE: TURN.score(pose.extent),
        AbstainReason.OCCLUDED: OCCLUSION.score(occluded),
    }
    reason = next((reason for reason in scores if scores[reason] == 0.0), None)
    return Quality(min(*scores.values(), SCORE.score(face.score)), reason)


def sharpness(crop: GreyFace) -> float:
    """Variance of the Laplacian over the variance of the grey levels, so that contrast does not count; 0 when flat.

    crop: (S, S) uint8.  On smooth images the ratio goes with the fourth power of the pixel's side, on fine detail
    with the second; the third is divided out, so that models of different input sizes share one limit.
    """
    grey = crop.astype(np.float64)
    variance = float(grey.var())
    if variance < 1.0:
        return 0.0
    laplacian = cv2.Laplacian(grey, cv2.CV_64F, borderType=cv2.BORDER_REPLICATE)
    at_this_size = float(laplacian.var()) / variance
    return at_this_size * (len(crop) / SHARPNESS_SIDE) ** 3
