"""Real faces through the chain: what abstaining buys, how much the label flickers, how fast it follows a change.

    python -m benchmarks.accuracy.chain_on_frames --data FOLDER [--cache FILE.npz] [--limit N] [--csv FILE] [--svg FILE]

Every image of FER2013 PublicTest with a FER+ majority is put on a frame and read by detector, model and judgement.
Then faces of one image each are held in front of a trembling camera at five frames a second, alone and one after the
other. PublicTest is a validation split, not a test set. With --cache, frames are read once and kept as numbers.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from attune import DEFAULT_MODEL
from attune.expressions import EXPRESSIONS, entropy_share
from attune.simulation.replay.camera import as_frame
from attune.simulation.replay.summary import flips
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import Faces, load_scored
from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import AbstainReason, Reading
from attune.vision.readings.smoothing import MAX_ENTROPY, MIN_CONFIDENCE, Smoother

ROOT = Path(__file__).parents[2]
PER_SECOND, SECONDS, HELD = 5, 12, 6
STILL_FACES = 32  # four for each of eight expressions
CONFIDENCES = [0.0, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
QUALITIES = {0.0: "#1b6ca8", 0.3: "#2a9d8f", 0.6: "#b5651d", 0.9: "#7b2d8b"}  # with their colours in the drawing
LEFT, TOP, WIDTH, HEIGHT = 60, 20, 420, 260  # of the drawing


@dataclass(frozen=True, slots=True)
class Read:
    """Readings as arrays. p: (N, 8).  quality: (N,).  unusable: (N,) for the image's sake, before any doubt."""

    p: np.ndarray
    quality: np.ndarray
    unusable: np.ndarray
    reasons: np.ndarray


class Row(NamedTuple):
    """One point of the curve: thresholds, the share that abstains, and the accuracy of the n that do not."""

    confidence: float
    quality: float
    abstains: float
    accuracy: float
    n: int


def as_arrays(readings: list[Reading]) -> Read:
    """Readings as arrays; without a face the probabilities are zero."""
    unsure = {AbstainReason.LOW_CONFIDENCE, AbstainReason.HIGH_ENTROPY}
    return Read(
        np.array([reading.p for reading in readings]),
        np.array([reading.quality for reading in readings]),
        np.array([reading.abstain is not None and reading.abstain not in unsure for reading in readings]),
        np.array([str(reading.abstain or "") for reading in readings]),
    )


def read_frames(model: str, faces: Faces, still: np.ndarray) -> tuple[Read, Read]:
    """Every image once, and the `still` ones for SECONDS each, trembling."""
    cv2.setNumThreads(1)
    analyzer = FrameAnalyzer.load(model, models=ROOT / "models")
    images = [np.repeat(image[:, :, None], 3, axis=2) for image in faces.pixels]
    once = [analyzer.analyze(as_frame(image), 0.0) for image in images]
    held = []
    for index in still:
        rng = np.random.default_rng(int(index))
        for frame in range(PER_SECOND * SECONDS):
            held.append(analyzer.analyze(as_frame(images[index], rng), frame * 1000 / PER_SECOND))
    return as_arrays(once), as_arrays(held)


def cached(cache: Path | None, model: str, faces: Faces, still: np.ndarray) -> tuple[Read, Read]:
    """As `read_frames`, from the cache where it was made for the same model and number of images."""
    key = f"{model}:{len(faces.pixels)}:{len(still)}"
    names = ("p", "quality", "unusable", "reasons")
    if cache is not None and cache.exists():
        kept = np.load(cache)
        if str(kept["key"]) == key:
            once, held = (Read(*(kept[f"{part}_{name}"] for name in names)) for part in ("once", "held"))
            return once, held
    once, held = read_frames(model, faces, still)
    if cache is not None:
        parts = {"once": once, "held": held}
        arrays = {f"{part}_{name}": getattr(read, name) for part, read in parts.items() for name in names}
        np.savez_compressed(cache, key=key, **arrays)
    return once, held


def choose_still(faces: Faces) -> np.ndarray:
    """Indices of the first images of each expression, as many of each as there are, up to an equal part."""
    part = STILL_FACES // len(EXPRESSIONS)
    return np.concatenate([np.flatnonzero(faces.labels == label)[:part] for label in range(len(EXPRESSIONS))])


def abstention_curve(read: Read, labels: np.ndarray) -> list[Row]:
    """Share that abstains and accuracy of the rest at every pair of thresholds."""
    correct = read.p.argmax(axis=1) == labels
    entropy = np.array([entropy_share(p) if p.sum() else 1.0 for p in read.p])
    rows = []
    for quality in QUALITIES:
        for confidence in CONFIDENCES:
            doubtful = (read.p.max(axis=1) < confidence) | (entropy > MAX_ENTROPY)
            used = ~read.unusable & ~doubtful & (read.quality >= quality)
            if used.any():
                rows.append(Row(confidence, quality, 1 - used.mean(), correct[used].mean(), int(used.sum())))
    return rows


def sequence(read: Read, face: int, start: int, frames: int, t: float) -> list[Reading]:
    """Some frames of one still face as readings that begin at t milliseconds."""
    first = face * PER_SECOND * SECONDS + start
    return [
        Reading(
            t + i * 1000 / PER_SECOND,
            bool(read.p[first + i].sum()),
            None,
            tuple(read.p[first + i].tolist()),
            0.0,
            0.0,
            float(read.quality[first + i]),
            AbstainReason(read.reasons[first + i]) if read.reasons[first + i] else None,
            "cached",
        )
        for i in range(frames)
    ]


def raw_label(reading: Reading) -> str:
    """What would be shown without smoothing."""
    return EXPRESSIONS[int(np.argmax(reading.p))] if reading.abstain is None else "unknown"


