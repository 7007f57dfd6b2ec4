"""How far a picture of a face can be trusted, before anything is said about its expression.

Six measures, each mapped to a share: 0 at its limit, where a reading abstains, 1 from where more of it no longer
matters. Quality is the smallest share: a picture is as good as its weakest part.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.vision.crop import GreyFace
from attune.vision.faces import Face
from attune.vision.pose import FRONTAL, head_pose
from attune.vision.readings import AbstainReason

SHARPNESS_SIDE = 48  # sharpness is stated for a crop of this side; a larger crop of the same face varies more slowly


@dataclass(frozen=True, slots=True)
class Ramp:
    """A measure's worth: 0 at `limit`, 1 at `good`, linear in between."""

    limit: float
    good: float

    def share(self, value: float) -> float:
        """Map a measured value to [0, 1]."""
        return min(max((value - self.limit) / (self.good - self.limit), 0.0), 1.0)


# Measured on 1,500 FER2013 PublicTest pictures, shrunk, blurred or darkened: at the limits of size, sharpness and
# brightness the first shipped model had lost 5, 13 and 20 points of accuracy, at `good` it had lost at most 5.
SIDE = Ramp(limit=24.0, good=60.0)  # of the detector's box, pixels of the frame
SHARPNESS = Ramp(limit=0.015, good=0.10)  # variance of the Laplacian over the variance of the crop
BRIGHTNESS = Ramp(limit=30.0, good=70.0)  # mean grey level of the crop
TURN = Ramp(limit=40.0, good=20.0)  # degrees away from the camera
SCORE = Ramp(limit=0.4, good=0.7)  # of the detector
# Of the flattest band, and of the place of the mouth. Measured on PublicTest pictures with half of the face or the
# mouth covered (benchmarks/covered_faces.py): at these limits one clean face in twenty is lost.
FLAT = Ramp(limit=0.5, good=0.42)
FLAT_MOUTH = Ramp(limit=0.375, good=0.25)

GRID = 8  # cells along each side of a crop
MOUTH_CELLS = np.s_[4:6, 1:5]  # of flat_cells: in the crop of the contract the mouth lies there
FLAT_CELL = 0.10  # a cell whose grey levels vary by less, as a share of the whole crop's, shows no skin, lips or lids


@dataclass(frozen=True, slots=True)
class Quality:
    """value: in [0, 1].  reason: why the picture is not used, or None."""

    value: float
    reason: AbstainReason | None


def judge(face: Face, crop: GreyFace) -> Quality:
    """Judge the picture of a face.

    face: from the detector; without keypoints it is taken as frontal.  crop: (S, S) uint8, as the model sees it.
    """
    flat = flat_cells(crop)
    pose = head_pose(face.keypoints) if face.keypoints else FRONTAL
    shares = {
        AbstainReason.TOO_SMALL: SIDE.share(face.box.width),
        AbstainReason.BLUR: SHARPNESS.share(sharpness(crop)),
        AbstainReason.TOO_DARK: BRIGHTNESS.share(float(crop.mean())),
        AbstainReason.EXTREME_POSE: TURN.share(pose.extent),
        AbstainReason.COVERED: min(FLAT.share(flattest_band(flat)), FLAT_MOUTH.share(flat_mouth(flat))),
    }
    reason = next((reason for reason in shares if shares[reason] == 0.0), None)
    return Quality(min(*shares.values(), SCORE.share(face.score)), reason)


def sharpness(crop: GreyFace) -> float:
    """Variance of the Laplacian over the variance of the grey levels, so that contrast does not count; 0 when flat.

    crop: (S, S) uint8.  On smooth pictures the ratio goes with the fourth power of the pixel's side, on fine detail
    with the second; the third is divided out, so that models of different input sizes share one limit.
    """
    grey = crop.astype(np.float64)
    variance = float(grey.var())
    if variance < 1.0:
        return 0.0
    laplacian = cv2.Laplacian(grey, cv2.CV_64F, borderType=cv2.BORDER_REPLICATE)
    at_this_size = float(laplacian.var()) / variance
    return at_this_size * (len(crop) / SHARPNESS_SIDE) ** 3


def flat_cells(crop: GreyFace) -> NDArray[np.bool_]:
    """Which cells of a crop show nothing, (GRID - 2, GRID - 2): the crop's border is left out, there is background.

    crop: (S, S) uint8, S at least 8.  A face has detail everywhere; a hand, a mask or a scarf has less.
    """
    cell = len(crop) // GRID
    cells = crop[: GRID * cell, : GRID * cell].astype(np.float64).reshape(GRID, cell, GRID, cell).std(axis=(1, 3))
    return np.asarray(cells[1:-1, 1:-1] < FLAT_CELL * max(float(crop.std()), 1.0))


def flattest_band(flat: NDArray[np.bool_]) -> float:
    """The share of flat cells in the flattest band across or along the face, in [0, 1]: 1 where a plain thing is.

    flat: as flat_cells returns it.  Bands are two cells wide.
    """
    return float(max(lines[at : at + 2].mean() for lines in (flat, flat.T) for at in range(len(flat) - 1)))


def flat_mouth(flat: NDArray[np.bool_]) -> float:
    """The share of flat cells where the mouth is, in [0, 1]: lips are never plain.

    flat: as flat_cells returns it.
    """
    return float(flat[MOUTH_CELLS].mean())