def flicker(read: Read, faces: int) -> np.ndarray:
    """(faces, 2): label changes a minute of each still face, before and after smoothing."""
    found = []
    for face in range(faces):
        readings, smoother = sequence(read, face, 0, PER_SECOND * SECONDS, 0.0), Smoother()
        shown = [smoother.update(reading).label for reading in readings]
        found.append((flips(map(raw_label, readings)), flips(shown)))
    return np.array(found) * 60 / SECONDS


def delays(read: Read, expected: list[str]) -> tuple[list[float], int]:
    """Seconds from a change of face to its label, over pairs that are read as expected; and how many were missed."""
    frames = PER_SECOND * HELD
    settled = [
        face
        for face, label in enumerate(expected)
        if np.mean([raw_label(reading) == label for reading in sequence(read, face, 0, 2 * frames, 0.0)]) > 0.8
    ]
    found, missed = [], 0
    for before in settled:
        for after in settled:
            if expected[before] == expected[after]:
                continue
            smoother = Smoother()
            for reading in sequence(read, before, 0, frames, 0.0):
                smoother.update(reading)
            follow = sequence(read, after, frames, frames, HELD * 1000.0)
            shown = [str(smoother.update(reading).label) for reading in follow]
            if expected[after] in shown:
                found.append(shown.index(expected[after]) / PER_SECOND)
            else:
                missed += 1
    return found, missed


def write_csv(rows: list[Row], path: Path) -> None:
    """The curve as CSV."""
    lines = ["least_confidence,least_quality,abstains,accuracy,n"]
    lines += [f"{row.confidence},{row.quality},{row.abstains:.4f},{row.accuracy:.4f},{row.n}" for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_svg(rows: list[Row], path: Path) -> None:
    """The curve as a drawing: share that abstains to the right, accuracy upwards, one line for each least quality."""
    low = float(np.floor(20 * min(row.accuracy for row in rows)) / 20)
    size = 'viewBox="0 0 640 330" font-family="sans-serif" font-size="12" fill="#222"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', '<rect width="640" height="330" fill="#fff"/>']
    for accuracy in np.arange(low, 1.001, 0.05):
        _, y = place(0, accuracy, low)
        parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDTH}" stroke="#ddd"/>')
        parts.append(text(LEFT - 8, y + 4, f"{accuracy:.0%}", "end"))
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(text(place(share, low, low)[0], TOP + HEIGHT + 18, f"{share:.0%}"))
    for number, (quality, colour) in enumerate(QUALITIES.items()):
        points = [place(row.abstains, row.accuracy, low) for row in rows if row.quality == quality]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = LEFT + WIDTH + 14, TOP + 14 + 18 * number
        parts.append(f'<path d="M{x} {y - 4}h18" stroke="{colour}" stroke-width="2"/>')
        parts.append(text(x + 24, y, f"quality ≥ {quality:g}", "start"))
    parts.append(text(LEFT + WIDTH / 2, TOP + HEIGHT + 40, "share of images that abstain"))
    parts.append(
        f'<g transform="rotate(-90 14 {TOP + HEIGHT / 2})">{text(14, TOP + HEIGHT / 2, "accuracy of the rest")}</g>'
    )
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", "utf-8")


def place(share: float, accuracy: float, low: float) -> tuple[float, float]:
    """Where a point of the curve lies in the drawing."""
    return LEFT + WIDTH * share, TOP + HEIGHT * (1 - accuracy) / (1 - low)


def text(x: float, y: float, content: str, anchor: str = "middle") -> str:
    """Some words in the drawing."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{content}</text>'


def print_curve(rows: list[Row]) -> None:
    """The curve, with the thresholds as shipped marked."""
    for row in rows:
        mark = "  <- a reading, as shipped" if (row.confidence, row.quality) == (MIN_CONFIDENCE, 0.0) else ""
        print(
            f"confidence >= {row.confidence:.2f}, quality >= {row.quality:.1f}: "
            f"abstains {row.abstains:.1%}, accuracy {row.accuracy:.1%} of {row.n}{mark}"
        )


def print_time(held: Read, expected: list[str]) -> None:
    """How much the label of still faces flickers, and how fast it follows a change from one to another."""
    before, after = flicker(held, len(expected)).T
    print(
        f"label changes a minute, {len(expected)} still faces, {SECONDS} s at {PER_SECOND}/s: before smoothing mean "
        f"{before.mean():.1f}, median {np.median(before):.1f}; after {after.mean():.1f} and {np.median(after):.1f}"
    )
    found, missed = delays(held, expected)
    p50, p95 = np.percentile(found, [50, 95])
    print(f"a change is displayed after p50 {p50:.1f} s, p95 {p95:.1f} s; n = {len(found)}, {missed} not in {HELD} s")


def main() -> None:
    """Read, measure, print, and write the curve where asked."""
    parser = argparse.ArgumentParser(description="Real faces through the chain")
    parser.add_argument("--data", type=Path, required=True, help="folder with images.zip and fer2013new.csv")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    for name in ("--cache", "--csv", "--svg"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    data = DataConfig(root=str(arguments.data), protocol="majority", limit=arguments.limit)
    faces = load_scored(data, "PublicTest", 48)
    still = choose_still(faces)
    once, held = cached(arguments.cache, arguments.model, faces, still)
    rows = abstention_curve(once, faces.labels)
    print(f"{arguments.model}, FER2013 PublicTest (validation), FER+ majority, n = {len(faces.labels)}")
    print_curve(rows)
    if arguments.csv:
        write_csv(rows, arguments.csv)
    if arguments.svg:
        write_svg(rows, arguments.svg)
    print_time(held, [EXPRESSIONS[label] for label in faces.labels[still]])


if __name__ == "__main__":
    main()
